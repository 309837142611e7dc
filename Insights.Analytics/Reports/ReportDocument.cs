using Insights.Analytics.Metrics;
using NodaTime;

namespace Insights.Analytics.Reports;

/// <summary>The one model of everything people read: page, PDF, XLSX, CSV and JSON render this and nothing else.</summary>
public sealed record ReportDocument
{
    /// <summary>Builder id: overview, service-levels, executive-monthly …</summary>
    public required string Id { get; init; }

    /// <summary>Names the report: "Monthly executive report".</summary>
    public required string Title { get; init; }

    /// <summary>States the finding in about ten words: "P1 first reply slipped to 41 min, +9 vs September".</summary>
    public required string Headline { get; init; }
    public string? Introduction { get; init; }
    public required IReadOnlyList<Section> Sections { get; init; }

    /// <summary>Applied filters as label and value, in canonical order; the period first.</summary>
    public required IReadOnlyList<LabelledValue> Filters { get; init; }
    public required string WorkspaceName { get; init; }
    public required DateTimeZone Zone { get; init; }

    /// <summary>Latest instant the data speaks of, and when the document was made.</summary>
    public required Instant? AsOf { get; init; }
    public required Instant MadeAt { get; init; }

    /// <summary>"All vendors" or the vendor's name.</summary>
    public required string Scope { get; init; }

    /// <summary>Per source: name, data until, and whether it is late.</summary>
    public IReadOnlyList<SourceFreshness> Freshness { get; init; } = [];
    public IReadOnlyList<MetricDefinition> Definitions { get; init; } = [];
    public IReadOnlyList<string> Footnotes { get; init; } = [];

    /// <summary>Why there is nothing to show; null when there is.</summary>
    public EmptyReason? Empty { get; init; }
}

public sealed record LabelledValue(string Label, string Value);

/// <summary>How old the data of one source is.</summary>
/// <param name="Late">0 on time, 1 later than its cadence (amber), 3 later than three times its cadence (red).</param>
public sealed record SourceFreshness(string Source, Instant? DataUntil, int Late)
{
    /// <summary>How often it is expected to deliver.</summary>
    public int CadenceHours { get; init; } = 24;
}

/// <summary>The four empty states, each with the one action that helps.</summary>
public enum EmptyReason { NoDataYet, FilteredOut, NotPermitted, ImportLate }

public sealed record Section
{
    /// <summary>Stable, for anchors, sheet names and CSV file names.</summary>
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required IReadOnlyList<Block> Blocks { get; init; }

    /// <summary>Wide tables ask for landscape in print.</summary>
    public bool Wide { get; init; }
}

public abstract record Block
{
    private Block() { }

    /// <summary>Findings and explanations in plain words.</summary>
    public sealed record Paragraph(string Text) : Block;

    /// <summary>A list of short sentences; each may link to its rows.</summary>
    public sealed record Bullets(IReadOnlyList<Sentence> Items) : Block;

    public sealed record Tiles(IReadOnlyList<Tile> Items) : Block;

    public sealed record Chart(ChartSpec Spec) : Block;

    /// <summary>Two charts side by side where there is room.</summary>
    public sealed record ChartPair(ChartSpec Left, ChartSpec Right) : Block;

    public sealed record DataTable(Table Table) : Block;
}

public sealed record Sentence(string Text, string? Link = null);

/// <summary>label · value + unit · change vs a named period · sparkline · n · target. The whole tile is one link to its rows.</summary>
public sealed record Tile
{
    public required string MetricId { get; init; }
    public required string Label { get; init; }
    public required Cell Value { get; init; }

    /// <summary>Change against <see cref="ComparedTo"/>: points for shares, % for counts and money, time for durations.</summary>
    public Cell? Delta { get; init; }

    /// <summary>"vs September 2026".</summary>
    public string? ComparedTo { get; init; }

    /// <summary>Good or bad only where the metric has a polarity and the change is not "small sample".</summary>
    public Judgement Judgement { get; init; }

    /// <summary>Rows the value rests on; under 30 the tile says "small sample".</summary>
    public long? N { get; init; }
    public Cell? Target { get; init; }
    public IReadOnlyList<Cell> Sparkline { get; init; } = [];
    public string? Note { get; init; }
    public string? Link { get; init; }
}

public enum Judgement { None, Good, Bad }

public sealed record Table
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required IReadOnlyList<Column> Columns { get; init; }
    public required IReadOnlyList<IReadOnlyList<Cell>> Rows { get; init; }

    /// <summary>
    /// Rows from this one on rest on too few cases to be compared with the others: they stay below in their own order, however the rest is sorted.
    /// Null when all rows are comparable.
    /// </summary>
    public int? SmallFrom { get; init; }

    /// <summary>Column totals, aligned with Columns; null where there is none.</summary>
    public IReadOnlyList<Cell?>? Totals { get; init; }

    /// <summary>Said on the page and in the file's last row when not all rows are here: "first 500 of 12,345".</summary>
    public string? Cap { get; init; }

    /// <summary>
    /// How many rows a printed report shows of a long list; it says so below them, and every other rendering has all. Null: all. None: the table is only named
    /// at the end of its section.
    /// </summary>
    public int? PrintRows { get; init; }

    /// <summary>Why it has no rows, when it has none.</summary>
    public string? EmptyText { get; init; }
}

/// <summary>A typed column.</summary>
/// <param name="Key">Stable, for CSV and JSON.</param>
/// <param name="Unit">Shown in the header where the cells' text does not carry it.</param>
public sealed record Column(string Key, string Title, ColumnKind Kind, string? Unit = null);

public enum ColumnKind { Text, Count, Share, Points, Money, Duration, Date, Moment }
