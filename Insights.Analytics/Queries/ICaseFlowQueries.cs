using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries;

/// <summary>How cases move: from tier to tier, and on into follow-ups. Rates of reopening, recontact and first contact are metrics of the catalogue.</summary>
public interface ICaseFlowQueries
{
    /// <summary>Stays in support tiers that ended in the range, by where they went, of tickets that were passed on at all. Passes first, largest first.</summary>
    Task<IReadOnlyList<TierPath>> TierPathsAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);

    /// <summary>Chains of follow-ups to which a ticket was added in the range, longest first.</summary>
    Task<FollowUpChains> ChainsAsync(ReportFilter filter, DataScope scope, int top = 20, CancellationToken cancel = default);
}

/// <summary>Who passed to whom, and how long the tickets had lain there before.</summary>
/// <param name="Key">As the filter's "party" names it.</param>
/// <param name="To">Null where the stay ended with the solve.</param>
/// <param name="Stays">Stays that ended so; a ticket that came back is there twice.</param>
public sealed record TierPath(string Key, string From, string? To, long Stays, TimeSpread Business, TimeSpread WallClock);

/// <summary>Cases that went on after they were closed.</summary>
/// <param name="ByLength">How many chains hold two tickets, three, …</param>
/// <param name="Longest">The longest ones.</param>
public sealed record FollowUpChains(IReadOnlyList<(int Tickets, long Chains)> ByLength, IReadOnlyList<FollowUpChain> Longest);

/// <summary>One chain: a ticket, the follow-up of it, the follow-up of that …</summary>
public sealed record FollowUpChain(IReadOnlyList<ChainedTicket> Tickets);

public sealed record ChainedTicket(int SourceId, string TicketRef, Instant CreatedAt);
