using Insights.Analytics.Metrics.Support;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries.Support;

/// <summary>What recurs, what customers could answer themselves, who is at risk, and how cases end by team and issue.</summary>
public interface ISupportQueries
{
    /// <summary>Recurring issues with tickets in the range, the most tickets first.</summary>
    /// <param name="withExamples">With a subject as it was written and the gateway of the newest tickets; else named by the words alone.</param>
    Task<IReadOnlyList<RecurringIssue>> RecurringAsync(ReportFilter filter, DataScope scope, int top, bool withExamples = true, CancellationToken cancel = default);

    /// <summary>One recurring issue: the one the filter's "cluster" names, else the commonest of the range; null where there is none that the scope may see.</summary>
    Task<RecurringIssueDetail?> IssueAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);

    /// <summary>Customers with a sign of trouble whose last case was created in the range: most signs first, then the newest.</summary>
    Task<CustomersAtRisk> AtRiskAsync(ReportFilter filter, DataScope scope, int top, CancellationToken cancel = default);

    /// <summary>Cases solved in the range, by team and issue.</summary>
    Task<IReadOnlyList<QualityLine>> QualityAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);
}

/// <summary>Tickets whose subjects say nearly the same.</summary>
/// <param name="Id">As the filter's "cluster" names it.</param>
/// <param name="Name">Subject of its newest ticket in the range that the reader may see.</param>
/// <param name="Words">The words of the wording that began it.</param>
/// <param name="Tickets">Created in the range.</param>
/// <param name="Before">Created in the compared range; null when nothing is compared.</param>
/// <param name="FirstSeen">Day of its first ticket ever, of those the reader may see.</param>
/// <param name="Known">Solved in the range with a conversation that is known; <paramref name="FirstContact"/> of them with one reply and no reopening.</param>
public sealed record RecurringIssue(string Id, string Name, string Words, long Tickets, long? Before, LocalDate FirstSeen, long Known, long FirstContact)
{
    /// <summary>The vendor with most of its tickets in the range, and how many; null in a vendor's own scope.</summary>
    public (string Code, string Name, long Tickets)? Vendor { get; init; }

    /// <summary>The gateway most of its newest tickets' payments ran over, of how many that name a payment; null where none does.</summary>
    public (string Gateway, int Count, int Of)? Gateway { get; init; }
}

/// <param name="Issue">As the list tells it, over the filter's range.</param>
/// <param name="Wordings">The words of its subjects, with the tickets of each in the range: the commonest first.</param>
/// <param name="Vendors">Who has its tickets; empty in a vendor's own scope.</param>
/// <param name="Gateways">Over which gateways the payments ran that its newest tickets name, of <paramref name="Named"/>.</param>
/// <param name="Examples">Its newest tickets in the range.</param>
public sealed record RecurringIssueDetail(
    RecurringIssue Issue, IReadOnlyList<(string Words, long Tickets)> Wordings, IReadOnlyList<(string Code, string Name, long Tickets)> Vendors, IReadOnlyList<(string Gateway, int Count)> Gateways, int Named,
    IReadOnlyList<IssueExample> Examples);

/// <summary>One ticket of a recurring issue.</summary>
public sealed record IssueExample(int SourceId, string TicketRef, string? Subject, string Vendor, Instant CreatedAt, string? State, string? PaymentRef, string? Gateway);

/// <param name="Count">All of them; <paramref name="Listed"/> are the first.</param>
public sealed record CustomersAtRisk(long Count, IReadOnlyList<CustomerAtRisk> Listed);

/// <param name="Id">As the filter's "customer" names it.</param>
/// <param name="FirstDay">Of the first of all its cases, so that a link to them leaves none out.</param>
public sealed record CustomerAtRisk(
    string Id, string? Customer, string VendorCode, string Vendor, int Signs, int Repeats, string? RepeatedIssue, int RatedBad, int OpenRefunds, int Tickets, LocalDate FirstDay, LocalDate LastDay)
{
    public int WindowDays => CustomerRisk.WindowDays;
}

/// <summary>How the cases of one team and issue ended.</summary>
public sealed record QualityLine(string Team, string Issue, long Solved, long Reopened, long Known, long FirstContact, long Rated, long RatedBad, long Passed);
