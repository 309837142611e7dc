using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>One day's sums of the dispute ledger, as they are stored.</summary>
internal readonly record struct LedgerDay(int Day, DailyLedger Row);

/// <summary>The daily sums of the dispute ledger: of one vendor, or of all together.</summary>
internal sealed class LedgerDays(DayBlocks<LedgerDay> blocks) : IKeptRows<LedgerDays>
{
    /// <summary>About what a row takes besides its place in a block: thirty numbers and a head.</summary>
    private const long BytesOfRow = 300;

    public long Bytes
    {
        get
        {
            var bytes = blocks.Bytes;
            foreach (var block in blocks.All)
                bytes += block.Length * BytesOfRow;
            return bytes;
        }
    }

    /// <summary>The rows of these days, both included.</summary>
    public IEnumerable<DailyLedger> During(DateOnly from, DateOnly to)
    {
        var own = blocks.During(UnixTime.ToDays(from), UnixTime.ToDays(to)).ToArray();
        return own.SelectMany(block => block).Select(day => day.Row);
    }

    public LedgerDays Replaced(int from, int to, LedgerDays fresh) => new(blocks.Replaced(from, to, fresh.Blocks));

    private DayBlocks<LedgerDay> Blocks => blocks;

    public static Task<LedgerDays> OfAsync(AnalyticsStore store, ResultCache cache, DataScope scope, int vendorId) =>
        cache.Days.ReadAsync(store, cache, FormattableString.Invariant($"{scope.CacheKey}|ledger|{vendorId}"), DerivedDay.Ledger, async (from, to) =>
        {
            await using var context = store.Open(scope);
            var rows = context.DailyLedger.AsNoTracking().Where(row => row.VendorId == vendorId && row.Day >= from && row.Day <= to);
            var read = new List<LedgerDay>();
            await foreach (var row in rows.AsAsyncEnumerable())
            {
                row.Currency = cache.Days.Once(row.Currency);
                read.Add(new(UnixTime.ToDays(row.Day), row));
            }
            return new LedgerDays(DayBlocks<LedgerDay>.Of([.. read.OrderBy(row => row.Day)], row => row.Day));
        });
}
