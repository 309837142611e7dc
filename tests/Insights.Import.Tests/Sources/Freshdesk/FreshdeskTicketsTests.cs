using Insights.Import.Tests.Pipeline;
using Insights.Import.Tests.Sources.Tickets;
using Xunit;
using static Insights.Import.Tests.Sources.Tickets.TicketImport;

namespace Insights.Import.Tests.Sources.Freshdesk;

public sealed class FreshdeskTicketsTests
{
    private const string Header = "Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Due by Time,Resolved time,Closed time,Last update time,Initial response time,Time tracked,First response time (in hrs),Resolution time (in hrs),Agent interactions,Customer interactions,Resolution status,First response status,Tags,Survey results,Product,Full name,Title,Email,Contact ID,Vendor\n";

    /// <summary>16:29:08 in Berlin's winter is 15:29:08 UTC; 1:30:00 are 5,400 s and 26:15:00 are 94,500 s.</summary>
    [Fact]
    public async Task Map_UserPickedFields_AreOneTicket()
    {
        using var import = new ImportFixture();

        var (row, vendor, file) = await import.OneOfBerlinAsync("freshdesk", Header + "501,Card declined twice,Resolved,Urgent,Email,Question,Noor Haddad,Payments,2025-12-03 16:29:08,2025-12-05 16:29:08,2025-12-05 10:00:00,,2025-12-05 10:00:01,2025-12-03 17:59:08,00:15:00,01:30:00,26:15:00,2,1,Within SLA,Within SLA,\"vip customer,failed_payment\",Extremely happy,Shop,Ida Holm,,ida@example.com,8801,birchwood\n");

        Assert.Equal(("freshdesk-tickets-csv", "freshdesk", 1L, 0L), (file.Format, file.Source, file.Inserted, file.Warnings));
        Assert.Equal(("501", "birchwood", "8801", "Card declined twice", "email", "failed_payment", "urgent"), (row.ExternalId, vendor, row.CustomerRef, row.Subject, row.Channel, row.Category, row.Priority));
        Assert.Equal(("solved", "Resolved", "Payments", "Noor Haddad", "good", "vip_customer failed_payment"), (row.Status, row.RawStatus, row.Team, row.Agent, row.Satisfaction, row.Tags));
        Assert.Equal((Utc(2025, 12, 3, 15, 29, 8), Utc(2025, 12, 5, 9, 0), Utc(2025, 12, 5, 9, 0, 1)), (row.CreatedAt, row.SolvedAt, row.VersionAt));
        Assert.Equal((5400, 94500, "Shop"), (row.ReportedFirstReplyBusinessSeconds, row.ReportedFullResolutionBusinessSeconds, row.Brand));
        Assert.Equal((null, null), (row.ReportedFirstReplySeconds, row.ReportedFullResolutionSeconds));
        Assert.Equal(["12-03 16:59 comment agent public"], import.History());
    }

    /// <summary>Freshservice's capitals, hours as a number, no update time.</summary>
    [Fact]
    public async Task Map_OtherCapitalsAndDecimalHours_AreRead()
    {
        using var import = new ImportFixture();

        var (row, _, file) = await import.OneOfBerlinAsync("freshdesk", "Subject,Status,Priority,Ticket Id,Requester Email,Created Time,Resolved Time,First Response Time (in Hrs),Resolution Time (in Hrs),Agent\nRefund,Waiting on Third Party,Medium,INC-9,bo@example.com,2026-07-01 09:00:00,,0.5,,No Agent\n");

        Assert.Equal(("INC-9", "on_hold", "normal", "bo@example.com", null, 1800, null), (row.ExternalId, row.Status, row.Priority, row.CustomerRef, row.Agent, row.ReportedFirstReplyBusinessSeconds, row.ReportedFullResolutionBusinessSeconds));
        Assert.Equal((Utc(2026, 7, 1, 7, 0), null), (row.CreatedAt, row.VersionAt));
        Assert.Equal("history-missing", Assert.Single(file.FirstProblems).Rule);
    }

