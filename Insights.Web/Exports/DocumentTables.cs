using Insights.Analytics.Metrics;
using Insights.Analytics.Reports;

namespace Insights.Web.Exports;

/// <summary>Everything of a document that has cells, as tables: its tiles, its charts (the table under each chart), its own tables.</summary>
internal static class DocumentTables
{
    /// <param name="machine">Units of the raw values (minor units) rather than of what people read.</param>
    public static IReadOnlyList<Table> Of(ReportDocument document, bool machine)
    {
        var tables = new List<Table>();
        var tiles = document.Sections.SelectMany(section => section.Blocks).OfType<Block.Tiles>().SelectMany(block => block.Items).ToList();
        if (tiles.Count > 0)
            tables.Add(OfTiles(tiles, machine));
        foreach (var block in document.Sections.SelectMany(section => section.Blocks))
        {
            switch (block)
            {
                case Block.Chart chart: tables.Add(OfChart(chart.Spec)); break;
                case Block.ChartPair pair: tables.AddRange([OfChart(pair.Left), OfChart(pair.Right)]); break;
                case Block.DataTable table: tables.Add(table.Table); break;
                default: break;
            }
        }
        return tables;
    }

    /// <summary>Tiles measure different things, so each says its unit.</summary>
    private static Table OfTiles(IReadOnlyList<Tile> tiles, bool machine) => new()
    {
        Id = "tiles",
        Title = "Tiles",
        Columns =
        [
            new("metric", "Metric id", ColumnKind.Text), new("label", "Metric", ColumnKind.Text), new("value", "Value", ColumnKind.Text), new("unit", "Unit", ColumnKind.Text),
            new("change", "Change", ColumnKind.Text), new("change_unit", "Change unit", ColumnKind.Text), new("compared_to", "Compared to", ColumnKind.Text),
            new("n", "n", ColumnKind.Count), new("target", "Target", ColumnKind.Text), new("note", "Note", ColumnKind.Text),
        ],
        Rows = [.. tiles.Select(tile => (IReadOnlyList<Cell>)
        [
            new Cell.Text(tile.MetricId),
            new Cell.Text(tile.Label),
            tile.Value,
            new Cell.Text(Unit(tile.Value, machine)),
            tile.Delta ?? new Cell.None("not compared"),
            new Cell.Text(tile.Delta is null ? "" : Unit(tile.Delta, machine)),
            new Cell.Text(tile.ComparedTo ?? ""),
            tile.N is { } n ? new Cell.Count(n) : new Cell.None("does not rest on rows"),
            tile.Target ?? new Cell.None("no target"),
            new Cell.Text(tile.Note ?? ""),
        ])],
    };

    /// <summary>The chart's table alternative: one row a category, one column a series; a heatmap or triangle keeps its series as rows.</summary>
    private static Table OfChart(ChartSpec spec)
    {
        var id = "chart-" + spec.Id;
        if (spec.IsGrid)
        {
            return new Table
            {
                Id = id,
                Title = spec.Title,
                Columns = [new("row", spec.CategoryTitle ?? "Row", ColumnKind.Text), .. spec.Categories.Select((category, i) => new Column(Key(spec, i), category, spec.ValueKind))],
                Rows = [.. spec.Series.Select(series => (IReadOnlyList<Cell>)[new Cell.Text(series.Name), .. series.Values])],
            };
        }
        return new Table
        {
            Id = id,
            Title = spec.Title,
            Columns =
            [
                new("category", spec.CategoryTitle ?? "Category", ColumnKind.Text),
                .. PositionColumn(spec),
                .. spec.Series.Select(series => new Column(Slug(series.Name), series.Name, spec.ValueKind)),
                .. spec.Lines.Select(line => new Column(Slug(line.Label), line.Label, spec.ValueKind)),
                .. spec.IncompleteFrom is null ? Array.Empty<Column>() : [new Column("complete", "Complete", ColumnKind.Text)],
            ],
            Rows = [.. spec.Categories.Select((_, i) => (IReadOnlyList<Cell>)
            [
                new Cell.Text(Key(spec, i)),
                .. PositionCell(spec, i),
                .. spec.Series.Select(series => series.Values[i]),
                .. spec.Lines.Select(line => line.Value),
                .. spec.IncompleteFrom is { } from ? [new Cell.Text(i < from ? "yes" : "no")] : Array.Empty<Cell>(),
            ])],
        };
    }

    /// <summary>A funnel's horizontal axis is a number of its own.</summary>
    public static IEnumerable<Column> PositionColumn(ChartSpec spec) =>
        spec.Kind == ChartKind.Funnel ? [new Column(Slug(spec.PositionTitle ?? "position"), spec.PositionTitle ?? "Position", ColumnKind.Count)] : [];

    public static IEnumerable<Cell> PositionCell(ChartSpec spec, int category) => spec.Kind == ChartKind.Funnel ? [spec.Positions[category]] : [];

    private static string Unit(Cell cell, bool machine) => cell switch
    {
        Cell.Count => "count",
        Cell.Share => "share",
        Cell.Points => "points",
        Cell.Change => "change",
        Cell.Money money => machine ? "minor_" + money.Currency.ToLowerInvariant() : money.Currency,
        Cell.Duration => machine ? "seconds" : "h:mm:ss",
        Cell.Date => "date",
        Cell.Moment => "instant",
        _ => "",
    };

    /// <summary>An ISO date says which October; its label ("Oct") may not.</summary>
    private static string Key(ChartSpec spec, int category) => category < spec.CategoryKeys.Count ? spec.CategoryKeys[category] : spec.Categories[category];

    private static string Slug(string name) =>
        string.Join('_', string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
