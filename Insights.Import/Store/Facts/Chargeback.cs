namespace Insights.Import.Store.Facts;

/// <summary>One dispute in its latest known state. Amounts are positive minor units. The history is in <see cref="ChargebackEvent"/>.</summary>
public sealed class Chargeback : IFact
{
    public long Key { get; set; }
    public int SourceId { get; set; }
    public string ExternalId { get; set; } = "";

    /// <summary>Taken from the disputed charge unless the row itself names a vendor.</summary>
    public int VendorId { get; set; }
    public string? TransactionRef { get; set; }
    public string? CustomerRef { get; set; }
    public string? Network { get; set; }

    /// <summary>As received.</summary>
    public string? ReasonCode { get; set; }
    public string? SubReason { get; set; }
    public string? ProviderReason { get; set; }

    /// <summary>Canonical pair of reason-codes.csv: group (fraud, authorization, processing_error, consumer_dispute, inquiry, compliance, other, not_a_reason) and category.</summary>
    public string? ReasonGroup { get; set; }
    public string? ReasonCategory { get; set; }
    public string? RawStatus { get; set; }

    /// <summary>Canonical lifecycle state: fraud_notice, alert, inquiry_open … won, lost, prevented, withdrawn.</summary>
    public string State { get; set; } = "";

    /// <summary>Dispute date.</summary>
    public DateTime OpenedAt { get; set; }

    /// <summary>Date of the disputed charge; from the row, else from the charge once it is known.</summary>
    public DateTime? ChargedAt { get; set; }
    public DateTime? EvidenceDueAt { get; set; }
    public bool EvidenceDueIsEstimated { get; set; }
    public DateTime? EvidenceSubmittedAt { get; set; }
    public DateTime? DecidedAt { get; set; }
    public bool OutcomeIsProvisional { get; set; }
    public long AmountMinor { get; set; }
    public string Currency { get; set; } = "";
    public long? TransactionAmountMinor { get; set; }
    public string? TransactionCurrency { get; set; }

    /// <summary>Fees as imported, in <see cref="Currency"/>; never a constant of ours.</summary>
    public long FeeMinor { get; set; }
    public long FeeReturnedMinor { get; set; }

    /// <summary>Funds returned after a win, in <see cref="Currency"/>.</summary>
    public long RecoveredMinor { get; set; }

    /// <summary>Where the card was issued, ISO 3166 alpha-2.</summary>
    public string? Country { get; set; }
    public string? Bin6 { get; set; }
    public string? Last4 { get; set; }
    public string? CardFingerprint { get; set; }
    public string? Product { get; set; }

    /// <summary>True once a first chargeback moved funds; inquiries, alerts and fraud notices are not counted as disputes.</summary>
    public bool IsDispute { get; set; }

    public DateTime? VersionAt { get; set; }
    public long ContentHash { get; set; }
    public int FileId { get; set; }
    public int Line { get; set; }
}
