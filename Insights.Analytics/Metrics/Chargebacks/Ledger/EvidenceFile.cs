namespace Insights.Analytics.Metrics.Chargebacks.Ledger;

/// <summary>What the store knows that speaks for or against a disputed payment.</summary>
public sealed record EvidenceFile
{
    public string? Network { get; init; }
    public string? ReasonCode { get; init; }

    /// <summary>Canonical category: fraudulent, product_not_received …</summary>
    public string? ReasonCategory { get; init; }

    /// <summary>The payment itself has been imported.</summary>
    public bool HasPayment { get; init; }
    public string? ThreeDs { get; init; }
    public string? AvsResult { get; init; }
    public string? CvcResult { get; init; }
    public string? Descriptor { get; init; }
    public bool CustomerIsKnown { get; init; }
    public int EarlierPayments { get; init; }

    /// <summary>Of these, how many Compelling Evidence 3.0 would take.</summary>
    public int EvidencePayments { get; init; }
    public string RefundState { get; init; } = "none";
    public bool IsDuplicate { get; init; }
    public bool HasContact { get; init; }
    public bool ContactIsReplied { get; init; }

    /// <summary>Words of the tickets before the dispute, as the help desk tagged them.</summary>
    public IReadOnlyCollection<string> Tags { get; init; } = [];
}
