using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Analytics.Queries;

/// <summary>
/// The answer to "what is this metric over these days". A number never travels without what it rests on: its counts, its unit, its date,
/// and, when there is no number, the reason.
/// </summary>
public sealed record MetricResult
{
    public required string MetricId { get; init; }
    public required MetricUnit Unit { get; init; }

    /// <summary>The rows counted above the line; for counts the value itself. Equals the count of the metric's rows.</summary>
    public long? Numerator { get; init; }

    /// <summary>The rows counted below the line; null where the metric is no ratio.</summary>
    public long? Denominator { get; init; }

    /// <summary>How many rows the value rests on: the denominator of a ratio, the measured clocks of a percentile, the rows of a sum. Under 30 is a small sample.</summary>
    public long N { get; init; }

    /// <summary>For durations: whole seconds.</summary>
    public long? Seconds { get; init; }

    /// <summary>For money: one total a currency, in currency order. Currencies never add.</summary>
    public IReadOnlyList<Money> ByCurrency { get; init; } = [];

    /// <summary>For money: the total in the reporting currency, at each day's rate.</summary>
    public ConvertedMoney? Converted { get; init; }

    /// <summary>For ratios of amounts: both sides in minor units of the reporting currency, each day at its own rate. Null for every other metric.</summary>
    public Ratio? Amounts { get; init; }

    /// <summary>Why there is no value: "no payments in these days", "disputes carry no gateway". Null when there is one.</summary>
    public string? Missing { get; init; }

    /// <summary>Latest instant the underlying data speaks of.</summary>
    public Instant? AsOf { get; init; }

    /// <summary>The days asked for are not over yet, or the value may still ripen.</summary>
    public bool Incomplete { get; init; }

    public bool HasValue => Missing is null;

    public bool SmallSample => N < 30;

    /// <summary>The value as a document's cell.</summary>
    public Cell ToCell() => Missing is not null
        ? new Cell.None(Missing)
        : Unit switch
        {
            MetricUnit.Count => new Cell.Count(Numerator ?? 0),
            MetricUnit.Percent when Amounts is { } amounts => new Cell.Share(amounts.Numerator, amounts.Denominator),
            MetricUnit.Percent => new Cell.Share(Numerator ?? 0, Denominator ?? 0),
            MetricUnit.PerThousand => new Cell.Share(Numerator ?? 0, Denominator ?? 0) { Per = 1000 },
            MetricUnit.Duration => new Cell.Duration(Seconds ?? 0),
            MetricUnit.Money when ByCurrency.Count == 1 => new Cell.Money(ByCurrency[0].Minor, ByCurrency[0].Currency),
            MetricUnit.Money when Converted is not null => new Cell.Money(Converted.Total.Minor, Converted.Total.Currency),
            MetricUnit.Money => new Cell.None("amounts in several currencies and no exchange rates"),
            _ => throw new InvalidOperationException($"Metric '{MetricId}' has an unknown unit ({Unit})."),
        };

    /// <summary>The value as a plain number for comparing and sorting: count, fraction, seconds, major units of the shown currency.</summary>
    public double? ToNumber() => CellText.Number(ToCell());
}

/// <summary>A total in the reporting currency.</summary>
/// <param name="Total">What could be converted, each day at its own rate (or the last published one before it, at most seven days old).</param>
/// <param name="WithoutRate">Amounts left out because no rate is known; never guessed. Empty when the total is whole.</param>
public sealed record ConvertedMoney(Money Total, IReadOnlyList<Money> WithoutRate);

public enum Bucket { Day, Week, Month }

/// <summary>One metric over time, every bucket of the range present, also the empty ones.</summary>
public sealed record MetricSeries
{
    public required string MetricId { get; init; }
    public required Bucket Bucket { get; init; }
    public required IReadOnlyList<MetricPoint> Points { get; init; }

    /// <summary>Points from this index on cover days that are not over; drawn dashed, left out of every comparison.</summary>
    public int? IncompleteFrom { get; init; }
}

/// <summary>One bucket, clipped to the range: the first and last week or month may be shorter.</summary>
public sealed record MetricPoint(DateRange Days, MetricResult Value);

/// <summary>One metric by the members of one dimension, largest numerator (or N) first.</summary>
public sealed record MetricBreakdown
{
    public required string MetricId { get; init; }
    public required string Dimension { get; init; }
    public required MetricResult Total { get; init; }
    public required IReadOnlyList<MetricMember> Members { get; init; }

    /// <summary>All members beyond the asked number together; null when there are none, or when the metric is a percentile and so does not add up.</summary>
    public MetricResult? Other { get; init; }

    /// <summary>How many members there are in all.</summary>
    public int MemberCount { get; init; }
}

/// <summary>One member of a dimension.</summary>
/// <param name="Key">As the filter's query string names it; <see cref="ReportFilter.Unknown"/> where the rows carry none.</param>
/// <param name="Label">As people read it: the vendor's name, else the key.</param>
public sealed record MetricMember(string Key, string Label, MetricResult Value);
