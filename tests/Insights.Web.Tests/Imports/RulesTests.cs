using System.Globalization;
using System.Net;
using Insights.Import;
using Insights.Web.Access;
using Insights.Web.Hosting;
using Insights.Web.Pages.DataHealth;
using Insights.Web.Tests.SampleData;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Web.Tests.Imports;

/// <summary>Calendars and policies by hand, from an empty store: saved as versions, refused with a reason, undone, simulated.</summary>
public sealed class RulesTests
{
    private static Dictionary<string, string> Calendar(string code = "desk") => new()
    {
        ["code"] = code,
        ["name"] = "The desk",
        ["zone"] = "Europe/Berlin",
        ["hours.mon"] = "9:00-12:00, 13:00-17:00",
        ["hours.tue"] = "22:00-06:00",
        ["day"] = "2026-12-24",
        ["closed"] = "12:00-24:00",
        ["holiday"] = "Christmas Eve",
        ["country"] = "DE",
        ["source"] = "wall",
        ["reviewed"] = "Ana",
        ["exceptions"] = "2026-12-26 10:00-11:00",
    };

    private static Dictionary<string, string> Policy(string code, string target) => new()
    {
        ["code"] = code,
        ["name"] = "Policy " + code,
        ["match.priority"] = code == "urgent" ? "urgent" : "",
        ["hours"] = "business",
        ["calendar"] = "desk",
        ["target.first_reply_time"] = target,
        ["onChange"] = "carry",
        ["warnAt"] = "50, 80",
    };

