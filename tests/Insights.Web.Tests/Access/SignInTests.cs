using System.Net;
using Insights.Web.Access;
using Insights.Web.Portal;
using Insights.Web.Tests.Portal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Web.Tests.Access;

public sealed class SignInTests : IAsyncLifetime
{
    private PortalFixture _portal = null!;

    public async Task InitializeAsync() => _portal = await PortalFixture.StartAsync();

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task SignIn_RightPassword_OpensTheFrontDoorAndIsAudited()
    {
        var browser = await _portal.SignInAsync("admin");

        Assert.Equal("/overview", (await browser.GetAsync("/")).Headers.Location!.OriginalString);
        Assert.Contains(await AuditAsync(), entry => entry is { Action: AuditActions.SignedIn, UserName: "admin" });
    }

    [Theory]
    [InlineData("admin", "wrong password here")]
    [InlineData("nobody", PortalFixture.Password)]
    [InlineData("", "")]
    public async Task SignIn_WrongNameOrPassword_SaysTheSameAndStaysOut(string name, string password)
    {
        var browser = _portal.Open();

        var answer = await browser.SubmitAsync("/account/sign-in", new() { ["name"] = name, ["password"] = password });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("Name or password is wrong.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/overview")).StatusCode);
        Assert.Contains(await AuditAsync(), entry => entry.Action == AuditActions.SignInFailed);
    }

    [Fact]
    public async Task SignIn_FiveWrongPasswords_LocksTheNameEvenForTheRightOne()
    {
        var browser = _portal.Open();
        for (var i = 0; i < 5; i++)
            await browser.SubmitAsync("/account/sign-in", new() { ["name"] = "admin", ["password"] = "wrong password here" });

        var answer = await browser.SubmitAsync("/account/sign-in", new() { ["name"] = "admin", ["password"] = PortalFixture.Password });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("locked for 15 minutes", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(await AuditAsync(), entry => entry.Action == AuditActions.LockedOut);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    public async Task SignIn_ReturnAddressElsewhere_IsNotFollowed(string address)
    {
        var answer = await _portal.Open().SubmitAsync("/account/sign-in", new() { ["name"] = "admin", ["password"] = PortalFixture.Password, ["return"] = address });

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Session_OfAPersonWhoIsDisabled_EndsAtTheNextRequest()
    {
        await _portal.AddPersonAsync("lee", Roles.SupportLead);
        var browser = await _portal.SignInAsync("lee");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/overview")).StatusCode);

        Assert.Null(await ChangeAsync("lee", Roles.SupportLead, null, disabled: true));

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/overview")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _portal.Open().SubmitAsync("/account/sign-in", new() { ["name"] = "lee", ["password"] = PortalFixture.Password })).StatusCode);
    }

    [Fact]
    public async Task Session_OfAPersonWhoseRoleChanges_EndsAtTheNextRequest()
    {
        await _portal.AddPersonAsync("lee", Roles.Administrator);
        var browser = await _portal.SignInAsync("lee");

        Assert.Null(await ChangeAsync("lee", Roles.Vendor, "aurora", disabled: false));

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/admin")).StatusCode);
    }

    [Fact]
    public async Task Change_TheOnlyAdministrator_IsRefused() =>
        Assert.NotNull(await ChangeAsync("admin", Roles.Executive, null, disabled: false));

    [Fact]
    public async Task SignOut_EndsTheSession()
    {
        var browser = await _portal.SignInAsync("admin");

        await browser.SubmitAsync("/account", [], "/account/sign-out");

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/overview")).StatusCode);
    }

    [Fact]
    public async Task Page_OutsideTheRole_Is403AndAudited()
    {
        await _portal.AddPersonAsync("alex", Roles.Executive);
        var browser = await _portal.SignInAsync("alex");

        var answer = await browser.GetAsync("/admin");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("This page is not open to you", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(await AuditAsync(), entry => entry is { Action: AuditActions.Denied, UserName: "alex", Detail: "GET /admin" });
    }

    private Task<string?> ChangeAsync(string name, string role, string? vendor, bool disabled) => _portal.InScopeAsync(async services =>
    {
        var accounts = services.GetRequiredService<UserAccounts>();
        return await accounts.ChangeAsync((await accounts.FindByNameAsync(name))!.Id, role, vendor, disabled);
    });

    private Task<List<AuditEntry>> AuditAsync() => _portal.InScopeAsync(services => services.GetRequiredService<PortalDbContext>().Audit.AsNoTracking().ToListAsync());
}
