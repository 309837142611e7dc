using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>One dispute: the number of what it carries, what holds of it, and what is measured of it.</summary>
internal struct KeptDispute
{
    public int Profile;
    public uint Holds;
    public DisputeNumbers Numbers;
}

/// <summary>
/// Disputes one by one, by the day received: of one vendor, or of all whose rows the house reads. A house has some hundred thousand, so that any number of them, under any filter and by any
/// of their dates, is one walk of a millisecond or two; sums by whatever a filter combines would be as many.
/// </summary>
internal sealed class KeptDisputes : IKeptRows<KeptDisputes>
{
    private readonly DayBlocks<KeptDispute> _blocks;

    private KeptDisputes(CellProfiles profiles, DayBlocks<KeptDispute> blocks) => (Profiles, _blocks) = (profiles, blocks);

    public CellProfiles Profiles { get; }

    public long Bytes => _blocks.Bytes + Profiles.Bytes;

    /// <summary>Received on these days, both included.</summary>
    public IEnumerable<(int Day, KeptDispute[] Disputes)> During(int from, int to) => _blocks.ByDay(from, to);

    /// <param name="fresh">Of the same profiles.</param>
    public KeptDisputes Replaced(int from, int to, KeptDisputes fresh) => new(Profiles, _blocks.Replaced(from, to, fresh._blocks));

    /// <param name="kind">Disputes, or the ledger.</param>
    public static Task<KeptDisputes> OfAsync(AnalyticsStore store, ResultCache cache, DataScope scope, CellKind kind) => cache.Days.ReadAsync<KeptDisputes>(
        store, cache, $"{scope.CacheKey}|{kind} one by one", kind == CellKind.Ledger ? DerivedDay.Ledger : DerivedDay.KindOf(DisputeBasis.Opened), (kept, from, to) => LoadAsync(store, scope, kept?.Profiles ?? new(kind), from, to));

    private static async Task<KeptDisputes> LoadAsync(AnalyticsStore store, DataScope scope, CellProfiles profiles, DateOnly from, DateOnly to)
    {
        await using var context = store.Open(scope);
        var kind = profiles.Kind;
        var whose = scope.IsStaff ? RollupVendor.All : scope.VendorId;
        var rows = context.DailyCells.AsNoTracking().Where(row => row.Kind == kind && row.VendorId == whose && row.Day >= from && row.Day <= to);
        var days = new List<(int Day, KeptDispute[] Disputes)>();
        await foreach (var row in rows.OrderBy(row => row.Day).Select(row => new { row.Day, row.Cells }).AsAsyncEnumerable())
        {
            var disputes = new List<KeptDispute>();
            DisputeBlock.Unpack(row.Cells, profiles.Word, one =>
            {
                var holds = (uint)one.Key[CellKey.Column];
                one.Key[CellKey.Column] = 0;
                disputes.Add(new() { Profile = profiles.NumberOf(one.VendorId, one.Key), Holds = holds, Numbers = one.Numbers });
            });
            days.Add((UnixTime.ToDays(row.Day), [.. disputes]));
        }
        return new(profiles, DayBlocks<KeptDispute>.Of(days));
    }
}
