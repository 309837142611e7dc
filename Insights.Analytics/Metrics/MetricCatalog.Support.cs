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
    ];
}
