using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;

namespace Insights.Analytics.Rollups.Cells;

/// <summary>What is counted of payments, orders that failed and refunds: of each row what its sums say of it.</summary>
internal static class PaymentCells
{
    /// <summary>A succeeded payment that says how 3-D Secure went is counted apart from one that does not; the columns before are those of <see cref="PaymentColumns"/>.</summary>
    public const int KnownThreeDs = PaymentColumns.ThreeDsKnown;
    public const int UsedThreeDs = PaymentColumns.ThreeDsUsed;

    public const int OrdersFailed = 0;
    public const int OrdersRecovered = 1;
    public const int OrdersLost = 2;

    public const int RefundsTimed = 0;
    public const int RefundsInTime = 1;
    public const int RefundsModeKnown = 2;
    public const int RefundsManual = 3;

    /// <summary>The one column a payment is counted in; everything its sums say follows from it.</summary>
    public static int ColumnOf(ReadOnlySpan<long> sums)
    {
        if (sums[PaymentColumns.ThreeDsUsed] != 0)
            return UsedThreeDs;
        if (sums[PaymentColumns.ThreeDsKnown] != 0)
            return KnownThreeDs;
        var column = PaymentColumns.Succeeded;
        while (sums[column] == 0)
            column += 2;
        return column;
    }

    /// <summary>The sums of a column of payments.</summary>
    public static void AddTo(ref Sums sums, int column, long count, long minor)
    {
        var plain = column is KnownThreeDs or UsedThreeDs ? PaymentColumns.Succeeded : column;
        sums[plain] += count;
        sums[plain + 1] += minor;
        if (column == plain)
            return;
        sums[PaymentColumns.ThreeDsKnown] += count;
        if (column == UsedThreeDs)
        {
            sums[PaymentColumns.ThreeDsUsed] += count;
            sums[PaymentColumns.ThreeDsUsedMinor] += minor;
        }
    }

    public static void Add(CellSums cells, FailedOrder order)
    {
        CellKey key = default;
        var at = CellKey.Column;
        foreach (var member in (ReadOnlySpan<string?>)[order.Currency, order.Gateway, order.Method, order.Brand, order.Country, order.CustomerCountry, order.FailureCause, order.Next])
            key[++at] = cells.Member(member);
        var day = UnixTime.ToDays(order.Day);
        key[CellKey.Column] = OrdersFailed;
        cells.Add(order.VendorId, day, key, 1, order.AmountMinor);
        key[CellKey.Column] = order.Recovered == 1 ? OrdersRecovered : OrdersLost;
        cells.Add(order.VendorId, day, key, 1, order.Recovered == 1 ? order.RecoveredMinor : order.AmountMinor);
    }

    /// <summary>The same conditions as those of the rows (PaymentCaseRows).</summary>
    public static void Add(CellSums cells, RefundCase refund)
    {
        if (refund.Status != "succeeded")
            return;
        CellKey key = default;
        (key[1], key[2], key[3]) = (cells.Member(refund.Currency), cells.Member(refund.Gateway), cells.Member(refund.Method));
        var day = UnixTime.ToDays(refund.Day);
        if (refund.SettledAt is not null)
            AddIn(RefundsTimed);
        if (refund.SettledAt is { } settled && settled <= refund.PromisedUntil)
            AddIn(RefundsInTime);
        if (!string.IsNullOrEmpty(refund.Mode))
            AddIn(RefundsModeKnown);
        if (refund.Mode == "manual")
            AddIn(RefundsManual);

        void AddIn(int column)
        {
            key[CellKey.Column] = column;
            cells.Add(refund.VendorId, day, key, 1, refund.AmountMinor);
        }
    }
}
