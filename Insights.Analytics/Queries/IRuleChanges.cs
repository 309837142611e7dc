using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Analytics.Queries;

/// <summary>
/// Versions of policies and calendars that reach into the past, and what counting them for it would change. Nothing decided changes before somebody approves.
/// </summary>
public interface IRuleChanges
{
    Task<RuleChangesView> ViewAsync(CancellationToken cancel = default);

    /// <summary>Asks what would change; the job <see cref="Jobs.JobIds.CompareRules"/> answers.</summary>
    /// <returns>False when no version is undecided.</returns>
    Task<bool> AskAsync(string by, CancellationToken cancel = default);

    /// <summary>The clocks of an answered question that would be judged otherwise.</summary>
    /// <param name="after">Number of the last one seen; 0 = from the first.</param>
    Task<RuleEffectPage> EffectsAsync(int proposalId, int after, int take, CancellationToken cancel = default);

    /// <summary>Lets the versions count for the past. The next refresh derives every ticket by them.</summary>
    /// <returns>Why not, for a person; null when it is done.</returns>
    Task<string?> ApproveAsync(int proposalId, string by, CancellationToken cancel = default);

    /// <summary>Leaves the past as it is, for good: the versions count from when they came.</summary>
    /// <returns>False when nothing was undecided.</returns>
    Task<bool> DiscardAsync(string by, CancellationToken cancel = default);
}

/// <param name="Undecided">Versions that count from when they came only, and nobody has said whether that shall stay.</param>
/// <param name="Latest">The last question asked; null = none yet.</param>
public sealed record RuleChangesView(IReadOnlyList<UndecidedRule> Undecided, RuleProposalView? Latest);

/// <param name="Kind">policy or calendar.</param>
/// <param name="ValidFrom">Where it says it begins; null = from the beginning.</param>
/// <param name="CountsFrom">Since when it does count.</param>
public sealed record UndecidedRule(string Kind, string Code, int Version, string Name, Instant? ValidFrom, Instant CountsFrom);

/// <param name="State">waiting, ready, approved, discarded.</param>
/// <param name="IsStale">The rules have changed since: ask again.</param>
/// <param name="Months">By month and metric: met and breached before and after.</param>
public sealed record RuleProposalView(
    int Id, string State, string AskedBy, Instant AskedAt, Instant? ComparedAt, string Versions, long Tickets, long Clocks, bool IsStale, string? DecidedBy, Instant? DecidedAt, Table? Months);

/// <param name="Last">Number of the last row, to go on from; null = no more follow.</param>
public sealed record RuleEffectPage(Table Rows, int? Last);
