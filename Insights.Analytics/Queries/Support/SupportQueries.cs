using System.Runtime.InteropServices;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Support;

/// <inheritdoc cref="ISupportQueries"/>
internal sealed partial class SupportQueries(AnalyticsStore store, ResultCache cache, TimeProvider clock) : ISupportQueries
{
    /// <summary>Newest tickets of a recurring issue whose payments are looked up.</summary>
    private const int PaymentsLookedUp = 12;

    public async Task<IReadOnlyList<RecurringIssue>> RecurringAsync(ReportFilter filter, DataScope scope, int top, bool withExamples = true, CancellationToken cancel = default)
    {
        if (Carried.Lacking(FactKind.Outcomes, filter).Count > 0)
            return [];
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        return await cache.GetAsync(FormattableString.Invariant($"recurring|{top}|{withExamples}|{filter.Range}|{filter.ComparedRange}|{context.Filter.Key}"), async () =>
        {
            await using var analytics = store.Open(scope);
            var keys = await cache.GetAsync("subject-keys|" + scope.CacheKey, () => KeysAsync(scope));
            var now = (await CountedAsync(analytics, context, keys, filter.Range)).OrderByDescending(one => one.Tickets).ThenBy(one => one.Cluster).Where(one => one.Tickets > 0).Take(top).ToList();
            if (now.Count == 0)
                return (IReadOnlyList<RecurringIssue>)[];
            var before = filter.ComparedRange is { } compared ? (await CountedAsync(analytics, context, keys, compared)).ToDictionary(one => one.Cluster, one => one.Tickets) : null;
            var clusters = now.Select(one => one.Cluster).ToHashSet();
            var words = keys.Values.Where(key => clusters.Contains(key.Cluster!.Value)).ToList();
            var firstSeen = await FirstSeenAsync(context, keys, clusters);
            var vendors = scope.IsStaff ? await VendorsOfAsync(analytics, context, keys, filter.Range, clusters) : [];
            var examples = withExamples ? await ExamplesAsync(analytics, context, filter.Range, words) : [];
            return
            [
                .. now.Select(one =>
                {
                    var example = examples.GetValueOrDefault(one.Cluster);
                    // A vendor reads the words of its own tickets; the wording that began an issue may be another's.
                    var own = words.Where(key => key.Cluster == one.Cluster).OrderBy(key => key.SubjectKey != one.Cluster).First();
                    return new RecurringIssue(
                        RecurringIssueId.Of(one.Cluster), example?.Subject ?? own.Words, own.Words, one.Tickets, before is null ? null : before.GetValueOrDefault(one.Cluster),
                        LocalDate.FromDateOnly(firstSeen.GetValueOrDefault(one.Cluster)), one.Known, one.FirstContact)
                    {
                        Vendor = vendors.TryGetValue(one.Cluster, out var vendor) ? (context.Vendors.Code(vendor.Id), context.Vendors.Name(vendor.Id), vendor.Tickets) : null,
                        Gateway = example?.Gateway,
                    };
                }),
            ];
        });
    }

