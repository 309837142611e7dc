namespace Insights.Analytics.Metrics.Chargebacks.Ledger;

/// <summary>One piece of evidence that belongs into the answer to a dispute, and whether the store holds it.</summary>
/// <param name="What">The piece, as the vendor knows it.</param>
/// <param name="Status">Whether it is there.</param>
/// <param name="Says">What the store knows of it, or who has it.</param>
/// <param name="Source">Why it is asked for.</param>
public sealed record EvidenceLine(string What, EvidenceStatus Status, string Says, string Source);

public enum EvidenceStatus
{
    /// <summary>The store holds it.</summary>
    OnFile,

    /// <summary>Only the vendor can have it.</summary>
    ToAdd,

    /// <summary>The store knows that it is not there.</summary>
    Absent,

    /// <summary>What the store holds speaks for the customer.</summary>
    Against,
}
