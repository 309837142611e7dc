using Insights.Analytics.Queries;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>
/// Whole months by vendor and card network: payments from the daily margins, disputes from their facts, of which a month has few.
/// A touched day costs its month anew, which is cheaper than keeping track of what it held before.
/// </summary>
internal sealed class NetworkMonths(IFactReader facts, DerivedWriter writer, ReportingDays days)
{
    public static readonly DerivedTable<NetworkDisputes> Disputes = new(
        "network_disputes",
        ["vendor_id", "month", "network", "currency"],
        ["vendor_id", "month", "network", "currency", "disputes", "disputed_minor", "fraud_disputes", "fraud_disputed_minor", "fraud_notices", "fraud_notices_minor"],
        (row, sink) =>
        {
            sink.Int32(row.VendorId);
            sink.Day(row.Month);
            sink.Text(row.Network);
            sink.Text(row.Currency);
            sink.Int64(row.Disputes);
            sink.Int64(row.DisputedMinor);
            sink.Int64(row.FraudDisputes);
            sink.Int64(row.FraudDisputedMinor);
            sink.Int64(row.FraudNotices);
            sink.Int64(row.FraudNoticesMinor);
        });

    public static readonly DerivedTable<DisputeCohort> Cohorts = new(
        "dispute_cohorts",
        ["vendor_id", "month", "network", "lag"],
        ["vendor_id", "month", "network", "lag", "disputes"],
        (row, sink) =>
        {
            sink.Int32(row.VendorId);
            sink.Day(row.Month);
            sink.Text(row.Network);
            sink.Int32(row.Lag);
            sink.Int64(row.Disputes);
        });

    public static readonly string[] Tables = ["network_payments", "network_disputes", "dispute_cohorts"];

    /// <summary>First days of the months these days lie in.</summary>
    public static IEnumerable<DateOnly> Of(IEnumerable<DateOnly> touched) => touched.Select(day => new DateOnly(day.Year, day.Month, 1)).Distinct().Order();

    /// <summary>Every month from one day to another.</summary>
    public static IEnumerable<DateOnly> Between(DateOnly first, DateOnly last)
    {
        for (var month = new DateOnly(first.Year, first.Month, 1); month <= last; month = month.AddMonths(1))
            yield return month;
    }

    /// <param name="basis">Null = payments; disputes by decision date enter nothing here.</param>
    public async Task RefreshAsync(DisputeBasis? basis, IEnumerable<DateOnly> months, CancellationToken cancel)
    {
        foreach (var month in months)
        {
            switch (basis)
            {
                case null: await PaymentsAsync(month, cancel); break;
                case DisputeBasis.Opened: await ReplaceAsync(Disputes, month, ReadDisputes(month, cancel), cancel); break;
                case DisputeBasis.Charged: await ReplaceAsync(Cohorts, month, ReadCohorts(month, cancel), cancel); break;
                default: break;
            }
        }
    }

    private async Task PaymentsAsync(DateOnly month, CancellationToken cancel)
    {
        await RemoveAsync("network_payments", month, cancel);
        var vendors = $"(SELECT id FROM {writer.Sql("vendors")} UNION ALL SELECT 0)";
        await writer.ExecuteAsync(
            $"INSERT INTO {writer.Sql("network_payments")} (vendor_id, month, network, currency, payments, payments_minor, three_ds_known, three_ds_used, three_ds_used_minor) "
            + $"SELECT vendor_id, {UnixTime.ToDays(month)}, member, currency, SUM(succeeded), SUM(succeeded_minor), SUM(three_ds_known), SUM(three_ds_used), SUM(three_ds_used_minor) FROM {writer.Sql("daily_payments")} "
            + $"WHERE dimension = {(int)RollupDimension.Brand} AND vendor_id IN {vendors} AND day BETWEEN @from AND @to "
            + "GROUP BY vendor_id, member, currency HAVING SUM(succeeded) > 0",
            cancel, ("@from", UnixTime.ToDays(month)), ("@to", UnixTime.ToDays(month.AddMonths(1).AddDays(-1))));
    }

