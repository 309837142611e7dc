using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Import.Store;
using Insights.Import.Store.Reading;

namespace Insights.Analytics.Rollups.Ledger;

/// <summary>A dispute's own row and events as the ledger reads them.</summary>
internal sealed class DisputeFact
{
    public required long Key { get; init; }
    public required TicketName Name { get; init; }
    public required int VendorId { get; init; }
    public string? PaymentRef { get; init; }
    public string? CustomerRef { get; init; }
    public string? CardFingerprint { get; init; }
    public string? Network { get; init; }
    public string? ReasonCode { get; init; }
    public string? SubReason { get; init; }
    public string? ReasonGroup { get; init; }
    public string? ReasonCategory { get; init; }
    public string State { get; init; } = "";
    public required DateTime OpenedAt { get; init; }
    public DateTime? ChargedAt { get; init; }
    public DateTime? DueAt { get; init; }
    public bool DueIsEstimated { get; init; }
    public DateTime? EvidenceSubmittedAt { get; init; }
    public DateTime? DecidedAt { get; init; }
    public bool OutcomeIsProvisional { get; init; }
    public long AmountMinor { get; init; }
    public string Currency { get; init; } = "";
    public long? TransactionAmountMinor { get; init; }
    public string? TransactionCurrency { get; init; }
    public long FeeMinor { get; init; }
    public long FeeReturnedMinor { get; init; }
    public long RecoveredMinor { get; init; }
    public string? Country { get; init; }
    public string? Bin6 { get; init; }
    public string? Product { get; init; }
    public bool IsDispute { get; init; }
    public DateTime? VersionAt { get; init; }
    public List<DisputeEvent> Events { get; } = [];

    public long Hash => TimeWindows.HashOf(Name.SourceId, Name.TicketRef);

    public long? PaymentHash => string.IsNullOrEmpty(PaymentRef) ? null : TimeWindows.HashOf(Name.SourceId, PaymentRef);
}

/// <summary>What every dispute tells the others of its payment and customer.</summary>
internal readonly record struct DisputeGlance(long Key, long PaymentHash, DateTime OpenedAt, bool IsDispute, string State);

/// <summary>The disputed payment.</summary>
internal sealed class PaymentFact
{
    public required long Key { get; init; }
    public required int VendorId { get; init; }
    public required DateTime At { get; init; }
    public string? Status { get; init; }
    public long AmountMinor { get; init; }
    public string Currency { get; init; } = "";
    public string? CustomerRef { get; init; }
    public string? CardFingerprint { get; init; }
    public string? OrderRef { get; init; }
    public string? Gateway { get; init; }
    public string? Method { get; init; }
    public string? Brand { get; init; }
    public string? Country { get; init; }
    public string? CustomerCountry { get; init; }
    public string? Bin6 { get; init; }
    public string? Descriptor { get; init; }
    public string? Product { get; init; }
    public string? ThreeDs { get; init; }
    public string? AvsResult { get; init; }
    public string? CvcResult { get; init; }
}

/// <summary>A charge of a disputing customer, or a refund of a disputed payment.</summary>
internal sealed record MovementFact(
    TicketName Name, DateTime At, string? Status, long AmountMinor, string Currency, string? OrderRef, string? CardFingerprint, string? RefundExtent);

/// <summary>A support case of a disputing customer, or about a disputed payment.</summary>
internal sealed record ContactFact(long Key, TicketName Name, int VendorId, DateTime At, string? TransactionRef, string? Channel, string? Category, string? Status)
{
    public DateTime? RepliedAt { get; init; }
    public DateTime? SolvedAt { get; init; }
    public string? Owner { get; init; }
}

/// <summary>Who pays, within one vendor: the customer where one is named, else the card.</summary>
internal static class Payer
{
    public static long? HashOf(int vendorId, string? customer, string? card) =>
        !string.IsNullOrEmpty(customer) ? TimeWindows.HashOf(vendorId, customer)
        : !string.IsNullOrEmpty(card) ? TimeWindows.HashOf(vendorId, "card\n" + card)
        : null;
}
