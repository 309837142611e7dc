using System.Net;
using AngleSharp.Html.Dom;
using Insights.Web.Access;
using Insights.Web.Tests.Portal;
using Xunit;

namespace Insights.Web.Tests.Pages;

public sealed class FilterBarTests : IAsyncLifetime
{
    private PortalFixture _portal = null!;
    private Browser _browser = null!;

    public async Task InitializeAsync()
    {
        _portal = await PortalFixture.StartAsync();
        _browser = await _portal.SignInAsync("admin");
    }

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Theory]
    // Empty fields fall away, dimensions come in canonical order.
    [InlineData("was=last-30-days&period=last-month&from=&to=&compare=previous&network=visa&vendor=basil&vendor=aurora", "period=last-month&vendor=aurora&vendor=basil&network=visa")]
    // The preset was left alone and dates were typed: the dates are meant.
    [InlineData("was=last-month&period=last-month&from=2026-10-01&to=2026-10-15&compare=none", "from=2026-10-01&to=2026-10-15&compare=none")]
    // The preset was changed while old dates were still in the fields: the preset is meant.
    [InlineData("was=&period=last-week&from=2026-10-01&to=2026-10-15&compare=previous", "period=last-week")]
    // "Chosen dates".
    [InlineData("was=last-week&period=&from=2026-10-01&to=2026-10-15&compare=previous-year", "from=2026-10-01&to=2026-10-15&compare=previous-year")]
    public async Task Apply_TheForm_LeadsToTheCanonicalLink(string form, string query)
    {
        var answer = await _browser.GetAsync("/chargebacks?apply=1&" + form);

        Assert.Equal("/chargebacks?" + query, answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Form_SubmittedUnchanged_LeadsBackToTheSameFilter()
    {
        const string query = "from=2026-10-01&to=2026-10-31&compare=none&vendor=aurora&country=DE&network=visa";
        var page = await _browser.PageAsync("/chargebacks?" + query);
        var form = (IHtmlFormElement)page.QuerySelector(".filter-form")!;
        var pairs = form.Elements.OfType<IHtmlInputElement>().Where(input => input.Name is not null && (input.Type != "checkbox" || input.IsChecked)).Select(input => (input.Name!, input.Value))
            .Concat(form.Elements.OfType<IHtmlSelectElement>().Select(select => (select.Name!, select.Value ?? "")));

        var answer = await _browser.GetAsync("/chargebacks?" + string.Join('&', pairs.Select(pair => pair.Item1 + "=" + Uri.EscapeDataString(pair.Item2))));

        Assert.Equal("/chargebacks?" + query, answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Chips_NameEachValueAndTakeOnlyItOff()
    {
        var page = await _browser.PageAsync("/chargebacks?period=last-month&vendor=aurora&vendor=basil&network=visa");

        Assert.Equal(
            ["/chargebacks?period=last-month&vendor=basil&network=visa", "/chargebacks?period=last-month&vendor=aurora&network=visa", "/chargebacks?period=last-month&vendor=aurora&vendor=basil"],
            page.QuerySelectorAll(".chip a").Select(link => link.GetAttribute("href")));
        Assert.Contains("Aurora Outdoors", page.QuerySelector(".chip")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Freeze_TurnsARelativePeriodIntoDays()
    {
        var page = await _browser.PageAsync("/chargebacks?period=last-month&network=visa");
        var link = page.QuerySelectorAll("a").Single(a => a.TextContent == "Freeze dates").GetAttribute("href")!;

        Assert.Matches(@"^/chargebacks\?from=\d{4}-\d\d-01&to=\d{4}-\d\d-\d\d&network=visa$", link);
    }

    [Fact]
    public async Task Navigation_CarriesTheFilter()
    {
        var page = await _browser.PageAsync("/chargebacks?period=last-month&vendor=aurora");

        Assert.Contains("/overview?period=last-month&vendor=aurora", page.QuerySelectorAll(".side a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Exports_CarryTheFilter()
    {
        var page = await _browser.PageAsync("/chargebacks?period=last-month&vendor=aurora");

        Assert.Contains("/exports/chargebacks/pdf?period=last-month&vendor=aurora", page.QuerySelectorAll("a[download]").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task UnusableFilter_IsSaidAndNotFatal()
    {
        var page = await _browser.PageAsync("/chargebacks?period=last-fortnight&colour=blue&from=<script>");

        Assert.Contains("last-fortnight", page.QuerySelector(".notice-warn")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main script:not([src]):not([type])"));
    }

    [Fact]
    public async Task Vendor_SeesNoVendorMenu()
    {
        await _portal.AddPersonAsync("aurora-person", Roles.Vendor, "aurora");
        var browser = await _portal.SignInAsync("aurora-person");

        var text = await (await browser.GetAsync("/chargebacks?vendor=basil")).Content.ReadAsStringAsync();

        Assert.DoesNotContain("Basil &amp; Thyme</span></label>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"vendor\" value=\"aurora\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SavedView_KeepsPageAndFilterUnderItsName()
    {
        var answer = await _browser.SubmitAsync("/chargebacks?network=visa&period=last-month", new() { ["page"] = "/chargebacks", ["query"] = "network=visa&period=last-month", ["name"] = "Visa, month" }, "/account/views");
        Assert.Equal("/chargebacks?period=last-month&network=visa", answer.Headers.Location!.OriginalString);

        var page = await _browser.PageAsync("/chargebacks?period=last-month&network=visa");

        Assert.Equal("Visa, month", page.QuerySelector(".filter-actions a[aria-current=true]")!.TextContent);
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("/account/sign-out")]
    [InlineData("/rows/../../elsewhere")]
    public async Task SavedView_OfNoScreen_IsRefused(string page)
    {
        var answer = await _browser.SubmitAsync("/chargebacks", new() { ["page"] = page, ["query"] = "", ["name"] = "x" }, "/account/views");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
