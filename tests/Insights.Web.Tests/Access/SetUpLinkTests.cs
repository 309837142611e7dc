using System.Net;
using Insights.Web.Access;
using Insights.Web.Portal;
using Insights.Web.Tests.Portal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Web.Tests.Access;

public sealed class SetUpLinkTests : IAsyncLifetime
{
    private PortalFixture _portal = null!;

    private SetUpLinks Links => _portal.Services.GetRequiredService<SetUpLinks>();

    public async Task InitializeAsync() => _portal = await PortalFixture.StartAsync(firstAdministrator: false);

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task FirstLink_MakesTheAdministratorAndSignsIn()
    {
        var browser = _portal.Open();

        var answer = await CreateAsync(browser, (await Links.CreateAsync())!, "grace");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin")).StatusCode);
        Assert.Null(await Links.CreateAsync());
    }

    [Fact]
    public async Task Link_UsedTwice_OpensOnce()
    {
        var link = (await Links.CreateAsync())!;
        await CreateAsync(_portal.Open(), link, "grace");

        var again = _portal.Open();
        var answer = await again.SubmitAsync("/account/sign-in", Fields("mallory"), link);

        Assert.Contains("does not work any more", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await _portal.InScopeAsync(services => services.GetRequiredService<PortalDbContext>().Users.CountAsync()));
    }

    [Fact]
    public async Task Use_ByManyAtOnce_SucceedsOnce()
    {
        var path = (await Links.CreateAsync())!;
        var link = (await Links.FindAsync(path[(path.IndexOf('=', StringComparison.Ordinal) + 1)..]))!;

        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Links.UseAsync(link))));

        Assert.Single(won, true);
    }

    [Fact]
    public async Task NewLink_EndsTheOneBefore()
    {
        var first = (await Links.CreateAsync())!;
        var second = (await Links.CreateAsync())!;

        Assert.Contains("does not work any more", await (await _portal.Open().GetAsync(first)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Create the first administrator", await (await _portal.Open().GetAsync(second)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_AfterThreeDays_HasExpired()
    {
        var path = (await Links.CreateAsync())!;
        await _portal.InScopeAsync(services => services.GetRequiredService<PortalDbContext>().SetUpTokens
            .ExecuteUpdateAsync(update => update.SetProperty(token => token.ExpiresAt, token => token.CreatedAt)));

        Assert.Contains("does not work any more", await (await _portal.Open().GetAsync(path)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_WithARefusedPassword_StaysUsable()
    {
        var link = (await Links.CreateAsync())!;
        var browser = _portal.Open();

        var refused = await browser.SubmitAsync(link, new() { ["name"] = "grace", ["password"] = "short", ["again"] = "short" });

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await CreateAsync(browser, link, "grace")).StatusCode);
    }

    [Fact]
    public async Task Store_HoldsNoUsableToken()
    {
        var path = (await Links.CreateAsync())!;

        var stored = await _portal.InScopeAsync(services => services.GetRequiredService<PortalDbContext>().SetUpTokens.SingleAsync());

        Assert.DoesNotContain(stored.TokenHash, path, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(64, stored.TokenHash.Length);
    }

    private static Task<HttpResponseMessage> CreateAsync(Browser browser, string link, string name) => browser.SubmitAsync(link, Fields(name));

    private static Dictionary<string, string> Fields(string name) => new() { ["name"] = name, ["displayName"] = name, ["password"] = PortalFixture.Password, ["again"] = PortalFixture.Password };
}
