using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>The clocks of every row set. Numbers and lists both ask here, so that they cannot part.</summary>
internal static class ClockRows
{
    /// <summary>Replies that end a customer's wait: the first one, and those to later questions.</summary>
    private static readonly string[] s_waits = ["first_reply_time", "next_reply_time"];

    /// <summary>A rate and all that stands beside it: no clock is in two of them.</summary>
    private static readonly string[] s_all =
        [RowSets.ClocksDecided, RowSets.ClocksOpenInTime, RowSets.ClocksMerged, RowSets.ClocksExempt, RowSets.ClocksNoPolicy, RowSets.ClocksUnmeasured];

    public static IQueryable<TicketClock> Measured(AnalyticsDbContext context, string metric, DateOnly from, DateOnly to) =>
        context.TicketClocks.AsNoTracking().Where(row => row.Metric == metric && row.ClosedDay >= from && row.ClosedDay <= to && row.EntersPercentiles);

    public static IQueryable<TicketClock> Decided(AnalyticsDbContext context, string[] metrics, DateOnly from, DateOnly to, bool onlyMet) =>
        context.TicketClocks.AsNoTracking().Where(row => metrics.Contains(row.Metric) && row.DecidedDay >= from && row.DecidedDay <= to
            && (row.Verdict == TicketClock.Met || (!onlyMet && row.Verdict == TicketClock.Breached)));

    /// <param name="targets">The clocks that questions about targets mean (<see cref="ClockColumns.Targets"/>).</param>
    public static IQueryable<TicketClock> Of(AnalyticsDbContext context, string rowSet, RowPeriod period, string[] targets)
    {
        var (from, to, start, end) = period;
        return rowSet switch
        {
            RowSets.ClocksFirstReply => Measured(context, "first_reply_time", from, to),
            RowSets.ClocksFullResolution => Measured(context, "full_resolution_time", from, to),
            RowSets.ClocksMeasured => Ended(context, from, to),
            RowSets.ClocksWithinTarget => Ended(context, from, to).Where(row => row.Verdict == TicketClock.Met),
            RowSets.ClocksLate => Ended(context, from, to).Where(row => row.Verdict == TicketClock.Breached),
            RowSets.ClocksReplies => context.TicketClocks.AsNoTracking()
                .Where(row => s_waits.Contains(row.Metric) && row.ClosedDay >= from && row.ClosedDay <= to && row.ClosedBy == "reply" && row.Verdict != TicketClock.Excluded),
            RowSets.ClocksPassed => context.TicketClocks.AsNoTracking()
                .Where(row => row.Metric == "tier_time" && row.ClosedDay >= from && row.ClosedDay <= to && row.ClosedBy == "leave" && row.EntersPercentiles),
            RowSets.ClocksDecided => Decided(context, targets, from, to, onlyMet: false),
            RowSets.ClocksMet => Decided(context, targets, from, to, onlyMet: true),
            RowSets.ClocksBreached => Decided(context, targets, from, to, onlyMet: false).Where(row => row.Verdict == TicketClock.Breached),
            RowSets.ClocksBreachedEnded => Decided(context, targets, from, to, onlyMet: false).Where(row => row.Verdict == TicketClock.Breached && row.AgentSeconds != null),
            RowSets.ClocksAll => s_all.Select(part => Of(context, part, period, targets)).Aggregate((one, other) => one.Concat(other)),
            RowSets.ClocksNearMisses => Decided(context, targets, from, to, onlyMet: true).Where(TicketConditions.Used((int)(AttainmentLine.NearMissShare * 100), null)),
            RowSets.ClocksFirstReplyDecided => Decided(context, ClockColumns.FirstReply, from, to, onlyMet: false),
            RowSets.ClocksFirstReplyMet => Decided(context, ClockColumns.FirstReply, from, to, onlyMet: true),
            RowSets.ClocksResolutionDecided => Decided(context, ClockColumns.Resolution, from, to, onlyMet: false),
            RowSets.ClocksResolutionMet => Decided(context, ClockColumns.Resolution, from, to, onlyMet: true),
            _ => Beside(context, rowSet, targets, from, to, start, end),
        };
    }

    /// <summary>By which column's day the rows of the set are counted.</summary>
    public static string DayOf(string rowSet) => rowSet switch
    {
        RowSets.ClocksFirstReply or RowSets.ClocksFullResolution or RowSets.ClocksMeasured or RowSets.ClocksWithinTarget or RowSets.ClocksLate or RowSets.ClocksReplies or RowSets.ClocksPassed
            or RowSets.ClocksMerged or RowSets.ClocksExempt or RowSets.ClocksNoPolicy => nameof(TicketClock.ClosedDay),
        _ => nameof(TicketClock.DecidedDay),
    };

    /// <summary>The clocks that stand beside a rate and enter none, each once.</summary>
    private static IQueryable<TicketClock> Beside(AnalyticsDbContext context, string rowSet, string[] targets, DateOnly from, DateOnly to, DateTime start, DateTime end)
    {
        var rows = context.TicketClocks.AsNoTracking().Where(row => targets.Contains(row.Metric));
        return rowSet switch
        {
            // Running and in time at the end of the range, whatever became of it later. Two questions, each with an index of its own.
            RowSets.ClocksOpenInTime => OpenInTime(rows, to, end),
            RowSets.ClocksAtRisk => OpenInTime(rows, to, end).Where(row => row.RiskAt < end),
            // Taken out or not measurable counts only where there was a promise: a merged ticket has clocks of metrics nobody set a target for.
            RowSets.ClocksMerged => rows.Where(row => row.ClosedDay >= from && row.ClosedDay <= to && row.Verdict == TicketClock.Excluded && row.TargetSeconds != null && row.ExcludedBecause == "merged"),
            RowSets.ClocksExempt => rows.Where(row => row.ClosedDay >= from && row.ClosedDay <= to && row.Verdict == TicketClock.Excluded && row.TargetSeconds != null && row.ExcludedBecause != "merged"),
            RowSets.ClocksNoPolicy => rows.Where(row => row.ClosedDay >= from && row.ClosedDay <= to && row.Verdict == TicketClock.NoPolicy),
            RowSets.ClocksUnmeasured => rows.Where(row => row.Verdict == TicketClock.Unmeasured && row.StartedAt >= start && row.StartedAt < end && row.TargetSeconds != null),
            _ => throw new ArgumentException($"The row set '{rowSet}' has no conditions."),
        };
    }

    private static IQueryable<TicketClock> OpenInTime(IQueryable<TicketClock> rows, DateOnly to, DateTime end) =>
        rows.Where(row => row.Verdict == TicketClock.Open && row.StartedAt < end)
            .Concat(rows.Where(row => row.DecidedDay > to && (row.Verdict == TicketClock.Met || row.Verdict == TicketClock.Breached) && row.StartedAt < end));

    private static IQueryable<TicketClock> Ended(AnalyticsDbContext context, DateOnly from, DateOnly to) =>
        context.TicketClocks.AsNoTracking().Where(row => ClockColumns.All.Contains(row.Metric) && row.ClosedDay >= from && row.ClosedDay <= to && row.EntersPercentiles);
}
