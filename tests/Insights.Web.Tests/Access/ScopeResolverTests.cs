using System.Security.Claims;
using Insights.Import.Store;
using Insights.Web.Access;
using Insights.Web.Tests.Portal;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Web.Tests.Access;

public sealed class ScopeResolverTests : IAsyncLifetime
{
    private PortalFixture _portal = null!;

    private ScopeResolver Resolver => _portal.Services.GetRequiredService<ScopeResolver>();

    public async Task InitializeAsync() => _portal = await PortalFixture.StartAsync();

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Theory]
    [InlineData(Roles.Administrator, null, ScopeKind.Staff)]
    [InlineData(Roles.SupportLead, null, ScopeKind.Staff)]
    [InlineData(Roles.Executive, "aurora", ScopeKind.Staff)]
    [InlineData(Roles.Vendor, "aurora", ScopeKind.Vendor)]
    [InlineData(Roles.Vendor, "a vendor no file has named", ScopeKind.Nothing)]
    [InlineData(Roles.Vendor, null, ScopeKind.Nothing)]
    [InlineData("", "aurora", ScopeKind.Nothing)]
    [InlineData("Administrator", null, ScopeKind.Nothing)]
    public async Task For_ARoleAndMembership_IsNoWiderThanItSays(string role, string? vendor, ScopeKind kind) =>
        Assert.Equal(kind, (await Resolver.ForAsync(role, vendor)).Kind);

    [Fact]
    public async Task Resolve_Nobody_IsNothing() =>
        Assert.Same(DataScope.Nothing, await Resolver.ResolveAsync(new ClaimsPrincipal(new ClaimsIdentity())));

    [Fact]
    public async Task Resolve_AForgedStaffClaim_ReadsThePersonAsStored()
    {
        await _portal.AddPersonAsync("basil-person", Roles.Vendor, "basil");
        var id = await _portal.InScopeAsync(async services => (await services.GetRequiredService<UserAccounts>().FindByNameAsync("basil-person"))!.Id);
        var forged = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id.ToString()), new(ClaimTypes.Role, Roles.Administrator)], "test"));

        Assert.Equal(DataScope.Vendor(2), await Resolver.ResolveAsync(forged));
    }

    [Fact]
    public async Task Resolve_APersonWhoDoesNotExist_IsNothing() =>
        Assert.Same(DataScope.Nothing, await Resolver.ResolveAsync(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "4711"), new(ClaimTypes.Role, Roles.Administrator)], "test"))));
}
