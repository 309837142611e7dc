using System.Collections.Concurrent;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;

namespace Insights.Analytics.Queries.Loading;

/// <summary>The row sets of the ledger from their daily sums: two dozen numbers in one question. Filters over more than vendors and currencies are asked of the disputes themselves (DisputeSums).</summary>
internal sealed class LedgerMargins(List<DailyLedger> rows)
{
    private readonly ConcurrentDictionary<(string RowSet, string? By), DayRows> _of = new();

    private static readonly Dictionary<string, Column> s_columns = new(StringComparer.Ordinal)
    {
        [RowSets.DisputesChallenged] = new(row => row.Challenged),
        [RowSets.DisputesExpired] = new(row => row.Expired),
        [RowSets.DisputesLate] = new(row => row.Late),
        [RowSets.DisputesResponded] = new(row => row.Responded),
        [RowSets.DisputesRecovered] = new(row => row.Won) { Basis = DisputeBasis.Decided, Recovered = row => row.WonRecoveredMinor },
        [RowSets.DisputesContacted] = new(row => row.Contacted),
        [RowSets.DisputesDeflectable] = new(row => row.Deflectable) { Amount = row => row.DeflectableMinor, Fees = row => row.DeflectableFeesMinor },
        [RowSets.DisputesNeverContacted] = new(row => row.NeverContacted),
        [RowSets.DisputesRefunded] = new(row => row.Refunded),
        [RowSets.DisputesDoubleLoss] = new(row => row.DoubleLoss) { TwiceLost = row => row.DoubleLossMinor },
        [RowSets.DisputesDuplicate] = new(row => row.Duplicate),
        [RowSets.DisputesNoticed] = new(row => row.Noticed),
        [RowSets.DisputesWonOfReceived] = new(row => row.Won) { Recovered = row => row.WonRecoveredMinor },
        [RowSets.DisputesPrevented] = new(row => row.Prevented),
        [RowSets.DisputesPreventedOrReceived] = new(row => row.PreventedOrReceived),
        [RowSets.DisputesChargeKnown] = new(row => row.ChargeKnown),
    };

    /// <param name="column">The <see cref="LedgerColumns"/> asked for.</param>
    public static bool Has(string rowSet, int column, AppliedFilter filter, string? by) =>
        by is null or "currency" && filter.Values.All(pair => pair.Key == "currency") && s_columns.TryGetValue(rowSet, out var kept) && kept.Has(column);

    public static async Task<LedgerMargins> LoadAsync(AnalyticsStore store, ResultCache cache, AppliedFilter filter, DateOnly from, DateOnly to)
    {
        var currencies = filter.Values.FirstOrDefault(pair => pair.Key == "currency").Value;
        int[] ids = filter.VendorIds is { } chosen ? [.. chosen] : !filter.Scope.IsStaff ? [filter.Scope.VendorId] : [RollupVendor.All];
        var rows = new List<DailyLedger>();
        foreach (var id in ids)
            rows.AddRange((await LedgerDays.OfAsync(store, cache, filter.Scope, id)).During(from, to).Where(row => currencies is null || currencies.Contains(row.Currency)));
        return new(rows);
    }

    /// <summary>What is kept under one key until the data changes, for these days at least.</summary>
    /// <param name="wide">What to read where nothing covers the days.</param>
    public static Task<LedgerMargins> OfAsync(AnalyticsStore store, ResultCache cache, AppliedFilter filter, DateRange range, DateRange wide) => cache.CoveringAsync(
        $"ledger-days|{filter.Key}", range, wide, days => LoadAsync(store, cache, filter, days.From.ToDateOnly(), days.To.ToDateOnly()));

    public DayRows Of(string rowSet, string? by) => _of.GetOrAdd((rowSet, by), _ => Sum(rowSet, by));

    private DayRows Sum(string rowSet, string? by)
    {
        var column = s_columns[rowSet];
        var sums = new DaySums();
        foreach (var row in rows)
        {
            if (row.Basis != column.Basis || column.Rows(row) == 0)
                continue;
            Sums add = default;
            add[LedgerColumns.Rows] = column.Rows(row);
            add[LedgerColumns.AmountMinor] = column.Amount?.Invoke(row) ?? 0;
            add[LedgerColumns.FeesMinor] = column.Fees?.Invoke(row) ?? 0;
            add[LedgerColumns.RecoveredMinor] = column.Recovered?.Invoke(row) ?? 0;
            add[LedgerColumns.TwiceLostMinor] = column.TwiceLost?.Invoke(row) ?? 0;
            sums.Add(UnixTime.ToDays(row.Day), by == "currency" ? row.Currency : "", row.Currency, add);
        }
        return sums.ToRows();
    }

    /// <summary>Received on these days, currency by currency.</summary>
    public IEnumerable<DailyLedger> Received(DateOnly from, DateOnly to) => rows.Where(row => row.Basis == DisputeBasis.Opened && row.Day >= from && row.Day <= to);

    /// <summary>Who held the disputes received on these days until their evidence was due.</summary>
    public (long Disputes, long VendorSeconds, long AcquirerSeconds) Held(DateOnly from, DateOnly to)
    {
        var held = rows.FindAll(row => row.Basis == DisputeBasis.Opened && row.Day >= from && row.Day <= to);
        return (held.Sum(row => row.Held), held.Sum(row => row.VendorHeldSeconds), held.Sum(row => row.AcquirerHeldSeconds));
    }

    private sealed record Column(Func<DailyLedger, long> Rows)
    {
        public DisputeBasis Basis { get; init; } = DisputeBasis.Opened;
        public Func<DailyLedger, long>? Amount { get; init; }
        public Func<DailyLedger, long>? Fees { get; init; }
        public Func<DailyLedger, long>? Recovered { get; init; }
        public Func<DailyLedger, long>? TwiceLost { get; init; }

        public bool Has(int column) => column switch
        {
            LedgerColumns.Rows => true,
            LedgerColumns.AmountMinor => Amount is not null,
            LedgerColumns.FeesMinor => Fees is not null,
            LedgerColumns.RecoveredMinor => Recovered is not null,
            LedgerColumns.TwiceLostMinor => TwiceLost is not null,
            _ => false,
        };
    }
}
