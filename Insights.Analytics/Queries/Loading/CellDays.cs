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
    private readonly Dictionary<(int From, int To), CellTotals> _totals = [];

    private CellDays(CellProfiles profiles, DayBlocks<DayCell> blocks) => (Profiles, _blocks) = (profiles, blocks);

    public CellProfiles Profiles { get; }

    public long Bytes => _blocks.Bytes + Profiles.Bytes;

    public IEnumerable<(int Day, DayCell[] Cells)> During(int from, int to) => _blocks.ByDay(from, to);

    /// <summary>All of these days together, both included: asked once, whatever is then narrowed and split.</summary>
    public CellTotals Over(int from, int to)
    {
        lock (_lock)
        {
            if (_totals.TryGetValue((from, to), out var known))
                return known;
        }
        var count = Profiles.ByColumn().Count;
        var totals = new CellTotals(new long[count], new long[count]);
        Add(totals, _blocks, from, to, 1);
        lock (_lock)
        {
            if (_totals.Count >= MostRanges)
                _totals.Clear();
            return _totals[(from, to)] = totals;
        }
    }

    public CellDays Replaced(int from, int to, CellDays fresh)
    {
        var numbers = Profiles.NumbersOf(fresh.Profiles);
        var own = DayBlocks<DayCell>.Of(fresh.During(from, to).Select(day => (day.Day, Array.ConvertAll(day.Cells, cell => cell with { Profile = numbers[cell.Profile] }))));
        var after = new CellDays(Profiles, _blocks.Replaced(from, to, own));
        var count = Profiles.ByColumn().Count;
        lock (_lock)
        {
            foreach (var (days, before) in _totals)
            {
                var totals = new CellTotals(new long[count], new long[count]);
                before.Counts.CopyTo(totals.Counts, 0);
                before.Minors.CopyTo(totals.Minors, 0);
                var (first, last) = (Math.Max(days.From, from), Math.Min(days.To, to));
                Add(totals, _blocks, first, last, -1);
                Add(totals, after._blocks, first, last, 1);
                after._totals[days] = totals;
            }
        }
        return after;
    }

    /// <summary>What is kept of the kind for the scope: a vendor reads its own, the house all of them.</summary>
    public static Task<CellDays> OfAsync(AnalyticsStore store, ResultCache cache, DataScope scope, VendorNames vendors, CellKind kind) =>
        cache.Days.ReadAsync(store, cache, $"{scope.CacheKey}|cells {kind}", KindOf(kind), (from, to) => LoadAsync(store, scope, vendors, kind, from, to));

    private static async Task<CellDays> LoadAsync(AnalyticsStore store, DataScope scope, VendorNames vendors, CellKind kind, DateOnly from, DateOnly to)
    {
        await using var context = store.Open(scope);
        // Each vendor named is a piece of the key.
        var rows = context.DailyCells.AsNoTracking().Where(row => row.Kind == kind && row.Day >= from && row.Day <= to)
            .WhereVendor(scope.Kind == ScopeKind.Vendor ? [scope.VendorId] : [0, .. vendors.All.Select(vendor => vendor.Id)]);
        var profiles = new CellProfiles(kind);
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

    private static int KindOf(CellKind kind) => kind switch
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

    private readonly struct Reader(CellProfiles profiles, int vendorId, List<DayCell> cells) : ICellReader
    {
        public void Read(CellKey key, long count, long minor) => cells.Add(new(profiles.NumberOf(vendorId, key), checked((int)count), minor));
    }
}
