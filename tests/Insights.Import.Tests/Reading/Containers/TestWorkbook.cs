using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Insights.Import.Tests.Reading.Containers;

/// <summary>Writes the smallest XLSX that shows one thing.</summary>
internal sealed class TestWorkbook
{
    private readonly List<(string Name, string State, string Rows, string After)> _sheets = [];
    private readonly List<string> _texts = [];

    /// <summary>Serials count from 1904, as old Macs wrote them.</summary>
    public bool From1904 { get; init; }

    /// <param name="rows">Cells: text; numbers as double; <see cref="Raw"/> for anything else; null for an empty one; an empty row is not written.</param>
    public TestWorkbook Sheet(string name, object?[][] rows, string state = "visible", string[]? merged = null)
    {
        var xml = new StringBuilder();
        for (int r = 0; r < rows.Length; r++)
        {
            if (rows[r].Length == 0)
                continue;
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{r + 1}\">");
            for (int c = 0; c < rows[r].Length; c++)
                xml.Append(Cell(rows[r][c], $"{(char)('A' + c)}{r + 1}"));
            xml.Append("</row>");
        }

        string after = merged is null ? "" : $"<mergeCells count=\"{merged.Length}\">{string.Concat(merged.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>";
        _sheets.Add((name, state, xml.ToString(), after));
        return this;
    }

    /// <summary>A cell's XML behind its reference: attributes and content.</summary>
    public sealed record Raw(string Attributes, string Content);

    /// <summary>A serial number shown as a date (style 1), with a time (2) or as a time alone (3).</summary>
    public static Raw Serial(double serial, int style) => new($"s=\"{style}\"", string.Create(CultureInfo.InvariantCulture, $"<v>{serial:R}</v>"));

    public static Raw Formula(string formula, string cached) => new("t=\"str\"", $"<f>{SecurityElement.Escape(formula)}</f><v>{SecurityElement.Escape(cached)}</v>");

    public static Raw Inline(string text) => new("t=\"inlineStr\"", $"<is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is>");

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
            const string rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
            Add(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/></Types>");
            Add(zip, "_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add(zip, "xl/workbook.xml", $"<workbook xmlns=\"{main}\" xmlns:r=\"{rel}\"><workbookPr{(From1904 ? " date1904=\"1\"" : "")}/><sheets>{string.Concat(_sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" state=\"{s.State}\" r:id=\"rId{i + 1}\"/>"))}</sheets></workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(_sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{rel}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}<Relationship Id=\"rId90\" Type=\"{rel}/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId91\" Type=\"{rel}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
            Add(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{main}\"><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss\"/><numFmt numFmtId=\"165\" formatCode=\"dd/mm/yyyy\"/></numFmts><cellXfs count=\"4\"><xf numFmtId=\"0\"/><xf numFmtId=\"165\" applyNumberFormat=\"1\"/><xf numFmtId=\"164\" applyNumberFormat=\"1\"/><xf numFmtId=\"21\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
            Add(zip, "xl/sharedStrings.xml", $"<sst xmlns=\"{main}\">{string.Concat(_texts.Select(t => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(t)}</t></si>"))}</sst>");
            for (int i = 0; i < _sheets.Count; i++)
                Add(zip, $"xl/worksheets/sheet{i + 1}.xml", $"<worksheet xmlns=\"{main}\"><sheetData>{_sheets[i].Rows}</sheetData>{_sheets[i].After}</worksheet>");
        }

        return stream.ToArray();
    }

    private string Cell(object? value, string at)
    {
        switch (value)
        {
            case null:
                return "";
            case Raw raw:
                return $"<c r=\"{at}\" {raw.Attributes}>{raw.Content}</c>";
            case double number:
                return string.Create(CultureInfo.InvariantCulture, $"<c r=\"{at}\"><v>{number:R}</v></c>");
            default:
                _texts.Add((string)value);
                return $"<c r=\"{at}\" t=\"s\"><v>{_texts.Count - 1}</v></c>";
        }
    }

    private static void Add(ZipArchive zip, string name, string xml)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml));
    }
}
