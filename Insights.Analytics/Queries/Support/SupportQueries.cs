using System.Runtime.InteropServices;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;
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
            var vendors = scope.IsStaff ? await VendorsOfAsync(context, keys, filter.Range, clusters) : [];
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
            var rows = analytics.CustomerSignals.AsNoTracking().Where(row => row.LastDay >= from && row.LastDay <= to).WhereVendor(context.Filter.VendorIds);
            // A sign is the customer's, not a ticket's: what else the filter names, some case of the customer in the period has to carry.
            if (context.Filter.Values.Count > 0)
            {
                var carrying = TicketRows.Of(analytics, RowSets.TicketsCreated, RowPeriod.Of(filter.Range, context.Zone), context.Filter);
                rows = rows.Where(row => carrying.Any(ticket => ticket.CustomerHash == row.CustomerHash && ticket.VendorId == row.VendorId));
            }
            var count = await rows.LongCountAsync();
            var listed = await rows.OrderByDescending(row => row.Signs).ThenByDescending(row => row.LastDay).ThenBy(row => row.CustomerHash).Take(top).ToListAsync();
            var hashes = listed.ConvertAll(row => (long?)row.CustomerHash).ToArray();
            var cases = await analytics.TicketOutcomes.AsNoTracking().Where(row => hashes.Contains(row.CustomerHash) && !row.Merged)
                .Select(row => new { Hash = row.CustomerHash!.Value, row.VendorId, row.TicketKey, row.CreatedDay }).ToListAsync();
            var newest = cases.GroupBy(one => (one.Hash, one.VendorId)).ToDictionary(group => group.Key, group => (Key: group.Max(one => one.TicketKey), First: group.Min(one => one.CreatedDay)));
            var keys = newest.Values.Select(one => one.Key).ToArray();
            await using var reporting = store.Reporting.Open(scope);
            var names = await reporting.Tickets.AsNoTracking().Where(row => keys.Contains(row.Key)).ToDictionaryAsync(row => row.Key, row => row.CustomerRef);
            return new CustomersAtRisk(count,
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

    public async Task<IReadOnlyList<QualityLine>> QualityAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        if (Carried.Lacking(FactKind.Outcomes, filter).Count > 0)
            return [];
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        return await cache.GetAsync($"quality|{filter.Range}|{context.Filter.Key}", async () =>
        {
            await using var analytics = store.Open(scope);
            if (context.Filter.Values.Any(pair => pair.Key is not ("team" or "issue")))
                return await QualityOfTicketsAsync(analytics, context, filter.Range);
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

    /// <summary>The same ticket by ticket, for filters that the daily sums do not carry.</summary>
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

    /// <summary>Tickets by recurring issue: from daily sums, or one by one where the filter names what these do not carry.</summary>
    private async Task<List<Counted>> CountedAsync(AnalyticsDbContext analytics, QueryContext context, Dictionary<long, SubjectKeyRow> keys, DateRange range)
    {
        if (context.Filter.Values.All(pair => pair.Key == "cluster"))
        {
            var wanted = context.Filter.Values is [{ Value: var named }] ? named.Select(RecurringIssueId.Parse).ToHashSet() : null;
            var sums = new Dictionary<long, Counted>();
            foreach (var id in Vendors(context))
            {
                foreach (var block in (await SubjectDays.OfAsync(store, cache, context.Filter.Scope, id)).During(range.From.ToDateOnly(), range.To.ToDateOnly()))
                {
                    foreach (ref readonly var day in block.AsSpan())
                    {
                        if (!keys.TryGetValue(day.SubjectKey, out var key) || wanted?.Contains(key.Cluster) == false)
                            continue;
                        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, key.Cluster!.Value, out _);
                        sum = new(key.Cluster.Value, sum.Tickets + day.Created, sum.Known + day.Known, sum.FirstContact + day.FirstContact);
                    }
                }
            }
            return [.. sums.Values];
        }
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
        var vendorIds = Vendors(context);
        foreach (var id in vendorIds)
        {
            // In the order of days: the first row of an issue is its first day.
            foreach (var day in (await SubjectDays.OfAsync(store, cache, context.Filter.Scope, id)).All.ToArray().SelectMany(block => block))
            {
                if (first.Count == clusters.Count && vendorIds.Length == 1)
                    break;
                if (day.Created > 0 && keys.TryGetValue(day.SubjectKey, out var key) && clusters.Contains(key.Cluster!.Value) && (!first.TryGetValue(key.Cluster.Value, out var known) || day.Day < known))
                    first[key.Cluster.Value] = day.Day;
            }
        }
        return first.ToDictionary(one => one.Key, one => UnixTime.FromDays(one.Value));
    }

    private async Task<Dictionary<long, (int Id, long Tickets)>> VendorsOfAsync(QueryContext context, Dictionary<long, SubjectKeyRow> keys, DateRange range, HashSet<long> clusters)
    {
        var ids = context.Filter.VendorIds?.ToHashSet() ?? [.. context.Vendors.All.Select(vendor => vendor.Id)];
        var counted = new Dictionary<(long Cluster, int Vendor), long>();
        foreach (var block in (await SubjectDays.OfAsync(store, cache, context.Filter.Scope, null)).During(range.From.ToDateOnly(), range.To.ToDateOnly()))
        {
            foreach (ref readonly var day in block.AsSpan())
            {
                if (ids.Contains(day.VendorId) && keys.TryGetValue(day.SubjectKey, out var key) && clusters.Contains(key.Cluster!.Value))
                    CollectionsMarshal.GetValueRefOrAddDefault(counted, (key.Cluster.Value, day.VendorId), out _) += day.Created;
            }
        }
        return counted.GroupBy(one => one.Key.Cluster).ToDictionary(group => group.Key, group => group.OrderByDescending(one => one.Value).ThenBy(one => one.Key.Vendor).Select(one => (one.Key.Vendor, one.Value)).First());
    }

    /// <summary>Subject and payments of the newest tickets of each issue.</summary>
    private async Task<Dictionary<long, Example>> ExamplesAsync(AnalyticsDbContext analytics, QueryContext context, DateRange range, List<SubjectKeyRow> words)
    {
        var period = RowPeriod.Of(range, context.Zone);
        var keysOf = new Dictionary<long, long[]>();
        foreach (var cluster in words.GroupBy(key => key.Cluster!.Value))
        {
            var own = cluster.Select(key => (long?)key.SubjectKey).ToArray();
            keysOf[cluster.Key] = await TicketRows.Of(analytics, RowSets.TicketsCreated, period, context.Filter).Where(row => own.Contains(row.SubjectKey))
                .OrderByDescending(row => row.CreatedDay).ThenByDescending(row => row.TicketKey).Select(row => row.TicketKey).Take(PaymentsLookedUp).ToArrayAsync();
        }
        var all = keysOf.Values.SelectMany(keys => keys).ToArray();
        await using var reporting = store.Reporting.Open(context.Filter.Scope);
        var tickets = await reporting.Tickets.AsNoTracking().Where(row => all.Contains(row.Key)).Select(row => new { row.Key, row.Subject, row.TransactionRef, row.VendorId }).ToDictionaryAsync(row => row.Key);
        var gateways = await GatewaysAsync([.. tickets.Values.Where(row => row.TransactionRef is not null).Select(row => (row.TransactionRef!, row.VendorId)).Distinct()]);
        return keysOf.Where(one => one.Value.Length > 0).ToDictionary(one => one.Key, one =>
        {
            var newest = one.Value.Where(tickets.ContainsKey).Select(key => tickets[key]).ToList();
            var known = newest.Where(row => row.TransactionRef is not null).Select(row => gateways.GetValueOrDefault((row.TransactionRef!, row.VendorId))).OfType<string>().ToList();
            var most = known.GroupBy(gateway => gateway, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault();
            return new Example(newest.FirstOrDefault(row => row.Subject is { Length: > 0 })?.Subject, most is null ? null : (most.Key, most.Count(), known.Count));
        });
    }

    /// <summary>Over which gateway payments ran, by their id in any source and the vendor of who asks about them.</summary>
    private async Task<Dictionary<(string Ref, int Vendor), string>> GatewaysAsync(IReadOnlyList<(string Ref, int Vendor)> payments)
    {
        var found = new Dictionary<(string, int), string>();
        if (payments.Count == 0)
            return found;
        // Ids of sources only: which systems a house has is no vendor's secret; a payment counts where it is the asking vendor's own.
        await using var house = store.Reporting.Open(DataScope.Staff);
        var sources = await house.Sources.AsNoTracking().Select(source => source.Id).ToListAsync();
        var wanted = payments.ToHashSet();
        using var facts = store.Reporting.OpenFactReader(forLookUps: true);
        using var cursor = facts.ReadTransactions([.. payments.SelectMany(payment => sources.Select(source => new TicketName(source, payment.Ref))).Distinct()], nameof(Transaction.ExternalId), nameof(Transaction.VendorId), nameof(Transaction.Gateway));
        while (cursor.Read())
        {
            var payment = (cursor.Text(0)!, cursor.Int32(1));
            if (wanted.Contains(payment) && cursor.Interned(2) is { Length: > 0 } gateway)
                found[payment] = gateway;
        }
        return found;
    }

    /// <summary>Whose sums are read: those over all vendors where nothing narrows them.</summary>
    private static int[] Vendors(QueryContext context) =>
        context.Filter.VendorIds?.ToArray() ?? (context.Filter.Scope.IsStaff ? [RollupVendor.All] : [context.Filter.Scope.VendorId]);

    private readonly record struct Counted(long Cluster, long Tickets, long Known, long FirstContact);

    private sealed record Example(string? Subject, (string Gateway, int Count, int Of)? Gateway);
}
