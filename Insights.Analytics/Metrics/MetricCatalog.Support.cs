using Insights.Analytics.Queries;

namespace Insights.Analytics.Metrics;

public static partial class MetricCatalog
{
    private const string MergedTickets = "Tickets merged into another: they are the other ticket";

    private static IEnumerable<MetricDefinition> Support() =>
    [
        new()
        {
            Id = "tickets_created",
            Name = "Tickets created",
            Area = MetricArea.Support,
            Unit = MetricUnit.Count,
            Polarity = Polarity.Neutral,
            DateBasis = "ticket created",
            Definition = "Support cases opened in the period, by whom and through whichever channel.",
            Formula = "count of tickets with a creation date in the period",
            Exclusions = [MergedTickets],
            Example = "4 tickets were opened in October, one of them merged into another: 3 tickets created.",
            Rows = RowSets.TicketsCreated,
        },
        new()
        {
            Id = "tickets_solved",
            Name = "Tickets solved",
            Area = MetricArea.Support,
            Unit = MetricUnit.Count,
            Polarity = Polarity.Neutral,
            DateBasis = "last change to solved",
            Definition = "Tickets that are solved, counted once, on the day of their last change to solved. A ticket that is reopened leaves the count until it is solved again.",
            Formula = "count of tickets, now solved or closed, whose last change to solved (closed, when never solved) is in the period",
            Exclusions = [MergedTickets],
            Example = "A is solved on 3 October; B is solved on 5 October, reopened, and solved again on 2 November: 1 ticket solved in October, 1 in November.",
            Source = "Zendesk's vocabulary; reopens are shown apart",
            Rows = RowSets.TicketsSolved,
        },
        new()
        {
            Id = "backlog",
            Name = "Backlog",
            Area = MetricArea.Support,
            Unit = MetricUnit.Count,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "unsolved at an instant",
            Definition = "Tickets that were new, open, pending or on hold at the end of the period, in the reporting zone. A level, not a difference of flows: reopened tickets count.",
            Formula = "count of tickets unsolved at the last instant of the period",
            Exclusions = [MergedTickets],
            Example = "At midnight after 31 October 2 tickets are open, 1 waits for the customer and 5 are solved: backlog 3.",
            Source = "Created minus closed is not the backlog: it forgets reopens and what was there before",
            Rows = RowSets.TicketsBacklog,
        },
        new()
        {
            Id = "contact_rate",
            Name = "Contacts per 1,000 transactions",
            Area = MetricArea.Support,
            Unit = MetricUnit.PerThousand,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "ticket created; charge date below the line",
            Definition = "Tickets opened for every thousand payment attempts of the same days. Attempts that failed count below the line: they bring contacts too. Split by issue, each issue is held against all attempts.",
            Formula = "1,000 × tickets created ÷ (succeeded + failed charges)",
            Exclusions = [MergedTickets, Unanswered],
            Example = "8 tickets in a month with 400 attempts, 360 of them successful: 1,000 × 8 ÷ 400 = 20.0 per 1,000.",
            Rows = RowSets.TicketsCreated,
            DenominatorRows = RowSets.PaymentsAttempts,
        },
        new()
        {
            Id = "classified_share",
            Name = "Contacts with a known issue",
            Area = MetricArea.Support,
            Unit = MetricUnit.Percent,
            Polarity = Polarity.HigherIsBetter,
            DateBasis = "ticket created",
            Definition = "The share of tickets whose issue is known: named by a field or tag of the help desk, else by the words of the subject, or by a person who read it. The rest is unclear, and said to be.",
            Formula = "tickets created with a known issue ÷ tickets created",
            Exclusions = [MergedTickets],
            Example = "Of 20 tickets 15 carry a category, the words of 3 more are clear, 2 say nothing: 18 ÷ 20 = 90.0 %.",
            Rows = RowSets.TicketsClassified,
            DenominatorRows = RowSets.TicketsCreated,
        },
        new()
        {
            Id = "words_agreement",
            Name = "Words that agree with fields",
            Area = MetricArea.Support,
            Unit = MetricUnit.Percent,
            Polarity = Polarity.HigherIsBetter,
            DateBasis = "ticket created",
            Definition = "How well the words tell contacts apart, measured where it can be checked: of the tickets whose fields name the issue, the share whose subject alone would have given the same. Unclear counts as not the same.",
            Formula = "tickets whose words say what their fields say ÷ tickets created with an issue named by a field and a subject",
            Exclusions = [MergedTickets, "Tickets without a subject, and those whose issue no field names"],
            Example = "Of 15 tickets with a category and a subject the words say the same of 12, another issue of 1 and nothing of 2: 12 ÷ 15 = 80.0 %.",
            Rows = RowSets.TicketsWordsAgree,
            DenominatorRows = RowSets.TicketsWordsKnown,
        },
    ];
}
