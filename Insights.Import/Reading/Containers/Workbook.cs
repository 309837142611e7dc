using System.Globalization;
using System.IO.Compression;
using System.Xml;
using ExcelDataReader;

namespace Insights.Import.Reading.Containers;

/// <summary>An XLSX workbook as one part a visible sheet. ExcelDataReader reads it; what it would hold in memory is bounded before it sees the file.</summary>
internal static class Workbook
{
    static Workbook() =>
        // The reader asks for code pages by name when it is loaded.
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);

    public static IReadOnlyList<FilePart> Sheets(string name, Func<Stream> open, ContainerLimits limits, CancellationToken cancel)
    {
        CheckParts(name, open, limits, cancel);
        bool from1904 = CountsFrom1904(open);
        var visible = new List<(int Index, string Name)>();
        var remarks = new List<string>();
        using (var reader = OpenReader(name, open))
        {
            int index = 0;
            try
            {
                do
                {
                    cancel.ThrowIfCancellationRequested();
                    if (index >= limits.Sheets)
                        throw new UnreadableContainerException($"{name} has more than {limits.Sheets} sheets. Save those you need as CSV UTF-8.");
                    string sheet = reader.Name ?? string.Create(CultureInfo.InvariantCulture, $"Sheet{index + 1}");
                    if (reader.VisibleState is "hidden" or "veryhidden")
                        remarks.Add($"The sheet '{sheet}' is hidden and was not read. Show it in the workbook if it is to be imported.");
                    else if (reader.RowCount > 0 || reader.FieldCount > 0)
                        visible.Add((index, sheet));
                    index++;
                }
                while (reader.NextResult());
            }
            catch (Exception problem) when (problem is not (IOException or OperationCanceledException or OutOfMemoryException))
            {
                throw Damaged(name, problem);
            }
        }

        if (visible.Count == 0)
            return [FilePart.Refused(name, $"No visible sheet of this workbook holds a table. {string.Join(" ", remarks)}".Trim())];
        return [.. visible.Select((sheet, i) => new FilePart
        {
            Name = visible.Count == 1 ? name : $"{name}/{sheet.Name}",
            Sheet = sheet.Name,
            Workbook = name,
            From1904 = from1904,
            Open = () => new SheetStream(OpenReader(name, open), sheet.Index, name, sheet.Name),
            Remarks = i == 0 ? remarks : [],
        })];
    }

    /// <summary>Any failure of the reader is the workbook's: it must not end the import of other files.</summary>
    public static UnreadableContainerException Damaged(string name, Exception cause) =>
        new($"{name} is damaged, protected or no workbook that can be read ({Shortened(cause.Message)}). Open it in a spreadsheet, save it as XLSX or CSV UTF-8, and import that.", cause);

    private static string Shortened(string message) => message.Length <= 120 ? message : string.Concat(message.AsSpan(0, 119), "…");

    private static IExcelDataReader OpenReader(string name, Func<Stream> open)
    {
        var stream = open();
        try
        {
            return ExcelReaderFactory.CreateOpenXmlReader(stream);
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or OutOfMemoryException))
        {
            stream.Dispose();
            throw problem as UnreadableContainerException ?? Damaged(name, problem);
        }
    }

    /// <summary>The reader turns serials that are shown as dates into dates; those that are shown as numbers it leaves to us, with this.</summary>
    private static bool CountsFrom1904(Func<Stream> open)
    {
        using var archive = new ZipArchive(open(), ZipArchiveMode.Read);
        if (archive.Entries.FirstOrDefault(e => e.FullName.Equals("xl/workbook.xml", StringComparison.OrdinalIgnoreCase)) is not { } part)
            return false;
        try
        {
            using var content = part.Open();
            using var xml = XmlReader.Create(content, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "workbookPr")
                    return xml.GetAttribute("date1904") is "1" or "true";
            }
        }
        catch (Exception problem) when (problem is XmlException or InvalidDataException)
        {
            // The reader itself says what is wrong with the workbook.
        }

        return false;
    }

    /// <summary>Unpacks every part once and throws it away: sizes, ratio, and how much of it a reader has to hold at once.</summary>
    private static void CheckParts(string name, Func<Stream> open, ContainerLimits limits, CancellationToken cancel)
    {
        using var archive = new ZipArchive(open(), ZipArchiveMode.Read);
        var budget = new ContainerBudget(limits);
        byte[] block = new byte[1 << 17];
        foreach (var part in archive.Entries)
        {
            if (!part.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && !part.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
                continue;
            if (part.IsEncrypted)
                throw new UnreadableContainerException($"{name} is protected by a password. Save it without one and import it again.");
            bool isSheet = part.FullName.Contains("/worksheets/", StringComparison.Ordinal);
            long most = isSheet ? limits.SheetBytes : limits.SharedStringsBytes;
            long length = 0;
            var scan = new XmlScan(limits);
            using var content = new BoundedStream(part.Open(), name, () => part.CompressedLength, new PartBudget(budget), limits);
            int read;
            while ((read = content.Read(block)) > 0)
            {
                cancel.ThrowIfCancellationRequested();
                length += read;
                if (length > most || !scan.Accepts(block.AsSpan(0, read), isSheet))
                    throw new UnreadableContainerException($"{name} holds more than can be read from a workbook. Save the sheet as CSV UTF-8 and import that; a CSV may be of any size.");
            }
        }
    }

    /// <summary>Follows the marks of an XML part, without its meaning, to see what would have to be held at once.</summary>
    private struct XmlScan(ContainerLimits limits)
    {
        private long _sinceMark;
        private int _merged;

        public bool Accepts(ReadOnlySpan<byte> xml, bool isSheet)
        {
            int first = xml.IndexOf((byte)'<');
            if (first < 0)
            {
                _sinceMark += xml.Length;
                return _sinceMark <= limits.XmlRun;
            }

            if (_sinceMark + first > limits.XmlRun)
                return false;
            _sinceMark = xml.Length - xml.LastIndexOf((byte)'<');
            if (isSheet)
                _merged += xml.Count("<mergeCell "u8);
            return _merged <= limits.MergedCells;
        }
    }
}
