using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>One day's rows of a profile, counted and added up.</summary>
internal readonly record struct DayCell(int Profile, int Count, long Minor);

/// <summary>Count and amount of every profile over some days, by its number.</summary>
internal sealed record CellTotals(long[] Counts, long[] Minors);

/// <summary>The cells of a kind day by day: of one vendor, or of all whose rows the house reads.</summary>
internal sealed class CellDays : IKeptRows<CellDays>
{
    /// <summary>Some periods and the ones before them.</summary>
    private const int MostRanges = 6;

    private readonly DayBlocks<DayCell> _blocks;
    private readonly Lock _lock = new();
    private readonly Dictionary<(int From, int To), Summed> _totals = [];

    private CellDays(CellProfiles profiles, DayBlocks<DayCell> blocks) => (Profiles, _blocks) = (profiles, blocks);

    /// <summary>A period's sums as they were over other blocks, and the days exchanged since (none where the first lies behind the last).</summary>
    private sealed record Summed(CellTotals Totals, DayBlocks<DayCell> Blocks, int From, int To)
    {
        public bool IsNow => From > To;
    }

    public CellProfiles Profiles { get; }

    public long Bytes => _blocks.Bytes + Profiles.Bytes;

    public IEnumerable<(int Day, DayCell[] Cells)> During(int from, int to) => _blocks.ByDay(from, to);

    /// <summary>All of these days together, both included: asked once, whatever is then narrowed and split.</summary>
    public CellTotals Over(int from, int to)
    {
        Summed? known;
        lock (_lock)
        {
            if (_totals.TryGetValue((from, to), out known) && known.IsNow)
                return known.Totals;
        }
        var count = Profiles.ByColumn().Count;
        var totals = known is null ? new CellTotals(new long[count], new long[count]) : new CellTotals(Longer(known.Totals.Counts, count), Longer(known.Totals.Minors, count));
        if (known is not null)
        {
            var (first, last) = (Math.Max(known.From, from), Math.Min(known.To, to));
            Add(totals, known.Blocks, first, last, -1);
            Add(totals, _blocks, first, last, 1);
        }
        else
        {
            Add(totals, _blocks, from, to, 1);
        }
        lock (_lock)
        {
            if (_totals.Count >= MostRanges && known is null)
                _totals.Clear();
            _totals[(from, to)] = new(totals, _blocks, 1, 0);
        }
        return totals;
    }

    /// <param name="fresh">Of the same profiles.</param>
    public CellDays Replaced(int from, int to, CellDays fresh)
    {
        var after = new CellDays(Profiles, _blocks.Replaced(from, to, fresh._blocks));
        lock (_lock)
        {
            // Brought up when they are asked for: a period nobody looks at any more costs nothing.
            foreach (var (days, known) in _totals)
                after._totals[days] = known.IsNow ? known with { From = from, To = to } : known with { From = Math.Min(known.From, from), To = Math.Max(known.To, to) };
        }
        return after;
    }

    /// <summary>What is kept of the kind for the scope: a vendor reads its own, the house all of them.</summary>
    public static Task<CellDays> OfAsync(AnalyticsStore store, ResultCache cache, DataScope scope, VendorNames vendors, CellKind kind) =>
        cache.Days.ReadAsync<CellDays>(store, cache, $"{scope.CacheKey}|cells {kind}", DerivedAs(kind),
            // Read into the profiles there are, so that days are exchanged without numbering anew.
            (kept, from, to) => LoadAsync(store, scope, vendors, kept?.Profiles ?? new(kind), from, to));

    private static async Task<CellDays> LoadAsync(AnalyticsStore store, DataScope scope, VendorNames vendors, CellProfiles profiles, DateOnly from, DateOnly to)
    {
        await using var context = store.Open(scope);
        var kind = profiles.Kind;
        // Each vendor named is a piece of the key.
        var rows = context.DailyCells.AsNoTracking().Where(row => row.Kind == kind && row.Day >= from && row.Day <= to)
            .WhereVendor(scope.Kind == ScopeKind.Vendor ? [scope.VendorId] : [0, .. vendors.All.Select(vendor => vendor.Id)]);
        var days = new SortedDictionary<int, List<DayCell>>();
        await foreach (var row in rows.AsAsyncEnumerable())
        {
            var day = UnixTime.ToDays(row.Day);
            if (!days.TryGetValue(day, out var cells))
                days[day] = cells = [];
            var reader = new Reader(profiles, row.VendorId, cells);
            CellBlock.Unpack(row.Cells, profiles.Codes, profiles.Word, ref reader);
        }
        return new(profiles, DayBlocks<DayCell>.Of(days.Select(day => (day.Key, day.Value.ToArray()))));
    }

    /// <summary>As what the days of these cells are marked when they are derived.</summary>
    public static int DerivedAs(CellKind kind) => kind switch
    {
        CellKind.Payments => DerivedDay.Payments,
        CellKind.Tickets => DerivedDay.Tickets,
        _ => DerivedDay.PaymentCases,
    };

    private static void Add(CellTotals totals, DayBlocks<DayCell> blocks, int from, int to, int sign)
    {
        if (from > to)
            return;
        var (counts, minors) = (totals.Counts, totals.Minors);
        foreach (var block in blocks.During(from, to))
        {
            foreach (ref readonly var cell in block.AsSpan())
            {
                counts[cell.Profile] += sign * cell.Count;
                minors[cell.Profile] += sign * cell.Minor;
            }
        }
    }

    private static long[] Longer(long[] sums, int count)
    {
        if (sums.Length == count)
            return (long[])sums.Clone();
        var longer = new long[count];
        sums.CopyTo(longer, 0);
        return longer;
    }

    private readonly struct Reader(CellProfiles profiles, int vendorId, List<DayCell> cells) : ICellReader
    {
        public void Read(CellKey key, long count, long minor) => cells.Add(new(profiles.NumberOf(vendorId, key), checked((int)count), minor));
    }
}
