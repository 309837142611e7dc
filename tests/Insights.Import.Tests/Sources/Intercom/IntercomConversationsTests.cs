using Insights.Import.Tests.Pipeline;
using Insights.Import.Tests.Sources.Tickets;
using Xunit;
using static Insights.Import.Tests.Sources.Tickets.TicketImport;

namespace Insights.Import.Tests.Sources.Intercom;

public sealed class IntercomConversationsTests
{
    /// <summary>1767225600 is 2026-01-01 00:00 UTC; what follows is counted from there.</summary>
    private const string Conversation = """
        {"type":"conversation","id":"91","title":null,"created_at":1767225600,"updated_at":1767240000,"waiting_since":null,"snoozed_until":null,"open":false,"state":"closed","read":true,"priority":"priority","admin_assignee_id":814,"team_assignee_id":"55","source":{"type":"conversation","id":"1","delivered_as":"customer_initiated","subject":"<p>Card &amp; refund</p>","body":"<p>Hi</p>","author":{"type":"lead","id":"c1","email":"ida@example.com"}},"contacts":{"type":"contact.list","contacts":[{"type":"contact","id":"c1","external_id":"700"}]},"tags":{"type":"tag.list","tags":[{"type":"tag","id":"3","name":"refund"},{"type":"tag","id":"4","name":"big spender"}]},"conversation_rating":{"rating":5,"remark":null},"custom_attributes":{"vendor":"oak","Transaction ID":"tx_9"},"statistics":{"type":"conversation_statistics","time_to_admin_reply":1800,"time_to_last_close":14000,"first_admin_reply_at":1767227400,"last_close_at":1767239600,"count_reopens":1},"conversation_parts":{"type":"conversation_part.list","total_count":8,"conversation_parts":[{"id":"p1","part_type":"comment","body":"<p>I am a bot</p>","created_at":1767225610,"author":{"type":"bot","id":"b"}},{"id":"p2","part_type":"assignment","body":null,"created_at":1767226000,"author":{"type":"bot","id":"b"},"assigned_to":{"type":"team","id":"55"}},{"id":"p3","part_type":"note","body":"look","created_at":1767226500,"author":{"type":"admin","id":"814"}},{"id":"p4","part_type":"comment","body":"Hello","created_at":1767227400,"author":{"type":"admin","id":"814"}},{"id":"p5","part_type":"snoozed","body":null,"created_at":1767228000,"author":{"type":"admin","id":"814"}},{"id":"p6","part_type":"open","body":"still there?","created_at":1767230000,"author":{"type":"lead","id":"c1"}},{"id":"p7","part_type":"conversation_attribute_updated_by_admin","created_at":1767230100,"author":{"type":"admin","id":"814"}},{"id":"p8","part_type":"close","body":"Done","created_at":1767239600,"author":{"type":"admin","id":"814"}}]}}
        """;

    [Fact]
    public async Task Map_ConversationWithParts_StoresTicketAndHistory()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("c.json", Conversation);

