using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.Zendesk;

public sealed class ZendeskExploreTests
{
    /// <summary>09:00 in Berlin in March is 08:00 UTC; 25.5 hours are 91,800 seconds.</summary>
    [Fact]
    public async Task Map_QueryOverTickets_IsTheirState()
    {
        using var import = new ImportFixture();
        import.Settings("zendesk", """{ "zone": "Europe/Berlin" }""");

        var file = await import.ImportAsync("query.csv", """
            Ticket ID,Ticket created - Timestamp,Ticket solved - Timestamp,Ticket status,Ticket priority,Ticket group,Assignee name,Requester name,Ticket channel,First reply time (min),Full resolution time (hrs),Tickets
            61,2026-03-02T09:00:00,2026-03-03T10:30:00,Solved,High,Desk,Noor,Ida,Web,35,25.5,1

            """);

        Assert.Equal(("zendesk-explore-csv", "zendesk", 1L), (file.Format, file.Source, file.Inserted));
        var ticket = import.Store.Tickets["1:61"].Row;
        Assert.Equal(("solved", "high", "Desk", "Noor", "Ida"), (ticket.Status, ticket.Priority, ticket.Team, ticket.Agent, ticket.CustomerRef));
        Assert.Equal((new DateTime(2026, 3, 2, 8, 0, 0), new DateTime(2026, 3, 3, 9, 30, 0), 2100, 91_800), (ticket.CreatedAt, ticket.SolvedAt, ticket.ReportedFirstReplySeconds, ticket.ReportedFullResolutionSeconds));
    }

    /// <summary>A query by date alone has no instant to measure from: what it is and what it lacks is said before anything is written.</summary>
    [Fact]
    public async Task Recognise_QueryByDateAlone_SaysWhatLacks()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("query.csv", "Ticket ID,Ticket created - Date,Ticket status,Tickets\n61,2026-03-02,Solved,1\n");

        Assert.Equal("failed", file.State);
        Assert.Contains("Zendesk Explore (CSV of a query over tickets) (zendesk-explore-csv) lacks the required column Ticket created - Timestamp", file.Error, StringComparison.Ordinal);
    }
}
