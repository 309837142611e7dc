using Insights.Import.Tests.Pipeline;
using Insights.Import.Tests.Sources.Tickets;
using Xunit;

namespace Insights.Import.Tests.Sources.Zendesk;

public sealed class ZendeskTicketTests
{
    /// <summary>Created by the customer, answered by an agent (publicly, then with a note), put on hold, solved.</summary>
    private const string Ticket = """
        {"id":35,"via":{"channel":"voice","source":{"from":{},"rel":null}},"created_at":"2026-03-01T08:00:00Z","updated_at":"2026-03-02T12:00:00Z","subject":"Charged twice","priority":"high","status":"solved","requester_id":700,"assignee_id":31,"group_id":9,"external_id":"ch_1","tags":["billing_error","vendor:birchwood"],"custom_fields":[{"id":360001,"value":null}],"satisfaction_rating":{"score":"good"},"metric_set":{"reply_time_in_minutes":{"calendar":30,"business":12},"full_resolution_time_in_minutes":{"calendar":1680,"business":300}},"audits":[{"id":1,"created_at":"2026-03-01T08:00:00Z","author_id":700,"events":[{"id":11,"type":"Comment","public":true,"body":"help"},{"id":12,"type":"Create","field_name":"status","value":"new"},{"id":13,"type":"Notification"}]},{"id":2,"created_at":"2026-03-01T08:30:00Z","author_id":31,"events":[{"id":21,"type":"Comment","public":true},{"id":22,"type":"Change","field_name":"status","value":"open","previous_value":"new"},{"id":23,"type":"Change","field_name":"assignee_id","value":"31"}]},{"id":3,"created_at":"2026-03-01T09:00:00Z","author_id":31,"events":[{"id":31,"type":"Comment","public":false},{"id":32,"type":"Change","field_name":"status","value":"hold"}]},{"id":4,"created_at":"2026-03-02T12:00:00Z","author_id":-1,"via":{"channel":"rule"},"events":[{"id":41,"type":"Change","field_name":"status","value":"solved"},{"id":42,"type":"Change","field_name":"tags","value":["x"]}]}]}
        """;

    [Fact]
    public async Task Map_TicketWithAudits_StoresTicketAndHistory()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("export.ndjson", Ticket + "\n");

        Assert.Equal(("zendesk-ticket-json", "zendesk", 1L, 1L, 0L), (file.Format, file.Source, file.Rows, file.Inserted, file.Warnings));
        var (row, vendor) = Assert.Single(import.Store.Tickets.Values);
        Assert.Equal(("birchwood", "35", "700", "ch_1", "phone", "billing_error"), (vendor, row.ExternalId, row.CustomerRef, row.TransactionRef, row.Channel, row.Category));
        Assert.Equal(("high", "solved", "9", "31", "good"), (row.Priority, row.Status, row.Team, row.Agent, row.Satisfaction));
        Assert.Equal((1800, 100800, new DateTime(2026, 3, 2, 12, 0, 0)), (row.ReportedFirstReplySeconds, row.ReportedFullResolutionSeconds, row.SolvedAt));
        Assert.Equal((720, 18000, null, null), (row.ReportedFirstReplyBusinessSeconds, row.ReportedFullResolutionBusinessSeconds, row.ReportedOnHoldSeconds, row.Brand));

