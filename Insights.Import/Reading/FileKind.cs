namespace Insights.Import.Reading;

/// <summary>What the first bytes of a file say it is; names lie.</summary>
internal enum FileKind
{
    Empty,
    Delimited,
    Json,

    /// <summary>Not read; <see cref="FileKinds.Advice"/> says what to do.</summary>
    Pdf,
    Zip,
    Workbook,
    OldWorkbook,
    Gzip,
    SevenZip,
    Picture,
    Html,
    Sqlite,
}

internal static class FileKinds
{
    public static FileKind Of(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
            return FileKind.Empty;
        if (head.StartsWith("%PDF-"u8))
            return FileKind.Pdf;
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
            return head.IndexOf("xl/"u8) >= 0 || head.IndexOf("[Content_Types].xml"u8) >= 0 ? FileKind.Workbook : FileKind.Zip;
        if (head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
            return FileKind.OldWorkbook;
        if (head.StartsWith<byte>([0x1F, 0x8B]))
            return FileKind.Gzip;
        if (head.StartsWith<byte>([0x37, 0x7A, 0xBC, 0xAF]))
            return FileKind.SevenZip;
        if (head.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47]) || head.StartsWith<byte>([0xFF, 0xD8, 0xFF]) || head.StartsWith("GIF8"u8))
            return FileKind.Picture;
        if (head.StartsWith("SQLite format 3\0"u8))
            return FileKind.Sqlite;

        // Below, text: skip the byte order mark, the NULs of UTF-16 and white space.
        foreach (byte b in head)
        {
            if (b is 0xEF or 0xBB or 0xBF or 0xFF or 0xFE or 0 or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
                continue;
            return b switch
            {
                (byte)'{' or (byte)'[' => FileKind.Json,
                (byte)'<' => FileKind.Html,
                _ => FileKind.Delimited,
            };
        }

        return FileKind.Empty;
    }

    /// <summary>Null for a file that can be read; else what it is and what to do.</summary>
    public static string? Advice(FileKind kind) => kind switch
    {
        FileKind.Empty => "The file is empty. Export it again; nothing was imported.",
        FileKind.Pdf => "This is a PDF, a document for reading. Ask the source for its CSV or JSON export.",
        FileKind.Workbook => "This is an Excel workbook (XLSX). It is imported as it is; here, save the sheet as CSV UTF-8.",
        FileKind.OldWorkbook => "This is an old Excel workbook (XLS), one protected by a password, or another Office document. Save the sheet as XLSX without a password, or as CSV UTF-8, and import that.",
        FileKind.Zip => "This is a ZIP archive. It is imported as it is; here, unpack it first.",
        FileKind.Gzip => "This is a gzip archive. It is imported as it is; here, unpack it first.",
        FileKind.SevenZip => "This is a 7-Zip archive. Unpack it and import the files in it.",
        FileKind.Picture => "This is a picture. Ask the source for its CSV or JSON export.",
        FileKind.Html => "This is HTML or XML, perhaps a saved web page or an error page. Ask the source for its CSV or JSON export.",
        FileKind.Sqlite => "This is a SQLite database. Export the table as CSV and import that.",
        _ => null,
    };
}
