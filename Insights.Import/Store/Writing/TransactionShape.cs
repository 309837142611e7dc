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
        nameof(Transaction.CvcResult), nameof(Transaction.CustomerCountry),
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

    public static void Complete(Transaction row, Transaction known)
    {
        row.Kind = Known.Text(row.Kind, known.Kind);

        // What the status implies goes with it: a payment that went through after all has no cause of failure. One that was answered is not
        // unanswered again by an export that may be older; only a version known to be newer says so (a refused payment that is retried).
        if (string.IsNullOrEmpty(row.Status) || (row.Status == "pending" && known.Status.Length > 0 && !(row.VersionAt > known.VersionAt)))
        {
            row.Status = known.Status;
            row.FailureCode = Known.Text(row.FailureCode, known.FailureCode);
            row.FailureCause = Known.Text(row.FailureCause, known.FailureCause);
        }
        else if (row.Status == known.Status)
        {
            row.FailureCode = Known.Text(row.FailureCode, known.FailureCode);
            row.FailureCause = row.FailureCause == "unknown" ? Known.Text(known.FailureCause, row.FailureCause) : Known.Text(row.FailureCause, known.FailureCause);
        }

        row.OccurredAt = Known.Instant(row.OccurredAt, known.OccurredAt);
        row.SettledAt ??= known.SettledAt;
        (row.AmountMinor, row.Currency) = Known.Money(row.AmountMinor, row.Currency, known.AmountMinor, known.Currency);
        row.FeeMinor = Known.Fee(row.FeeMinor, known.FeeMinor);
        row.OriginalRef = Known.Text(row.OriginalRef, known.OriginalRef);
        row.RefundExtent = Known.Text(row.RefundExtent, known.RefundExtent);
        row.RefundMode = Known.Text(row.RefundMode, known.RefundMode);
        row.CustomerRef = Known.Text(row.CustomerRef, known.CustomerRef);
        row.OrderRef = Known.Text(row.OrderRef, known.OrderRef);
        row.Gateway = Known.Text(row.Gateway, known.Gateway);
        row.Method = Known.Text(row.Method, known.Method);
        row.Brand = Known.Text(row.Brand, known.Brand);
        row.Country = Known.Text(row.Country, known.Country);
        row.Bin6 = Known.Text(row.Bin6, known.Bin6);
        row.Last4 = Known.Text(row.Last4, known.Last4);
        row.CardFingerprint = Known.Text(row.CardFingerprint, known.CardFingerprint);
        row.Descriptor = Known.Text(row.Descriptor, known.Descriptor);
        row.Product = Known.Text(row.Product, known.Product);
        row.ThreeDs = Known.Text(row.ThreeDs, known.ThreeDs);
        row.AvsResult = Known.Text(row.AvsResult, known.AvsResult);
        row.CvcResult = Known.Text(row.CvcResult, known.CvcResult);
        row.CustomerCountry = Known.Text(row.CustomerCountry, known.CustomerCountry);
    }

    public static void Keep(Transaction row, Transaction known, Unsaid unsaid)
    {
    }

    public static void DateBack(Transaction row, Transaction known) => row.OccurredAt = Known.Earlier(row.OccurredAt, known.OccurredAt);

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
        sink.Text(row.CustomerCountry);
    }
}