    [Fact]
    public async Task Map_OwnStatusOfAnAccount_IsKeptUnmapped()
    {
        using var import = new ImportFixture();

        var (row, _, file) = await import.OneOfBerlinAsync("freshdesk", "Ticket ID,Subject,Status,Priority,Created time\n7,Hello,With Legal,Whatever,2026-01-01 10:00:00\n");

        Assert.Equal((null, "With Legal", null), (row.Status, row.RawStatus, row.Priority));
        Assert.Equal(["word-unknown", "status-unmapped", "history-missing"], file.FirstProblems.Select(p => p.Rule));
    }

    [Fact]
    public async Task Import_WithoutZone_IsReadInTheWorkspacesOwn_AndSaysSo()
    {
        using var import = new ImportFixture();
        import.Store.Zone = "Europe/Berlin";

        var file = await import.ImportAsync("list.csv", "Ticket ID,Subject,Status,Priority,Created time\n7,Hello,Open,Low,2026-01-01 10:00:00\n");

        // 10:00 in Berlin's winter is 09:00 UTC.
        Assert.Equal(("done", "zone-assumed"), (file.State, file.FirstProblems[0].Rule));
        Assert.Equal(new DateTime(2026, 1, 1, 9, 0, 0, DateTimeKind.Utc), Assert.Single(import.Store.Tickets).Value.Row.CreatedAt);
    }

    /// <summary>Scripts over the API write lists of this layout with instants that are complete.</summary>
    [Fact]
    public async Task Import_TimesThatNameTheirZone_AskNothing()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("list.csv", "Ticket ID,Subject,Status,Priority,Created time,Resolved time\n7,Hello,Open,Low,2026-01-01T10:00:00Z,\n8,Hello,Closed,Low,2026-01-01 10:00:00 +0530,2026-01-02T10:00:00Z\n");

