using System.Runtime.InteropServices;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Tickets of one day with one key of their subject.</summary>
internal readonly record struct SubjectSum(int Day, int VendorId, long SubjectKey, int Created, int Known, int FirstContact);

/// <summary>The daily sums of subjects: of one vendor, or of each.</summary>
internal sealed class SubjectDays : IKeptRows<SubjectDays>
{
    private readonly DayBlocks<SubjectSum> _blocks;
    private readonly RangeSums<SubjectSum, (int VendorId, long SubjectKey), SubjectTotal> _totals;
    private readonly Lazy<Dictionary<(int VendorId, long SubjectKey), int>> _first;

    private SubjectDays(DayBlocks<SubjectSum> blocks)
        : this(blocks, new(blocks, SubjectTotal.Kind), [], int.MinValue)
    {
    }

    /// <param name="first">First days that are known already, all of them before <paramref name="unknownFrom"/>.</param>
    private SubjectDays(
        DayBlocks<SubjectSum> blocks, RangeSums<SubjectSum, (int VendorId, long SubjectKey), SubjectTotal> totals, Dictionary<(int VendorId, long SubjectKey), int> first, int unknownFrom)
    {
        (_blocks, _totals) = (blocks, totals);
        _first = new(() => WithFirst(first, blocks, unknownFrom));
    }

    public long Bytes => _blocks.Bytes;

    /// <summary>The first day with a ticket, by vendor and key.</summary>
    public IReadOnlyDictionary<(int VendorId, long SubjectKey), int> First => _first.Value;

    /// <summary>The rows of these days, both included.</summary>
    public ReadOnlySpan<SubjectSum[]> During(int from, int to) => _blocks.During(from, to);

    /// <summary>All of these days together, both included, by vendor and key.</summary>
    public IReadOnlyDictionary<(int VendorId, long SubjectKey), SubjectTotal> Over(DateOnly from, DateOnly to) => _totals.Of(UnixTime.ToDays(from), UnixTime.ToDays(to));

    public SubjectDays Replaced(int from, int to, SubjectDays fresh)
    {
        var blocks = _blocks.Replaced(from, to, fresh._blocks);
        var totals = _totals.Replaced(from, to, blocks);
        // What began before the exchanged days began there still; the history before them is not read for it again.
        return _first.IsValueCreated
            ? new(blocks, totals, _first.Value.Where(one => one.Value < from).ToDictionary(one => one.Key, one => one.Value), from)
            : new(blocks, totals, [], int.MinValue);
    }

    /// <param name="vendorId">All of them one by one when null.</param>
    public static Task<SubjectDays> OfAsync(AnalyticsStore store, ResultCache cache, DataScope scope, int? vendorId) =>
        cache.Days.ReadAsync(store, cache, FormattableString.Invariant($"{scope.CacheKey}|subjects|{vendorId}"), DerivedDay.Tickets, async (from, to) =>
        {
            await using var context = store.Open(scope);
            var days = context.DailySubjects.AsNoTracking().Where(row => row.Day >= from && row.Day <= to);
            days = vendorId is { } id ? days.Where(row => row.VendorId == id) : days.Where(row => row.VendorId >= 0);
            var rows = new List<SubjectSum>();
            await foreach (var row in days.OrderBy(row => row.Day).AsAsyncEnumerable())
                rows.Add(new(UnixTime.ToDays(row.Day), row.VendorId, row.SubjectKey, checked((int)row.Created), checked((int)row.Known), checked((int)row.FirstContact)));
            return new SubjectDays(DayBlocks<SubjectSum>.Of(rows, row => row.Day));
        });

    private static Dictionary<(int VendorId, long SubjectKey), int> WithFirst(Dictionary<(int VendorId, long SubjectKey), int> known, DayBlocks<SubjectSum> blocks, int from)
    {
        var first = new Dictionary<(int VendorId, long SubjectKey), int>(known);
        // In the order of days: whoever comes first stays.
        foreach (var block in blocks.During(from, int.MaxValue))
        {
            foreach (ref readonly var row in block.AsSpan())
            {
                if (row.Created > 0)
                    first.TryAdd((row.VendorId, row.SubjectKey), row.Day);
            }
        }
        return first;
    }
}

/// <summary>The tickets of a vendor with one key over some days.</summary>
internal struct SubjectTotal
{
    public long Created;
    public long Known;
    public long FirstContact;
    private int _rows;

    public static IRangeSum<SubjectSum, (int VendorId, long SubjectKey), SubjectTotal> Kind { get; } = new ByKey();

    private sealed class ByKey : IRangeSum<SubjectSum, (int VendorId, long SubjectKey), SubjectTotal>
    {
        public (int VendorId, long SubjectKey) KeyOf(in SubjectSum row) => (row.VendorId, row.SubjectKey);

        public void Add(ref SubjectTotal sum, in SubjectSum row, int sign)
        {
            sum.Created += sign * row.Created;
            sum.Known += sign * row.Known;
            sum.FirstContact += sign * row.FirstContact;
            sum._rows += sign;
        }

        public bool IsEmpty(SubjectTotal sum) => sum._rows == 0;

        public bool Equals((int VendorId, long SubjectKey) one, (int VendorId, long SubjectKey) other) => one == other;

        public int GetHashCode((int VendorId, long SubjectKey) key) => key.GetHashCode();
    }
}
