using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace Insights.Web.Tests.Exports.Excel;

/// <summary>Reads a workbook back as a spreadsheet would: values, and the text its number formats show.</summary>
internal sealed partial class WorkbookReader
{
    private readonly List<string> formats = [];

    public WorkbookReader(byte[] workbook)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        var part = document.WorkbookPart!;
        var byId = part.WorkbookStylesPart!.Stylesheet.NumberingFormats!.Elements<NumberingFormat>().ToDictionary(format => format.NumberFormatId!.Value, format => format.FormatCode!.Value!);
        foreach (var format in part.WorkbookStylesPart.Stylesheet.CellFormats!.Elements<CellFormat>())
            formats.Add(byId.GetValueOrDefault(format.NumberFormatId!.Value, "General"));
        foreach (var sheet in part.Workbook.Sheets!.Elements<Sheet>())
        {
            var worksheet = (WorksheetPart)part.GetPartById(sheet.Id!.Value!);
            var cells = worksheet.Worksheet.Descendants<Cell>().Select(Read).ToDictionary(cell => cell.Reference);
            Sheets.Add(new(sheet.Name!.Value!, cells, [.. worksheet.TableDefinitionParts.Select(table => table.Table.Reference!.Value!)], worksheet.DrawingsPart?.ChartParts.Count() ?? 0, worksheet.Worksheet.OuterXml));
        }
        Errors = [.. new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(document).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}")];
    }

    public List<ReadSheet> Sheets { get; } = [];

    public IReadOnlyList<string> Errors { get; }

    public ReadSheet this[string name] => Sheets.Single(sheet => sheet.Name == name);

    private ReadCell Read(Cell cell)
    {
        var format = formats[(int)(cell.StyleIndex?.Value ?? 0)];
        if (cell.DataType?.Value == CellValues.InlineString)
        {
            var text = Unescaped(cell.InlineString!.Text!.Text);
            return new(cell.CellReference!.Value!, text, null, text, format, null);
        }
        if (cell.CellValue is null)
            return new(cell.CellReference!.Value!, "", null, "", format, null);
        var number = double.Parse(cell.CellValue.Text, CultureInfo.InvariantCulture);
        return new(cell.CellReference!.Value!, null, number, ShownText.Of(number, format), format, cell.CellFormula?.Text);
    }

    private static string Unescaped(string text) => Escape().Replace(text, match => ((char)int.Parse(match.Groups["code"].ValueSpan, NumberStyles.HexNumber)).ToString());

    [GeneratedRegex("_x(?<code>[0-9A-Fa-f]{4})_", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Escape();
}

internal sealed record ReadSheet(string Name, IReadOnlyDictionary<string, ReadCell> Cells, IReadOnlyList<string> Tables, int Charts, string Xml)
{
    public ReadCell? this[int column, int row] => Cells.GetValueOrDefault(Web.Exports.Excel.CellXml.ColumnName(column) + row);
}

/// <param name="Shown">What the reader sees.</param>
internal sealed record ReadCell(string Reference, string? Text, double? Number, string Shown, string Format, string? Formula);
