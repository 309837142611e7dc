namespace Insights.Analytics.Metrics;

/// <summary>Everything that is said about one metric, once. Tiles, the definition page, exports and the API print it from here.</summary>
public sealed record MetricDefinition
{
    /// <summary>Stable, for URLs and verbs: first_reply_time, dispute_activity.</summary>
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required MetricArea Area { get; init; }
    public required MetricUnit Unit { get; init; }
    public required Polarity Polarity { get; init; }

    /// <summary>Which date a row is counted by: "ticket created", "dispute date", "charge date".</summary>
    public required string DateBasis { get; init; }

    /// <summary>business, wall-clock, or "–" where time does not enter.</summary>
    public string TimeBasis { get; init; } = "–";

    /// <summary>One or two plain sentences.</summary>
    public required string Definition { get; init; }
    public required string Formula { get; init; }
    public IReadOnlyList<string> Exclusions { get; init; } = [];

    /// <summary>A small worked example with its numbers, checked by a test.</summary>
    public required string Example { get; init; }

    /// <summary>Where the definition comes from.</summary>
    public string? Source { get; init; }

    /// <summary>The row sets behind the number (ids of Queries/RowSet): numerator, or the rows counted; denominator for ratios.</summary>
    public required string Rows { get; init; }
    public string? DenominatorRows { get; init; }

    /// <summary>
    /// Rows leave the number as time passes: what waits is answered, what is owed is paid. An earlier period has had longer for it, so that the number of a later one is always
    /// larger, and the two are never compared.
    /// </summary>
    public bool AsItStands { get; init; }

    /// <summary>A ratio of the amounts of these rows, converted at each day's rate, and not of their counts. The rows are still what both sides are made of.</summary>
    public bool ByValue { get; init; }
}

public enum MetricArea { Support, ServiceLevels, Payments, Chargebacks, Now }

/// <summary>How a value is written and how its change is expressed: ratios in percentage points, counts and money in %, durations in time.</summary>
public enum MetricUnit
{
    Count,
    Percent,
    Duration,
    Money,

    /// <summary>So many for every thousand of something else; changes in %.</summary>
    PerThousand,
}

/// <summary>Whether more is better. Volume is neutral and never coloured.</summary>
public enum Polarity { Neutral, HigherIsBetter, LowerIsBetter }
