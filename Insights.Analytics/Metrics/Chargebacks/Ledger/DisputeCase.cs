using NodaTime;

namespace Insights.Analytics.Metrics.Chargebacks.Ledger;

/// <summary>What is known of one dispute: what its row says, and its events.</summary>
public sealed record DisputeCase
{
    public required Instant OpenedAt { get; init; }

    /// <summary>The state the row itself reports.</summary>
    public required string State { get; init; }

    /// <summary>When the row was made; null where the source does not say. Events after it are newer than the row's state.</summary>
    public Instant? ReportedAt { get; init; }

    public Instant? DueAt { get; init; }

    public Instant? EvidenceSubmittedAt { get; init; }

    public Instant? DecidedAt { get; init; }

    /// <summary>The row says that its outcome may still be turned round.</summary>
    public bool OutcomeIsProvisional { get; init; }

    /// <summary>Card network, which decides how long an outcome stays provisional.</summary>
    public string? Network { get; init; }

    public IReadOnlyList<DisputeEvent> Events { get; init; } = [];
}