    private async Task ReplaceAsync<T>(DerivedTable<T> table, DateOnly month, List<T> rows, CancellationToken cancel)
    {
        await RemoveAsync(table.Name, month, cancel);
        await writer.InsertAsync(table, rows, cancel);
    }

    private Task<int> RemoveAsync(string table, DateOnly month, CancellationToken cancel) =>
        writer.ExecuteAsync($"DELETE FROM {writer.Sql(table)} WHERE month = @month", cancel, ("@month", UnixTime.ToDays(month)));

    private List<NetworkDisputes> ReadDisputes(DateOnly month, CancellationToken cancel)
    {
        var rows = new Dictionary<(int Vendor, string Network, string Currency), NetworkDisputes>();
        using var cursor = facts.Read<Chargeback>(days.Start(month), days.End(month.AddMonths(1).AddDays(-1)),
            nameof(Chargeback.VendorId), nameof(Chargeback.Network), nameof(Chargeback.Currency), nameof(Chargeback.IsDispute),
            nameof(Chargeback.State), nameof(Chargeback.ReasonGroup), nameof(Chargeback.AmountMinor));
        long read = 0;
        while (cursor.Read())
        {
            if ((++read & 0xFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            var (isDispute, isNotice) = (cursor.Int64(3) != 0, IsFraudNotice(cursor.Int64(3) != 0, cursor.Interned(4)));
            if (!isDispute && !isNotice)
                continue;
            var key = (cursor.Int32(0), Network(cursor.Interned(1)), cursor.Interned(2) ?? "");
            if (!rows.TryGetValue(key, out var row))
                rows[key] = row = new() { VendorId = key.Item1, Month = month, Network = key.Item2, Currency = key.Item3 };
            var amount = cursor.Int64(6);
            if (isNotice)
            {
                row.FraudNotices++;
                row.FraudNoticesMinor += amount;
                continue;
            }
            row.Disputes++;
            row.DisputedMinor += amount;
            if (IsFraud(cursor.Interned(5)))
            {
                row.FraudDisputes++;
                row.FraudDisputedMinor += amount;
            }
        }
        return [.. rows.Values];
    }

    private List<DisputeCohort> ReadCohorts(DateOnly month, CancellationToken cancel)
    {
        var rows = new Dictionary<(int Vendor, string Network, int Lag), DisputeCohort>();
        using var cursor = facts.ReadChargebacksBy(nameof(Chargeback.ChargedAt), days.Start(month), days.End(month.AddMonths(1).AddDays(-1)),
            nameof(Chargeback.VendorId), nameof(Chargeback.Network), nameof(Chargeback.IsDispute), nameof(Chargeback.OpenedAt));
        long read = 0;
        while (cursor.Read())
        {
            if ((++read & 0xFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            if (cursor.Int64(2) == 0)
                continue;
            var opened = UnixTime.FromDays(days.Of(cursor.Int64(3)));
            // A dispute dated before its sale is a fault of the file; it is there all the same, from the beginning.
            var lag = Math.Max(0, ((opened.Year - month.Year) * 12) + opened.Month - month.Month);
            var key = (cursor.Int32(0), Network(cursor.Interned(1)), lag);
            if (!rows.TryGetValue(key, out var row))
                rows[key] = row = new() { VendorId = key.Item1, Month = month, Network = key.Item2, Lag = lag };
            row.Disputes++;
        }
        return [.. rows.Values];
    }

    /// <summary>An issuer's fraud report that has moved no money.</summary>
    public static bool IsFraudNotice(bool isDispute, string? state) => !isDispute && state == "fraud_notice";

    public static bool IsFraud(string? reasonGroup) => reasonGroup == "fraud";

    private static string Network(string? network) => network is null or "" ? ReportFilter.Unknown : network;
}
