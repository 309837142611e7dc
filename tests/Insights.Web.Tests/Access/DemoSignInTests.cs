using System.Net;
using Insights.Web.Tests.Portal;
using Xunit;

namespace Insights.Web.Tests.Access;

/// <summary>One click signs in, so everything that is not this very machine in a demo is refused.</summary>
public sealed class DemoSignInTests
{
    [Fact]
    public async Task Demo_OnLoopback_OffersEachRoleAndTwoVendors()
    {
        await using var portal = await PortalFixture.StartAsync(demo: true);
        var page = await portal.Open().PageAsync("/account/sign-in");

        Assert.Equal(
            ["demo-administrator", "demo-support-lead", "demo-executive", "demo-vendor-1", "demo-vendor-2"],
            page.QuerySelectorAll("button[name=account]").Select(button => button.GetAttribute("value")));
    }

    [Theory]
    [InlineData("demo-administrator", "/overview")]
    [InlineData("demo-support-lead", "/today")]
    [InlineData("demo-vendor-2", "/chargebacks")]
    public async Task Demo_OneClick_OpensTheRolesFrontDoor(string account, string door)
    {
        await using var portal = await PortalFixture.StartAsync(demo: true);

        var answer = await portal.Open().SubmitAsync("/account/sign-in", new() { ["account"] = account }, "/account/demo");

        Assert.Equal(door, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Demo_FromAnotherMachine_IsRefused()
    {
        await using var portal = await PortalFixture.StartAsync(demo: true);
        portal.Remote = IPAddress.Parse("192.0.2.7");

        await AssertRefusedAsync(portal.Open());
    }

    [Fact]
    public async Task Demo_InProduction_IsRefused()
    {
        await using var portal = await PortalFixture.StartAsync(demo: true, environment: "Production");

        await AssertRefusedAsync(portal.Open());
    }

    [Fact]
    public async Task Demo_WithoutDemoData_IsRefused()
    {
        await using var portal = await PortalFixture.StartAsync(demo: false);

        await AssertRefusedAsync(portal.Open());
    }

    [Fact]
    public async Task Demo_ThroughAProxyOnThisMachine_IsRefused()
    {
        await using var portal = await PortalFixture.StartAsync(demo: true);
        var browser = portal.Open();
        browser.Headers["X-Forwarded-For"] = "192.0.2.7";

        await AssertRefusedAsync(browser);
    }

    [Fact]
    public async Task Demo_UnderAnotherHostName_IsRefused()
    {
        await using var portal = await PortalFixture.StartAsync(demo: true);
        var browser = portal.Open();
        browser.Host = "insights.example";

        await AssertRefusedAsync(browser);
    }

    [Fact]
    public async Task Demo_AccountWithoutAPassword_CannotSignInByName()
    {
        await using var portal = await PortalFixture.StartAsync(demo: true);
        await portal.Open().SubmitAsync("/account/sign-in", new() { ["account"] = "demo-administrator" }, "/account/demo");

        var answer = await portal.Open().SubmitAsync("/account/sign-in", new() { ["name"] = "demo-administrator", ["password"] = "" });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static async Task AssertRefusedAsync(Browser browser)
    {
        Assert.Empty((await browser.PageAsync("/account/sign-in")).QuerySelectorAll("button[name=account]"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.SubmitAsync("/account/sign-in", new() { ["account"] = "demo-administrator" }, "/account/demo")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/admin")).StatusCode);
    }
}
