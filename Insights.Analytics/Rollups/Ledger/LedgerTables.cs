using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;

namespace Insights.Analytics.Rollups.Ledger;

/// <summary>The ledger's tables as the bulk path writes them.</summary>
internal static class LedgerTables
{
    public static readonly DerivedTable<DisputeLedger> Rows = new(
        "dispute_ledger",
        ["dispute_key"],
        [
            "dispute_key", "dispute_hash", "source_id", "dispute_ref", "vendor_id", "network", "reason_group", "reason_category", "reason_code", "sub_reason",
            "state", "stage", "cycle", "outcome", "is_dispute", "opened_as_lost", "late_win", "challenged",
            "opened_at", "opened_day", "charged_at", "charged_day", "due_at", "due_is_estimated", "responded_at", "responded_late", "decided_at", "decided_day", "final_at", "days_to_dispute", "vendor_held_seconds", "acquirer_held_seconds",
            "amount_minor", "currency", "fee_minor", "fee_returned_minor", "recovered_minor", "net_loss_minor",
            "payment_ref", "payment_hash", "payment_key", "method", "brand", "bin6", "country", "customer_country", "product", "gateway", "descriptor", "three_ds", "avs_result", "cvc_result", "payment_minor", "payment_currency",
            "customer_ref", "customer_hash", "earlier_payments", "customer_since", "evidence_payments",
            "refund_state", "refunded_at", "refunded_minor", "duplicate_ref", "duplicate_at", "notice_at",
            "contact_key", "contact_source_id", "contact_ref", "contact_at", "contact_channel", "contact_category", "contact_replied_at", "contact_solved_at", "contact_owner",
            "dispute_number", "disputes_of_payment",
        ],
        (row, sink) =>
        {
            Case(row, sink);
            Dates(row, sink);
            Money(row, sink);
            Payment(row, sink);
            Around(row, sink);
        });

    public static readonly DerivedTable<DisputeLink> Links = new(
        "dispute_links",
        ["dispute_key", "kind", "number"],
        ["dispute_key", "kind", "number", "vendor_id", "source_id", "ref", "ref_hash", "at", "day", "amount_minor", "currency", "status", "counts"],
        (row, sink) =>
        {
            sink.Int64(row.DisputeKey);
            sink.Int32((int)row.Kind);
            sink.Int32(row.Number);
            sink.Int32(row.VendorId);
            sink.Int32(row.SourceId);
            sink.Text(row.Ref);
            sink.Int64(row.RefHash);
            sink.Instant(row.At);
            sink.Day(row.Day);
            sink.Int64(row.AmountMinor);
            sink.Text(row.Currency);
            sink.Text(row.Status);
            sink.Flag(row.Counts);
        });

    private static void Case(DisputeLedger row, IRowSink sink)
    {
        sink.Int64(row.DisputeKey);
        sink.Int64(row.DisputeHash);
        sink.Int32(row.SourceId);
        sink.Text(row.DisputeRef);
        sink.Int32(row.VendorId);
        sink.Text(row.Network);
        sink.Text(row.ReasonGroup);
        sink.Text(row.ReasonCategory);
        sink.Text(row.ReasonCode);
        sink.Text(row.SubReason);
        sink.Text(row.State);
        sink.Int32(row.Stage);
        sink.Int32(row.Cycle);
        sink.Text(row.Outcome);
        sink.Flag(row.IsDispute);
        sink.Flag(row.OpenedAsLost);
        sink.Flag(row.LateWin);
        sink.Flag(row.Challenged);
    }

    private static void Dates(DisputeLedger row, IRowSink sink)
    {
        sink.Instant(row.OpenedAt);
        sink.Day(row.OpenedDay);
        sink.Instant(row.ChargedAt);
        sink.Day(row.ChargedDay);
        sink.Instant(row.DueAt);
        sink.Flag(row.DueIsEstimated);
        sink.Instant(row.RespondedAt);
        sink.Int32(row.RespondedLate);
        sink.Instant(row.DecidedAt);
        sink.Day(row.DecidedDay);
        sink.Instant(row.FinalAt);
        sink.Int32(row.DaysToDispute);
        sink.Int64(row.VendorHeldSeconds);
        sink.Int64(row.AcquirerHeldSeconds);
    }

    private static void Money(DisputeLedger row, IRowSink sink)
    {
        sink.Int64(row.AmountMinor);
        sink.Text(row.Currency);
        sink.Int64(row.FeeMinor);
        sink.Int64(row.FeeReturnedMinor);
        sink.Int64(row.RecoveredMinor);
        sink.Int64(row.NetLossMinor);
    }

    private static void Payment(DisputeLedger row, IRowSink sink)
    {
        sink.Text(row.PaymentRef);
        sink.Int64(row.PaymentHash);
        sink.Int64(row.PaymentKey);
        sink.Text(row.Method);
        sink.Text(row.Brand);
        sink.Text(row.Bin6);
        sink.Text(row.Country);
        sink.Text(row.CustomerCountry);
        sink.Text(row.Product);
        sink.Text(row.Gateway);
        sink.Text(row.Descriptor);
        sink.Text(row.ThreeDs);
        sink.Text(row.AvsResult);
        sink.Text(row.CvcResult);
        sink.Int64(row.PaymentMinor);
        sink.Text(row.PaymentCurrency);
    }

    private static void Around(DisputeLedger row, IRowSink sink)
    {
        sink.Text(row.CustomerRef);
        sink.Int64(row.CustomerHash);
        sink.Int32(row.EarlierPayments);
        sink.Instant(row.CustomerSince);
        sink.Int32(row.EvidencePayments);
        sink.Text(row.RefundState);
        sink.Instant(row.RefundedAt);
        sink.Int64(row.RefundedMinor);
        sink.Text(row.DuplicateRef);
        sink.Instant(row.DuplicateAt);
        sink.Instant(row.NoticeAt);
        sink.Int64(row.ContactKey);
        sink.Int32(row.ContactSourceId);
        sink.Text(row.ContactRef);
        sink.Instant(row.ContactAt);
        sink.Text(row.ContactChannel);
        sink.Text(row.ContactCategory);
        sink.Instant(row.ContactRepliedAt);
        sink.Instant(row.ContactSolvedAt);
        sink.Text(row.ContactOwner);
        sink.Int32(row.DisputeNumber);
        sink.Int32(row.DisputesOfPayment);
    }
}