    public async Task<CustomersAtRisk> AtRiskAsync(ReportFilter filter, DataScope scope, int top, CancellationToken cancel = default)
    {
        if (Carried.Lacking(FactKind.Outcomes, filter).Count > 0)
            return new(0, []);
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        return await cache.GetAsync(FormattableString.Invariant($"at-risk|{top}|{filter.Range}|{context.Filter.Key}"), async () =>
        {
            await using var analytics = store.Open(scope);
            var (from, to) = (filter.Range.From.ToDateOnly(), filter.Range.To.ToDateOnly());
            // A sign is the customer's, not a ticket's: what else the filter names, some case of the customer in the period has to carry.
            var rows = TicketCellLoader.Answers(context.Filter, null) && !IsByIssue(context)
                ? (await CustomerDays.OfAsync(store, cache, scope)).Left(context.Filter, UnixTime.ToDays(from), UnixTime.ToDays(to))
                : await SignalsOfTicketsAsync(analytics, context, filter.Range);
            var listed = rows.OrderByDescending(row => row.Signs).ThenByDescending(row => row.LastDay).ThenBy(row => row.CustomerHash).Take(top).ToList();
            var hashes = listed.ConvertAll(row => (long?)row.CustomerHash).ToArray();
            var cases = await analytics.TicketOutcomes.AsNoTracking().Where(row => hashes.Contains(row.CustomerHash) && !row.Merged)
                .Select(row => new { Hash = row.CustomerHash!.Value, row.VendorId, row.TicketKey, row.CreatedDay }).ToListAsync();
            var newest = cases.GroupBy(one => (one.Hash, one.VendorId)).ToDictionary(group => group.Key, group => (Key: group.Max(one => one.TicketKey), First: group.Min(one => one.CreatedDay)));
            var keys = newest.Values.Select(one => one.Key).ToArray();
            await using var reporting = store.Reporting.Open(scope);
            var names = await reporting.Tickets.AsNoTracking().Where(row => keys.Contains(row.Key)).ToDictionaryAsync(row => row.Key, row => row.CustomerRef);
            return new CustomersAtRisk(rows.Count,
            [
                .. listed.Select(row =>
                {
                    var (key, first) = newest.GetValueOrDefault((row.CustomerHash, row.VendorId));
                    return new CustomerAtRisk(
                        RecurringIssueId.Of(row.CustomerHash), names.GetValueOrDefault(key), context.Vendors.Code(row.VendorId), context.Vendors.Name(row.VendorId),
                        row.Signs, row.Repeats, row.RepeatedIssue, row.RatedBad, row.OpenRefunds, row.Tickets, LocalDate.FromDateOnly(first), LocalDate.FromDateOnly(row.LastDay));
                }),
            ]);
        });
    }

    /// <summary>The same ticket by ticket, for filters that the customers' cases do not carry.</summary>
    private static Task<List<CustomerSignal>> SignalsOfTicketsAsync(AnalyticsDbContext analytics, QueryContext context, DateRange range)
    {
        var (from, to) = (range.From.ToDateOnly(), range.To.ToDateOnly());
        var carrying = TicketRows.Of(analytics, RowSets.TicketsCreated, RowPeriod.Of(range, context.Zone), context.Filter);
        return analytics.CustomerSignals.AsNoTracking().Where(row => row.LastDay >= from && row.LastDay <= to).WhereVendor(context.Filter.VendorIds)
            .Where(row => carrying.Any(ticket => ticket.CustomerHash == row.CustomerHash && ticket.VendorId == row.VendorId)).ToListAsync();
    }

