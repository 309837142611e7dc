namespace Insights.Import.Store.Facts;

/// <summary>One money movement of a payment provider. Amounts are positive minor units of <see cref="Currency"/>; the kind gives the direction.</summary>
public sealed class Transaction : IFact
{
    public long Key { get; set; }
    public int SourceId { get; set; }
    public string ExternalId { get; set; } = "";
    public int VendorId { get; set; }

    /// <summary>charge, refund, fee, payout, adjustment.</summary>
    public string Kind { get; set; } = "charge";

    /// <summary>succeeded, failed, pending, canceled.</summary>
    public string Status { get; set; } = "succeeded";
    public DateTime OccurredAt { get; set; }
    public DateTime? SettledAt { get; set; }
    public long AmountMinor { get; set; }

    /// <summary>ISO 4217, upper-case.</summary>
    public string Currency { get; set; } = "";
    public long FeeMinor { get; set; }

    /// <summary>For a refund: the charge it returns.</summary>
    public string? OriginalRef { get; set; }

    /// <summary>For a refund: full, partial; null when unknown.</summary>
    public string? RefundExtent { get; set; }

    /// <summary>For a refund: automatic, manual.</summary>
    public string? RefundMode { get; set; }
    public string? CustomerRef { get; set; }
    public string? OrderRef { get; set; }
    public string? Gateway { get; set; }

    /// <summary>card, wallet, bank_debit, bank_transfer, bnpl, other.</summary>
    public string? Method { get; set; }

    /// <summary>Card network: visa, mastercard, amex, discover …; null for other methods.</summary>
    public string? Brand { get; set; }

    /// <summary>Where the card was issued, ISO 3166 alpha-2; null for other methods.</summary>
    public string? Country { get; set; }

    /// <summary>Where the customer is: billing address, else delivery address, as the provider has it; ISO 3166 alpha-2.</summary>
    public string? CustomerCountry { get; set; }
    public string? Bin6 { get; set; }
    public string? Last4 { get; set; }

    /// <summary>The provider's own token for "same card"; never made from a card number here.</summary>
    public string? CardFingerprint { get; set; }

    /// <summary>For a failure: the provider's code as received, and the cause it maps to.</summary>
    public string? FailureCode { get; set; }

    /// <summary>insufficient_funds, expired_method, wrong_details, issuer_declined, suspected_fraud, limit_exceeded, authentication_failed, gateway_error, customer_abandoned, unknown.</summary>
    public string? FailureCause { get; set; }
    public string? Descriptor { get; set; }
    public string? Product { get; set; }

    /// <summary>authenticated, attempted, failed, not_used; null when unknown.</summary>
    public string? ThreeDs { get; set; }
    public string? AvsResult { get; set; }
    public string? CvcResult { get; set; }

    public DateTime? VersionAt { get; set; }
    public long ContentHash { get; set; }
    public int FileId { get; set; }
    public int Line { get; set; }
}
