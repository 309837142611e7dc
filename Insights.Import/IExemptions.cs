using Insights.Import.Store.Dimensions;

namespace Insights.Import;

/// <summary>
/// Tickets that are not judged, by a person's decision and with a reason. Facts like any other: clocks are derived from them again, so the ticket is
/// marked in the same transaction, and a rebuild finds them.
/// </summary>
public interface IExemptions
{
    /// <summary>Takes a ticket out of judgement, or one metric of it.</summary>
    /// <param name="metric">Metric id; null = all.</param>
    /// <returns>False when it is exempt already, for this metric or as a whole.</returns>
    Task<bool> ExemptAsync(int sourceId, string ticketRef, string? metric, string reason, string by, CancellationToken cancel = default);

    /// <summary>Takes an exemption back.</summary>
    /// <returns>False when there is no such exemption of the ticket, or it was taken back before.</returns>
    Task<bool> WithdrawAsync(int sourceId, string ticketRef, int id, string by, CancellationToken cancel = default);

    /// <summary>Every exemption the ticket has had, newest first.</summary>
    Task<IReadOnlyList<TicketExemption>> OfAsync(int sourceId, string ticketRef, CancellationToken cancel = default);
}
