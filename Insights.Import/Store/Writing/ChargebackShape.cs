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

    public static void Complete(Chargeback row, Chargeback known)
    {
        if (FeeAlone.Is(known) && !FeeAlone.Is(row))
        {
            FeeAlone.GiveTo(row, known);
            return;
        }

        if (FeeAlone.Is(row) && !FeeAlone.Is(known))
            FeeAlone.BecomeOf(row, known);
        row.TransactionRef = Known.Text(row.TransactionRef, known.TransactionRef);
        row.CustomerRef = Known.Text(row.CustomerRef, known.CustomerRef);
        row.Network = Known.Text(row.Network, known.Network);
        row.ReasonCode = Known.Text(row.ReasonCode, known.ReasonCode);
        row.SubReason = Known.Text(row.SubReason, known.SubReason);
        row.ProviderReason = Known.Text(row.ProviderReason, known.ProviderReason);
        row.ReasonGroup = Known.Text(row.ReasonGroup, known.ReasonGroup);
        row.ReasonCategory = Known.Text(row.ReasonCategory, known.ReasonCategory);

        // What the state implies goes with it: a dispute that was won and then lost has recovered nothing. A state without a status of the
        // provider's was read off a movement of money: among such, a decision stands, in whichever order the movements arrive.
        if (row.State.Length == 0 || (row.RawStatus is null && (known.RawStatus is not null || (row.DecidedAt is null && known.DecidedAt is not null))))
        {
            (row.State, row.OutcomeIsProvisional, row.IsDispute) = (known.State, known.OutcomeIsProvisional, known.IsDispute);
            row.DecidedAt ??= known.DecidedAt;
            row.RecoveredMinor = Known.Fee(row.RecoveredMinor, known.RecoveredMinor);
        }
        else if (row.State == known.State)
        {
            row.DecidedAt ??= known.DecidedAt;
            row.RecoveredMinor = Known.Fee(row.RecoveredMinor, known.RecoveredMinor);
        }

        row.RawStatus = Known.Text(row.RawStatus, known.RawStatus);
        row.OpenedAt = Known.Instant(row.OpenedAt, known.OpenedAt);
        row.ChargedAt ??= known.ChargedAt;
        if (row.EvidenceDueAt is null)
            (row.EvidenceDueAt, row.EvidenceDueIsEstimated) = (known.EvidenceDueAt, known.EvidenceDueIsEstimated);
        row.EvidenceSubmittedAt ??= known.EvidenceSubmittedAt;
        (row.AmountMinor, row.Currency) = Known.Money(row.AmountMinor, row.Currency, known.AmountMinor, known.Currency);
        row.TransactionAmountMinor ??= known.TransactionAmountMinor;
        row.TransactionCurrency = Known.Text(row.TransactionCurrency, known.TransactionCurrency);
        row.FeeMinor = Known.Fee(row.FeeMinor, known.FeeMinor);
        row.FeeReturnedMinor = Known.Fee(row.FeeReturnedMinor, known.FeeReturnedMinor);
        row.Country = Known.Text(row.Country, known.Country);
        row.Bin6 = Known.Text(row.Bin6, known.Bin6);
        row.Last4 = Known.Text(row.Last4, known.Last4);
        row.CardFingerprint = Known.Text(row.CardFingerprint, known.CardFingerprint);
        row.Product = Known.Text(row.Product, known.Product);
    }

    public static void Keep(Chargeback row, Chargeback known, Unsaid unsaid)
    {
    }

    public static void DateBack(Chargeback row, Chargeback known)
    {
        // When its fee was taken says nothing of when a dispute was opened.
        if (!FeeAlone.Is(known))
            row.OpenedAt = Known.Earlier(row.OpenedAt, known.OpenedAt);
    }

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