        Assert.Equal(("intercom-conversation-json", "intercom", 1L, 0L), (file.Format, file.Source, file.Inserted, file.Warnings));
        var (row, vendor) = Assert.Single(import.Store.Tickets.Values);
        Assert.Equal(("91", "oak", "c1", "tx_9", "Card & refund", "chat", "refund"), (row.ExternalId, vendor, row.CustomerRef, row.TransactionRef, row.Subject, row.Channel, row.Category));
        Assert.Equal(("closed", "closed", "high", "55", "814", "good", "refund big_spender"), (row.Status, row.RawStatus, row.Priority, row.Team, row.Agent, row.Satisfaction, row.Tags));
        Assert.Equal((Utc(2026, 1, 1, 0, 0), Utc(2026, 1, 1, 3, 53, 20), Utc(2026, 1, 1, 4, 0)), (row.CreatedAt, row.SolvedAt, row.VersionAt));
        Assert.Equal((1800, 14000), (row.ReportedFirstReplySeconds, row.ReportedFullResolutionSeconds));
        Assert.Equal(
            [
                "01-01 00:00 created customer private open", "01-01 00:00 comment customer public", "01-01 00:00 comment bot public", "01-01 00:06 team bot private 55",
                "01-01 00:15 comment agent private", "01-01 00:30 comment agent public", "01-01 00:40 status agent private pending",
                "01-01 01:13 comment customer public", "01-01 01:13 status customer private open", "01-01 03:53 comment agent public", "01-01 03:53 status agent private closed",
            ],
            import.History());
    }

    [Fact]
    public async Task Map_ListsAndLines_AreTheSameConversation()
    {
        using var alone = new ImportFixture();
        await alone.ImportAsync("c.json", Conversation);
        foreach (string text in (string[])[$"{{\"type\":\"conversation.list\",\"pages\":{{\"type\":\"pages\",\"next\":{{\"page\":2,\"starting_after\":\"x\"}},\"page\":1}},\"total_count\":1,\"conversations\":[{Conversation}]}}", $"[{Conversation}]", Conversation + "\n"])
        {
            using var import = new ImportFixture();
            var file = await import.ImportAsync("c.json", text);
            Assert.Equal("intercom-conversation-json", file.Format);
            Assert.Equal(alone.Store.Contents(), import.Store.Contents());
        }
    }

    /// <summary>The list of the API has no parts; its statistics still tell the first reply's instant.</summary>
    [Fact]
    public async Task Map_ConversationWithoutParts_KnowsItsFirstReply()
    {
        using var import = new ImportFixture();
        string without = Conversation[..Conversation.IndexOf(",\"conversation_parts\":{\"type\"", StringComparison.Ordinal)] + "}";

        var file = await import.ImportAsync("c.json", without);

        Assert.Equal(0, file.Warnings);
        Assert.Equal(["01-01 00:30 comment agent public"], import.History());
        Assert.Equal(Utc(2026, 1, 1, 3, 53, 20), Assert.Single(import.Store.Tickets.Values).Row.SolvedAt);
    }

    /// <summary>We wrote first: our first message is no reply.</summary>
    [Fact]
    public async Task Map_ConversationWeBegan_SaysSo()
    {
        using var import = new ImportFixture();

        await import.ImportAsync("c.json", Conversation.Replace("\"author\":{\"type\":\"lead\",\"id\":\"c1\",\"email\":\"ida@example.com\"}", "\"author\":{\"type\":\"admin\",\"id\":\"814\"}", StringComparison.Ordinal));

        Assert.Equal(["01-01 00:00 created agent private open", "01-01 00:00 comment agent public"], import.History().Take(2));
    }

    /// <summary>Three rows of one conversation: one active, one history, one deleted since.</summary>
    [Fact]
    public async Task Map_WarehouseRows_KeepTheActiveOne()
    {
        using var import = new ImportFixture();
        static string Row(string id, string updated, string state, bool active) => $$"""{"id":"{{id}}","_fivetran_active":{{(active ? "true" : "false")}},"created_at":"2026-01-01 00:00:00","updated_at":"{{updated}}","state":"{{state}}","assignee_id":"0","source_type":"email","source_author_type":"user","source_author_id":"u1","source_subject":"Hi","conversation_rating_value":2,"priority":"not_priority"}""" + "\n";

        var file = await import.ImportAsync("w.ndjson", Row("5", "2026-01-02 00:00:00", "open", false) + Row("5", "2026-01-03 00:00:00", "snoozed", true) + Row("5", "2026-01-01 12:00:00", "open", false));

        Assert.Equal(("intercom-conversation-json", 3L, 1L, 2L), (file.Format, file.Rows, file.Inserted, file.Skipped));
        var row = Assert.Single(import.Store.Tickets.Values).Row;
        Assert.Equal(("pending", "snoozed", "email", "bad", "u1", null, "normal", Utc(2026, 1, 3, 0, 0)), (row.Status, row.RawStatus, row.Channel, row.Satisfaction, row.CustomerRef, row.Agent, row.Priority, row.VersionAt));
    }

    /// <summary>The header says New York, whatever the source's own zone is: 9:00 there in January is 14:00 UTC, in July 13:00.</summary>
    [Fact]
    public async Task Map_ListOfReports_ReadsTheZoneOfItsHeaders()
    {
        using var import = new ImportFixture();

        var (row, vendor, file) = await import.OneOfBerlinAsync(
            "intercom",
            "Conversation ID,Channel,Started by,Current conversation state,Conversation started at (America/New_York),Conversation updated at (America/New_York),Team currently assigned,Teammate currently assigned,"
            + "Conversation tags,Conversation rating,First response time (seconds),Conversation first replied at (America/New_York),Conversation last closed at (America/New_York),User ID,Conversation title,Vendor\n"
            + "215470,Email,Customer,Closed,2026-01-05 09:00:00,2026-07-06 09:30:00,Payments,Noor Haddad,\"refund, vip\",5,120,2026-01-05 09:02:00,2026-07-06 09:00:00,u1,Money back,oak\n");

        Assert.Equal(("intercom-conversation-csv", "intercom", 1L), (file.Format, file.Source, file.Inserted));
        Assert.Equal(("215470", "oak", "u1", "Money back", "email", "refund"), (row.ExternalId, vendor, row.CustomerRef, row.Subject, row.Channel, row.Category));
        Assert.Equal(("closed", "Closed", "Payments", "Noor Haddad", "good"), (row.Status, row.RawStatus, row.Team, row.Agent, row.Satisfaction));
        Assert.Equal((Utc(2026, 1, 5, 14, 0), Utc(2026, 7, 6, 13, 0), Utc(2026, 7, 6, 13, 30)), (row.CreatedAt, row.SolvedAt, row.VersionAt));
        Assert.Equal(120, row.ReportedFirstReplySeconds);
        Assert.Equal(["01-05 14:02 comment agent public"], import.History());
    }
}
