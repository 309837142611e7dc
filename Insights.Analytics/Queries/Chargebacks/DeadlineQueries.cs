using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Chargebacks;

/// <summary>Reads the ledger for what is not closed; few cases await an answer at a time, and they have an index of their own.</summary>
internal sealed class DeadlineQueries(AnalyticsStore store, ResultCache cache, TimeProvider clock) : IDeadlineQueries
{
    public async Task<DeadlineQueue> ReadAsync(ReportFilter filter, DataScope scope, int most = int.MaxValue, CancellationToken cancel = default)
    {
        var now = Instant.FromUnixTimeSeconds(UnixTime.ToSeconds(clock.GetUtcNow().UtcDateTime));
        if (Carried.Lacking(FactKind.Disputes, filter) is { Count: > 0 } lacking)
            return new(now, [], new([]), lacking);
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        // The history is the reader's whole one, whatever the filter picks out of the queue.
        var chances = new WinChances(await cache.GetAsync("win-chances|" + scope.CacheKey, () => new DisputeSums(store, cache, context.Vendors, context.Filter).WinsAsync()));
        await using var analytics = store.Open(scope);
        var waiting = LedgerRows.Awaiting(analytics.DisputeLedger.AsNoTracking()).Where(row => row.DueAt != null).WhereFilter(FactKind.Disputes, context.Filter);
        // What is late by now is told from the second of the question; the rest is the data's.
        var sums = await new DisputeSums(store, cache, context.Vendors, context.Filter).AwaitingAsync(now);
        var at = now.ToDateTimeUtc();
        // First which, from the index alone; sorting whole rows to show a hundred of them would read thousands.
        var shown = most == int.MaxValue ? null : (long[])[
            .. await FirstAsync(waiting.Where(row => row.DueAt < at), most, sums.Any(sum => sum.Urgency == DeadlineUrgency.Overdue), cancel),
            .. await FirstAsync(waiting.Where(row => row.DueAt >= at), most, sums.Any(sum => sum.Urgency != DeadlineUrgency.Overdue), cancel)];
        var rows = shown is null
            ? await RowsAsync(context, chances, waiting, scope, analytics, cancel)
            // Which come first changes by the minute, what is told of them with the data.
            : await cache.GetAsync($"deadlines|{scope.CacheKey}|{string.Join(',', shown)}", async () =>
            {
                await using var own = store.Open(scope);
                return await RowsAsync(context, chances, own.DisputeLedger.AsNoTracking().Where(row => shown.Contains(row.DisputeKey)), scope, own, CancellationToken.None);
            });
        return new(now, rows, chances, []) { Sums = sums };
    }

    private static async Task<IReadOnlyList<long>> FirstAsync(IQueryable<DisputeLedger> waiting, int most, bool any, CancellationToken cancel) =>
        any ? await waiting.OrderBy(row => row.DueAt).ThenBy(row => row.DisputeKey).Select(row => row.DisputeKey).Take(most).ToListAsync(cancel) : [];

    private async Task<IReadOnlyList<Deadline>> RowsAsync(QueryContext context, WinChances chances, IQueryable<DisputeLedger> shown, DataScope scope, AnalyticsDbContext analytics, CancellationToken cancel)
    {
        var rows = await shown.OrderBy(row => row.DueAt).ThenBy(row => row.DisputeKey).ToListAsync(cancel);
        var tags = await EvidenceFiles.TagsAsync(store, analytics, [.. rows.Select(row => row.DisputeKey)], scope, cancel);
        return [.. rows.Select(row => new Deadline
        {
            SourceId = row.SourceId,
            DisputeRef = row.DisputeRef,
            Hash = row.DisputeHash,
            Vendor = context.Vendors.Name(row.VendorId),
            State = row.State,
            Network = row.Network,
            ReasonCategory = row.ReasonCategory,
            OpenedAt = At(row.OpenedAt),
            DueAt = At(row.DueAt!.Value),
            DueIsEstimated = row.DueIsEstimated,
            AmountMinor = row.AmountMinor,
            Currency = row.Currency,
            Chance = chances.Of(Given(row.Network), Given(row.ReasonCategory)),
            ChanceRestsOn = chances.Decided(Given(row.Network), Given(row.ReasonCategory)),
            Evidence = EvidenceChecklist.For(EvidenceFiles.Of(row, [.. tags[row.DisputeKey]])),
        })];
    }

    private static string? Given(string? member) => member == ReportFilter.Unknown ? null : member;

    private static Instant At(DateTime utc) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}

/// <summary>Ledger rows as files of evidence.</summary>
internal static class EvidenceFiles
{
    public static EvidenceFile Of(DisputeLedger row, IReadOnlyCollection<string> tags) => new()
    {
        Network = row.Network,
        ReasonCode = row.ReasonCode,
        ReasonCategory = row.ReasonCategory,
        HasPayment = row.PaymentKey is not null,
        ThreeDs = row.ThreeDs,
        AvsResult = row.AvsResult,
        CvcResult = row.CvcResult,
        Descriptor = row.Descriptor,
        CustomerIsKnown = row.CustomerHash is not null,
        EarlierPayments = row.EarlierPayments,
        EvidencePayments = row.EvidencePayments,
        RefundState = row.RefundState,
        IsDuplicate = row.DuplicateRef is not null,
        HasContact = row.ContactRef is not null,
        ContactIsReplied = row.ContactRepliedAt is { } replied && replied < row.OpenedAt,
        Tags = tags,
    };

    /// <summary>Tags of the tickets linked to these disputes, read in the reader's own scope.</summary>
    public static async Task<ILookup<long, string>> TagsAsync(AnalyticsStore store, AnalyticsDbContext analytics, long[] disputes, DataScope scope, CancellationToken cancel)
    {
        if (disputes.Length == 0)
            return Array.Empty<(long, string)>().ToLookup(each => each.Item1, each => each.Item2);
        var links = await analytics.DisputeLinks.AsNoTracking().Where(link => disputes.Contains(link.DisputeKey) && link.Kind == DisputeLinkKind.Ticket)
            .Select(link => new { link.DisputeKey, link.SourceId, link.Ref, link.RefHash }).ToListAsync(cancel);
        var tags = new Dictionary<(int Source, string Ref), string>();
        await using var reporting = store.Reporting.Open(scope);
        foreach (var hashes in links.Select(link => link.RefHash).Distinct().Chunk(500))
        {
            // All at once: a queue of a thousand cases asked one by one takes a second.
            var keys = await analytics.TicketOutcomes.AsNoTracking().Where(row => hashes.Contains(row.TicketHash)).Select(row => row.TicketKey).ToArrayAsync(cancel);
            foreach (var ticket in await reporting.Tickets.AsNoTracking().Where(row => keys.Contains(row.Key)).Select(row => new { row.SourceId, row.ExternalId, row.Tags }).ToListAsync(cancel))
                tags[(ticket.SourceId, ticket.ExternalId)] = ticket.Tags ?? "";
        }
        return links.SelectMany(link => tags.GetValueOrDefault((link.SourceId, link.Ref), "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(tag => (link.DisputeKey, Tag: tag)))
            .ToLookup(each => each.DisputeKey, each => each.Tag);
    }
}
