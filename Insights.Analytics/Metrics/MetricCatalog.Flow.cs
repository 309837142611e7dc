using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Queries;

namespace Insights.Analytics.Metrics;

/// <summary>How cases go: answered at once, passed on, come back, rated, and what they were asked with.</summary>
public static partial class MetricCatalog
{
    private const string UnsolvedTickets = "Tickets that are unsolved now: they are counted when they are solved again";
    /// <summary>Asked for, not kept: the catalogue stands in another file of this class, and which file's fields are filled first is not said.</summary>
    private static string RecontactDays => FormattableString.Invariant($"{Recontact.Days} days");

    private static IEnumerable<MetricDefinition> Flow() =>
    [
        new()
        {
            Id = "replies",
            Name = "Replies",
            Area = MetricArea.Support,
            Unit = MetricUnit.Count,
            Polarity = Polarity.Neutral,
            DateBasis = "reply sent",
            Definition = "Public replies of agents that ended a customer's wait: the first one of each ticket, and the first after each further question.",
            Formula = "count of first and next reply clocks that a reply ended in the period",
            Exclusions = ["Bot, automatic and private comments: they answer nobody", "Further comments of agents while nobody waits", MergedTickets],
            Example = "Asked at 09:00, answered at 10:00 and again at 10:05; asked again at 12:00, answered at 13:00: 2 replies.",
            Rows = RowSets.ClocksReplies,
        },
        Share("first_contact_resolution", "First-contact resolution", Polarity.HigherIsBetter, "last change to solved",
            "The share of solved tickets that took exactly one public reply of an agent and were never reopened.",
            "tickets solved with one reply and without a reopen ÷ tickets solved whose conversation is known",
            ["Tickets whose source tells no comments: they are in neither number", UnsolvedTickets, MergedTickets],
            "Solved: A after 1 reply, B after 3, C after 1 and reopened, D without any: 1 ÷ 4 = 25.0 %.",
            RowSets.TicketsFirstContact, RowSets.TicketsSolvedKnown),
        Share("reopen_rate", "Reopen rate", Polarity.LowerIsBetter, "last change to solved",
            "The share of solved tickets that had been solved before and were opened again.",
            "tickets solved with at least one reopen ÷ tickets solved",
            [UnsolvedTickets, MergedTickets],
            "A solved once; B solved, reopened and solved again: 1 ÷ 2 = 50.0 %.",
            RowSets.TicketsReopened, RowSets.TicketsSolved),
        Share("recontact_rate", "Recontact rate", Polarity.LowerIsBetter, "last change to solved",
            $"The share of solved tickets that a follow-up came to within {RecontactDays}: a new ticket that names the old one. Provisional until those days have passed.",
            $"tickets solved with a follow-up created within {RecontactDays} of the solve ÷ tickets solved",
            ["New tickets that name no earlier one: whether they are about the same matter is not known", UnsolvedTickets, MergedTickets],
            $"Two tickets are solved on 1 October. One is followed up on 10 October, the other on 20 October, after more than {RecontactDays}: 1 ÷ 2 = 50.0 %.",
            RowSets.TicketsRecontacted, RowSets.TicketsSolved),
        new()
        {
            Id = "follow_ups",
            Name = "Follow-ups",
            Area = MetricArea.Support,
            Unit = MetricUnit.Count,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "ticket created",
            Definition = "Tickets that go on from a closed one: the customer replied to it, and the help desk opened a new ticket that names it.",
            Formula = "count of tickets created in the period that name an earlier ticket",
            Exclusions = [MergedTickets],
            Example = "Ticket 7 is closed; a reply to it opens 9, and a reply to 9 opens 12: 2 follow-ups, one chain of 3 tickets.",
            Rows = RowSets.TicketsFollowUps,
        },
        new()
        {
            Id = "closed_case_replies",
            Name = "Closed tickets replied to",
            Area = MetricArea.Support,
            Unit = MetricUnit.Count,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "last reply after closing",
            Definition = "Closed tickets the customer wrote to without a new ticket being opened: such words are easily overlooked.",
            Formula = "count of tickets whose last public customer comment while closed is in the period",
            Exclusions = ["Replies to solved tickets: they reopen them", "Follow-ups: counted apart", MergedTickets],
            Example = "A is closed on 3 October and written to on 5 and 6 October: 1 ticket, on 6 October.",
            Rows = RowSets.TicketsClosedReplies,
        },
        Share("escalation_rate", "Escalation rate", Polarity.LowerIsBetter, "ticket created",
            "The share of tickets that were passed from one support tier to another at least once.",
            "tickets created in the period that changed their tier ÷ tickets created",
            ["Changes of tier while a ticket is solved: nobody waited for them", MergedTickets],
            "Of 20 tickets 3 went to tier 2 and one of those on to tier 3: 3 ÷ 20 = 15.0 %.",
            RowSets.TicketsPassed, RowSets.TicketsCreated),
        new()
        {
            Id = "tier_passes",
            Name = "Passes between tiers",
            Area = MetricArea.Support,
            Unit = MetricUnit.Count,
            Polarity = Polarity.Neutral,
            DateBasis = "passed on",
            Definition = "How often unsolved tickets were passed from one support tier to another, up or down.",
            Formula = "count of stays in a tier that ended in the period because the ticket was passed on",
            Exclusions = [MergedTickets, Unmeasured],
            Example = "One ticket goes from tier 1 to tier 2 and back, another from tier 1 to tier 2 to tier 3: 4 passes.",
            Rows = RowSets.ClocksPassed,
        },
        Share("several_issues_share", "Several issues in one case", Polarity.Neutral, "ticket created",
            "The share of tickets whose category and tags together name more than one payment issue type (failed payment, delayed payment, refund, billing error, fraud, chargeback, payment method, account).",
            "tickets created in the period that name two or more issue types ÷ tickets created",
            ["Issues that nobody named in category or tags: free text is not read for it", MergedTickets],
            "Category refund with the tag chargeback is one case with 2 issues; category refund with the tags refund and vip is one with 1: 1 ÷ 2 = 50.0 %.",
            RowSets.TicketsSeveralIssues, RowSets.TicketsCreated),
        Share("satisfaction", "Satisfaction", Polarity.HigherIsBetter, "last change to solved",
            "The share of good ratings among all ratings customers gave to solved tickets.",
            "tickets solved in the period and rated good ÷ tickets solved and rated",
            ["Customers who were asked and did not answer: the response rate tells how many", UnsolvedTickets, MergedTickets],
            "Asked 10 times, answered 4 times, 3 of them good: 3 ÷ 4 = 75.0 %, at a response rate of 40.0 %.",
            RowSets.TicketsRatedGood, RowSets.TicketsRated),
        Share("satisfaction_response_rate", "Satisfaction response rate", Polarity.HigherIsBetter, "last change to solved",
            "The share of customers who answered when they were asked to rate a solved ticket. The lower it is, the less satisfaction says about everybody.",
            "tickets solved in the period with a rating ÷ tickets solved whose customer was asked",
            ["Tickets whose customer was never asked", UnsolvedTickets, MergedTickets],
            "Asked 10 times, answered 4 times: 4 ÷ 10 = 40.0 %.",
            RowSets.TicketsRated, RowSets.TicketsAsked),
        Share("intake_completeness", "Intake completeness", Polarity.HigherIsBetter, "ticket created",
            "The share of tickets that hold all five details at the start: account or payment number, exact error text, the time it began, the environment, a screenshot. "
                + "Found in the words of the request while importing (what counts as found stands below the Intake page), or given in a field of its own.",
            "tickets created in the period with all five details ÷ tickets created whose request could be looked into",
            ["Tickets of sources that carry neither the request nor such a field: in neither number", MergedTickets],
            "Of 5 requests 4 could be looked into and 1 of them held all five: 1 ÷ 4 = 25.0 %.",
            RowSets.TicketsIntakeComplete, RowSets.TicketsIntakeKnown),
    ];

    private static MetricDefinition Share(
        string id, string name, Polarity polarity, string dateBasis, string definition, string formula, IReadOnlyList<string> exclusions, string example, string rows, string of) => new()
        {
            Id = id,
            Name = name,
            Area = MetricArea.Support,
            Unit = MetricUnit.Percent,
            Polarity = polarity,
            DateBasis = dateBasis,
            Definition = definition,
            Formula = formula,
            Exclusions = exclusions,
            Example = example,
            Rows = rows,
            DenominatorRows = of,
        };
}
