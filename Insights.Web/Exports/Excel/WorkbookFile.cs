using System.IO.Compression;
using System.Security;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Insights.Analytics.Reports;
using NodaTime.Text;
using Xdr = DocumentFormat.OpenXml.Drawing.Spreadsheet;

namespace Insights.Web.Exports.Excel;

/// <summary>
/// The workbook's ZIP file. Sheets go straight into their entries; every small part (styles, tables, charts, workbook) is built from
/// the SDK's typed elements and written after them, when what they need is known.
/// </summary>
internal sealed class WorkbookFile : IDisposable
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string OfficeTypes = "application/vnd.openxmlformats-officedocument.";

    private readonly ReportDocument document;
    private readonly ZipArchive zip;
    private readonly DateTimeOffset stamp;
    private readonly StyleBook styles = new();
    private readonly List<(string Part, string ContentType)> parts = [];
    private int tables;
    private int drawings;
    private int charts;

    public WorkbookFile(ReportDocument document, Stream output)
    {
        this.document = document;
        zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        var made = document.MadeAt.ToDateTimeOffset();
        // The range of dates a ZIP entry can say.
        stamp = made.Year is >= 1980 and <= 2107 ? made : new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }

    public void Write(IReadOnlyList<Sheet> sheets)
    {
        var cells = new CellXml(styles, document.Zone);
        for (var i = 0; i < sheets.Count; i++)
            WriteSheet(sheets[i], i + 1, cells);

        WriteWorkbook(sheets);
        Save("xl/styles.xml", OfficeTypes + "spreadsheetml.styles+xml", styles.Build());
        WriteProperties();
        WriteRelations("_rels/.rels",
        [
            ("rId1", Relations + "/officeDocument", "xl/workbook.xml", false),
            ("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml", false),
        ]);
        WriteContentTypes();
    }

    public void Dispose() => zip.Dispose();

    private void WriteSheet(Sheet sheet, int number, CellXml cells)
    {
        var tail = new SheetTail();
        var relations = new List<(string Id, string Type, string Target, bool External)>();
        using (var entry = Entry(FormattableString.Invariant($"xl/worksheets/sheet{number}.xml"), OfficeTypes + "spreadsheetml.worksheet+xml"))
        {
            using var behind = new WriteBehind(entry);
            using var xml = new Utf8Xml(behind);
            xml.Raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"u8);
            xml.Raw(SheetFrame.Before(sheet, number));
            sheet.WriteRows(xml, cells, tail);
            xml.Raw(SheetFrame.After(sheet, tail, document, relations, tables, drawings));
        }
        foreach (var table in tail.Tables)
        {
            tables++;
            table.Id = (uint)tables;
            Save(FormattableString.Invariant($"xl/tables/table{tables}.xml"), OfficeTypes + "spreadsheetml.table+xml", table);
        }
        if (tail.Charts.Count > 0)
            WriteDrawing(tail.Charts);
        if (relations.Count > 0)
            WriteRelations(FormattableString.Invariant($"xl/worksheets/_rels/sheet{number}.xml.rels"), relations);
    }

    private void WriteDrawing(List<PlacedChart> placed)
    {
        drawings++;
        var drawing = new Xdr.WorksheetDrawing();
        var relations = new List<(string, string, string, bool)>();
        for (var i = 0; i < placed.Count; i++)
        {
            charts++;
            var id = FormattableString.Invariant($"rId{i + 1}");
            drawing.Append(ChartFrame.Anchor(placed[i], (uint)i + 2, id));
            relations.Add((id, Relations + "/chart", FormattableString.Invariant($"../charts/chart{charts}.xml"), false));
            Save(FormattableString.Invariant($"xl/charts/chart{charts}.xml"), OfficeTypes + "drawingml.chart+xml", placed[i].Chart);
        }
        Save(FormattableString.Invariant($"xl/drawings/drawing{drawings}.xml"), OfficeTypes + "drawing+xml", drawing);
        WriteRelations(FormattableString.Invariant($"xl/drawings/_rels/drawing{drawings}.xml.rels"), relations);
    }

    private void WriteWorkbook(IReadOnlyList<Sheet> sheets)
    {
        var list = new Sheets();
        var names = new DefinedNames();
        var relations = new List<(string, string, string, bool)>();
        for (var i = 0; i < sheets.Count; i++)
        {
            var id = FormattableString.Invariant($"rId{i + 1}");
            list.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Name = sheets[i].Name, SheetId = (uint)i + 1, Id = id });
            relations.Add((id, Relations + "/worksheet", FormattableString.Invariant($"worksheets/sheet{i + 1}.xml"), false));
            if (sheets[i].HeaderRows > 0)
            {
                names.Append(new DefinedName(FormattableString.Invariant($"{Names.Quoted(sheets[i].Name)}!$1:${sheets[i].HeaderRows}"))
                {
                    Name = "_xlnm.Print_Titles",
                    LocalSheetId = (uint)i,
                });
            }
        }
        relations.Add((FormattableString.Invariant($"rId{sheets.Count + 1}"), Relations + "/styles", "styles.xml", false));
        var workbook = new Workbook(new BookViews(new WorkbookView { ActiveTab = 0 }), list);
        if (names.HasChildren)
            workbook.Append(names);
        // Our values are cached beside the formulas; a program that edits a row computes afresh.
        workbook.Append(new CalculationProperties { CalculationId = 0, FullCalculationOnLoad = false });
        Save("xl/workbook.xml", OfficeTypes + "spreadsheetml.sheet.main+xml", workbook);
        WriteRelations("xl/_rels/workbook.xml.rels", relations);
    }

    private void WriteProperties()
    {
        var made = InstantPattern.General.Format(document.MadeAt);
        WriteText("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml",
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
            + "xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
            + $"<dc:title>{Plain(document.Title)}</dc:title><dc:subject>{Plain(document.Headline)}</dc:subject><dc:creator>{Plain(document.WorkspaceName)}</dc:creator>"
            + $"<dcterms:created xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:modified></cp:coreProperties>");
    }

    private void WriteContentTypes()
    {
        var xml = new StringBuilder("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">")
            .Append("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>")
            .Append("<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
        foreach (var (part, type) in parts)
            xml.Append("<Override PartName=\"/").Append(part).Append("\" ContentType=\"").Append(type).Append("\"/>");
        WriteText("[Content_Types].xml", null, xml.Append("</Types>").ToString());
    }

    private void WriteRelations(string part, IEnumerable<(string Id, string Type, string Target, bool External)> relations)
    {
        var xml = new StringBuilder("<Relationships xmlns=\"").Append(PackageRelations).Append("\">");
        foreach (var (id, type, target, external) in relations)
        {
            xml.Append("<Relationship Id=\"").Append(id).Append("\" Type=\"").Append(type).Append("\" Target=\"").Append(SecurityElement.Escape(target))
                .Append(external ? "\" TargetMode=\"External\"/>" : "\"/>");
        }
        WriteText(part, null, xml.Append("</Relationships>").ToString());
    }

    private void Save(string part, string contentType, OpenXmlPartRootElement root)
    {
        using var entry = Entry(part, contentType);
        entry.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"u8);
        entry.Write(Encoding.UTF8.GetBytes(root.OuterXml));
    }

    private void WriteText(string part, string? contentType, string xml)
    {
        using var entry = Entry(part, contentType);
        entry.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"u8);
        entry.Write(Encoding.UTF8.GetBytes(xml));
    }

    private Stream Entry(string part, string? contentType)
    {
        if (contentType is not null)
            parts.Add((part, contentType));
        // Fastest: a sheet's XML is so repetitive that the slower level saves little and takes three times as long.
        var entry = zip.CreateEntry(part, CompressionLevel.Fastest);
        entry.LastWriteTime = stamp;
        return entry.Open();
    }

    private static string Plain(string text) => SecurityElement.Escape(SheetFrame.Printable(text));
}
