using System.Globalization;
using Insights.Analytics.Reports;
using Insights.Web.Exports;

namespace Insights.Web.Components;

/// <summary>A chart as its partial writes it: the server's drawings, the same data as a table, and as JSON for the script.</summary>
internal sealed record ChartView(string Id, string Title, string Svg, string NarrowSvg, TableView Data, string Json)
{
    /// <summary>The chart's numbers: a row a category, a column a series; a grid the other way, as it is drawn.</summary>
    public static Table DataTable(ChartSpec spec) => spec.IsGrid ? GridTable(spec) : new Table
    {
        Id = spec.Id + "-data",
        Title = spec.Title,
        Columns = [new Column("category", spec.CategoryTitle ?? "", ColumnKind.Text), .. DocumentTables.PositionColumn(spec), .. spec.Series.Select(series => new Column(series.Name, series.Name, spec.ValueKind))],
        Rows = [.. spec.Categories.Select((category, index) => (IReadOnlyList<Cell>)
        [
            new Cell.Text(category + (index >= spec.IncompleteFrom ? " (incomplete)" : "")) { Link = index < spec.CategoryLinks.Count && spec.CategoryLinks[index].Length > 0 ? spec.CategoryLinks[index] : null },
            .. DocumentTables.PositionCell(spec, index),
            .. spec.Series.Select(series => index < series.Values.Count ? series.Values[index] : new Cell.None("no value")),
        ])],
    };

    private static Table GridTable(ChartSpec spec) => new()
    {
        Id = spec.Id + "-data",
        Title = spec.Title,
        Columns =
        [
            new Column("row", spec.CategoryTitle ?? "", ColumnKind.Text),
            .. spec.Categories.Select((category, index) => new Column("c" + index.ToString(CultureInfo.InvariantCulture), category, spec.ValueKind)),
        ],
        Rows = [.. spec.Series.Select(series => (IReadOnlyList<Cell>)[new Cell.Text(series.Name), .. series.Values])],
    };
}