    public async Task<IReadOnlyList<QualityLine>> QualityAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        if (Carried.Lacking(FactKind.Outcomes, filter).Count > 0)
            return [];
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        return await cache.GetAsync($"quality|{filter.Range}|{context.Filter.Key}", async () =>
        {
            await using var analytics = store.Open(scope);
            if (context.Filter.Values.Any(pair => pair.Key is not ("team" or "issue")))
                return TicketCellLoader.Answers(context.Filter, null) && !IsByIssue(context) ? await QualityByCellsAsync(context, filter.Range) : await QualityOfTicketsAsync(analytics, context, filter.Range);
            var (from, to) = (filter.Range.From.ToDateOnly(), filter.Range.To.ToDateOnly());
            var vendors = Vendors(context);
            var rows = analytics.DailyQuality.AsNoTracking().Where(row => vendors.Contains(row.VendorId) && row.Day >= from && row.Day <= to);
            foreach (var (dimension, values) in context.Filter.Values)
            {
                if (dimension == "team")
                    rows = rows.Where(row => values.Contains(row.Team));
                else if (dimension == "issue")
                    rows = rows.Where(row => values.Contains(row.Issue));
            }
            return (IReadOnlyList<QualityLine>)await rows.GroupBy(row => new { row.Team, row.Issue })
                .Select(group => new QualityLine(
                    group.Key.Team, group.Key.Issue, group.Sum(row => row.Solved), group.Sum(row => row.Reopened), group.Sum(row => row.Known), group.Sum(row => row.FirstContact),
                    group.Sum(row => row.Rated), group.Sum(row => row.RatedBad), group.Sum(row => row.Passed)))
                .ToListAsync();
        });
    }

    /// <summary>The same ticket by ticket, for filters that neither the daily sums nor the cells carry.</summary>
    private static async Task<IReadOnlyList<QualityLine>> QualityOfTicketsAsync(AnalyticsDbContext analytics, QueryContext context, DateRange range)
    {
        var lines = new Dictionary<(string Team, string Issue), QualityLine>();
        var rows = TicketRows.Of(analytics, RowSets.TicketsSolved, RowPeriod.Of(range, context.Zone), context.Filter)
            .Select(row => new { row.Team, row.Issue, row.Reopens, row.Replies, row.Satisfaction, row.Passes });
        await foreach (var row in rows.AsAsyncEnumerable())
        {
            var key = (MemberConditions.Member(row.Team), MemberConditions.Member(row.Issue));
            var line = lines.GetValueOrDefault(key) ?? new(key.Item1, key.Item2, 0, 0, 0, 0, 0, 0, 0);
            lines[key] = line with
            {
                Solved = line.Solved + 1,
                Reopened = line.Reopened + (row.Reopens > 0 ? 1 : 0),
                Known = line.Known + (row.Replies is not null ? 1 : 0),
                FirstContact = line.FirstContact + (row is { Replies: 1, Reopens: 0 } ? 1 : 0),
                Rated = line.Rated + (row.Satisfaction is "good" or "bad" ? 1 : 0),
                RatedBad = line.RatedBad + (row.Satisfaction is "bad" ? 1 : 0),
                Passed = line.Passed + (row.Passes > 0 ? 1 : 0),
            };
        }
        return [.. lines.Values];
    }

    /// <summary>Keys that belong to an issue, of those the scope has tickets with.</summary>
    private async Task<Dictionary<long, SubjectKeyRow>> KeysAsync(DataScope scope)
    {
        await using var analytics = store.Open(scope);
        return await analytics.SubjectKeys.AsNoTracking().Where(key => key.Cluster != null).ToDictionaryAsync(key => key.SubjectKey);
    }

    /// <summary>Tickets by recurring issue: from daily sums, from cells, or one by one where the filter names what neither carries.</summary>
    private async Task<List<Counted>> CountedAsync(AnalyticsDbContext analytics, QueryContext context, Dictionary<long, SubjectKeyRow> keys, DateRange range)
    {
        if (IsKept(context))
        {
            var wanted = context.Filter.Values is [{ Value: var named }] ? named.Select(RecurringIssueId.Parse).ToHashSet() : null;
            var sums = new Dictionary<long, Counted>();
            foreach (var days in await SubjectsAsync(context))
            {
                foreach (var (of, total) in days.Over(range.From.ToDateOnly(), range.To.ToDateOnly()))
                {
                    if (!keys.TryGetValue(of.SubjectKey, out var key) || wanted?.Contains(key.Cluster) == false)
                        continue;
                    ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, key.Cluster!.Value, out _);
                    sum = new(key.Cluster.Value, sum.Tickets + total.Created, sum.Known + total.Known, sum.FirstContact + total.FirstContact);
                }
            }
            return [.. sums.Values];
        }
        if (TicketCellLoader.Answers(context.Filter, null))
            return await CountedByCellsAsync(context, keys, range);
        var period = RowPeriod.Of(range, context.Zone);
        var tickets = await ByCluster(RowSets.TicketsCreated);
        var known = await ByCluster(RowSets.TicketsSolvedKnown);
        var first = await ByCluster(RowSets.TicketsFirstContact);
        return [.. tickets.Select(one => new Counted(one.Key, one.Value, known.GetValueOrDefault(one.Key), first.GetValueOrDefault(one.Key)))];

        Task<Dictionary<long, long>> ByCluster(string rowSet) => TicketRows.Of(analytics, rowSet, period, context.Filter)
            .Join(analytics.SubjectKeys.Where(key => key.Cluster != null), ticket => ticket.SubjectKey, key => key.SubjectKey, (ticket, key) => key.Cluster!.Value)
            .GroupBy(cluster => cluster).Select(group => new { group.Key, Count = group.LongCount() }).ToDictionaryAsync(one => one.Key, one => one.Count);
    }

    private async Task<Dictionary<long, DateOnly>> FirstSeenAsync(QueryContext context, Dictionary<long, SubjectKeyRow> keys, HashSet<long> clusters)
    {
        var first = new Dictionary<long, int>();
        foreach (var days in await FirstDaysAsync(context))
        {
            foreach (var (of, day) in days)
            {
                if (keys.TryGetValue(of.SubjectKey, out var key) && clusters.Contains(key.Cluster!.Value) && (!first.TryGetValue(key.Cluster.Value, out var known) || day < known))
                    first[key.Cluster.Value] = day;
            }
        }
        return first.ToDictionary(one => one.Key, one => UnixTime.FromDays(one.Value));
    }

    /// <summary>First days by vendor and subject, of what is read for the filter anyway.</summary>
    private async Task<IEnumerable<IEnumerable<KeyValuePair<(int VendorId, long SubjectKey), int>>>> FirstDaysAsync(QueryContext context)
    {
        if (IsKept(context) || !TicketCellLoader.Answers(context.Filter, null))
            return (await SubjectsAsync(context)).Select(days => days.First);
        var first = (await TicketDays.OfAsync(store, cache, context.Filter.Scope, context.Vendors)).First;
        return [context.Filter.VendorIds is { } ids ? first.Where(one => ids.Contains(one.Key.VendorId)) : first];
    }

    /// <summary>The vendor with most tickets of each issue.</summary>
    private async Task<Dictionary<long, (int Id, long Tickets)>> VendorsOfAsync(AnalyticsDbContext analytics, QueryContext context, Dictionary<long, SubjectKeyRow> keys, DateRange range, HashSet<long> clusters)
    {
        var ids = context.Filter.VendorIds?.ToHashSet() ?? [.. context.Vendors.All.Select(vendor => vendor.Id)];
        var counted = new Dictionary<(long Cluster, int Vendor), long>();
        var own = keys.Values.Where(key => clusters.Contains(key.Cluster!.Value)).Select(key => key.SubjectKey).ToList();
        foreach (var (vendor, subject, tickets) in await CreatedByVendorAsync(analytics, context, range, own))
        {
            if (ids.Contains(vendor) && keys.TryGetValue(subject, out var key) && clusters.Contains(key.Cluster!.Value))
                CollectionsMarshal.GetValueRefOrAddDefault(counted, (key.Cluster.Value, vendor), out _) += tickets;
        }
        return counted.GroupBy(one => one.Key.Cluster).ToDictionary(group => group.Key, group => group.OrderByDescending(one => one.Value).ThenBy(one => one.Key.Vendor).Select(one => (one.Key.Vendor, one.Value)).First());
    }

    private static bool IsByIssue(QueryContext context) => context.Filter.Values.Any(pair => pair.Key == "cluster");

    /// <summary>Only what the daily sums of subjects carry is asked for.</summary>
    private static bool IsKept(QueryContext context) => context.Filter.Values.All(pair => pair.Key == "cluster");

    /// <summary>Daily sums of subjects for the filter's vendors. Of the whole house they are those of each vendor: whose issue it mostly is is asked of the same.</summary>
    private async Task<IReadOnlyList<SubjectDays>> SubjectsAsync(QueryContext context)
    {
        int?[] ids = context.Filter.VendorIds is { } chosen ? [.. chosen] : context.Filter.Scope.IsStaff ? [null] : [context.Filter.Scope.VendorId];
        var all = new List<SubjectDays>();
        foreach (var id in ids)
            all.Add(await SubjectDays.OfAsync(store, cache, context.Filter.Scope, id));
        return all;
    }

    /// <summary>Whose sums are read: those over all vendors where nothing narrows them.</summary>
    private static int[] Vendors(QueryContext context) =>
        context.Filter.VendorIds?.ToArray() ?? (context.Filter.Scope.IsStaff ? [RollupVendor.All] : [context.Filter.Scope.VendorId]);

    private readonly record struct Counted(long Cluster, long Tickets, long Known, long FirstContact);

    private sealed record Example(string? Subject, (string Gateway, int Count, int Of)? Gateway);
}
