using Insights.Import.Store.Facts;

namespace Insights.Import.Store.Writing;

/// <summary>
/// A dispute of which nothing is known but what it cost, because the row of its fee came before that of its money. It is stored, so that the
/// fee is not lost, counts as no dispute, and gives way to whatever tells of the dispute itself: the end is the same in either order.
/// </summary>
internal static class FeeAlone
{
    /// <summary>The status such a dispute is stored with.</summary>
    public const string RawStatus = "told by its fee alone";

    public static bool Is(Chargeback row) => row.RawStatus == RawStatus;

    /// <summary>Takes everything from the dispute but the fee, which is its own only in its own currency.</summary>
    public static void BecomeOf(Chargeback row, Chargeback dispute)
    {
        var (fee, returned) = FeeIn(row, dispute.Currency);
        (row.FeeMinor, row.FeeReturnedMinor) = (fee, returned);
        row.State = row.Currency = "";
        row.RawStatus = row.ProviderReason = row.ReasonGroup = row.ReasonCategory = null;
        row.OpenedAt = default;
        row.AmountMinor = 0;
    }

    /// <summary>Gives its fee to the dispute.</summary>
    public static void GiveTo(Chargeback dispute, Chargeback row)
    {
        var (fee, returned) = FeeIn(row, dispute.Currency);
        dispute.FeeMinor = Known.Fee(dispute.FeeMinor, fee);
        dispute.FeeReturnedMinor = Known.Fee(dispute.FeeReturnedMinor, returned);
        dispute.TransactionRef = Known.Text(dispute.TransactionRef, row.TransactionRef);
    }

    private static (long Fee, long Returned) FeeIn(Chargeback row, string currency) => row.Currency == currency ? (row.FeeMinor, row.FeeReturnedMinor) : (0, 0);
}
