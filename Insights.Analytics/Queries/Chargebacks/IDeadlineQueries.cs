using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries.Chargebacks;

/// <summary>Disputes that wait for evidence, in the reader's scope: what is due when, what it is worth, how such disputes ended before, what is on file.</summary>
public interface IDeadlineQueries
{
    /// <summary>All of them under the filter's dimensions (its days say nothing here), the next due first; overdue ones come before.</summary>
    Task<DeadlineQueue> ReadAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);
}

/// <param name="Chances">The history the win chances are made of.</param>
/// <param name="Lacking">Dimensions of the filter that disputes do not carry, and that therefore leave nothing.</param>
public sealed record DeadlineQueue(Instant At, IReadOnlyList<Deadline> Disputes, WinChances Chances, IReadOnlyList<string> Lacking);

/// <summary>One dispute that waits for evidence.</summary>
public sealed record Deadline
{
    public required int SourceId { get; init; }
    public required string DisputeRef { get; init; }

    /// <summary>Stable over all imports of the same dispute: names its calendar entry.</summary>
    public required long Hash { get; init; }
    public required string Vendor { get; init; }
    public required string State { get; init; }
    public string? Network { get; init; }
    public string? ReasonCategory { get; init; }
    public required Instant OpenedAt { get; init; }
    public required Instant DueAt { get; init; }

    /// <summary>No file gave the date; it follows from the network's usual time.</summary>
    public required bool DueIsEstimated { get; init; }
    public required long AmountMinor { get; init; }
    public required string Currency { get; init; }

    /// <summary>Null: too few decided disputes of this network and reason.</summary>
    public WinChance? Chance { get; init; }

    /// <summary>How many there are.</summary>
    public long ChanceRestsOn { get; init; }

    /// <summary>Empty for codes against which no evidence is accepted.</summary>
    public required IReadOnlyList<EvidenceLine> Evidence { get; init; }

    public bool IsOverdue(Instant now) => DueAt < now;
}
