using Insights.Import.Store.Facts;

namespace Insights.Import.Store.Writing;

internal readonly struct ChargebackShape : IFactShape<Chargeback>
{
    public static string Table => "chargebacks";

    public static int Kind => 3;

    public static string[] ContentColumns { get; } =
    [
        nameof(Chargeback.TransactionRef), nameof(Chargeback.CustomerRef), nameof(Chargeback.Network), nameof(Chargeback.ReasonCode), nameof(Chargeback.SubReason),
        nameof(Chargeback.ProviderReason), nameof(Chargeback.ReasonGroup), nameof(Chargeback.ReasonCategory), nameof(Chargeback.RawStatus), nameof(Chargeback.State),
        nameof(Chargeback.OpenedAt), nameof(Chargeback.ChargedAt), nameof(Chargeback.EvidenceDueAt), nameof(Chargeback.EvidenceDueIsEstimated),
        nameof(Chargeback.EvidenceSubmittedAt), nameof(Chargeback.DecidedAt), nameof(Chargeback.OutcomeIsProvisional), nameof(Chargeback.AmountMinor),
        nameof(Chargeback.Currency), nameof(Chargeback.TransactionAmountMinor), nameof(Chargeback.TransactionCurrency), nameof(Chargeback.FeeMinor),
        nameof(Chargeback.FeeReturnedMinor), nameof(Chargeback.RecoveredMinor), nameof(Chargeback.Country), nameof(Chargeback.Bin6), nameof(Chargeback.Last4),
        nameof(Chargeback.CardFingerprint), nameof(Chargeback.Product), nameof(Chargeback.IsDispute),
    ];

    public static string DateColumn => "opened_at";

    public static string ChargeColumn => "transaction_ref";

    public static bool HasDisputeDates => true;

    public static DateTime DateOf(Chargeback row) => row.OpenedAt;

    public static string? ChargeOf(Chargeback row) => row.TransactionRef;

    public static bool LacksChargeDate(Chargeback row) => row.ChargedAt is null;

    public static void SetChargeDate(Chargeback row, DateTime? instant) => row.ChargedAt = instant;

    public static (DateTime? Charged, DateTime? Decided) DisputeDates(Chargeback row) => (row.ChargedAt, row.DecidedAt);

    public static void Content<TSink>(Chargeback row, ref TSink sink) where TSink : struct, IColumnSink
    {
        sink.Text(row.TransactionRef);
        sink.Text(row.CustomerRef);
        sink.Text(row.Network);
        sink.Text(row.ReasonCode);
        sink.Text(row.SubReason);
        sink.Text(row.ProviderReason);
        sink.Text(row.ReasonGroup);
        sink.Text(row.ReasonCategory);
        sink.Text(row.RawStatus);
        sink.Text(row.State);
        sink.Instant(row.OpenedAt);
        sink.Instant(row.ChargedAt);
        sink.Instant(row.EvidenceDueAt);
        sink.Flag(row.EvidenceDueIsEstimated);
        sink.Instant(row.EvidenceSubmittedAt);
        sink.Instant(row.DecidedAt);
        sink.Flag(row.OutcomeIsProvisional);
        sink.Int64(row.AmountMinor);
        sink.Text(row.Currency);
        sink.Int64(row.TransactionAmountMinor);
        sink.Text(row.TransactionCurrency);
        sink.Int64(row.FeeMinor);
        sink.Int64(row.FeeReturnedMinor);
        sink.Int64(row.RecoveredMinor);
        sink.Text(row.Country);
        sink.Text(row.Bin6);
        sink.Text(row.Last4);
        sink.Text(row.CardFingerprint);
        sink.Text(row.Product);
        sink.Flag(row.IsDispute);
    }
}
