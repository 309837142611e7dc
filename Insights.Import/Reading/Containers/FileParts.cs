using System.IO.Compression;

namespace Insights.Import.Reading.Containers;

/// <summary>Finds what a file holds: itself, or the entries and sheets of the containers it consists of. Nothing is unpacked to disk; entries are streams.</summary>
internal static class FileParts
{
    private const int HeadBytes = 4096;

    /// <param name="open">The file's bytes; forward only is enough.</param>
    public static IReadOnlyList<FilePart> Of(string name, Func<Stream> open, ContainerLimits limits, CancellationToken cancel)
    {
        var parts = new List<FilePart>();
        Add(parts, name, open, new ContainerBudget(limits), limits, depth: 0, cancel);
        return parts;
    }

    private static void Add(List<FilePart> parts, string name, Func<Stream> open, ContainerBudget budget, ContainerLimits limits, int depth, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            var kind = KindOf(open);
            if (kind is not (FileKind.Zip or FileKind.Workbook or FileKind.Gzip))
            {
                parts.Add(new FilePart { Name = name, Open = open });
                return;
            }

            if (depth > limits.Depth)
                throw new UnreadableContainerException($"{name} is an archive inside {depth} others; {limits.Depth} are unpacked. Unpack it and import the files in it.");
            if (kind == FileKind.Gzip)
                AddGzip(parts, name, open, budget, limits, depth, cancel);
            else
                AddZip(parts, name, kind, Seekable(open, limits, name), budget, limits, depth, cancel);
        }
        catch (Exception problem) when (IsContents(problem, depth))
        {
            // One bad entry does not cost the others.
            parts.Add(FilePart.Refused(name, Sentence(problem, name)));
        }
    }

    /// <summary>What is wrong with the bytes, however a decoder says it; not that the file cannot be opened.</summary>
    private static bool IsContents(Exception problem, int depth) => problem switch
    {
        OperationCanceledException or OutOfMemoryException or UnauthorizedAccessException => false,
        UnreadableContainerException or EndOfStreamException => true,
        IOException => depth > 0,
        _ => true,
    };

    private static string Sentence(Exception problem, string name) =>
        problem is UnreadableContainerException ? problem.Message : $"{name} is damaged and cannot be unpacked. Download or pack it again.";

    private static FileKind KindOf(Func<Stream> open)
    {
        byte[] head = new byte[HeadBytes];
        using var stream = open();
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return FileKinds.Of(head.AsSpan(0, length));
    }

    private static void AddGzip(List<FilePart> parts, string name, Func<Stream> open, ContainerBudget budget, ContainerLimits limits, int depth, CancellationToken cancel)
    {
        var counted = new PartBudget(budget);
        Add(parts, name, OpenContent, budget, limits, depth + 1, cancel);

        Stream OpenContent()
        {
            var counting = new CountingStream(open());
            return new BoundedStream(new WholeGzip(counting), name, () => counting.Count, counted, limits);
        }
    }

    private static void AddZip(
        List<FilePart> parts, string name, FileKind kind, Func<Stream> open, ContainerBudget budget, ContainerLimits limits, int depth, CancellationToken cancel)
    {
        using (var bytes = open())
            ZipDirectory.Check(bytes, name, kind);
        using var archive = new ZipArchive(open(), ZipArchiveMode.Read);
        var entries = archive.Entries;
        if (entries.Any(e => e.FullName == "xl/workbook.xml"))
        {
            parts.AddRange(Workbook.Sheets(name, open, limits, cancel));
            return;
        }

        if (entries.Any(e => e.FullName is "xl/workbook.bin" or "word/document.xml" or "ppt/presentation.xml" or "content.xml" or "[Content_Types].xml"))
            throw new UnreadableContainerException($"{name} is an Office document that is no XLSX workbook. Save its sheet as XLSX or as CSV UTF-8 and import that.");
        int before = parts.Count;
        for (int i = 0; i < entries.Count; i++)
        {
            string path = entries[i].FullName;
            if (path.EndsWith('/') || path.EndsWith('\\') || IsSystems(path))
                continue;
            budget.TakeEntry(name);
            AddEntry(parts, name, open, entries[i], i, budget, limits, depth, cancel);
        }

        if (parts.Count == before)
            throw new UnreadableContainerException($"{name} is an archive without files. Nothing was imported.");
    }

    private static void AddEntry(
        List<FilePart> parts, string archiveName, Func<Stream> open, ZipArchiveEntry entry, int index, ContainerBudget budget, ContainerLimits limits, int depth, CancellationToken cancel)
    {
        string shown = $"{archiveName}/{Shown(entry.FullName)}";
        if (Escapes(entry.FullName))
        {
            parts.Add(FilePart.Refused(shown, "The entry's name points outside of its archive. Files are never unpacked to such places, and whoever made this archive may mean harm. It was not read."));
            return;
        }

        if (entry.IsEncrypted)
        {
            parts.Add(FilePart.Refused(shown, "The entry is protected by a password. Unpack the archive with its password and import the files in it."));
            return;
        }

        var counted = new PartBudget(budget);
        Add(parts, shown, OpenEntry, budget, limits, depth + 1, cancel);

        Stream OpenEntry()
        {
            var archive = new ZipArchive(open(), ZipArchiveMode.Read);
            try
            {
                var again = archive.Entries[index];
                long compressed = again.CompressedLength;
                return new BoundedStream(new OwningStream(again.Open(), archive), shown, () => compressed, counted, limits) { Checksum = again.Crc32 };
            }
            catch (Exception problem)
            {
                archive.Dispose();
                if (IsContents(problem, depth: 0) && problem is not UnreadableContainerException)
                    throw new UnreadableContainerException($"{shown} is damaged, or packed in a way that is not read here. Pack it as plain ZIP (deflate) again.", problem);
                throw;
            }
        }
    }

    /// <summary>The same bytes from anywhere: the file itself where it can be, else an encrypted copy that lives as long as it is used.</summary>
    private static Func<Stream> Seekable(Func<Stream> open, ContainerLimits limits, string name)
    {
        using (var probe = open())
        {
            if (probe.CanSeek)
                return open;
        }

        using var source = open();
        var spool = SealedSpool.Of(source, limits.SpooledBytes, name);
        return spool.Open;
    }

    /// <summary>What systems and people leave in archives that is no export.</summary>
    private static bool IsSystems(string path)
    {
        string file = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        return path.StartsWith("__MACOSX/", StringComparison.Ordinal) || file.StartsWith('.')
            || file.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase) || file.Equals("desktop.ini", StringComparison.OrdinalIgnoreCase)
            || (file.StartsWith("readme", StringComparison.OrdinalIgnoreCase) && Path.GetExtension(file).ToLowerInvariant() is "" or ".md" or ".txt" or ".html");
    }

    private static bool Escapes(string path) =>
        path.StartsWith('/') || path.StartsWith('\\') || path.Contains(':', StringComparison.Ordinal) || path.Contains('\0', StringComparison.Ordinal)
        || path.Split('/', '\\').Any(p => p == "..");

    /// <summary>On one line, and of a length a person reads.</summary>
    private static string Shown(string path)
    {
        string shown = new([.. path.Select(c => char.IsControl(c) ? '_' : c == '\\' ? '/' : c)]);
        return shown.Length <= 200 ? shown : string.Concat(shown.AsSpan(0, 100), "…", shown.AsSpan(shown.Length - 90));
    }
}
