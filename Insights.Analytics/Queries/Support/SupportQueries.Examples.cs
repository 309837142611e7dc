using System.Numerics;
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

/// <summary>What the newest tickets of recurring issues say: how people word it, and over which gateway their payments ran.</summary>
internal sealed partial class SupportQueries
{
    /// <summary>Subject and payments of the newest tickets of each issue.</summary>
    private async Task<Dictionary<long, Example>> ExamplesAsync(AnalyticsDbContext analytics, QueryContext context, DateRange range, List<SubjectKeyRow> words)
    {
        var keysOf = IsKept(context) ? await NewestAsync(analytics, context, range, words)
            : TicketCellLoader.Answers(context.Filter, null) ? await NewestByCellsAsync(analytics, context, range, words, PaymentsLookedUp)
            : await NewestOneByOneAsync(analytics, context, range, words);
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

    /// <summary>
    /// Keys of the newest tickets of each issue, newest first. The daily sums say how far back they lie, so that issues whose newest lie about as far back are asked for together, and
    /// few more rows are read than are wanted.
    /// </summary>
    private async Task<Dictionary<long, long[]>> NewestAsync(AnalyticsDbContext analytics, QueryContext context, DateRange range, List<SubjectKeyRow> words)
    {
        var last = UnixTime.ToDays(range.To.ToDateOnly());
        var newest = words.Select(key => key.Cluster!.Value).Distinct().ToDictionary(cluster => cluster, _ => Array.Empty<long>());
        foreach (var group in (await DaysBackAsync(context, range, words)).GroupBy(one => BitOperations.Log2((uint)one.Value + 1)))
        {
            var together = group.Select(one => one.Key).ToHashSet();
            var own = words.Where(key => together.Contains(key.Cluster!.Value)).ToDictionary(key => key.SubjectKey, key => key.Cluster!.Value);
            var of = own.Keys.Select(key => (long?)key).ToArray();
            var period = RowPeriod.Of(new(LocalDate.FromDateOnly(UnixTime.FromDays(last - group.Max(one => one.Value))), range.To), context.Zone);
            var rows = await TicketRows.Of(analytics, RowSets.TicketsCreated, period, context.Filter).Where(row => of.Contains(row.SubjectKey))
                .Select(row => new { row.SubjectKey, row.CreatedDay, row.TicketKey }).ToListAsync();
            foreach (var issue in rows.GroupBy(row => own[row.SubjectKey!.Value]))
                newest[issue.Key] = [.. issue.OrderByDescending(row => row.CreatedDay).ThenByDescending(row => row.TicketKey).Take(PaymentsLookedUp).Select(row => row.TicketKey)];
        }
        return newest;
    }

    /// <summary>How many days before the last one the tickets that are looked up begin, by issue; issues with fewer tickets go back to the first day.</summary>
    private async Task<Dictionary<long, int>> DaysBackAsync(QueryContext context, DateRange range, List<SubjectKeyRow> words)
    {
        var (first, last) = (UnixTime.ToDays(range.From.ToDateOnly()), UnixTime.ToDays(range.To.ToDateOnly()));
        var of = words.ToDictionary(key => key.SubjectKey, key => key.Cluster!.Value);
        var pieces = await SubjectsAsync(context);
        var tickets = new Dictionary<long, long>();
        var missing = of.Values.ToHashSet();
        var back = missing.ToDictionary(cluster => cluster, _ => last - first);
        for (var day = last; day >= first && missing.Count > 0; day--)
        {
            foreach (var piece in pieces)
            {
                foreach (var block in piece.During(day, day))
                {
                    foreach (ref readonly var row in block.AsSpan())
                    {
                        if (of.TryGetValue(row.SubjectKey, out var cluster))
                            CollectionsMarshal.GetValueRefOrAddDefault(tickets, cluster, out _) += row.Created;
                    }
                }
            }
            foreach (var cluster in missing.Where(cluster => tickets.GetValueOrDefault(cluster) >= PaymentsLookedUp).ToList())
            {
                back[cluster] = last - day;
                missing.Remove(cluster);
            }
        }
        return back;
    }

    /// <summary>The same where the filter names what neither daily sums nor cells carry: an issue at a time, each by the index of its subjects.</summary>
    private static async Task<Dictionary<long, long[]>> NewestOneByOneAsync(AnalyticsDbContext analytics, QueryContext context, DateRange range, List<SubjectKeyRow> words)
    {
        var period = RowPeriod.Of(range, context.Zone);
        var newest = new Dictionary<long, long[]>();
        foreach (var cluster in words.GroupBy(key => key.Cluster!.Value))
        {
            var own = cluster.Select(key => (long?)key.SubjectKey).ToArray();
            newest[cluster.Key] = await TicketRows.Of(analytics, RowSets.TicketsCreated, period, context.Filter).Where(row => own.Contains(row.SubjectKey))
                .OrderByDescending(row => row.CreatedDay).ThenByDescending(row => row.TicketKey).Select(row => row.TicketKey).Take(PaymentsLookedUp).ToArrayAsync();
        }
        return newest;
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
}
