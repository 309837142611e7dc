using System.Buffers.Binary;

namespace Insights.Import.Reading.Containers;

/// <summary>Looks at an archive's directory before it is read into memory: one of a few MB lists a hundred thousand entries.</summary>
internal static class ZipDirectory
{
    private const int MostBytes = 4 << 20;
    private const int EndLength = 22;
    private const int LongestComment = 0xFFFF;

    /// <exception cref="UnreadableContainerException">No directory, or one that is too large.</exception>
    public static void Check(Stream archive, string name, FileKind kind)
    {
        int tailLength = (int)Math.Min(archive.Length, EndLength + LongestComment + 20);
        byte[] tail = new byte[tailLength];
        archive.Seek(-tailLength, SeekOrigin.End);
        tailLength = archive.ReadAtLeast(tail, tailLength, throwOnEndOfStream: false);
        int end = tail.AsSpan(0, tailLength).LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + EndLength > tailLength)
            throw new UnreadableContainerException($"This is {(kind == FileKind.Workbook ? "an Excel workbook (XLSX)" : "a ZIP archive")} whose end is missing: it was cut off. Download or copy it again.");
        long endAt = archive.Length - tail.Length + end;
        long directoryAt = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (directoryAt == uint.MaxValue && end >= 20 && tail.AsSpan(end - 20).StartsWith("PK\u0006\u0007"u8))
            directoryAt = LargeDirectoryAt(archive, BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(end - 20 + 8)));
        if (directoryAt < 0 || endAt - directoryAt > MostBytes)
            throw new UnreadableContainerException($"{name} lists far more files than an archive of exports holds. Unpack it and import the files you need.");
    }

    private static long LargeDirectoryAt(Stream archive, long recordAt)
    {
        byte[] record = new byte[56];
        if (recordAt < 0 || recordAt > archive.Length - record.Length)
            return 0;
        archive.Seek(recordAt, SeekOrigin.Begin);
        archive.ReadExactly(record);
        return BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48));
    }
}
