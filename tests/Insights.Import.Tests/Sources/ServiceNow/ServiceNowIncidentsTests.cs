using Insights.Import.Tests.Pipeline;
using Insights.Import.Tests.Sources.Tickets;
using Xunit;
using static Insights.Import.Tests.Sources.Tickets.TicketImport;

namespace Insights.Import.Tests.Sources.ServiceNow;

public sealed class ServiceNowIncidentsTests
{
    /// <summary>11:48:43 in Berlin's summer is 09:48:43 UTC; 1970-01-02 09:46:18 is one day and 9:46:18, 121,578 s.</summary>
    [Fact]
    public async Task Map_ColumnNames_AreAnIncident()
    {
        using var import = new ImportFixture();

        var (row, vendor, file) = await import.OneOfBerlinAsync("servicenow", "\"number\",\"opened_at\",\"short_description\",\"caller_id\",\"priority\",\"state\",\"category\",\"contact_type\",\"assignment_group\",\"assigned_to\",\"sys_updated_on\",\"resolved_at\",\"calendar_duration\",\"sys_id\",\"u_vendor\",\"u_transaction_id\",\"made_sla\"\n\"INC0010001\",\"2026-07-29 11:48:43\",\"Refund missing\",\"Ida Holm\",\"1 - Critical\",\"Resolved\",\"Refund\",\"Self-service\",\"Payments\",\"Noor Haddad\",\"2026-07-30 22:00:00\",\"2026-07-30 21:35:01\",\"1970-01-02 09:46:18\",\"9d385017c611228701d22104cc95c371\",\"birchwood\",\"tx_1\",\"true\"\n");

        Assert.Equal(("servicenow-incident-list-csv", "servicenow", 1L), (file.Format, file.Source, file.Inserted));
        Assert.Equal(("9d385017c611228701d22104cc95c371", "birchwood", "tx_1", "Ida Holm", "Refund missing", "refund"), (row.ExternalId, vendor, row.TransactionRef, row.CustomerRef, row.Subject, row.Category));
        Assert.Equal(("urgent", "solved", "Resolved", "web", "Payments", "Noor Haddad"), (row.Priority, row.Status, row.RawStatus, row.Channel, row.Team, row.Agent));
        Assert.Equal((Utc(2026, 7, 29, 9, 48, 43), Utc(2026, 7, 30, 19, 35, 1), Utc(2026, 7, 30, 20, 0)), (row.CreatedAt, row.SolvedAt, row.VersionAt));
        Assert.Equal((null, 121578), (row.ReportedFirstReplySeconds, row.ReportedFullResolutionSeconds));
        Assert.Equal("history-missing", Assert.Single(file.FirstProblems).Rule);
    }

    [Fact]
    public async Task Map_Labels_AreTheSameIncidentByItsNumber()
    {
        using var import = new ImportFixture();

        var (row, _, file) = await import.OneOfBerlinAsync("servicenow", "Number,Opened,Short description,Caller,Priority,State,Category,Assignment group,Assigned to,Updated,Updated by\nINC7,2026-07-29 11:48:43,Help,Ida,3 - Moderate,On Hold,Software,Desk,(empty),2026-07-29 12:00:00,admin\n");

        Assert.Equal("servicenow-incident-list-csv", file.Format);
        Assert.Equal(("INC7", "on_hold", "On Hold", "normal", null, "Desk"), (row.ExternalId, row.Status, row.RawStatus, row.Priority, row.Agent, row.Team));
    }

    /// <summary>What stands for nobody is no vendor either.</summary>
    [Theory]
    [InlineData("(empty)", null)]
    [InlineData("--", null)]
    [InlineData("birchwood", "birchwood")]
    public async Task Map_VendorThatIsNobody_IsNone(string cell, string? expected)
    {
        using var import = new ImportFixture();

        var (_, vendor, _) = await import.OneOfBerlinAsync("servicenow", $"number,opened_at,state,priority,Vendor\nINC9,2026-07-29 11:48:43,On Hold,2 - High,{cell}\n");

        Assert.Equal(expected, vendor);
    }

