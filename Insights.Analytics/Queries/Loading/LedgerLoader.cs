using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Columns of the sums over ledger rows.</summary>
internal static class LedgerColumns
{
    public const int Rows = 0;
    public const int AmountMinor = 1;

    /// <summary>Fees less fees returned.</summary>
    public const int FeesMinor = 2;
    public const int RecoveredMinor = 3;

    /// <summary>What was both refunded and lost: no more than either.</summary>
    public const int TwiceLostMinor = 4;
}

/// <summary>Sums ledger rows of a set by day and member. A period holds few disputes, so they are read as they are; no margin is kept.</summary>
internal sealed class LedgerLoader(AnalyticsStore store, VendorNames vendors, AppliedFilter filter, CancellationToken cancel)
{
    /// <summary>Up to when the data speaks: what may still be turned round is judged then, so that a number and its rows are of the same moment.</summary>
    public DateTime AsOf { get; init; }

    public async Task<DayRows> LoadAsync(string rowSet, DateOnly from, DateOnly to, string? by)
    {
        await using var context = store.Open(filter.Scope);
        var sums = new DaySums();
        if (by is null && rowSet == RowSets.DisputesProvisional)
        {
            // Only counted, never summed: from the index alone.
            foreach (var group in await LedgerRows.Of(context, rowSet, from, to, AsOf).WhereFilter(FactKind.Disputes, filter)
                .GroupBy(row => new { row.DecidedDay, row.Currency }).Select(group => new { group.Key.DecidedDay, group.Key.Currency, Count = group.LongCount() }).ToListAsync(cancel))
            {
                Sums counted = default;
                counted[LedgerColumns.Rows] = group.Count;
                sums.Add(UnixTime.ToDays(group.DecidedDay!.Value), "", group.Currency, counted);
            }
            return sums.ToRows();
        }
        await foreach (var row in LedgerRows.Of(context, rowSet, from, to, AsOf).WhereFilter(FactKind.Disputes, filter)
            .Select(row => new
            {
                Day = LedgerRows.ByDecision(rowSet) ? row.DecidedDay : row.OpenedDay,
                row.VendorId,
                row.Currency,
                row.Network,
                row.Country,
                row.ReasonCategory,
                row.State,
                row.AmountMinor,
                row.FeeMinor,
                row.FeeReturnedMinor,
                row.RecoveredMinor,
                row.RefundedMinor,
            })
            .AsAsyncEnumerable().WithCancellation(cancel))
        {
            Sums add = default;
            add[LedgerColumns.Rows] = 1;
            add[LedgerColumns.AmountMinor] = row.AmountMinor;
            add[LedgerColumns.FeesMinor] = row.FeeMinor - row.FeeReturnedMinor;
            add[LedgerColumns.RecoveredMinor] = row.RecoveredMinor;
            add[LedgerColumns.TwiceLostMinor] = Math.Max(0, Math.Min(row.RefundedMinor, row.AmountMinor - row.RecoveredMinor));
            sums.Add(UnixTime.ToDays(row.Day!.Value), Member(by, row.VendorId, row.Currency, row.Network, row.Country, row.ReasonCategory, row.State), row.Currency, add);
        }
        return sums.ToRows();
    }

    /// <summary>Seconds from dispute to first response, by the day the dispute was opened.</summary>
    public async Task<ClockSamples> ResponsesAsync(DateOnly from, DateOnly to, string? by)
    {
        await using var context = store.Open(filter.Scope);
        if (by is null)
        {
            var times = await LedgerRows.Of(context, RowSets.DisputesResponded, from, to, default).WhereFilter(FactKind.Disputes, filter)
                .Select(row => new { row.OpenedDay, row.OpenedAt, row.RespondedAt }).ToListAsync(cancel);
            return new(times.ConvertAll(row => Response(row.OpenedDay, row.OpenedAt, row.RespondedAt!.Value, "")));
        }
        var rows = await LedgerRows.Of(context, RowSets.DisputesResponded, from, to, default).WhereFilter(FactKind.Disputes, filter)
            .Select(row => new { row.OpenedDay, row.OpenedAt, row.RespondedAt, row.VendorId, row.Currency, row.Network, row.Country, row.ReasonCategory, row.State })
            .ToListAsync(cancel);
        return new(rows.ConvertAll(row => Response(row.OpenedDay, row.OpenedAt, row.RespondedAt!.Value, Member(by, row.VendorId, row.Currency, row.Network, row.Country, row.ReasonCategory, row.State))));
    }

    /// <summary>Whole days from charge to dispute, in seconds, by the day the dispute was opened.</summary>
    public async Task<ClockSamples> LagsAsync(DateOnly from, DateOnly to, string? by)
    {
        await using var context = store.Open(filter.Scope);
        if (by is null)
        {
            // Many disputes of a day share their number of days: read once, with how many they are.
            var lags = await LedgerRows.Of(context, RowSets.DisputesChargeKnown, from, to, default).WhereFilter(FactKind.Disputes, filter)
                .GroupBy(row => new { row.OpenedDay, row.DaysToDispute }).Select(group => new { group.Key.OpenedDay, group.Key.DaysToDispute, Count = group.Count() }).ToListAsync(cancel);
            return new([.. lags.SelectMany(row => Enumerable.Repeat(Lag(row.OpenedDay, row.DaysToDispute!.Value, ""), row.Count))]);
        }
        var rows = await LedgerRows.Of(context, RowSets.DisputesChargeKnown, from, to, default).WhereFilter(FactKind.Disputes, filter)
            .Select(row => new { row.OpenedDay, row.DaysToDispute, row.VendorId, row.Currency, row.Network, row.Country, row.ReasonCategory, row.State })
            .ToListAsync(cancel);
        return new(rows.ConvertAll(row => Lag(row.OpenedDay, row.DaysToDispute!.Value, Member(by, row.VendorId, row.Currency, row.Network, row.Country, row.ReasonCategory, row.State))));
    }

    private static ClockSample Response(DateOnly day, DateTime opened, DateTime responded, string member)
    {
        // An answer given before the dispute itself (to the inquiry it grew from) took no time of its own.
        var seconds = Math.Max(0, (long)(responded - opened).TotalSeconds);
        return new(UnixTime.ToDays(day), member, seconds, seconds);
    }

    private static ClockSample Lag(DateOnly day, int days, string member)
    {
        // A dispute dated before its charge is a fault of the file and took no days.
        var seconds = Math.Max(0, days) * 86_400L;
        return new(UnixTime.ToDays(day), member, seconds, seconds);
    }

    private string Member(string? by, int vendorId, string currency, string? network, string? country, string? reason, string? state) => by switch
    {
        null => "",
        "vendor" => vendors.Code(vendorId),
        "currency" => currency,
        "network" or "brand" => MemberConditions.Member(network),
        "country" => MemberConditions.Member(country),
        "reason" => MemberConditions.Member(reason),
        "state" => MemberConditions.Member(state),
        _ => throw new ArgumentException($"These rows carry no {by}.", nameof(by)),
    };
}