        var events = import.Store.TicketEvents.Values.OrderBy(e => e.OccurredAt).ThenBy(e => e.EventId, StringComparer.Ordinal).Select(e => $"{e.EventId} {e.Kind} {e.ActorKind} {e.IsPublic} {e.Value}");
        Assert.Equal(
            [
                "11 comment customer True ", "12 created customer False new", "21 comment agent True ", "22 status agent False open", "23 agent agent False 31",
                "31 comment agent False ", "32 status agent False on_hold", "41 status system False solved",
            ],
            events);
    }

    [Fact]
    public async Task Map_WrappedTicketsAndLists_AreTheSameTicket()
    {
        using var bare = new ImportFixture();
        await bare.ImportAsync("a.ndjson", Ticket);
        foreach (string text in (string[])[$"{{\"ticket\":{Ticket}}}", $"[{Ticket}]", $"{{\"tickets\":[{Ticket}],\"next_page\":null,\"count\":1}}"])
        {
            using var import = new ImportFixture();
            var file = await import.ImportAsync("a.json", text);
            Assert.Equal("zendesk-ticket-json", file.Format);
            Assert.Equal(bare.Store.Contents(), import.Store.Contents());
        }
    }

    [Fact]
    public async Task Map_OlderExportAfterNewer_DoesNotOverwrite()
    {
        using var import = new ImportFixture();
        await import.ImportAsync("new.ndjson", Ticket);

        var older = await import.ImportAsync("old.ndjson", Ticket.Replace("2026-03-02T12:00:00Z\",\"subject", "2026-03-01T12:00:00Z\",\"subject", StringComparison.Ordinal).Replace("\"status\":\"solved\"", "\"status\":\"open\"", StringComparison.Ordinal));

        Assert.Equal(1, older.Skipped);
        Assert.Equal("solved", Assert.Single(import.Store.Tickets.Values).Row.Status);
    }

    [Fact]
    public async Task Map_TicketsWithoutHistory_SayOnceThatClocksAreUnmeasured()
    {
        using var import = new ImportFixture();
        static string Bare(int id) => $$"""{"id":{{id}},"created_at":"2026-03-01T08:00:00Z","updated_at":"2026-03-01T08:00:00Z","status":"closed","requester_id":1}""" + "\n";

        var file = await import.ImportAsync("a.ndjson", Bare(1) + Bare(2));

        Assert.Equal((2L, 1L), (file.Inserted, file.Warnings));
        Assert.Equal("history-missing", Assert.Single(file.FirstProblems).Rule);
        Assert.Empty(import.Store.TicketEvents);
    }

    [Fact]
    public async Task Map_DeletedTicketsAndNotesOnOversizedOnes_AreSkipped()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("a.ndjson", Ticket + "\n{\"id\":9,\"error\":\"ticket too large\"}\n" + Ticket.Replace("\"id\":35", "\"id\":36", StringComparison.Ordinal).Replace("\"status\":\"solved\"", "\"status\":\"deleted\"", StringComparison.Ordinal) + "\n");

        Assert.Equal((3L, 1L, 2L), (file.Rows, file.Inserted, file.Skipped));
        Assert.Equal(["oversize-note", "ticket-deleted"], file.FirstProblems.Select(p => p.Rule));
    }

    [Fact]
    public async Task Map_NamedCustomFields_GiveVendorPaymentAndTier()
    {
        using var import = new ImportFixture();

        await import.ImportAsync("a.ndjson", """{"id":1,"created_at":"2026-03-01T08:00:00Z","updated_at":"2026-03-01T08:00:00Z","status":"hold","requester_id":1,"custom_fields":[{"id":5,"title":"Vendor","value":"oak"},{"id":"transaction_id","value":"tx_1"},{"id":"tier","value":"2"},{"id":"category","value":"refund"},{"id":"customer","value":"cus_1"}]}""");

        var (row, vendor) = Assert.Single(import.Store.Tickets.Values);
        Assert.Equal(("oak", "tx_1", "2", "refund", "cus_1", "on_hold"), (vendor, row.TransactionRef, row.Tier, row.Category, row.CustomerRef, row.Status));
    }

    [Fact]
    public async Task Map_MetricEvents_TellWhatHappenedToTheTicket()
    {
        using var import = new ImportFixture();
        static string Event(int id, string metric, string type, string time, int instance = 1) => $$"""{"id":{{id}},"ticket_id":35,"metric":"{{metric}}","instance_id":{{instance}},"type":"{{type}}","time":"{{time}}"}""" + "\n";

        var file = await import.ImportAsync(
            "m.ndjson",
            Event(1, "reply_time", "activate", "2026-03-01T08:00:00Z") + Event(2, "reply_time", "fulfill", "2026-03-01T08:30:00Z")
            + Event(3, "requester_wait_time", "pause", "2026-03-01T08:30:00Z") + Event(4, "requester_wait_time", "fulfill", "2026-03-01T10:00:00Z")
            + Event(5, "agent_work_time", "activate", "2026-03-01T08:00:00Z"));

        Assert.Equal(("zendesk-ticket-metric-events-json", 5L, 4L, 1L), (file.Format, file.Rows, file.Inserted, file.Skipped));
        Assert.Equal(["created customer new", "comment agent ", "status agent pending", "status agent solved"], import.Store.TicketEvents.Values.Select(e => $"{e.Kind} {e.ActorKind} {e.Value}"));
    }

    /// <summary>An oversized ticket comes again in a second file, as a note; the ticket stands, and the file is no riddle.</summary>
    [Fact]
    public async Task Import_FileOfNotesOnly_IsRecognisedAndSkipped()
    {
        using var import = new ImportFixture();
        await import.ImportAsync("a.ndjson", Ticket);

        var file = await import.ImportAsync("b.ndjson", "{\"id\":35,\"error\":\"Ticket is too large to export\"}\n{\"ticket_id\":36,\"error\":\"Ticket is too large to export\"}\n");

        Assert.Equal(("zendesk-ticket-errors-json", "done", 2L, 2L), (file.Format, file.State, file.Rows, file.Skipped));
        Assert.Equal("solved", Assert.Single(import.Store.Tickets.Values).Row.Status);
    }

    /// <summary>30 minutes are 1,800 s, 1,680 are 100,800.</summary>
    [Fact]
    public async Task Map_Metrics_GoToTheirTicket()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("m.json", """{"ticket_metrics":[{"id":900,"ticket_id":35,"url":"https://example.com","created_at":"2026-03-01T08:00:00Z","updated_at":"2026-03-02T12:00:00Z","group_stations":1,"reopens":0,"replies":1,"solved_at":"2026-03-02T12:00:00Z","reply_time_in_minutes":{"calendar":30,"business":12},"full_resolution_time_in_minutes":{"calendar":1680,"business":300},"on_hold_time_in_minutes":{"calendar":null,"business":null}}],"next_page":null,"count":1}""");

        Assert.Equal(("zendesk-ticket-metrics-json", 1L), (file.Format, file.Rows));
        var row = Assert.Single(import.Store.Tickets.Values).Row;
        Assert.Equal((720, 18000, null, 0, 1), (row.ReportedFirstReplyBusinessSeconds, row.ReportedFullResolutionBusinessSeconds, row.ReportedOnHoldSeconds, row.ReportedReopens, row.ReportedReplies));
        Assert.Equal(("35", 1800, 100800, new DateTime(2026, 3, 2, 12, 0, 0)), (row.ExternalId, row.ReportedFirstReplySeconds, row.ReportedFullResolutionSeconds, row.SolvedAt));
    }

    /// <summary>Zendesk closes a merged ticket, tags it and names the other in a comment; the ticket is the other ticket from then on.</summary>
    [Theory]
    [InlineData("This request was closed and merged into request #41 \"Card\".", "41")]
    [InlineData("Closed.", "unknown")]
    public async Task Map_MergedTicket_SaysInto(string body, string into)
    {
        using var import = new ImportFixture();

        await import.ImportAsync("a.ndjson", Ticket.Replace("[\"billing_error\",", "[\"closed_by_merge\",", StringComparison.Ordinal).Replace("\"body\":\"help\"", $"\"body\":{System.Text.Json.JsonSerializer.Serialize(body)}", StringComparison.Ordinal));

        Assert.Equal(into, Assert.Single(import.Store.Tickets.Values).Row.MergedInto);
    }

    /// <summary>On hold, the ticket says what for: the last change's reason. A brand is its name where the export writes it out, else its number.</summary>
    [Theory]
    [InlineData("\"brand_id\":55", "55")]
    [InlineData("\"brand_id\":55,\"brand\":{\"id\":55,\"name\":\"Outlet\"}", "Outlet")]
    public async Task Map_BrandAndHoldReason_AreRead(string brand, string expected)
    {
        using var import = new ImportFixture();

        await import.ImportAsync("a.ndjson", """{"id":36,"created_at":"2026-03-01T08:00:00Z","updated_at":"2026-03-02T12:00:00Z","status":"hold","requester_id":700,"BRAND","audits":[{"id":1,"created_at":"2026-03-01T08:00:00Z","author_id":700,"events":[{"id":11,"type":"Create","field_name":"status","value":"new"}]},{"id":3,"created_at":"2026-03-01T10:00:00Z","author_id":31,"events":[{"id":31,"type":"Change","field_name":"status","value":"hold","hold_reason":"acquirer"}]},{"id":2,"created_at":"2026-03-01T09:00:00Z","author_id":31,"events":[{"id":21,"type":"Change","field_name":"status","value":"hold","hold_reason":"vendor"}]}]}""".Replace("\"BRAND\"", brand, StringComparison.Ordinal));

        var row = Assert.Single(import.Store.Tickets.Values).Row;
        Assert.Equal(("on_hold", "acquirer", expected), (row.Status, row.HoldReason, row.Brand));
    }

    private const string CsvHeader = "Summation column,Id,Requester,Requester id,Requester external id,Requester email,Requester domain,Submitter,Assignee,Group,Subject,Tags,Status,Priority,Via,Ticket type,Created at,Updated at,Assigned at,Organization,Due date,Initially assigned at,Solved at,Resolution time,Satisfaction Score,Group stations,Assignee stations,Reopens,Replies,First reply time in minutes,First reply time in minutes within business hours,First resolution time in minutes,First resolution time in minutes within business hours,Full resolution time in minutes,Full resolution time in minutes within business hours,Agent wait time in minutes,Agent wait time in minutes within business hours,Requester wait time in minutes,Requester wait time in minutes within business hours,On hold time in minutes,On hold time in minutes within business hours,Vendor [list],Transaction ID [txt]\n";

    /// <summary>The same ticket as a view's CSV: 09:00 in Berlin's winter is the JSON's 08:00Z.</summary>
    [Fact]
    public async Task Map_CsvOfAView_IsTheSameTicket()
    {
        using var import = new ImportFixture();

        var (row, vendor, file) = await import.OneOfBerlinAsync("zendesk", CsvHeader + "1,35,Ida Holm,700,,ida@example.com,example.com,Ida Holm,Noor Haddad,Payments,Charged twice,billing_error vip,On-hold,High,Phone call (incoming),Incident,2026-03-01 09:00,2026-03-02 13:00,2026-03-01 09:30,-,,2026-03-01 09:30,2026-03-02 13:00,28,Good,1,1,0,1,30,12,1680,300,1680,300,0,0,30,12,1650,288,birchwood,ch_1\n");

        Assert.Equal(("zendesk-tickets-csv", "zendesk", 1L), (file.Format, file.Source, file.Inserted));
        Assert.Equal(("birchwood", "35", "700", "ch_1", "phone", "billing_error"), (vendor, row.ExternalId, row.CustomerRef, row.TransactionRef, row.Channel, row.Category));
        Assert.Equal(("high", "on_hold", "On-hold", "Payments", "Noor Haddad", "good", "billing_error vip"), (row.Priority, row.Status, row.RawStatus, row.Team, row.Agent, row.Satisfaction, row.Tags));
        Assert.Equal((1800, 720, 100800, 18000), (row.ReportedFirstReplySeconds, row.ReportedFirstReplyBusinessSeconds, row.ReportedFullResolutionSeconds, row.ReportedFullResolutionBusinessSeconds));
        Assert.Equal((100800, 18000, 0, 0), (row.ReportedFirstResolutionSeconds, row.ReportedFirstResolutionBusinessSeconds, row.ReportedAgentWaitSeconds, row.ReportedAgentWaitBusinessSeconds));
        Assert.Equal((1800, 720, 99000, 17280), (row.ReportedRequesterWaitSeconds, row.ReportedRequesterWaitBusinessSeconds, row.ReportedOnHoldSeconds, row.ReportedOnHoldBusinessSeconds));
        Assert.Equal((0, 1), (row.ReportedReopens, row.ReportedReplies));
        Assert.Equal((new DateTime(2026, 3, 1, 8, 0, 0), new DateTime(2026, 3, 2, 12, 0, 0), new DateTime(2026, 3, 2, 12, 0, 0)), (row.CreatedAt, row.SolvedAt, row.VersionAt));
        Assert.Empty(import.Store.TicketEvents);
    }

    [Theory]
    [InlineData("Hold", "Not Offered", "on_hold", null)]
    [InlineData("On-hold", "Offered", "on_hold", "offered")]
    [InlineData("Closed", "Bad", "closed", "bad")]
    [InlineData("Unheard of", "", null, null)]
    public async Task Map_CsvWords_AreOurs(string status, string score, string? expected, string? satisfaction)
    {
        using var import = new ImportFixture();

        var (row, _, _) = await import.OneOfBerlinAsync("zendesk", $"ID,Status,Priority,Requester id,Created at,Updated at,Satisfaction Score,Full resolution time in minutes\n1,{status},-,7,2026-03-01 09:00,2026-03-01 09:00,{score},\n");

        Assert.Equal((expected, satisfaction, null), (row.Status, row.Satisfaction, row.Priority));
    }

    /// <summary>Exports that write people out: a copied-in customer is one by role, and names stand for groups and agents.</summary>
    [Fact]
    public async Task Map_PeopleWrittenOut_AreReadByRole()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("a.json", """[{"id":1,"created_at":"2026-03-01T08:00:00Z","updated_at":"2026-03-01T09:00:00Z","status":"open","requester":{"id":700,"name":"Ida"},"assignee":{"id":31,"name":"Noor"},"group":{"id":9,"name":"Payments"},"comments":[{"id":1,"author_id":701,"author":{"role":"end-user"},"public":true,"created_at":"2026-03-01T08:10:00Z"},{"id":2,"author":{"id":31,"role":"agent"},"public":false,"created_at":"2026-03-01T08:20:00Z"},{"id":3,"author_id":700,"public":true,"created_at":"2026-03-01T08:30:00Z"}]}]""");

        Assert.Equal("zendesk-ticket-json", file.Format);
        var row = Assert.Single(import.Store.Tickets.Values).Row;
        Assert.Equal(("700", "Noor", "Payments"), (row.CustomerRef, row.Agent, row.Team));
        Assert.Equal(["03-01 08:00 created customer private new", "03-01 08:10 comment customer public", "03-01 08:20 comment agent private", "03-01 08:30 comment customer public"], import.History());
    }

    private const string Created = """{"id":1,"ticket_id":35,"created_at":"2026-03-01T08:00:00Z","author_id":700,"via":{"channel":"web"},"events":[{"id":11,"type":"Comment","public":true,"author_id":700},{"id":12,"type":"Create","field_name":"requester_id","value":"700"},{"id":13,"type":"Create","field_name":"status","value":"new"}]}""";
    private const string Answered = """{"id":2,"ticket_id":35,"created_at":"2026-03-01T08:30:00Z","author_id":31,"via":{"channel":"web"},"events":[{"id":21,"type":"Comment","public":true,"author_id":31},{"id":22,"type":"Change","field_name":"status","value":"pending","previous_value":"new"}]}""";
    private const string Thanked = """{"id":3,"ticket_id":35,"created_at":"2026-03-01T09:00:00Z","author_id":700,"via":{"channel":"email"},"events":[{"id":31,"type":"Comment","public":true,"author_id":700}]}""";
    private const string Notified = """{"id":4,"ticket_id":35,"created_at":"2026-03-01T09:30:00Z","author_id":-1,"via":{"channel":"rule"},"events":[{"id":41,"type":"Notification"}]}""";

    /// <summary>An audit is one row, whatever it holds; the customer is known by the audit that created the ticket, wherever it stands.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Map_AuditsInAFileOfTheirOwn_AreTheTicketsHistory(bool newestFirst)
    {
        string[] audits = [Created, Answered, Thanked, Notified];
        using var import = new ImportFixture();

        var file = await import.ImportAsync("a.json", $"{{\"audits\":[{string.Join(',', newestFirst ? audits.Reverse() : audits)}],\"next_page\":null,\"count\":4}}");

        Assert.Equal(("zendesk-ticket-audits-json", 4L, 3L, 1L, 0L), (file.Format, file.Rows, file.Inserted, file.Skipped, file.Warnings));
        Assert.Equal(
            ["03-01 08:00 comment customer public", "03-01 08:00 created customer private new", "03-01 08:30 comment agent public", "03-01 08:30 status agent private pending", "03-01 09:00 comment customer public"],
            import.History());
    }

    [Fact]
    public async Task Map_AuditsWithoutTheCreation_StopNoClock()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("a.ndjson", Answered + "\n" + Thanked + "\n");

        Assert.Equal((2L, 1L), (file.Inserted, file.Warnings));
        Assert.Equal("requester-unknown", Assert.Single(file.FirstProblems).Rule);
        Assert.Equal(["03-01 08:30 comment system public", "03-01 08:30 status agent private pending", "03-01 09:00 comment system public"], import.History());
    }

    /// <summary>A page of the API on which nothing happened.</summary>
    [Fact]
    public async Task Import_EmptyList_SaysThatThereIsNothing()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("a.json", """{"tickets":[],"next_page":null,"count":0}""");

        Assert.Equal("failed", file.State);
        Assert.Contains("its list is empty", file.Error, StringComparison.Ordinal);
    }

    /// <summary>A search over everything finds people as well.</summary>
    [Fact]
    public async Task Map_SearchResults_LeaveOutWhatIsNoTicket()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("search.json", """{"results":[{"id":7,"result_type":"ticket","created_at":"2026-05-01T09:00:00Z","updated_at":"2026-05-02T10:00:00Z","status":"open","requester_id":1},{"id":8,"result_type":"user","name":"Ann","created_at":"2026-05-01T09:00:00Z","updated_at":"2026-05-01T09:00:00Z"}],"count":2,"next_page":null}""");

        Assert.Equal(("zendesk-ticket-json", 2L, 1L, 1L, 0L), (file.Format, file.Rows, file.Inserted, file.Skipped, file.Rejected));
    }
}
