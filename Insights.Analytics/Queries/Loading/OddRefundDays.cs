using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>A refund that is owed, repeated, or made after one had failed.</summary>
/// <param name="Gateway">As filters name it; so is the method.</param>
/// <param name="Waited">Seconds since one of the payment had failed; null where none had.</param>
internal readonly record struct OddRefundRow(int Day, long Key, int VendorId, string Currency, string Gateway, string Method, long Minor, bool IsOwed, bool IsRepeated, long? Waited)
{
    public bool IsOf(string rowSet) => rowSet switch
    {
        RowSets.RefundsUnpaid => IsOwed,
        RowSets.RefundsRepeated => IsRepeated,
        RowSets.RefundsMadeGood => Waited is not null,
        _ => throw new ArgumentException($"The row set '{rowSet}' is not of these refunds.", nameof(rowSet)),
    };
}

/// <summary>All odd refunds of a scope: so few that every filter is asked of each of them.</summary>
internal sealed class OddRefundDays : IKeptRows<OddRefundDays>
{
    private readonly DayBlocks<OddRefundRow> _blocks;

    private OddRefundDays(DayBlocks<OddRefundRow> blocks) => _blocks = blocks;

    public long Bytes => _blocks.Bytes;

    public static bool Has(string rowSet) => rowSet is RowSets.RefundsUnpaid or RowSets.RefundsRepeated or RowSets.RefundsMadeGood;

    public OddRefundDays Replaced(int from, int to, OddRefundDays fresh) => new(_blocks.Replaced(from, to, fresh._blocks));

    /// <summary>Those of a set on these days, both included, that the filter leaves; in the order of their days.</summary>
    public List<OddRefundRow> Left(AppliedFilter filter, string rowSet, int from, int to)
    {
        var left = new List<OddRefundRow>();
        foreach (var block in _blocks.During(from, to))
        {
            foreach (ref readonly var row in block.AsSpan())
            {
                if (row.IsOf(rowSet) && IsLeft(row, filter))
                    left.Add(row);
            }
        }
        return left;
    }

    public static Task<OddRefundDays> OfAsync(AnalyticsStore store, ResultCache cache, DataScope scope) =>
        cache.Days.ReadAsync(store, cache, scope.CacheKey + "|odd refunds", DerivedDay.LinkedRefunds, (from, to) => LoadAsync(store, cache.Days, scope, from, to));

    private static async Task<OddRefundDays> LoadAsync(AnalyticsStore store, KeptDays kept, DataScope scope, DateOnly from, DateOnly to)
    {
        await using var context = store.Open(scope);
        var rows = new List<OddRefundRow>();
        await foreach (var row in context.OddRefunds.AsNoTracking().Where(row => row.Day >= from && row.Day <= to).OrderBy(row => row.Day).ThenBy(row => row.RefundKey).AsAsyncEnumerable())
        {
            long? waited = row.FailedBeforeAt is { } failed ? Math.Max(0, (long)(row.DoneAt - failed).TotalSeconds) : null;
            rows.Add(new(
                UnixTime.ToDays(row.Day), row.RefundKey, row.VendorId, kept.Once(row.Currency), kept.Once(MemberConditions.Member(row.Gateway)), kept.Once(MemberConditions.Member(row.Method)), row.AmountMinor,
                row.Owed == 1, row.Repeated == 1, waited));
        }
        return new(DayBlocks<OddRefundRow>.Of(rows, row => row.Day));
    }

    // A dimension these rows do not carry gives no number before it comes here.
    private static bool IsLeft(in OddRefundRow row, AppliedFilter filter)
    {
        if (filter.VendorIds is { } ids && !ids.Contains(row.VendorId))
            return false;
        foreach (var (dimension, values) in filter.Values)
        {
            if (dimension is "currency" or "gateway" or "method" && !values.Contains(dimension == "currency" ? row.Currency : dimension == "gateway" ? row.Gateway : row.Method))
                return false;
        }
        return true;
    }
}
