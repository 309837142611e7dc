using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Metrics.Values;
using NodaTime;

namespace Insights.Analytics.Queries.Chargebacks;

/// <summary>One vendor against one programme in one month, with the year before it.</summary>
public sealed record ProgrammeStanding
{
    public required string VendorCode { get; init; }
    public required string VendorName { get; init; }

    /// <summary>The region whose lines it is held against; the networks' main lines where its country is not known.</summary>
    public required string Region { get; init; }
    public required bool RegionIsAssumed { get; init; }
    public required string Network { get; init; }
    public required string Programme { get; init; }

    /// <summary>The month judged, its first day; the last one of <see cref="History"/>.</summary>
    public LocalDate Month => Now.Figures.Month;

    /// <summary>How far the month is; null when it is over.</summary>
    public required MonthProgress? Progress { get; init; }

    /// <summary>Thirteen months, oldest first: the same month of the year before to the one judged.</summary>
    public required IReadOnlyList<ProgrammeMonth> History { get; init; }

    /// <summary>Months one after another, up to the one judged, in which the first line was reached.</summary>
    public required int MonthsInRow { get; init; }

    /// <summary>Months at or above the first line since the programme was entered, which three months below leave again; 0 while it stands below.</summary>
    public int MonthsAtLine { get; init; }

    /// <summary>The programme of the network that takes this one's place; null where none does.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>The network's published fine for the month; null where it publishes none, or where the line is not reached.</summary>
    public Money? Fine => ReplacedBy is not null || Verdict.Reached is not { Line: { FeeCurrency: { } currency } line } ? null
        : line.FineOf(MonthsAtLine, Now.Figures.Disputes) is { } fine ? new Money(fine * 100, currency)
        : line.FeeFor(Verdict.Ratio.Numerator, Verdict.Ratio.Denominator) is { } fee ? new Money(fee * 100, currency) : null;

    public ProgrammeMonth Now => History[^1];

    public ProgrammeVerdict Verdict => Now.Verdict!;

    public ProgrammeStatus Status => Verdict.Status;

    /// <summary>The tier reached; null when none is.</summary>
    public string? Tier => Verdict.Reached?.Line.Tier;

    /// <summary>Disputes left before the next tier; null where it goes by amounts or is undefined.</summary>
    public long? Left => Verdict.Next?.Left;

    /// <summary>The chance that the next tier is reached by the end of the month; null once it is over.</summary>
    public double? Chance => Verdict.Next?.Chance;

    /// <summary>The ratio of three whole months together, up to the last one that is over.</summary>
    public Ratio? LastThree => Together(0);

    /// <summary>That of the three before them.</summary>
    public Ratio? ThreeBefore => Together(3);

    private Ratio? Together(int skip)
    {
        var months = History.SkipLast((Progress is null ? 0 : 1) + skip).TakeLast(3).ToList();
        return months.Count < 3 || months.Exists(month => month.Verdict is null)
            ? null
            : new(months.Sum(month => month.Verdict!.Ratio.Numerator), months.Sum(month => month.Verdict!.Ratio.Denominator));
    }

    /// <summary>The same tier of a month ago: what the standing came from. Null where there was nothing to judge.</summary>
    public Ratio? RatioOfMonthBefore => History.Count > 1 ? History[^2].Verdict?.Ratio : null;
}
