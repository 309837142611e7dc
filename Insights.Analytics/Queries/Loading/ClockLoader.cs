using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Columns of the daily sums of decided clocks.</summary>
internal static class ClockColumns
{
    public const int FirstReplyMet = 0;
    public const int FirstReplyBreached = 1;
    public const int ResolutionMet = 2;
    public const int ResolutionBreached = 3;
    public const int OtherMet = 4;
    public const int OtherBreached = 5;

    public static readonly string[] FirstReply = ["first_reply_time"];
    public static readonly string[] Resolution = ["requester_wait_time", "agent_work_time", "total_resolution_time"];
    public static readonly string[] WithTarget = ["first_reply_time", "next_reply_time", .. Resolution];

    public static int Of(string metric, string verdict)
    {
        var first = metric == FirstReply[0] ? FirstReplyMet : Array.IndexOf(Resolution, metric) >= 0 ? ResolutionMet : OtherMet;
        return verdict == TicketClock.Met ? first : first + 1;
    }
}

/// <summary>Reads clocks: verdicts by day, and raw seconds for percentiles.</summary>
internal sealed class ClockLoader(AnalyticsStore store, VendorNames vendors, AppliedFilter filter, CancellationToken cancel)
{
    public async Task<DayRows> DecidedAsync(DateOnly from, DateOnly to, string? by)
    {
        await using var context = store.Open(filter.Scope);
        var rows = context.TicketClocks.AsNoTracking()
            .Where(row => ClockColumns.WithTarget.Contains(row.Metric) && row.DecidedDay >= from && row.DecidedDay <= to
                && (row.Verdict == TicketClock.Met || row.Verdict == TicketClock.Breached))
            .WhereFilter(FactKind.Tickets, filter);
        var sums = new DaySums();
        if (by is null)
        {
            await foreach (var group in rows.GroupBy(row => new { row.Metric, row.DecidedDay, row.Verdict })
                .Select(group => new { group.Key.Metric, group.Key.DecidedDay, group.Key.Verdict, Count = group.LongCount() }).AsAsyncEnumerable().WithCancellation(cancel))
            {
                Add(sums, group.DecidedDay!.Value, "", group.Metric, group.Verdict, group.Count);
            }
            return sums.ToRows();
        }
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
            Add(sums, row.DecidedDay!.Value, TicketMember.Of(row, by, vendors), row.Metric, row.Verdict, 1);
        return sums.ToRows();
    }

    public async Task<ClockSamples> SamplesAsync(string metric, DateOnly from, DateOnly to, string? by)
    {
        await using var context = store.Open(filter.Scope);
        var rows = ClockRows.Measured(context, metric, from, to).WhereFilter(FactKind.Tickets, filter);
        var samples = new List<ClockSample>();
        if (by is null)
        {
            await foreach (var row in rows.Select(row => new { row.ClosedDay, row.BusinessSeconds, row.WallSeconds }).AsAsyncEnumerable().WithCancellation(cancel))
                samples.Add(new(UnixTime.ToDays(row.ClosedDay!.Value), "", row.BusinessSeconds ?? 0, row.WallSeconds ?? 0));
            return new(samples);
        }
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
            samples.Add(new(UnixTime.ToDays(row.ClosedDay!.Value), TicketMember.Of(row, by, vendors), row.BusinessSeconds ?? 0, row.WallSeconds ?? 0));
        return new(samples);
    }

    private static void Add(DaySums sums, DateOnly day, string member, string metric, string verdict, long count)
    {
        Sums add = default;
        add[ClockColumns.Of(metric, verdict)] = count;
        sums.Add(UnixTime.ToDays(day), member, "", add);
    }
}

/// <summary>The clocks behind durations; the rows of "clocks.first_reply" and "clocks.full_resolution" are exactly these.</summary>
internal static class ClockRows
{
    public static IQueryable<TicketClock> Measured(AnalyticsDbContext context, string metric, DateOnly from, DateOnly to) =>
        context.TicketClocks.AsNoTracking().Where(row => row.Metric == metric && row.ClosedDay >= from && row.ClosedDay <= to && row.EntersPercentiles);

    public static IQueryable<TicketClock> Decided(AnalyticsDbContext context, string[] metrics, DateOnly from, DateOnly to, bool onlyMet) =>
        context.TicketClocks.AsNoTracking().Where(row => metrics.Contains(row.Metric) && row.DecidedDay >= from && row.DecidedDay <= to
            && (row.Verdict == TicketClock.Met || (!onlyMet && row.Verdict == TicketClock.Breached)));
}
