using NodaTime;

namespace Insights.Analytics.Metrics.Chargebacks.Ledger;

/// <summary>Where a dispute stands and how it came there: what its events amount to.</summary>
public sealed record DisputeStanding
{
    /// <summary>The last event's state, or the row's own when that is newer.</summary>
    public required string State { get; init; }

    /// <summary>Since when it is in that state.</summary>
    public required Instant Since { get; init; }

    public required DisputeStage Stage { get; init; }

    /// <summary>1 for the first round; each pre-arbitration, arbitration, or reopening after an outcome is another.</summary>
    public required int Cycle { get; init; }

    /// <summary>won, lost, accepted, expired, prevented, withdrawn, inquiry_closed; null while it is open.</summary>
    public string? Outcome { get; init; }

    /// <summary>The last outcome's instant; null while it is open.</summary>
    public Instant? DecidedAt { get; init; }

    /// <summary>From when on the outcome stands: the decision itself, or the end of the time in which it can be turned round. Null while it is open.</summary>
    public Instant? FinalAt { get; init; }

    /// <summary>A fraud notice or alert of the same case, before funds moved.</summary>
    public Instant? NoticeAt { get; init; }

    /// <summary>The first challenge, acceptance or answer to an inquiry.</summary>
    public Instant? RespondedAt { get; init; }

    /// <summary>Evidence was sent at some time.</summary>
    public required bool Challenged { get; init; }

    /// <summary>True: answered after the due date, or not at all in time. Null: no due date, or still in time without an answer.</summary>
    public bool? RespondedLate { get; init; }

    /// <summary>The provider gave no chance to answer.</summary>
    public required bool OpenedAsLost { get; init; }

    /// <summary>Won after it had been lost, accepted or expired.</summary>
    public required bool LateWin { get; init; }

    /// <summary>The steps that led here, in the order they happened, each state once in a row.</summary>
    public required IReadOnlyList<DisputeEvent> Steps { get; init; }
}
