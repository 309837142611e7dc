using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Support;

/// <summary>One recurring issue at a time.</summary>
internal sealed partial class SupportQueries
{
    /// <summary>Newest tickets of an issue whose payments are looked up: enough to tell a gateway, few enough for a page.</summary>
    private const int Newest = 60;

    private const int Shown = 15;

    private const int Wordings = 10;

    public async Task<RecurringIssueDetail?> IssueAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        if (Carried.Lacking(FactKind.Outcomes, filter).Count > 0)
            return null;
        if (!filter.Values.ContainsKey("cluster"))
        {
            if (await RecurringAsync(filter, scope, 1, withExamples: false, cancel) is not [var commonest])
                return null;
            filter = filter.With("cluster", commonest.Id);
        }
        if (await RecurringAsync(filter, scope, 1, cancel: cancel) is not [var issue] || RecurringIssueId.Parse(issue.Id) is not { } cluster)
            return null;
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        return await cache.GetAsync(FormattableString.Invariant($"issue|{filter.Range}|{context.Filter.Key}"), async () =>
        {
            await using var analytics = store.Open(scope);
            var words = await analytics.SubjectKeys.AsNoTracking().Where(key => key.Cluster == cluster).ToListAsync();
            var keys = words.ToDictionary(key => key.SubjectKey, key => key.Words);
            var ids = context.Filter.VendorIds?.ToHashSet() ?? (scope.IsStaff ? [.. context.Vendors.All.Select(vendor => vendor.Id), 0] : [scope.VendorId]);
            var counted = (await CreatedByVendorAsync(analytics, context, filter.Range, keys.Keys)).Where(one => ids.Contains(one.VendorId) && one.Tickets > 0 && keys.ContainsKey(one.SubjectKey)).ToList();
            var created = TicketRows.Of(analytics, RowSets.TicketsCreated, RowPeriod.Of(filter.Range, context.Zone), context.Filter);
            if (TicketCellLoader.Answers(context.Filter, null))
            {
                var named = (await NewestByCellsAsync(analytics, context, filter.Range, words, Newest))[cluster];
                created = created.Where(row => named.Contains(row.TicketKey));
            }
            var newest = await created.OrderByDescending(row => row.CreatedDay).ThenByDescending(row => row.TicketKey).Select(row => new { row.TicketKey, row.State }).Take(Newest)
                .ToDictionaryAsync(row => row.TicketKey, row => row.State);
            long[] wanted = [.. newest.Keys];
            await using var reporting = store.Reporting.Open(scope);
            var tickets = await reporting.Tickets.AsNoTracking().Where(row => wanted.Contains(row.Key))
                .Select(row => new { row.Key, row.SourceId, row.ExternalId, row.Subject, row.VendorId, row.CreatedAt, row.TransactionRef }).OrderByDescending(row => row.Key).ToListAsync();
            var gateways = await GatewaysAsync([.. tickets.Where(row => row.TransactionRef is not null).Select(row => (row.TransactionRef!, row.VendorId)).Distinct()]);
            string? GatewayOf(string? payment, int vendor) => payment is null ? null : gateways.GetValueOrDefault((payment, vendor));
            var over = tickets.Select(row => GatewayOf(row.TransactionRef, row.VendorId)).OfType<string>().ToList();
            return (RecurringIssueDetail?)new RecurringIssueDetail(
                issue,
                [.. counted.GroupBy(one => one.SubjectKey).Select(group => (keys[group.Key], group.Sum(one => one.Tickets))).OrderByDescending(one => one.Item2).ThenBy(one => one.Item1, StringComparer.Ordinal).Take(Wordings)],
                scope.IsStaff ? [.. counted.GroupBy(one => one.VendorId).Select(group => (context.Vendors.Code(group.Key), context.Vendors.Name(group.Key), group.Sum(one => one.Tickets))).OrderByDescending(one => one.Item3).ThenBy(one => one.Item2, StringComparer.Ordinal)] : [],
                [.. over.GroupBy(gateway => gateway, StringComparer.Ordinal).Select(group => (group.Key, group.Count())).OrderByDescending(one => one.Item2).ThenBy(one => one.Key, StringComparer.Ordinal)],
                over.Count,
                [
                    .. tickets.Take(Shown).Select(row => new IssueExample(
                        row.SourceId, row.ExternalId, row.Subject, context.Vendors.Name(row.VendorId), Instant.FromDateTimeUtc(DateTime.SpecifyKind(row.CreatedAt, DateTimeKind.Utc)), newest[row.Key], row.TransactionRef, GatewayOf(row.TransactionRef, row.VendorId))),
                ]);
        });
    }
}
