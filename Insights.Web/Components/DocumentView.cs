using Insights.Analytics.Reports;
using Insights.Web.Exports.Charts;

namespace Insights.Web.Components;

/// <summary>A document as its partial writes it.</summary>
internal sealed record DocumentView
{
    // Two drawings of each chart: text in a drawing does not reflow, so a narrow screen gets one of its own.
    private const double Full = 1120;
    private const double Half = 552;
    private const double Narrow = 340;

    public required ReportDocument Document { get; init; }

    /// <summary>Shown instead of the sections when there is nothing to show.</summary>
    public EmptyView? Empty { get; init; }
    public TableSort? Sort { get; init; }

    /// <summary>The page's address with another sort.</summary>
    public Func<string, string>? SortHref { get; init; }

    /// <summary>Everything the written document depends on; the same key, the same bytes. Null: not to be kept.</summary>
    public string? Key { get; init; }

    /// <summary>The reader wants the page as a report: the title stands above, without a filter bar.</summary>
    public bool IsPreview { get; init; }

    /// <summary>The page is written anew every few seconds: its charts stay the server's drawings, which need no script to come back.</summary>
    public bool IsLive { get; init; }

    public bool HasCharts => !IsLive && Empty is null && Document.Sections.Any(section => section.Blocks.Any(block => block is Block.Chart or Block.ChartPair));

    public string Cell(Cell cell) => CellText.Of(cell, Document.Zone);

    public string AsOf => Document.AsOf is { } asOf ? Cell(new Cell.Moment(asOf)) : "no data yet";

    public string MadeAt => Cell(new Cell.Moment(Document.MadeAt));

    public TileView Tile(Tile tile) => TileView.Of(tile, Document.Zone);

    public ChartView WideChart(ChartSpec spec) => Chart(spec, Full);

    public ChartView HalfChart(ChartSpec spec) => Chart(spec, Half);

    public TableView Table(Table table)
    {
        var sorted = Sort?.Apply(table) ?? table;
        return TableView.Of(sorted, Document.Zone, SortHref is { } href && table.Rows.Count > 1 ? column => TableSort.Link(Sort, table.Id, column, href) : null);
    }

    private ChartView Chart(ChartSpec spec, double width) => new(
        spec.Id,
        spec.Title,
        ChartSvg.Render(spec, width, ChartSvg.PreferredHeight(spec, width), Document.Zone),
        ChartSvg.Render(spec, Narrow, ChartSvg.PreferredHeight(spec, Narrow), Document.Zone, "-narrow"),
        TableView.Of(ChartView.DataTable(spec), Document.Zone, titleIsAbove: true),
        ChartJson.Of(spec, Document.Zone));
}