    /// <summary>References come as a key and a link; numbers stand for states and priorities.</summary>
    [Fact]
    public async Task Map_ApiPairs_PreferTheNameAndReadTheNumbers()
    {
        using var import = new ImportFixture();

        var (row, _, _) = await import.OneOfBerlinAsync("servicenow", "sys_id,number,opened_at,state,priority,assigned_to_value,assigned_to_link,caller_id_display_value,caller_id_value,caller_id_link,business_duration\nabc,INC8,2026-01-29 11:48:43,6,4,46d44a,https://example.com/46d44a,Ida Holm,5137,https://example.com/5137,1970-01-01 02:00:00\n");

        Assert.Equal(("abc", "solved", "6", "low", "46d44a", "Ida Holm", 7200), (row.ExternalId, row.Status, row.RawStatus, row.Priority, row.Agent, row.CustomerRef, row.ReportedFullResolutionBusinessSeconds));
    }

    /// <summary>What a ticket waits for comes as a word or as its number; the company is what it came in for, unless the installation names a brand.</summary>
    [Theory]
    [InlineData("On hold reason,Company", "Awaiting Vendor,Birchwood Ltd", "Awaiting Vendor", "Birchwood Ltd")]
    [InlineData("hold_reason,company,u_brand", "4,Birchwood Ltd,Outlet", "Awaiting Vendor", "Outlet")]
    [InlineData("hold_reason,company_display_value,company_value", "acquirer,Birchwood Ltd,81ca", "acquirer", "Birchwood Ltd")]
    [InlineData("hold_reason", "", null, null)]
    public async Task Map_HoldReasonAndCompany_AreKept(string columns, string cells, string? reason, string? brand)
    {
        using var import = new ImportFixture();

        var (row, _, _) = await import.OneOfBerlinAsync("servicenow", $"number,opened_at,state,priority,{columns}\nINC9,2026-07-29 11:48:43,On Hold,2 - High,{cells}\n");

        Assert.Equal(("on_hold", reason, brand), (row.Status, row.HoldReason, row.Brand));
    }

    [Theory]
    [InlineData("New", "new")]
    [InlineData("In Progress", "open")]
    [InlineData("On Hold", "on_hold")]
    [InlineData("Resolved", "solved")]
    [InlineData("Closed", "closed")]
    [InlineData("Canceled", "closed")]
    [InlineData("Awaiting User Info", "pending")]
    [InlineData("3", "on_hold")]
    [InlineData("In orbit", null)]
    public async Task Map_State_IsOneOfTheSix(string state, string? status)
    {
        using var import = new ImportFixture();

        var (row, _, _) = await import.OneOfBerlinAsync("servicenow", $"number,opened_at,priority,state\nINC1,2026-01-29 11:48:43,2 - High,{state}\n");

        Assert.Equal((status, state, "high"), (row.Status, row.RawStatus, row.Priority));
    }

    /// <summary>A day above 12 in the first place proves that the day comes first.</summary>
    [Fact]
    public async Task Map_SeveralVersionsOfAnIncident_KeepTheNewest()
    {
        using var import = new ImportFixture();
        import.Settle("servicenow", """{"zone":"UTC"}""");

        var file = await import.ImportAsync("i.csv", "number,incident_state,sys_updated_at,opened_at,priority\nINC1,New,29/2/2024 01:16,29/2/2024 01:16,3 - Moderate\nINC1,Closed,5/3/2024 12:00,29/2/2024 01:16,3 - Moderate\nINC1,Resolved,29/2/2024 11:29,29/2/2024 01:16,3 - Moderate\n");

        Assert.Equal(3, file.Rows);
        Assert.Equal(("closed", Utc(2024, 3, 5, 12, 0)), (import.Store.Tickets["1:INC1"].Row.Status, import.Store.Tickets["1:INC1"].Row.VersionAt));
    }

    /// <summary>ä in Windows-1252, as desktops of the customer write it.</summary>
    [Fact]
    public async Task Map_Windows1252_IsRead()
    {
        using var import = new ImportFixture();
        import.Settle("servicenow", """{"zone":"UTC"}""");
        string path = import.Write("i.csv", System.Text.Encoding.Latin1.GetBytes("\"Nummer\",\"Geöffnet\",\"Kurzbeschreibung\",\"Priorität\",\"Status\"\n\"INC1\",\"2026-01-29 11:48:43\",\"Zahlung fällig\",\"4 - Niedrig\",\"In Bearbeitung\"\n"));

        var file = await import.ImportFileAsync(path);

        Assert.Equal("servicenow-incident-list-csv", file.Format);
        var row = Assert.Single(import.Store.Tickets.Values).Row;
        Assert.Equal(("Zahlung fällig", "low", "open"), (row.Subject, row.Priority, row.Status));
    }

