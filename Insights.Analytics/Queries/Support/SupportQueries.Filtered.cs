using System.Numerics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Support;

/// <summary>The same under what a filter narrows tickets by, from cells.</summary>
internal sealed partial class SupportQueries
{
    /// <summary>Of the filter without the recurring issues it names: these are picked from what all of them come to, which is asked for more than once.</summary>
    private TicketCellLoader Cells(QueryContext context) => new(store, cache, context.Vendors, context.Filter.Without("cluster"));

    private async Task<List<Counted>> CountedByCellsAsync(QueryContext context, Dictionary<long, SubjectKeyRow> keys, DateRange range)
    {
        var named = context.Filter.Values.FirstOrDefault(pair => pair.Key == "cluster").Value?.Select(RecurringIssueId.Parse).ToHashSet();
        var sums = new Dictionary<long, Counted>();
        foreach (var count in await Cells(context).BySubjectAsync(UnixTime.ToDays(range.From.ToDateOnly()), UnixTime.ToDays(range.To.ToDateOnly())))
        {
            if (!keys.TryGetValue(count.SubjectKey, out var key) || named?.Contains(key.Cluster) == false)
                continue;
            ref var sum = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(sums, key.Cluster!.Value, out _);
            sum = new(key.Cluster.Value, sum.Tickets + count.Created, sum.Known + count.Known, sum.FirstContact + count.FirstContact);
        }
        return [.. sums.Values];
    }

    /// <summary>Keys of the newest tickets of each issue, newest first. Cells say on which days they were created, and only these are looked at.</summary>
    private async Task<Dictionary<long, long[]>> NewestByCellsAsync(AnalyticsDbContext analytics, QueryContext context, DateRange range, List<SubjectKeyRow> words, int most)
    {
        var last = UnixTime.ToDays(range.To.ToDateOnly());
        var of = words.ToDictionary(key => key.SubjectKey, key => key.Cluster!.Value);
        var newest = of.Values.Distinct().ToDictionary(cluster => cluster, _ => Array.Empty<long>());
        var found = await Cells(context).NewestDaysAsync(UnixTime.ToDays(range.From.ToDateOnly()), last, of, most);
        // Issues whose newest lie about as far back together: every day is asked for with every issue.
        foreach (var group in found.Where(one => one.Value.Count > 0).GroupBy(one => BitOperations.Log2((uint)(last - one.Value[^1]) + 1)))
        {
            var together = group.Select(one => one.Key).ToHashSet();
            var own = words.Where(key => together.Contains(key.Cluster!.Value)).Select(key => (long?)key.SubjectKey).ToArray();
            var days = group.SelectMany(one => one.Value).Distinct().Select(UnixTime.FromDays).ToArray();
            var period = RowPeriod.Of(new(LocalDate.FromDateOnly(days.Min()), range.To), context.Zone);
            var rows = await TicketRows.Of(analytics, RowSets.TicketsCreated, period, context.Filter.Without("cluster")).Where(row => own.Contains(row.SubjectKey) && days.Contains(row.CreatedDay))
                .Select(row => new { row.SubjectKey, row.CreatedDay, row.TicketKey }).ToListAsync();
            foreach (var issue in rows.GroupBy(row => of[row.SubjectKey!.Value]))
                newest[issue.Key] = [.. issue.OrderByDescending(row => row.CreatedDay).ThenByDescending(row => row.TicketKey).Take(most).Select(row => row.TicketKey)];
        }
        return newest;
    }

    /// <summary>Tickets created of these subjects at least, by vendor and subject: from daily sums, from cells, or one by one where the filter names what neither carries.</summary>
    private async Task<IEnumerable<(int VendorId, long SubjectKey, long Tickets)>> CreatedByVendorAsync(AnalyticsDbContext analytics, QueryContext context, DateRange range, IReadOnlyCollection<long> keys)
    {
        var (from, to) = (range.From.ToDateOnly(), range.To.ToDateOnly());
        if (IsKept(context))
            return (await SubjectDays.OfAsync(store, cache, context.Filter.Scope, null)).Over(from, to).Select(one => (one.Key.VendorId, one.Key.SubjectKey, one.Value.Created));
        if (TicketCellLoader.Answers(context.Filter, null))
            return await Cells(context).ByVendorAndSubjectAsync(UnixTime.ToDays(from), UnixTime.ToDays(to), keys);
        var counted = await TicketRows.Of(analytics, RowSets.TicketsCreated, RowPeriod.Of(range, context.Zone), context.Filter).Where(row => row.SubjectKey != null)
            .GroupBy(row => new { row.VendorId, row.SubjectKey }).Select(group => new { group.Key.VendorId, group.Key.SubjectKey, Tickets = group.LongCount() }).ToListAsync();
        return counted.Select(one => (one.VendorId, one.SubjectKey!.Value, one.Tickets));
    }

    private async Task<IReadOnlyList<QualityLine>> QualityByCellsAsync(QueryContext context, DateRange range) =>
    [
        .. (await Cells(context).ByTeamAndIssueAsync(UnixTime.ToDays(range.From.ToDateOnly()), UnixTime.ToDays(range.To.ToDateOnly()))).Select(one => new QualityLine(
            one.Key.Team, one.Key.Issue, one.Value[TicketColumns.Solved], one.Value[TicketColumns.Reopened], one.Value[TicketColumns.Known], one.Value[TicketColumns.FirstContact],
            one.Value[TicketColumns.Rated], one.Value[TicketColumns.RatedBad], one.Value[TicketColumns.SolvedPassed])),
    ];
}
