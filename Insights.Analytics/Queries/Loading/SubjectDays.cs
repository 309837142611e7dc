using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Tickets of one day with one key of their subject.</summary>
internal readonly record struct SubjectSum(int Day, int VendorId, long SubjectKey, int Created, int Known, int FirstContact);

/// <summary>The daily sums of subjects.</summary>
internal sealed class SubjectDays(DayBlocks<SubjectSum> blocks) : IKeptRows<SubjectDays>
{
    public long Bytes => blocks.Bytes;

    public ReadOnlySpan<SubjectSum[]> All => blocks.All;

    public ReadOnlySpan<SubjectSum[]> During(DateOnly from, DateOnly to) => blocks.During(UnixTime.ToDays(from), UnixTime.ToDays(to));

    public SubjectDays Replaced(int from, int to, SubjectDays fresh) => new(blocks.Replaced(from, to, fresh.Blocks));

    private DayBlocks<SubjectSum> Blocks => blocks;

    /// <param name="vendorId">All of them one by one when null.</param>
    public static Task<SubjectDays> OfAsync(AnalyticsStore store, ResultCache cache, DataScope scope, int? vendorId) =>
        cache.Days.ReadAsync(store, cache, FormattableString.Invariant($"{scope.CacheKey}|subjects|{vendorId}"), DerivedDay.Tickets, async (from, to) =>
        {
            await using var context = store.Open(scope);
            var days = context.DailySubjects.AsNoTracking().Where(row => row.Day >= from && row.Day <= to);
            days = vendorId is { } id ? days.Where(row => row.VendorId == id) : days.Where(row => row.VendorId >= 0);
            var rows = new List<SubjectSum>();
            await foreach (var row in days.AsAsyncEnumerable())
                rows.Add(new(UnixTime.ToDays(row.Day), row.VendorId, row.SubjectKey, checked((int)row.Created), checked((int)row.Known), checked((int)row.FirstContact)));
            // Their table is in the order of subjects.
            return new SubjectDays(DayBlocks<SubjectSum>.Of([.. rows.OrderBy(row => row.Day)], row => row.Day));
        });
}
