using Insights.Analytics.Metrics.Statistics;

namespace Insights.Analytics.Metrics.Chargebacks.Patterns;

/// <summary>One week of a pattern, by charge date (of a mix: of the charges its disputes are about).</summary>
/// <param name="Base">Payments; for a mix disputes of any outcome.</param>
internal sealed record PatternWeekCount(int Week, long Base, long Disputes, double Expected);

/// <summary>A cause with everything that is said of it.</summary>
internal sealed record FoundPattern
{
    public required Segment Segment { get; init; }
    public required long Base { get; init; }
    public required long Disputes { get; init; }

    /// <summary>By the baseline of the test, the segment left out of it.</summary>
    public required double Expected { get; init; }

    /// <summary>By all other payments (for a mix: disputes) together.</summary>
    public required double ExpectedLikeAll { get; init; }

    /// <summary>Clopper and Pearson's interval of disputes ÷ base.</summary>
    public required Interval95? RateInterval { get; init; }

    /// <summary>Garwood's interval of observed ÷ expected.</summary>
    public required Interval95? RatioInterval { get; init; }
    public required double ShrunkenRate { get; init; }
    public required Interval95 ShrunkenInterval { get; init; }
    public required double P { get; init; }
    public required double PGivenOthers { get; init; }
    public required double Q { get; init; }
    public required int M { get; init; }

    /// <summary>The stretch of weeks in which it stands out; null where it always has.</summary>
    public required ChangePoint? Change { get; init; }

    /// <summary>First week with payments of the segment.</summary>
    public required int FirstWeek { get; init; }
    public required IReadOnlyList<PatternWeekCount> Weeks { get; init; }

    /// <summary>Indexes of its disputes.</summary>
    public required IReadOnlyList<int> Cases { get; init; }
    public required IReadOnlyList<(SegmentTest Test, long Shared, double P)> SeenAlsoAs { get; init; }

    public double Excess => Disputes - Expected;
}
