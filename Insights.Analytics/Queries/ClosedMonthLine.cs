using Insights.Analytics.Metrics.Values;
using NodaTime;

namespace Insights.Analytics.Queries;

/// <summary>One closed month under a filter.</summary>
/// <param name="ClosedBy">Who closed it by hand; null when the job did, and to vendors.</param>
/// <param name="Stamped">Attainment as stamped; null when none is kept for what the filter narrows to.</param>
/// <param name="Now">Attainment as the clocks say now.</param>
/// <param name="Restated">Clocks that no longer say what was stamped: the count of the rows <see cref="RowSets.ClocksRestated"/>.</param>
/// <param name="VerdictsChanged">Of these, those whose verdict or month is another; the others took another time or were judged by other terms.</param>
/// <param name="TakenBack">Clocks that had been restated and say again what was stamped.</param>
/// <param name="Reasons">Why, the most frequent first; they add up to <paramref name="Restated"/>.</param>
public sealed record ClosedMonthLine(
    YearMonth Month, Instant ClosedAt, string? ClosedBy, Ratio? Stamped, Ratio Now, long Restated, long VerdictsChanged, long TakenBack, IReadOnlyList<RestatementReason> Reasons)
{
    public DateRange Days => new(Month.OnDayOfMonth(1), Month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1));
}

/// <summary>One reason and how many clocks it restated.</summary>
public sealed record RestatementReason(string Text, Instant At, long Clocks);

/// <summary>One clock of a closed month: what was stamped, and what it says now.</summary>
/// <param name="Was">Verdict as stamped; null when the month had no such clock.</param>
/// <param name="Now">Verdict now; null when there is no such clock any more.</param>
/// <param name="NowInMonth">False when it is not decided in this month any more, whatever its verdict.</param>
/// <param name="WasSeconds">Elapsed in the time it was judged by; null while it still ran.</param>
public sealed record RestatedClock(
    int SourceId, string TicketRef, YearMonth Month, string Vendor, string Metric, int Instance,
    string? Was, long? WasSeconds, string? Now, long? NowSeconds, bool NowInMonth, string Why, Instant At, bool TakenBack);
