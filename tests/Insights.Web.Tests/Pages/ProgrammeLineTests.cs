using System.Net;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Web.Access;
using Insights.Web.Tests.Portal;
using Xunit;

namespace Insights.Web.Tests.Pages;

/// <summary>The administrator's table of programme lines: every edit says why, is audited, and can be taken back.</summary>
public sealed class ProgrammeLineTests : IAsyncLifetime
{
    private const string Edit = "/admin/programmes/edit?id=mastercard-ecm";

    private PortalFixture _portal = null!;
    private Browser _admin = null!;

    public async Task InitializeAsync()
    {
        _portal = await PortalFixture.StartAsync();
        _admin = await _portal.SignInAsync("admin");
    }

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Edit_IsAVersionWithItsReason_AndCanBeTakenBack()
    {
        var answer = await _admin.SubmitAsync(Edit, Fields(await _admin.PageAsync(Edit), ("minCount", "120"), ("ratio", "1.25"), ("reason", "letter of our acquirer")), Edit);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var saved = await CardAsync();
        Assert.Equal((1, 120L, 125), (saved.Versions[0].Version, saved.Current!.MinCount, saved.Current.RatioBasisPoints));
        Assert.Equal(("admin", "letter of our acquirer"), (saved.Versions[0].SavedBy, saved.Versions[0].Reason));
        // What the form does not change stays as it was.
        Assert.Equal(saved.Versions[1].Line! with { MinCount = 120, RatioBasisPoints = 125 }, saved.Current);

        await _admin.SubmitAsync(Edit, new() { ["version"] = "0", ["reason"] = "withdrawn" }, Edit + "&handler=Restore");
        Assert.Equal(100L, (await CardAsync()).Current!.MinCount);

        await _admin.SubmitAsync(Edit, new() { ["reason"] = "not ours" }, Edit + "&handler=Remove");
        Assert.Null((await CardAsync()).Current);
        Assert.Contains("Taken out", (await _admin.PageAsync("/admin/programmes")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, (await _portal.InScopeAsync(async services => (await ((AuditLog)services.GetService(typeof(AuditLog))!).LatestAsync(null, 50)).Count(entry => entry.Action == AuditActions.ProgrammesChanged))));
    }

    [Theory]
    [InlineData("ratio", "much", "number of percent")]
    [InlineData("from", "spring", "are days")]
    [InlineData("minCount", "1.5", "whole numbers")]
    [InlineData("region", "Atlantis", "no region")]
    [InlineData("reason", "", "Say why")]
    [InlineData("source", "", "source")]
    public async Task Edit_WithAMistake_SaysWhich_KeepsTheForm_AndSavesNothing(string field, string value, string words)
    {
        var answer = await _admin.SubmitAsync(Edit, Fields(await _admin.PageAsync(Edit), ("tier", "Renamed"), ("reason", "a try"), (field, value)), Edit);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Contains("Renamed", text, StringComparison.Ordinal);
        Assert.Single((await CardAsync()).Versions);
    }

    [Fact]
    public async Task Add_MakesALine()
    {
        var answer = await _admin.SubmitAsync("/admin/programmes/edit", Fields(await _admin.PageAsync("/admin/programmes/edit"),
            ("id", "jcb-excessive"), ("programme", "JCB"), ("network", "jcb"), ("tier", "Excessive"), ("ratio", "1"), ("minCount", "100"), ("source", "JCB rules, 2026"), ("reason", "new network")), "/admin/programmes/edit?id=");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("jcb", (await CardAsync("jcb-excessive")).Current!.Network);
    }

    [Fact]
    public async Task Setting_IsKeptWithItsReason()
    {
        await _admin.SubmitAsync("/admin/programmes", new() { ["included"] = "false", ["reason"] = "the acquirer's answer of May" }, "/admin/programmes?handler=Setting");

        Assert.False((await Table.ViewAsync()).Settings.DisputesIncludeFraud);
        Assert.Contains("the acquirer's answer of May", (await _admin.PageAsync("/admin/programmes")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_AreTheAdministratorsAlone()
    {
        await _portal.AddPersonAsync("lead-person", Roles.SupportLead);
        Assert.NotEqual(HttpStatusCode.OK, (await (await _portal.SignInAsync("lead-person")).GetAsync("/admin/programmes")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _admin.GetAsync("/admin/programmes/edit?id=nothing")).StatusCode);
    }

    private IProgrammeTable Table => (IProgrammeTable)_portal.Services.GetService(typeof(IProgrammeTable))!;

    private async Task<ProgrammeCard> CardAsync(string id = "mastercard-ecm") => (await Table.ViewAsync()).Find(id)!;

    private static Dictionary<string, string> Fields(AngleSharp.Dom.IDocument page, params (string Name, string Value)[] changed)
    {
        var form = page.QuerySelectorAll("form").Single(each => each.QuerySelector("[name=programme]") is not null);
        var fields = form.QuerySelectorAll("input, select").Where(field => field.GetAttribute("type") is not "checkbox" && field.GetAttribute("name") is { } name && !name.StartsWith("__", StringComparison.Ordinal))
            .ToDictionary(field => field.GetAttribute("name")!, field => field is AngleSharp.Html.Dom.IHtmlSelectElement select ? select.Value ?? "" : field.GetAttribute("value") ?? "");
        foreach (var (name, value) in changed)
            fields[name] = value;
        return fields;
    }
}
