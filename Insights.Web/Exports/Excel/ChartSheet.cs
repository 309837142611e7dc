using DocumentFormat.OpenXml.Spreadsheet;
using Insights.Analytics.Reports;
using Cell = Insights.Analytics.Reports.Cell;

namespace Insights.Web.Exports.Excel;

/// <summary>
/// Every chart of the document with the numbers it is drawn from: the numbers on the left, a native chart over them on the right.
/// A heatmap or triangle is its own picture: its cells are coloured by value.
/// </summary>
internal static class ChartSheet
{
    /// <summary>Columns of numbers, then one left free before the chart.</summary>
    private const int ChartWidth = 9;
    private const int ChartHeight = 18;

    private static readonly CellLook Header = new(Tone: Tone.Header, Wrap: true);

    /// <returns>Null when the document has no chart.</returns>
    public static LineSheet? Of(ReportDocument document, Names names)
    {
        var specs = document.Sections.SelectMany(section => section.Blocks).SelectMany(Charts).Where(spec => spec.Categories.Count > 0).ToList();
        if (specs.Count == 0)
            return null;
        var columns = specs.Max(Columns);
        // All charts start at one line, right of the widest block that has one.
        var chartColumn = specs.Where(spec => !spec.IsGrid).Select(Columns).DefaultIfEmpty(0).Max() + 1;
        var name = names.Sheet("Charts");
        var sheet = new LineSheet(name)
        {
            Widths = [22, .. Enumerable.Repeat(14.0, columns - 1)],
            // Titles stand over the numbers and their drawing.
            Across = Math.Max(columns, chartColumn + ChartWidth),
            PrintTitle = document.Title,
            GridLines = false,
            Landscape = true,
        };
        foreach (var spec in specs)
        {
            sheet.Block();
            if (spec.IsGrid)
                AddGrid(sheet, spec);
            else
                AddChart(sheet, spec, chartColumn, document);
            sheet.Blank();
        }
        return sheet;
    }

    private static IEnumerable<ChartSpec> Charts(Block block) => block switch
    {
        Block.Chart chart => [chart.Spec],
        Block.ChartPair pair => [pair.Left, pair.Right],
        _ => [],
    };

    private static int Columns(ChartSpec spec) =>
        spec.IsGrid ? spec.Categories.Count + 1 : 1 + NativeChart.PositionColumns(spec) + spec.Series.Count + spec.Lines.Count + (spec.Annotations.Count > 0 ? 1 : 0);

    private static void AddChart(LineSheet sheet, ChartSpec spec, int chartColumn, ReportDocument document)
    {
        sheet.Sentence(spec.Title, new CellLook(Tone: Tone.Heading));
        sheet.Sentence(spec.AltText, new CellLook(Tone: Tone.Muted));
        var top = sheet.Count + 1;
        var first = 1 + NativeChart.PositionColumns(spec);
        string[] titles = [spec.CategoryTitle ?? "", .. DocumentTables.PositionColumn(spec).Select(column => column.Title), .. spec.Series.Select(series => series.Name), .. spec.Lines.Select(line => line.Label), .. spec.Annotations.Count > 0 ? ["Marks"] : Array.Empty<string>()];
        sheet.Row([.. titles.Select((title, i) => new Placed(i, new Cell.Text(title), Header))]);
        for (var i = 0; i < spec.Categories.Count; i++)
        {
            var label = spec.IncompleteFrom is { } from && i >= from ? spec.Categories[i] + " (incomplete)" : spec.Categories[i];
            var cells = new List<Placed> { new(0, new Cell.Text(label)) };
            cells.AddRange(DocumentTables.PositionCell(spec, i).Select(position => new Placed(1, position)));
            cells.AddRange(spec.Series.Select((series, s) => new Placed(s + first, series.Values[i])));
            cells.AddRange(spec.Lines.Select((line, l) => new Placed(spec.Series.Count + l + first, line.Value)));
            var marks = string.Join("; ", spec.Annotations.Where(mark => mark.Category == i).Select(mark => mark.Text));
            if (marks.Length > 0)
                cells.Add(new(spec.Series.Count + spec.Lines.Count + first, new Cell.Text(marks)));
            sheet.Row([.. cells]);
        }
        var chart = new NativeChart(spec, sheet.Name, top, new CellXml(new StyleBook(), document.Zone)).Build();
        var height = spec.IsBars ? Math.Max(ChartHeight, spec.Categories.Count + 6) : ChartHeight;
        sheet.Charts.Add(new(chart, spec.Title, spec.AltText, chartColumn, top - 1, chartColumn + ChartWidth, top - 1 + height));
        while (sheet.Count < top - 1 + height)
            sheet.Blank();
    }

    private static void AddGrid(LineSheet sheet, ChartSpec spec)
    {
        sheet.Sentence(spec.Title, new CellLook(Tone: Tone.Heading));
        sheet.Sentence(spec.AltText, new CellLook(Tone: Tone.Muted));
        var top = sheet.Count + 1;
        sheet.Row([new(0, new Cell.Text(spec.CategoryTitle ?? ""), Header), .. spec.Categories.Select((category, i) => new Placed(i + 1, new Cell.Text(category), Header))]);
        foreach (var series in spec.Series)
            sheet.Row([new(0, new Cell.Text(series.Name)), .. series.Values.Select((value, i) => new Placed(i + 1, value))]);
        var range = FormattableString.Invariant($"B{top + 1}:{CellXml.ColumnName(spec.Categories.Count)}{top + spec.Series.Count}");
        sheet.Conditional.Add(new ConditionalFormatting(
            new ConditionalFormattingRule(new ColorScale(
                new ConditionalFormatValueObject { Type = ConditionalFormatValueObjectValues.Min },
                new ConditionalFormatValueObject { Type = ConditionalFormatValueObjectValues.Max },
                new Color { Rgb = "FFFFFFFF" },
                new Color { Rgb = "FF6FA8DC" }))
            { Type = ConditionalFormatValues.ColorScale, Priority = sheet.Conditional.Count + 1 })
        { SequenceOfReferences = new DocumentFormat.OpenXml.ListValue<DocumentFormat.OpenXml.StringValue> { InnerText = range } });
    }
}