    [Fact]
    public async Task CalendarsAndPolicies_AreSavedAsVersions_Simulated_AndUndone()
    {
        await using var portal = await ImportPortal.StartAsync();
        var admin = await portal.SignInAsync();

        Assert.Equal(HttpStatusCode.Redirect, (await admin.SubmitAsync("/policies/calendar-edit", Calendar())).StatusCode);
        var page = await admin.PageAsync("/policies/calendar?code=desk&year=2026");
        Assert.Contains("Christmas Eve (DE), closed 12:00–24:00", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(12, page.QuerySelectorAll("table.month").Length);
        // 2026-12-26 is a Saturday with other hours: one hour.
        Assert.Contains("10:00–11:00", page.QuerySelector("table.data caption")!.ParentElement!.ParentElement!.ParentElement!.TextContent + page.Body.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await admin.SubmitAsync("/policies/edit", Policy("rest", "8h"))).StatusCode);
        var urgent = Policy("urgent", "1h 30m");
        urgent["place"] = "1";
        Assert.Equal(HttpStatusCode.Redirect, (await admin.SubmitAsync("/policies/edit", urgent)).StatusCode);
        Assert.Equal(["Policy urgent", "Policy rest"], (await admin.PageAsync("/policies")).QuerySelectorAll("tbody tr td:nth-child(2) a").Select(link => link.TextContent));

        // Monday 2 November 2026, 16:00 in Berlin: one hour until 17:00, half an hour of the night shift that opens on Tuesday at 22:00.
        var simulated = await admin.PageAsync("/policies/simulator?at=2026-11-02T16:00:00&priority=urgent");
        Assert.Contains("First reply time due", simulated.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("22:00:00–22:30:00", simulated.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1:30:00 h", simulated.Body.TextContent, StringComparison.Ordinal);

        // The place of rest is a version of its own: undoing the batch of urgent takes both back.
        var batch = (await admin.PageAsync("/policies/edit?code=urgent")).QuerySelector("a[href*='/undo']")!.GetAttribute("href")!;
        await admin.SubmitAsync(batch, [], batch + "?handler=Start");
        var undo = portal.Services.GetRequiredService<IUndo>();
        var undone = int.Parse(batch.Split('/')[^2], CultureInfo.InvariantCulture);
        while (undo.Run(undone) is { IsRunning: true })
            await admin.PageAsync(batch);
        Assert.Equal(["Policy rest"], (await admin.PageAsync("/policies")).QuerySelectorAll("tbody tr td:nth-child(2) a").Select(link => link.TextContent));
        Assert.Contains("1 of 1", (await admin.PageAsync("/policies")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nonsense_IsRefusedWithItsReason_AndNothingIsSaved()
    {
        await using var portal = await ImportPortal.StartAsync();
        var admin = await portal.SignInAsync();
        await RefusedAsync("/policies/calendar-edit", Calendar(), "is no time zone", ("zone", "Mars/Base"));
        await RefusedAsync("/policies/calendar-edit", Calendar(), "has no length", ("hours.mon", "09:00-09:00"));
        await RefusedAsync("/policies/calendar-edit", Calendar(), "is not a time of day", ("hours.mon", "nine-five"));
        await RefusedAsync("/policies/calendar-edit", Calendar(), "no business hours at all", ("hours.mon", ""), ("hours.tue", ""), ("exceptions", ""));
        await RefusedAsync("/policies/calendar-edit", Calendar(), "no open second within", ("hours.mon", ""), ("hours.tue", ""), ("exceptions", "2020-01-06 09:00-10:00"));
        await RefusedAsync("/policies/calendar-edit", Calendar(), "is not a date", ("day", "25.12.2026"));
        await RefusedAsync("/policies/calendar-edit", Calendar(), "needs a code", ("code", ""));
        await RefusedAsync("/policies/edit", Policy("rest", "8h"), "There is no calendar “desk”");
        Assert.Contains("No calendar yet", (await admin.PageAsync("/policies/calendars")).Body!.TextContent, StringComparison.Ordinal);

        await admin.SubmitAsync("/policies/calendar-edit", Calendar());
        await RefusedAsync("/policies/calendar-edit", Calendar(), "There is a calendar “desk” already");
        await RefusedAsync("/policies/edit", Policy("rest", ""), "has no targets");
        await RefusedAsync("/policies/edit", Policy("rest", "0m"), "above zero");
        await RefusedAsync("/policies/edit", Policy("rest", "soon"), "is no length of time");
        await RefusedAsync("/policies/edit", Policy("rest", "8h"), "before it begins", ("validFrom", "2026-12-02T00:00"), ("validTo", "2026-12-01T00:00"));
        await RefusedAsync("/policies/edit", Policy("rest", "8h"), "percentages", ("warnAt", "180"));
        await RefusedAsync("/policies/edit", Policy("rest", "8h"), "need a calendar", ("calendar", ""));
        await RefusedAsync("/policies/edit", Policy("rest", "8h"), "Priorities are", ("match.priority", "asap"));
        Assert.Contains("No policy yet", (await admin.PageAsync("/policies")).Body!.TextContent, StringComparison.Ordinal);

        var next = Policy("rest", "8h");
        Assert.Equal(HttpStatusCode.Redirect, (await admin.SubmitAsync("/policies/edit", next)).StatusCode);
        next["validFrom"] = "2027-01-01T00:00";
        Assert.Equal(HttpStatusCode.Redirect, (await admin.SubmitAsync("/policies/edit?code=rest", next)).StatusCode);
        await RefusedAsync("/policies/edit?code=rest", next, "begins at the same instant");
        await RefusedAsync("/policies/edit?code=rest", next, "so the two would overlap", ("validFrom", "2026-12-01T00:00"), ("validTo", "2027-02-01T00:00"));

        async Task RefusedAsync(string path, Dictionary<string, string> fields, string reason, params (string Field, string Value)[] bent)
        {
            fields = new(fields);
            foreach (var (field, value) in bent)
                fields[field] = value;
            var answer = await admin.SubmitAsync(path, fields);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains(WebUtility.HtmlEncode(reason).Replace("&#8220;", "“", StringComparison.Ordinal), WebUtility.HtmlEncode(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync())), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Vendors_SeeNoneOfIt_AndMayExemptNothing()
    {
        await using var portal = await ImportPortal.StartAsync();
        await portal.AddPersonAsync("exec", Roles.Executive);
        var executive = await portal.SignInAsync("exec");

        foreach (var path in new[] { "/policies", "/policies/edit", "/policies/calendars", "/policies/simulator", "/policies/changes" })
            Assert.Equal(HttpStatusCode.Forbidden, (await executive.SendAsync(HttpMethod.Get, path)).StatusCode);
    }

    [Fact]
    public async Task Exemption_NeedsAReason_IsShown_AndIsTakenBack()
    {
        await using var portal = await ImportPortal.StartAsync();
        await portal.AddPersonAsync("exec", Roles.Executive);
        await SmallSetAsync(portal);
        var admin = await portal.SignInAsync();
        var page = await admin.PageAsync("/rows/ticket?id=102");
        Assert.Contains("None: every clock of this ticket is judged.", page.Body!.TextContent, StringComparison.Ordinal);
        var action = page.QuerySelector("#exemptions form")!.GetAttribute("action")!;

        Assert.Equal(HttpStatusCode.BadRequest, (await admin.SubmitAsync("/rows/ticket?id=102", new() { ["reason"] = " " }, action)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.SubmitAsync("/rows/ticket?id=102", new() { ["reason"] = "x", ["metric"] = "happiness" }, action)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.SubmitAsync("/rows/ticket?id=102", new() { ["reason"] = "the bank was down" }, action)).StatusCode);
        page = await admin.PageAsync("/rows/ticket?id=102");
        Assert.Contains("the bank was down", page.QuerySelector("#exemptions")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Left out of every rate (the bank was down)", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.SubmitAsync("/rows/ticket?id=102", new() { ["reason"] = "twice" }, action)).StatusCode);

        // Who may not exempt sees it and gets no form.
        var executive = await portal.SignInAsync("exec");
        var seen = await executive.PageAsync("/rows/ticket?id=102");
        Assert.Contains("the bank was down", seen.QuerySelector("#exemptions")!.TextContent, StringComparison.Ordinal);
        Assert.Null(seen.QuerySelector("#exemptions form"));

        var back = page.QuerySelector("#exemptions button[name=exemption]")!;
        await admin.SubmitAsync("/rows/ticket?id=102", new() { ["exemption"] = back.GetAttribute("value")! }, back.ParentElement!.GetAttribute("action")!);
        page = await admin.PageAsync("/rows/ticket?id=102");
        Assert.Contains("taken back by admin", page.QuerySelector("#exemptions")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Left out of every rate", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("all metrics: the bank was down", (await admin.PageAsync("/admin/audit")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewVersion_ThatReachesBack_IsCompared_AndApprovedOnItsPage()
    {
        await using var portal = await ImportPortal.StartAsync();
        await SmallSetAsync(portal);
        var admin = await portal.SignInAsync();
        Assert.Contains("Nothing to decide", (await admin.PageAsync("/policies/changes")).Body!.TextContent, StringComparison.Ordinal);

        // A minute instead of two hours, from the year 2025 on.
        Assert.Equal(HttpStatusCode.Redirect, (await admin.SubmitAsync("/policies/edit?code=standard", new()
        {
            ["name"] = "Strict",
            ["place"] = "2",
            ["validFrom"] = "2025-01-01T00:00",
            ["match.priority"] = "high, normal",
            ["hours"] = "business",
            ["calendar"] = "berlin",
            ["target.first_reply_time"] = "1m",
            ["onChange"] = "carry",
            ["warnAt"] = "80",
        })).StatusCode);
        var page = await admin.PageAsync("/policies/changes");
        Assert.Contains("One version waits for a decision", page.Body!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await admin.SubmitAsync("/policies/changes", [], "/policies/changes?handler=Ask")).StatusCode);
        page = await admin.PageAsync("/policies/changes");
        Assert.Contains("would be judged otherwise", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll("a[href*='/rows/ticket']"));
        var proposal = page.QuerySelector("input[name=proposal]")!.GetAttribute("value")!;

        Assert.Equal(HttpStatusCode.Conflict, (await admin.SubmitAsync("/policies/changes", new() { ["proposal"] = "999" }, "/policies/changes?handler=Approve")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.SubmitAsync("/policies/changes", new() { ["proposal"] = proposal }, "/policies/changes?handler=Approve")).StatusCode);
        page = await admin.PageAsync("/policies/changes");
        Assert.Contains("Nothing to decide", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Approved:", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HolidaysOfAFile_AreAddedToTheForm_AndWhatIsLeftOutIsSaid()
    {
        await using var portal = await ImportPortal.StartAsync();
        var admin = await portal.SignInAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await admin.TokenAsync("/policies/calendar-edit")), "__RequestVerificationToken" },
            { new StringContent("desk"), "code" },
            { new StringContent("Europe/Berlin"), "zone" },
            { new StringContent("DE"), "icsCountry" },
            { new StringContent("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Christmas\nDTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Thanksgiving\nDTSTART;VALUE=DATE:20201126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\nEND:VEVENT\nEND:VCALENDAR"), "file", "de.ics" },
        };

        var answer = await admin.SendAsync(HttpMethod.Post, "/policies/calendar-edit?handler=Holidays&code=", form);

        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("1 holiday added from de.ics", text, StringComparison.Ordinal);
        Assert.Contains("value=\"12-25\"", text, StringComparison.Ordinal);
        Assert.Contains("“Thanksgiving” (line 7) was left out: it repeats by BYDAY=4TH", text, StringComparison.Ordinal);
        Assert.Contains("No calendar yet", (await admin.PageAsync("/policies/calendars")).Body!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>The tickets of the small set, with its policies, judged.</summary>
    private static async Task SmallSetAsync(ImportPortal portal)
    {
        var folder = Path.Combine(Repository.Root, "sample-data", "small");
        var runner = portal.Services.GetRequiredService<IImportRunner>();
        await runner.RunAsync(new() { Paths = [.. new[] { "vendors.csv", "calendars.json", "sla-policies.json", "tickets.csv", "ticket-events.csv" }.Select(name => Path.Combine(folder, name))] });
        await MetricsRefresh.RunAsync(portal.Services, "test", new Progress<string>(), CancellationToken.None);
    }
}
