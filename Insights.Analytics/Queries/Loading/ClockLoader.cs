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

    /// <summary>What is promised to customers: the clocks of the attainment.</summary>
    public static readonly string[] WithTarget = ["first_reply_time", "next_reply_time", "periodic_update_time", "pausable_update_time", .. Resolution];

    /// <summary>What teams promise each other and third parties promise us: asked for by name, and in no rate of the desk.</summary>
    public static readonly string[] OfOthers = ["group_ownership_time", "third_party_time"];

    /// <summary>The clocks a question about targets means: those it names, else the promises to customers.</summary>
    public static string[] Targets(AppliedFilter filter) =>
        filter.Values.FirstOrDefault(pair => pair.Key == "metric").Value is { } named ? [.. WithTarget.Concat(OfOthers).Where(named.Contains)] : WithTarget;

    /// <summary>Every kind of clock that ends, in the order people read them.</summary>
    public static readonly string[] All =
    [
        "first_reply_time", "next_reply_time", "periodic_update_time", "pausable_update_time", "requester_wait_time", "agent_work_time", "total_resolution_time",
        "first_resolution_time", "full_resolution_time", "agent_wait_time", "on_hold_time", "tier_time", "group_ownership_time", "third_party_time",
    ];

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
        var targets = ClockColumns.Targets(filter);
        var rows = context.TicketClocks.AsNoTracking()
            .Where(row => targets.Contains(row.Metric) && row.DecidedDay >= from && row.DecidedDay <= to
                && (row.Verdict == TicketClock.Met || row.Verdict == TicketClock.Breached))
            .WhereFilter(FactKind.Clocks, filter);
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
        if (by == "vendor")
        {
            await foreach (var group in rows.GroupBy(row => new { row.VendorId, row.Metric, row.DecidedDay, row.Verdict })
                .Select(group => new { group.Key.VendorId, group.Key.Metric, group.Key.DecidedDay, group.Key.Verdict, Count = group.LongCount() }).AsAsyncEnumerable().WithCancellation(cancel))
            {
                Add(sums, group.DecidedDay!.Value, vendors.Code(group.VendorId), group.Metric, group.Verdict, group.Count);
            }
            return sums.ToRows();
        }
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
            Add(sums, row.DecidedDay!.Value, ClockMember.Of(row, by, vendors), row.Metric, row.Verdict, 1);
        return sums.ToRows();
    }

    public async Task<ClockSamples> SamplesAsync(string metric, DateOnly from, DateOnly to, string? by)
    {
        await using var context = store.Open(filter.Scope);
        var rows = ClockRows.Measured(context, metric, from, to).WhereFilter(FactKind.Clocks, filter);
        var samples = new List<ClockSample>();
        if (by is null)
        {
            await foreach (var row in rows.Select(row => new { row.ClosedDay, row.BusinessSeconds, row.WallSeconds }).AsAsyncEnumerable().WithCancellation(cancel))
                samples.Add(new(UnixTime.ToDays(row.ClosedDay!.Value), "", row.BusinessSeconds ?? 0, row.WallSeconds ?? 0));
            return new(samples);
        }
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
            samples.Add(new(UnixTime.ToDays(row.ClosedDay!.Value), ClockMember.Of(row, by, vendors), row.BusinessSeconds ?? 0, row.WallSeconds ?? 0));
        return new(samples);
    }

    private static void Add(DaySums sums, DateOnly day, string member, string metric, string verdict, long count)
    {
        Sums add = default;
        add[ClockColumns.Of(metric, verdict)] = count;
        sums.Add(UnixTime.ToDays(day), member, "", add);
    }
}
