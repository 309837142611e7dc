using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries.Chargebacks;

/// <summary>Disputes that wait for evidence, in the reader's scope: what is due when, what it is worth, how such disputes ended before, what is on file.</summary>
public interface IDeadlineQueries
{
    /// <summary>Those under the filter's dimensions (its days say nothing here).</summary>
    /// <param name="most">How many are read of those ahead, and how many of the overdue ones: each brings its checklist of evidence. Counts and sums are always of all.</param>
    Task<DeadlineQueue> ReadAsync(ReportFilter filter, DataScope scope, int most = int.MaxValue, CancellationToken cancel = default);
}

/// <param name="Disputes">The overdue ones first, the longest overdue at the front; then those ahead, the next due first.</param>
/// <param name="Chances">The history the win chances are made of.</param>
/// <param name="Lacking">Dimensions of the filter that disputes do not carry, and that therefore leave nothing.</param>
public sealed record DeadlineQueue(Instant At, IReadOnlyList<Deadline> Disputes, WinChances Chances, IReadOnlyList<string> Lacking)
{
    /// <summary>How many wait and what they are worth, of all that wait.</summary>
    public IReadOnlyList<DeadlineSum> Sums { get; init; } =
    [
        .. Disputes.GroupBy(dispute => (Urgency: DeadlineSum.Of(dispute.DueAt, At), dispute.Currency)).OrderBy(group => group.Key.Urgency).ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
            .Select(group => new DeadlineSum(group.Key.Urgency, group.Key.Currency, group.LongCount(), group.Sum(dispute => dispute.AmountMinor))),
    ];

    public long Count => Sums.Sum(sum => sum.Disputes);

    public long Overdue => Sums.Where(sum => sum.Urgency == DeadlineUrgency.Overdue).Sum(sum => sum.Disputes);

    public long Ahead => Count - Overdue;
}

/// <summary>How soon evidence is due.</summary>
public enum DeadlineUrgency
{
    Overdue,
    Within3Days,
    Within7Days,
    Later,
}

/// <summary>Disputes of one urgency and currency that wait for evidence.</summary>
public sealed record DeadlineSum(DeadlineUrgency Urgency, string Currency, long Disputes, long AmountMinor)
{
    public static DeadlineUrgency Of(Instant due, Instant now) =>
        due < now ? DeadlineUrgency.Overdue
        : due <= now + Duration.FromDays(3) ? DeadlineUrgency.Within3Days
        : due <= now + Duration.FromDays(7) ? DeadlineUrgency.Within7Days
        : DeadlineUrgency.Later;
}

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