        Assert.Equal(("done", 2L), (file.State, file.Inserted));
        Assert.Equal([Utc(2026, 1, 1, 10, 0), Utc(2026, 1, 1, 4, 30)], import.Store.Tickets.Values.Select(t => t.Row.CreatedAt));
    }

    [Fact]
    public async Task Import_DatesAboveTwelve_ProveTheirOrder()
    {
        using var import = new ImportFixture();
        import.Settle("freshdesk", """{"zone":"UTC"}""");

        var file = await import.ImportAsync("list.csv", "Ticket ID,Subject,Status,Priority,Created time\n7,Hello,Open,Low,04/05/2026 10:00\n8,Hello,Open,Low,25/05/2026 10:00\n");

        Assert.Equal((2L, "done"), (file.Inserted, file.State));
        Assert.Equal(Utc(2026, 5, 4, 10, 0), import.Store.Tickets["1:7"].Row.CreatedAt);
    }

    [Fact]
    public async Task Import_HeaderOnly_IsAnEmptyList()
    {
        using var import = new ImportFixture();
        import.Settle("freshdesk", """{"zone":"UTC"}""");

        var file = await import.ImportAsync("list.csv", Header);

        Assert.Equal(("freshdesk-tickets-csv", "done", 0L), (file.Format, file.State, file.Rows));
    }

    private const string Json = """
        {"id":20,"subject":"Refund not seen","description":"…","status":4,"priority":3,"type":"Refund","source":7,"requester_id":700,"responder_id":31,"group_id":9,"company_id":null,"created_at":"2026-02-02T10:00:00Z","updated_at":"2026-02-03T10:00:00Z","due_by":"2026-02-05T10:00:00Z","fr_due_by":"2026-02-03T10:00:00Z","fr_escalated":false,"is_escalated":false,"spam":false,"deleted":false,"tags":["vip","refund"],"custom_fields":{"cf_vendor":"oak","cf_transaction_id":"tx_5"},"stats":{"resolved_at":"2026-02-03T09:30:00Z","first_responded_at":"2026-02-02T10:20:00Z","closed_at":null},"conversations":[{"id":1,"user_id":31,"incoming":false,"private":true,"created_at":"2026-02-02T10:10:00Z","body_text":"look"},{"id":2,"user_id":31,"incoming":false,"private":false,"created_at":"2026-02-02T10:20:00Z"},{"id":3,"user_id":700,"incoming":true,"private":false,"created_at":"2026-02-02T11:00:00Z"}]}
        """;

    [Fact]
    public async Task Map_ApiTicket_NumbersBecomeWordsAndConversationsEvents()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("t.json", $"[{Json}]");

        Assert.Equal(("freshdesk-ticket-json", 1L, 0L), (file.Format, file.Inserted, file.Warnings));
        var (row, vendor) = Assert.Single(import.Store.Tickets.Values);
        Assert.Equal(("20", "oak", "700", "tx_5", "chat", "refund", "high"), (row.ExternalId, vendor, row.CustomerRef, row.TransactionRef, row.Channel, row.Category, row.Priority));
        Assert.Equal(("solved", "4", "9", "31", "vip refund", Utc(2026, 2, 3, 9, 30)), (row.Status, row.RawStatus, row.Team, row.Agent, row.Tags, row.SolvedAt));
        Assert.Equal(["02-02 10:10 comment agent private", "02-02 10:20 comment agent public", "02-02 11:00 comment customer public"], import.History());
    }

    [Theory]
    [InlineData(2, "open")]
    [InlineData(3, "pending")]
    [InlineData(4, "solved")]
    [InlineData(5, "closed")]
    [InlineData(8, null)]
    public async Task Map_StatusNumber_IsOneOfTheSixOrUnmapped(int number, string? status)
    {
        using var import = new ImportFixture();

        await import.ImportAsync("t.json", Json.Replace("\"status\":4", $"\"status\":{number}", StringComparison.Ordinal));

        Assert.Equal(status, Assert.Single(import.Store.Tickets.Values).Row.Status);
    }

    [Fact]
    public async Task Map_DeletedAndSpam_AreSkippedAndCounted()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("t.json", $"[{Json.Replace("\"spam\":false", "\"spam\":true", StringComparison.Ordinal)},{Json.Replace("\"deleted\":false", "\"deleted\":true", StringComparison.Ordinal)}]");

        Assert.Equal((2L, 2L), (file.Rows, file.Skipped));
        Assert.Equal(["ticket-spam", "ticket-deleted"], file.FirstProblems.Select(p => p.Rule));
    }

    /// <summary>The account's export wraps each ticket, numbers it by display_id and names its words beside the numbers.</summary>
    [Fact]
    public async Task Map_AccountExport_IsReadByItsNames()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("t.json", """[{"helpdesk_ticket":{"created_at":"2026-02-02T10:00:00+01:00","deleted":false,"display_id":77,"group_id":4,"id":900001,"notes":[{"note":{"id":5,"user_id":3,"incoming":false,"private":false,"created_at":"2026-02-02T11:00:00+01:00"}}],"priority":1,"requester_id":8,"responder_id":null,"source":2,"spam":false,"status":6,"subject":"Hi","ticket_type":"Chargeback","updated_at":"2026-02-02T12:00:00+01:00","status_name":"Waiting on Customer","priority_name":"Low","source_name":"Portal","custom_field":{"vendor_41234":"elm"}}}]""");

        Assert.Equal("freshdesk-ticket-json", file.Format);
        var (row, vendor) = Assert.Single(import.Store.Tickets.Values);
        Assert.Equal(("77", "elm", "pending", "Waiting on Customer", "low", "web", "chargeback", Utc(2026, 2, 2, 9, 0)), (row.ExternalId, vendor, row.Status, row.RawStatus, row.Priority, row.Channel, row.Category, row.CreatedAt));
        Assert.Equal(["02-02 10:00 comment agent public"], import.History());
    }
}
