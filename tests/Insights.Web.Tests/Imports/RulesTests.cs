using System.Net;
using Insights.Web.Access;
using Xunit;

namespace Insights.Web.Tests.Imports;

/// <summary>Calendars and policies by hand, from an empty store: saved as versions, refused with a reason, undone, simulated.</summary>
public sealed class RulesTests
{
    private static Dictionary<string, string> Calendar(string code = "desk") => new()
    {
        ["code"] = code, ["name"] = "The desk", ["zone"] = "Europe/Berlin", ["hours.mon"] = "9:00-12:00, 13:00-17:00", ["hours.tue"] = "22:00-06:00",
        ["day"] = "2026-12-24", ["closed"] = "12:00-24:00", ["holiday"] = "Christmas Eve", ["country"] = "DE", ["source"] = "wall", ["reviewed"] = "Ana", ["exceptions"] = "2026-12-26 10:00-11:00",
    };

    private static Dictionary<string, string> Policy(string code, string target) => new()
    {
        ["code"] = code, ["name"] = "Policy " + code, ["match.priority"] = code == "urgent" ? "urgent" : "", ["hours"] = "business", ["calendar"] = "desk", ["target.first_reply_time"] = target, ["onChange"] = "carry", ["warnAt"] = "50, 80",
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
        for (var i = 0; i < 400 && (await admin.PageAsync("/policies")).QuerySelectorAll("tbody tr").Length > 1; i++)
            await Task.Delay(25);
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
        await RefusedAsync("/policies/edit", Policy("rest", "8h"), "needs a calendar", ("calendar", ""));
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
}
