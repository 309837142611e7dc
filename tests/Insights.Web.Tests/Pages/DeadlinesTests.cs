using System.Net;
using Insights.Web.Access;
using Insights.Web.Tests.Portal;
using Xunit;

namespace Insights.Web.Tests.Pages;

public sealed class DeadlinesTests : IAsyncLifetime
{
    private PortalFixture _portal = null!;

    public async Task InitializeAsync() => _portal = await PortalFixture.StartAsync();

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Page_LeadsToTheCalendarUnderItsFilter()
    {
        var browser = await _portal.SignInAsync("admin");
        var page = await browser.PageAsync("/deadlines?network=visa&period=last-30-days");

        var href = page.QuerySelector("a[download][href^='/deadlines/calendar.ics']")!.GetAttribute("href")!;
        Assert.Contains("network=visa", href, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(href)).StatusCode);
    }

    [Fact]
    public async Task Calendar_HoldsOneEntryADispute_AndOnlyTheReadersOwn()
    {
        var staff = await (await (await _portal.SignInAsync("admin")).GetAsync("/deadlines/calendar.ics")).Content.ReadAsStringAsync();
        await _portal.AddPersonAsync("aurora-person", Roles.Vendor, "aurora");
        var answer = await (await _portal.SignInAsync("aurora-person")).GetAsync("/deadlines/calendar.ics");
        var vendor = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(2, staff.Split("BEGIN:VEVENT").Length - 1);
        Assert.Contains("Birch", staff, StringComparison.Ordinal);
        Assert.Equal(1, vendor.Split("BEGIN:VEVENT").Length - 1);
        Assert.DoesNotContain("Birch", vendor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calendar_WithoutSignIn_IsNotGiven() => Assert.NotEqual(HttpStatusCode.OK, (await _portal.Open().GetAsync("/deadlines/calendar.ics")).StatusCode);
}
