using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.Jira;

public sealed class JiraIssuesJsonTests
{
    /// <summary>
    /// Reported at 9:10, noted inside at 10:10, answered at 11:10, solved the next day at 9:00, all two hours ahead of UTC. The log gives the status before, so the whole course is known.
    /// </summary>
    [Fact]
    public async Task Map_IssueWithChangeLog_HasItsWholeCourse()
    {
        var golden = GoldenFile.Load("jira-issue-json.ndjson");
        using var import = new ImportFixture();

        var file = await import.ImportAsync("search.json", $$"""{"expand":"schema,names","startAt":0,"maxResults":50,"total":2,"issues":[{{string.Join(',', golden.Records)}}]}""");

        Assert.Equal(("jira-issue-json", 2L, 2L), (file.Format, file.Rows, file.Inserted));
        var ticket = import.Store.Tickets["1:60js1"].Row;
        Assert.Equal(("solved", "Done", "high", "Noor", "acc:700", "Payments"), (ticket.Status, ticket.RawStatus, ticket.Priority, ticket.Agent, ticket.CustomerRef, ticket.Team));
        Assert.Equal((new DateTime(2026, 7, 18, 7, 10, 0), new DateTime(2026, 7, 19, 7, 0, 0), "refund"), (ticket.CreatedAt, ticket.SolvedAt, ticket.Category));
        Assert.Equal(
            ["created customer open 07:10", "comment agent  08:10 internal", "comment agent  09:10 public", "status agent solved 07:00"],
            import.Store.TicketEvents.Values.Where(e => e.TicketRef == "60js1").OrderBy(e => e.OccurredAt).Select(e => $"{e.Kind} {e.ActorKind} {e.Value} {e.OccurredAt:HH:mm}{(e.Kind == "comment" ? e.IsPublic ? " public" : " internal" : "")}"));
    }

    /// <summary>Without comments and log, the desk's own clock still tells when the first answer was; the request's type what it is about.</summary>
    [Fact]
    public async Task Map_IssueWithoutHistory_HasTheFirstReplyOfTheDesksOwnClock()
    {
        var golden = GoldenFile.Load("jira-issue-json.ndjson");
        using var import = new ImportFixture();

        var file = await import.ImportAsync("issues.ndjson", golden.With(golden.Records));

        var ticket = import.Store.Tickets["1:60js2"].Row;
        Assert.Equal((null, "With Legal", "refund"), (ticket.Status, ticket.RawStatus, ticket.Category));
        var reply = Assert.Single(import.Store.TicketEvents.Values, e => e.TicketRef == "60js2");
        Assert.Equal(("first-reply", new DateTime(2026, 7, 18, 10, 10, 0)), (reply.EventId, reply.OccurredAt));
        Assert.Contains("status-unmapped", file.FirstProblems.Select(p => p.Rule));
    }
}
