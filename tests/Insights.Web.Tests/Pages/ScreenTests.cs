using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Insights.Web.Access;
using Insights.Web.Pages.DataHealth;
using Insights.Web.Portal;
using Insights.Web.Tests.Portal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Web.Tests.Pages;

public sealed class ScreenTests : IAsyncLifetime
{
    private PortalFixture _portal = null!;
    private Browser _browser = null!;

    public async Task InitializeAsync()
    {
        _portal = await PortalFixture.StartAsync();
        _browser = await _portal.SignInAsync("admin");
    }

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Tile_IsOneLinkWithDeltaVerdictAndSample()
    {
        var page = await _browser.PageAsync("/overview");
        var tile = page.QuerySelector("a.tile")!;

        Assert.StartsWith("/rows/disputes.opened?", tile.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("0.84 %", tile.TextContent, StringComparison.Ordinal);
        Assert.Contains("+0.06 pp worse", Flat(tile.TextContent), StringComparison.Ordinal);
        Assert.Contains("vs October 2026", tile.TextContent, StringComparison.Ordinal);
        Assert.Contains("n = 10,000", tile.TextContent, StringComparison.Ordinal);
        Assert.Contains("target 0.90 %", tile.TextContent, StringComparison.Ordinal);
        Assert.Empty(tile.QuerySelectorAll("a"));
        Assert.Single(page.QuerySelectorAll(".small-sample"));
    }

    [Fact]
    public async Task Chart_HasDrawingTableAndData()
    {
        var page = await _browser.PageAsync("/overview");
        var chart = page.QuerySelectorAll("figure[data-chart]")[0];

        Assert.NotNull(chart.QuerySelector(".chart-wide svg[role=img] title"));
        Assert.Equal(12, chart.QuerySelectorAll(".chart-data tr").Length);
        using var data = JsonDocument.Parse(chart.QuerySelector("script[type='application/json']")!.TextContent);
        Assert.Equal("line", data.RootElement.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Table_SortsByLinkWithMissingValuesLast()
    {
        var page = await _browser.PageAsync("/overview?sort=by-vendor:rate:asc");
        var names = page.QuerySelectorAll("#vendors table.data tbody tr").Select(row => row.Children[0].TextContent);

        Assert.Equal(["Basil & Thyme", "Aurora Outdoors", "Cedar <Lights>"], names);
        Assert.Equal("ascending", page.QuerySelector("#vendors th[aria-sort]")!.GetAttribute("aria-sort"));
    }

    [Fact]
    public async Task Annotation_AppearsOnTheTimeChart()
    {
        await _browser.SubmitAsync("/annotations", new() { ["day"] = "2026-05-12", ["text"] = "Descriptor changed" }, "/annotations?handler=Add");

        var page = await _browser.PageAsync("/overview?from=2026-01-01&to=2026-11-20");

        Assert.Contains("Descriptor changed", page.QuerySelector(".chart-wide svg")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Annotation_NotForVendors_IsNotTheirs()
    {
        await _browser.SubmitAsync("/annotations", new() { ["day"] = "2026-05-12", ["text"] = "Basil audited" }, "/annotations?handler=Add");
        await _portal.AddPersonAsync("aurora-person", Roles.Vendor, "aurora");

        var text = await (await (await _portal.SignInAsync("aurora-person")).GetAsync("/chargebacks?from=2026-01-01&to=2026-11-20")).Content.ReadAsStringAsync();

        Assert.DoesNotContain("Basil audited", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_ShowTheExactCountAndLinkToDetails()
    {
        var page = await _browser.PageAsync("/rows/disputes.opened");

        Assert.Equal("2", page.GetElementById("row-count")!.TextContent);
        Assert.Equal("/rows/dispute?source=1&id=dp_aurora_1", page.QuerySelector("tbody a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Today_SaysWhatSecondItIs_RefreshesItself_AndCanBeRefreshedByALink()
    {
        var page = await _browser.PageAsync("/today?period=last-month&vendor=aurora");

        var live = page.QuerySelector("#today[data-refresh='20'][data-refresh-keeps=place]")!;
        Assert.Matches("As of 10:00:00 CET", Flat(live.QuerySelector(".live-line")!.TextContent));
        Assert.Equal("/today?period=last-month&vendor=aurora", live.QuerySelector(".live-line a")!.GetAttribute("href"));
        Assert.NotNull(live.QuerySelector("a.tile"));
        Assert.NotNull(live.QuerySelector("figure svg[role=img]"));
        // What stands still on the page must not need script to come back; the period is carried along and not asked for.
        Assert.Empty(page.QuerySelectorAll("script[src*='chart']"));
        Assert.Empty(page.QuerySelectorAll("select[name=period]"));
        Assert.Equal("last-month", page.QuerySelector("input[type=hidden][name=period]")!.GetAttribute("value"));
        Assert.Equal("/today", page.QuerySelectorAll("nav.side a")[0].GetAttribute("href")!.Split('?')[0]);
    }

    [Fact]
    public async Task Queue_SaysItsRule_ItsCount_AndHowTheQueuesAddUp()
    {
        var page = await _browser.PageAsync("/queues/expired-1");

        Assert.Equal("2 · Expired 1", Flat(page.QuerySelector("h1")!.TextContent));
        Assert.StartsWith("No agent has replied for more than 30 days", page.QuerySelector(".page-lead")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/definitions/queue_expired_1", page.QuerySelector(".page-lead a")!.GetAttribute("href"));
        Assert.Equal(["New 2", "Open 2", "Waiting 2", "Expired 1 2", "Expired 2 2", "Closed 2", "All 2"], page.QuerySelectorAll("nav.tabs a").Select(tab => Flat(tab.TextContent)));
        Assert.Equal("Expired 1 2", Flat(page.QuerySelector("nav.tabs a[aria-current=page]")!.TextContent));
        Assert.Equal("/queues/all", page.QuerySelector("input[name=find]")!.Closest("form")!.GetAttribute("action"));
        Assert.NotEmpty(page.QuerySelectorAll("a[href^='/exports/rows/queue.expired_1/xlsx']"));
    }

    [Theory]
    [InlineData("/today")]
    [InlineData("/queues")]
    public async Task Vendor_HasNoDeskOfTheHouse(string path)
    {
        await _portal.AddPersonAsync("aurora-person", Roles.Vendor, "aurora");

        Assert.NotEqual(HttpStatusCode.OK, (await (await _portal.SignInAsync("aurora-person")).GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Rows_WithASortThatIsNone_LeadToThePlainPage() =>
        Assert.StartsWith("/rows/disputes.opened?", (await _browser.GetAsync("/rows/disputes.opened?sort=nonsense:asc")).Headers.Location!.OriginalString, StringComparison.Ordinal);

    [Theory]
    [InlineData("/rows/disputes.opened", 1)]
    [InlineData("/exports/rows/disputes.opened/json", 1)]
    [InlineData("/exports/rows/disputes.opened/csv", 1)]
    [InlineData("/rows/dispute?source=1&id=dp_aurora_1", 1)]
    public async Task Vendor_ReadsItsOwnRowsOnly(string path, int own)
    {
        await _portal.AddPersonAsync("aurora-person", Roles.Vendor, "aurora");
        var browser = await _portal.SignInAsync("aurora-person");

        var text = await (await browser.GetAsync(path)).Content.ReadAsStringAsync();

        Assert.True(text.Split("dp_aurora_1").Length > own, path + " lacks the vendor's own row.");
        Assert.DoesNotContain("dp_basil_1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("disputes-2026-11.csv", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/rows/dispute?source=1&id=dp_basil_1")]
    [InlineData("/reports/executive-monthly")]
    [InlineData("/exports/overview/json")]
    [InlineData("/exports/executive-monthly/xlsx")]
    public async Task Vendor_AskingForWhatIsNotItsOwn_FindsNothing(string path)
    {
        await _portal.AddPersonAsync("aurora-person", Roles.Vendor, "aurora");

        Assert.Equal(HttpStatusCode.NotFound, (await (await _portal.SignInAsync("aurora-person")).GetAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("pdf", "application/pdf", "chargebacks_all-vendors_2026-10.pdf")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "chargebacks_all-vendors_2026-10.xlsx")]
    [InlineData("csv", "application/zip", "chargebacks_all-vendors_2026-10.zip")]
    [InlineData("csv-machine", "application/zip", "chargebacks_all-vendors_2026-10.zip")]
    [InlineData("json", "application/json", "chargebacks_all-vendors_2026-10.json")]
    public async Task Export_NamesReportScopeAndPeriodAndIsAudited(string format, string type, string name)
    {
        var answer = await _browser.GetAsync($"/exports/chargebacks/{format}?month=2026-10");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(name, answer.Content.Headers.ContentDisposition!.FileName);
        Assert.True((await answer.Content.ReadAsByteArrayAsync()).Length > 500);
        var entry = await _portal.InScopeAsync(services => services.GetRequiredService<PortalDbContext>().Audit.SingleAsync(entry => entry.Action == AuditActions.Exported));
        Assert.Equal($"chargebacks as {format}, All vendors, from=2026-10-01&to=2026-10-31", entry.Detail);
    }

    [Fact]
    public async Task Upload_IsCheckedFirstThenImportedOnRequest()
    {
        var answer = await UploadAsync(await TokenAsync());
        var path = answer.Headers.Location!.OriginalString;
        Assert.Equal("/data-health/uploads/Upload-1", path);
        Assert.Equal(ImportStage.Checked, _portal.Sample.Imports.Import("Upload-1").Stage);
        Assert.Equal(["a.csv", "b.csv"], _portal.Sample.Imports.Import("Upload-1").Files.Select(file => file.Name));
        Assert.Contains("Import, leaving out 15 rejected rows", await (await _browser.GetAsync(path)).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var form = await _browser.PageAsync(path);
        await _browser.SubmitAsync(path, [], form.QuerySelector("button[formaction*=Import]")!.GetAttribute("formaction"));

        Assert.Equal(ImportStage.Imported, _portal.Sample.Imports.Import("Upload-1").Stage);
    }

    [Fact]
    public async Task Upload_WithAWrongToken_ReadsNoFile()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await UploadAsync("wrong")).StatusCode);
        Assert.Empty(await _portal.Sample.Imports.RecentAsync());
    }

    [Fact]
    public async Task Job_IsStartedByItsButtonUnderThePersonsName()
    {
        await _browser.SubmitAsync("/jobs", new() { ["job"] = "clocks" }, "/jobs?handler=Run");
        Assert.Equal(HttpStatusCode.NotFound, (await _browser.SubmitAsync("/jobs", new() { ["job"] = "nonsense" }, "/jobs?handler=Run")).StatusCode);

        Assert.Equal(["run clocks admin"], _portal.Sample.Calls);
    }

    [Fact]
    public async Task Failure_ShowsAReferenceAndNoStack()
    {
        var answer = await _browser.GetAsync("/throws");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("Reference <code>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("The secret of the stack", text, StringComparison.Ordinal);
        Assert.DoesNotContain("at Insights", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workspace_WithAZoneThatIsNone_SaysSoAndKeepsTheOld()
    {
        var answer = await _browser.SubmitAsync("/admin/workspace", new() { ["name"] = "Market", ["zone"] = "Mars/Base", ["currency"] = "EUR" }, "/admin/workspace?handler=Save");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Europe/Berlin", _portal.Sample.Workspace.Zone.Id);
    }

    [Fact]
    public async Task Months_CloseOneThatIsOver_AndNoOther()
    {
        var page = await _browser.PageAsync("/admin/months");
        Assert.Equal("2026-10", page.QuerySelector("select[name=month] option")!.GetAttribute("value"));
        Assert.Equal("/rows/clocks.restated?from=2026-09-01&to=2026-09-30", page.QuerySelector("table.data a")!.GetAttribute("href"));

        Assert.Equal(HttpStatusCode.BadRequest, (await _browser.SubmitAsync("/admin/months", new() { ["month"] = "2026-11" }, "/admin/months?handler=Close")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await _browser.SubmitAsync("/admin/months", new() { ["month"] = "2026-10" }, "/admin/months?handler=Close")).StatusCode);

        Assert.Equal([(new NodaTime.YearMonth(2026, 10), (string?)"admin")], _portal.Sample.Months.ClosedByHand);
        Assert.Contains("October 2026 is closed: 21 verdicts stamped.", (await _browser.PageAsync("/admin/months")).QuerySelector(".notice-good")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workspace_KeepsTheDaysUntilAMonthIsClosed()
    {
        var form = new Dictionary<string, string> { ["name"] = "Market", ["zone"] = "Europe/Berlin", ["currency"] = "EUR", ["closed"] = "61" };
        Assert.Equal(HttpStatusCode.BadRequest, (await _browser.SubmitAsync("/admin/workspace", form, "/admin/workspace?handler=Save")).StatusCode);
        form["closed"] = "9";
        Assert.Equal(HttpStatusCode.Redirect, (await _browser.SubmitAsync("/admin/workspace", form, "/admin/workspace?handler=Save")).StatusCode);
        Assert.Equal(9, _portal.Sample.Workspace.DaysUntilClosed);
    }

    [Fact]
    public async Task Person_IsAddedWithALinkThatChoosesThePassword()
    {
        await _browser.SubmitAsync("/admin", new() { ["name"] = "new.person", ["role"] = Roles.Vendor, ["vendor"] = "basil" }, "/admin?handler=Add");
        var page = await _browser.PageAsync("/admin");
        var link = new Uri(page.QuerySelector(".notice-good code")!.TextContent);

        var theirs = _portal.Open();
        var answer = await theirs.SubmitAsync(link.PathAndQuery, new() { ["password"] = PortalFixture.Password, ["again"] = PortalFixture.Password });

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/chargebacks", (await theirs.GetAsync("/")).Headers.Location!.OriginalString);
        Assert.Empty((await _browser.PageAsync("/admin")).QuerySelectorAll(".notice-good code"));
    }

    [Fact]
    public async Task Theme_IsInTheFirstByteOfTheNextPage()
    {
        await _browser.SubmitAsync("/account", new() { ["theme"] = "dark", ["return"] = "/account" }, "/account/theme");

        Assert.Equal("dark", (await _browser.PageAsync("/account")).DocumentElement.GetAttribute("data-theme"));
    }

    private async Task<string> TokenAsync() =>
        (await new HtmlParser().ParseDocumentAsync(await (await _browser.GetAsync("/data-health")).Content.ReadAsStringAsync()))
            .QuerySelector("[data-upload] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private Task<HttpResponseMessage> UploadAsync(string token)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("id\r\n1\r\n")), "files", "a.csv" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("id\r\n2\r\n")), "files", "b.csv" },
        };
        return _browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/data-health/upload") { Content = form });
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
