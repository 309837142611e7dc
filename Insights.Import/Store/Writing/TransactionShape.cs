using Insights.Import.Store.Facts;

namespace Insights.Import.Store.Writing;

internal readonly struct TransactionShape : IFactShape<Transaction>
{
    public static string Table => "transactions";

    public static int Kind => 1;

    public static string[] ContentColumns { get; } =
    [
        nameof(Transaction.Kind), nameof(Transaction.Status), nameof(Transaction.OccurredAt), nameof(Transaction.SettledAt), nameof(Transaction.AmountMinor),
        nameof(Transaction.Currency), nameof(Transaction.FeeMinor), nameof(Transaction.OriginalRef), nameof(Transaction.RefundExtent), nameof(Transaction.RefundMode),
        nameof(Transaction.CustomerRef), nameof(Transaction.OrderRef), nameof(Transaction.Gateway), nameof(Transaction.Method), nameof(Transaction.Brand),
        nameof(Transaction.Country), nameof(Transaction.Bin6), nameof(Transaction.Last4), nameof(Transaction.CardFingerprint), nameof(Transaction.FailureCode),
        nameof(Transaction.FailureCause), nameof(Transaction.Descriptor), nameof(Transaction.Product), nameof(Transaction.ThreeDs), nameof(Transaction.AvsResult),
        nameof(Transaction.CvcResult),
    ];

    public static string DateColumn => "occurred_at";

    public static string ChargeColumn => "original_ref";

    public static bool HasDisputeDates => false;

    public static DateTime DateOf(Transaction row) => row.OccurredAt;

    public static string? ChargeOf(Transaction row) => row.OriginalRef;

    public static bool LacksChargeDate(Transaction row) => false;

    public static void SetChargeDate(Transaction row, DateTime? instant)
    {
    }

    public static (DateTime? Charged, DateTime? Decided) DisputeDates(Transaction row) => default;

    public static void Content<TSink>(Transaction row, ref TSink sink) where TSink : struct, IColumnSink
    {
        sink.Text(row.Kind);
        sink.Text(row.Status);
        sink.Instant(row.OccurredAt);
        sink.Instant(row.SettledAt);
        sink.Int64(row.AmountMinor);
        sink.Text(row.Currency);
        sink.Int64(row.FeeMinor);
        sink.Text(row.OriginalRef);
        sink.Text(row.RefundExtent);
        sink.Text(row.RefundMode);
        sink.Text(row.CustomerRef);
        sink.Text(row.OrderRef);
        sink.Text(row.Gateway);
        sink.Text(row.Method);
        sink.Text(row.Brand);
        sink.Text(row.Country);
        sink.Text(row.Bin6);
        sink.Text(row.Last4);
        sink.Text(row.CardFingerprint);
        sink.Text(row.FailureCode);
        sink.Text(row.FailureCause);
        sink.Text(row.Descriptor);
        sink.Text(row.Product);
        sink.Text(row.ThreeDs);
        sink.Text(row.AvsResult);
        sink.Text(row.CvcResult);
    }
}
