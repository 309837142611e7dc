using System.Runtime.InteropServices;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Ledger;

/// <summary>
/// Finds the payments and cases of some customers by the short lists that are kept a day. Facts have no index by customer, and their writer must not be slowed by one over
/// every payment there is: here a day costs one pass over its own facts, when it is asked for the first time after it was touched.
/// </summary>
internal sealed class PayerDays(IFactReader facts, AnalyticsDbContext analytics, ReportingDays days)
{
    /// <summary>Days read and written at once: a month of lists fits in memory at any size.</summary>
    private const int DaysAtOnce = 31;

    /// <summary>Keys of the facts of this kind from the day of <paramref name="from"/> on that may be about one of the hashes; a few too many, never one too few.</summary>
    public async Task<List<long>> FindAsync(PayerDayKind kind, IEnumerable<long> hashes, DateTime from, CancellationToken cancel)
    {
        var wanted = hashes.Select(Narrow).Distinct().Order().ToArray();
        var keys = new List<long>();
        if (wanted.Length == 0 || (kind == PayerDayKind.Payments ? facts.Range<Transaction>() : facts.Range<Ticket>()) is not { } range)
            return keys;
        var (first, last) = (days.DateOf(from > range.First ? from : range.First), days.DateOf(range.Last));
        await CompleteAsync(kind, first, last, cancel);

        var hits = new Dictionary<DateOnly, List<int>>();
        var lists = analytics.PayerDays.AsNoTracking().Where(row => row.Kind == kind && row.Day >= first && row.Day <= last);
        await foreach (var day in lists.Select(row => new { row.Day, row.Hashes }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (Hits(MemoryMarshal.Cast<byte, uint>(day.Hashes), wanted) is { Count: > 0 } at)
                hits[day.Day] = at;
        }
        foreach (var chunk in hits.Keys.Chunk(DaysAtOnce))
        {
            await foreach (var day in lists.Where(row => chunk.Contains(row.Day)).Select(row => new { row.Day, row.Keys }).AsAsyncEnumerable().WithCancellation(cancel))
                keys.AddRange(hits[day.Day].Select(at => MemoryMarshal.Cast<byte, long>(day.Keys)[at]));
        }
        return keys;
    }

    /// <summary>These days hold other facts now.</summary>
    public static async Task ForgetAsync(AnalyticsDbContext analytics, PayerDayKind kind, IEnumerable<DateOnly> touched, CancellationToken cancel)
    {
        foreach (var chunk in touched.Distinct().Chunk(500))
            await analytics.PayerDays.Where(row => row.Kind == kind && chunk.Contains(row.Day)).ExecuteDeleteAsync(cancel);
    }

    /// <summary>The payment a case names, whatever source it lies in.</summary>
    public static long OfReference(string payment) => TimeWindows.HashOf(0, payment);

    private static uint Narrow(long hash) => unchecked((uint)(hash ^ (hash >> 32)));

    private static List<int> Hits(ReadOnlySpan<uint> sorted, uint[] wanted)
    {
        var hits = new List<int>();
        foreach (var hash in wanted)
        {
            var at = sorted.BinarySearch(hash);
            if (at < 0)
                continue;
            while (at > 0 && sorted[at - 1] == hash)
                at--;
            for (; at < sorted.Length && sorted[at] == hash; at++)
                hits.Add(at);
        }
        return hits;
    }

    /// <summary>Makes the lists of the days that have none.</summary>
    private async Task CompleteAsync(PayerDayKind kind, DateOnly first, DateOnly last, CancellationToken cancel)
    {
        var known = (await analytics.PayerDays.AsNoTracking().Where(row => row.Kind == kind && row.Day >= first && row.Day <= last).Select(row => row.Day).ToListAsync(cancel)).ToHashSet();
        var missing = Enumerable.Range(first.DayNumber, last.DayNumber - first.DayNumber + 1).Select(DateOnly.FromDayNumber).Where(day => !known.Contains(day));
        foreach (var chunk in missing.Chunk(DaysAtOnce))
        {
            foreach (var (from, to) in RollupPass.Runs(chunk))
            {
                var entries = kind == PayerDayKind.Payments ? Payments(from, to, cancel) : Tickets(from, to);
                for (var day = from; day <= to; day = day.AddDays(1))
                    analytics.PayerDays.Add(Of(kind, day, entries.GetValueOrDefault(day) ?? []));
            }
            await analytics.SaveChangesAsync(cancel);
            analytics.ChangeTracker.Clear();
        }
    }

    private static PayerDay Of(PayerDayKind kind, DateOnly day, List<(uint Hash, long Key)> entries)
    {
        var (hashes, keys) = (new uint[entries.Count], new long[entries.Count]);
        for (var i = 0; i < entries.Count; i++)
            (hashes[i], keys[i]) = entries[i];
        Array.Sort(hashes, keys);
        return new() { Kind = kind, Day = day, Hashes = MemoryMarshal.AsBytes<uint>(hashes).ToArray(), Keys = MemoryMarshal.AsBytes<long>(keys).ToArray() };
    }

    private Dictionary<DateOnly, List<(uint Hash, long Key)>> Payments(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var entries = new Dictionary<DateOnly, List<(uint, long)>>();
        using var cursor = facts.Read<Transaction>(
            days.Start(from), days.End(to), nameof(Transaction.Key), nameof(Transaction.OccurredAt), nameof(Transaction.Kind), nameof(Transaction.Status), nameof(Transaction.VendorId),
            nameof(Transaction.CustomerRef), nameof(Transaction.CardFingerprint), nameof(Transaction.SourceId), nameof(Transaction.OriginalRef));
        long read = 0;
        while (cursor.Read())
        {
            if ((++read & 0xFFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            long? hash = cursor.Interned(2) switch
            {
                "charge" when cursor.Interned(3) == "succeeded" => LedgerReader.PayerOf(cursor, 4, 5, 6),
                "refund" when cursor.Text(8) is { Length: > 0 } original => TimeWindows.HashOf(cursor.Int32(7), original),
                _ => null,
            };
            if (hash is { } known)
                Add(entries, cursor.Int64(1), known, cursor.Int64(0));
        }
        return entries;
    }

    private Dictionary<DateOnly, List<(uint Hash, long Key)>> Tickets(DateOnly from, DateOnly to)
    {
        var entries = new Dictionary<DateOnly, List<(uint, long)>>();
        using var cursor = facts.Read<Ticket>(
            days.Start(from), days.End(to), nameof(Ticket.Key), nameof(Ticket.CreatedAt), nameof(Ticket.VendorId), nameof(Ticket.CustomerRef), nameof(Ticket.TransactionRef));
        while (cursor.Read())
        {
            if (Payer.HashOf(cursor.Int32(2), cursor.Text(3), null) is { } payer)
                Add(entries, cursor.Int64(1), payer, cursor.Int64(0));
            if (cursor.Text(4) is { Length: > 0 } payment)
                Add(entries, cursor.Int64(1), OfReference(payment), cursor.Int64(0));
        }
        return entries;
    }

    private void Add(Dictionary<DateOnly, List<(uint, long)>> entries, long at, long hash, long key)
    {
        ref var ofDay = ref CollectionsMarshal.GetValueRefOrAddDefault(entries, UnixTime.FromDays(days.Of(at)), out _);
        (ofDay ??= []).Add((Narrow(hash), key));
    }
}