    /// <summary>Stored values are UTC by ServiceNow's definition, whatever zone the source's lists are in; shown ones are for people.</summary>
    [Theory]
    [InlineData("""{"result":[{"sys_id":"9d38","number":"INC7","opened_at":"2026-07-29 11:48:43","sys_updated_on":"2026-07-30 22:00:00","state":"6","priority":"1","short_description":"Refund missing","caller_id":{"link":"https://desk.example.com/1","value":"ida"},"assigned_to":"","resolved_at":"2026-07-30 21:35:01","calendar_duration":"1970-01-02 09:46:18","u_vendor":"birchwood"}]}""", "6", "ida")]
    [InlineData("""{"records":[{"sys_id":"9d38","number":"INC7","opened_at":"2026-07-29 11:48:43","sys_updated_on":"2026-07-30 22:00:00","state":"6","priority":"1","short_description":"Refund missing","caller_id":"ida","resolved_at":"2026-07-30 21:35:01","calendar_duration":"1970-01-02 09:46:18","u_vendor":"birchwood"}]}""", "6", "ida")]
    [InlineData("""{"result":[{"sys_id":{"display_value":"9d38","value":"9d38"},"number":{"display_value":"INC7","value":"INC7"},"opened_at":{"display_value":"2026-07-29 13:48:43","value":"2026-07-29 11:48:43"},"sys_updated_on":{"display_value":"2026-07-31 00:00:00","value":"2026-07-30 22:00:00"},"state":{"display_value":"Resolved","value":"6"},"priority":{"display_value":"1 - Critical","value":"1"},"short_description":{"display_value":"Refund missing","value":"Refund missing"},"caller_id":{"display_value":"Ida Holm","value":"ida"},"resolved_at":{"display_value":"2026-07-30 23:35:01","value":"2026-07-30 21:35:01"},"calendar_duration":{"display_value":"1 Day 9 Hours 46 Minutes","value":"1970-01-02 09:46:18"},"u_vendor":{"display_value":"birchwood","value":"b1"}}]}""", "Resolved", "Ida Holm")]
    public async Task Map_TableApi_IsAnIncidentInUtc(string json, string rawStatus, string caller)
    {
        using var import = new ImportFixture();

        var (row, vendor, file) = await import.OneOfBerlinAsync("servicenow", json);

        Assert.Equal(("servicenow-incident-json", "servicenow", 1L), (file.Format, file.Source, file.Inserted));
        Assert.Equal(("9d38", "birchwood", caller, "Refund missing", "urgent", "solved", rawStatus), (row.ExternalId, vendor, row.CustomerRef, row.Subject, row.Priority, row.Status, row.RawStatus));
        Assert.Equal((Utc(2026, 7, 29, 11, 48, 43), Utc(2026, 7, 30, 21, 35, 1), Utc(2026, 7, 30, 22, 0)), (row.CreatedAt, row.SolvedAt, row.VersionAt));
        Assert.Equal((null, 121578), (row.Agent, row.ReportedFullResolutionSeconds));
    }

    /// <summary>An answer with nothing but what people see has their times: the list's zone, asked for.</summary>
    [Fact]
    public async Task Map_TableApiAsShown_IsInTheZoneOfTheSource()
    {
        using var import = new ImportFixture();

        var (row, _, file) = await import.OneOfBerlinAsync("servicenow", """{"result":[{"sys_id":"9d38","number":"INC7","opened_at":"2026-07-29 13:48:43","sys_updated_on":"2026-07-30 22:00:00","state":"Resolved","priority":"1 - Critical","short_description":"Help","caller_id":{"display_value":"Ida Holm","link":"https://desk.example.com/1"}}]}""");

        Assert.Equal("servicenow-incident-list-csv", file.Format);
        Assert.Equal((Utc(2026, 7, 29, 11, 48, 43), "Ida Holm", "solved"), (row.CreatedAt, row.CustomerRef, row.Status));
    }

    /// <summary>How teams that customised the list say it.</summary>
    [Fact]
    public async Task Map_PriorityByLetterAndNumber_IsUnderstood()
    {
        using var import = new ImportFixture();
        var (row, _, file) = await import.OneOfBerlinAsync("servicenow", "number,opened_at,priority,state\nINC1,2026-01-29 11:48:43,P1,New\n");

        Assert.Equal("urgent", row.Priority);
        Assert.DoesNotContain("priority", file.FirstProblems.Select(problem => problem.Column));
    }
}
