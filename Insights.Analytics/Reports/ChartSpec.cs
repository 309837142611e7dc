namespace Insights.Analytics.Reports;

/// <summary>
/// A chart without a drawing surface: the page draws it as SVG (and hands it to Chart.js), the PDF as vectors, Excel as a native chart.
/// Values are cells, so that a chart's table and its labels carry the same text as every other rendering.
/// </summary>
public sealed record ChartSpec
{
    public required string Id { get; init; }

    /// <summary>About ten words, states what is to be seen.</summary>
    public required string Title { get; init; }
    public required ChartKind Kind { get; init; }

    /// <summary>Drawn as horizontal bars.</summary>
    public bool IsBars => Kind is ChartKind.Bars or ChartKind.Bullet;

    /// <summary>Drawn as numbers in a grid, one series a row.</summary>
    public bool IsGrid => Kind is ChartKind.Heatmap or ChartKind.Triangle;

    /// <summary>Labels along the category axis; for time charts one per bucket, ISO dates in <see cref="CategoryKeys"/>.</summary>
    public required IReadOnlyList<string> Categories { get; init; }
    public IReadOnlyList<string> CategoryKeys { get; init; } = [];
    public required IReadOnlyList<ChartSeries> Series { get; init; }
    public required ColumnKind ValueKind { get; init; }

    /// <summary>What the value axis counts: "disputes", "minutes".</summary>
    public required string ValueTitle { get; init; }
    public string? CategoryTitle { get; init; }

    /// <summary>A dashed horizontal line with a label.</summary>
    public IReadOnlyList<ChartLine> Lines { get; init; } = [];
    public IReadOnlyList<ChartAnnotation> Annotations { get; init; } = [];

    /// <summary>Buckets from this index on are not complete: dashed or hatched, left out of every comparison.</summary>
    public int? IncompleteFrom { get; init; }

    /// <summary>Grids only: rows from this one on are not complete, and hatched. Their names say so too, for whoever sees no hatching.</summary>
    public int? IncompleteSeriesFrom { get; init; }

    /// <summary>What a person who cannot see the chart needs to know: one or two sentences with the numbers.</summary>
    public required string AltText { get; init; }

    /// <summary>Where the rows of one category are, aligned with Categories; empty when there are none.</summary>
    public IReadOnlyList<string> CategoryLinks { get; init; } = [];

    /// <summary>Funnels only: where each category stands on the horizontal axis (its volume), aligned with Categories and rising with them.</summary>
    public IReadOnlyList<Cell> Positions { get; init; } = [];

    /// <summary>What <see cref="Positions"/> count: "payments".</summary>
    public string? PositionTitle { get; init; }

    /// <summary>Funnels only: the limits as smooth lines; the series of role <see cref="SeriesRole.Limit"/> hold them at each category's position.</summary>
    public IReadOnlyList<ChartCurve> Curves { get; init; } = [];

    /// <summary>Funnels only: the points that stand out, named in the drawing.</summary>
    public IReadOnlyList<ChartPoint> Marked { get; init; } = [];
}

public enum ChartKind
{
    Line,
    Columns,
    StackedColumns,

    /// <summary>Sorted horizontal bars: who contributes.</summary>
    Bars,

    /// <summary>Horizontal bars, each with a goal of its own: a series of role <see cref="SeriesRole.Limit"/> stands as a mark across them, the compared period as a thinner one.</summary>
    Bullet,

    /// <summary>One series a row, one category a column, numbers in the cells.</summary>
    Heatmap,

    /// <summary>A heatmap of cohorts by age, oldest first: what has not come yet stays empty, so that the newest rows are the shortest.</summary>
    Triangle,

    /// <summary>A rate against the volume it rests on, one point a category, with the limits of chance: who stands out, fairly judged.</summary>
    Funnel,
}

/// <summary>One line, column set or bar set.</summary>
/// <param name="Values">Aligned with Categories; <see cref="Cell.None"/> leaves a gap.</param>
public sealed record ChartSeries(string Name, SeriesRole Role, IReadOnlyList<Cell> Values);

/// <summary>Roles, not colours: each surface maps them to its palette, light or dark, screen or print.</summary>
public enum SeriesRole
{
    Primary,
    Second,
    Third,
    Fourth,

    /// <summary>The compared period: thin and grey.</summary>
    Previous,
    Good,
    Bad,

    /// <summary>A limit of chance: read off the table and drawn as a line without points. In bullet charts the goal of each bar.</summary>
    Limit,
}

public sealed record ChartLine(Cell Value, string Label);

/// <summary>An incident, deploy or campaign marked on a time chart.</summary>
/// <param name="Category">Index into Categories.</param>
public sealed record ChartAnnotation(int Category, string Text);

/// <summary>One limit of a funnel. Curves of one name are the two sides of one limit.</summary>
public sealed record ChartCurve(string Name, CurveKind Kind, IReadOnlyList<CurvePoint> Points);

public enum CurveKind
{
    /// <summary>The narrower limit of chance: dashed.</summary>
    Inner,

    /// <summary>The wider limit of chance: a line.</summary>
    Outer,

    /// <summary>Chance and the usual differences together: dashed and heavier.</summary>
    Widened,
}

public readonly record struct CurvePoint(double Position, double Value);

/// <summary>A point of a funnel that stands out.</summary>
/// <param name="Category">Index into Categories.</param>
public sealed record ChartPoint(int Category, SeriesRole Role);
