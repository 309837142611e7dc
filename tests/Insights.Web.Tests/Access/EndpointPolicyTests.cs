using System.Net;
using AngleSharp.Html.Parser;
using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Insights.Web.Tests.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Insights.Web.Tests.Access;

/// <summary>Walks the portal's own endpoint table, so that a page added tomorrow is covered without anyone remembering.</summary>
public sealed class EndpointPolicyTests : IAsyncLifetime
{
    // Open without signing in, each for a reason: how else would one sign in, set up, read an error, choose a theme.
    private static readonly string[] Open = ["/account/sign-in", "/account/demo", "/account/set-up", "/account/theme", "/account/unsubscribe", "/account/mail-file", "/error/500"];

    private PortalFixture _portal = null!;

    public async Task InitializeAsync()
    {
        _portal = await PortalFixture.StartAsync();
        await _portal.AddPersonAsync(Roles.SupportLead, Roles.SupportLead);
        await _portal.AddPersonAsync(Roles.Executive, Roles.Executive);
        await _portal.AddPersonAsync(Roles.Vendor, Roles.Vendor, "aurora");
    }

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public void Endpoints_EachNameAPolicyOrAreOpenOnPurpose()
    {
        var routes = Routes();
        Assert.True(routes.Count > 30, "The endpoint table looks empty.");
        var nameless = routes.Where(route => route.Policy is null && !Open.Contains(route.Path)).Select(route => route.Path);

        Assert.Empty(nameless);
    }

    [Fact]
    public void Navigation_ShowsAScreenToExactlyThoseWhoMayOpenIt()
    {
        var policies = Routes().ToLookup(route => route.Path, route => route.Policy);

        Assert.All(Screens.All, screen => Assert.Equal(screen.Policy, Assert.Single(policies[screen.Path switch { "/rows" => "/rows/disputes.opened", "/queues" => "/queues/new", var path => path }])));
    }

    [Theory]
    [InlineData(Roles.Administrator)]
    [InlineData(Roles.SupportLead)]
    [InlineData(Roles.Executive)]
    [InlineData(Roles.Vendor)]
    public async Task Pages_ForARole_AreOpenOrForbiddenAsTheirPolicySays(string role)
    {
        var browser = await _portal.SignInAsync(role == Roles.Administrator ? "admin" : role);

        foreach (var (path, policy) in Routes().Where(route => route.Policy is not null))
        {
            var answer = await browser.GetAsync(path);
            // Programs' doors ask for a token: a person's cookie is none.
            var isForbidden = answer.StatusCode == (IsForPrograms(path) ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden);

            Assert.True(isForbidden != Policies.Allows(policy!, role), $"{role} at {path} ({policy}): {(int)answer.StatusCode}");
            Assert.True((int)answer.StatusCode < 500, $"{role} at {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task Pages_WithoutSigningIn_LeadToTheSignIn()
    {
        foreach (var (path, policy) in Routes().Where(route => route.Policy is not null))
        {
            var answer = await _portal.Open().GetAsync(path);
            if (IsForPrograms(path))
            {
                Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
                continue;
            }

            Assert.True(answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString.Contains("/account/sign-in", StringComparison.Ordinal), $"{path} ({policy}): {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Answers_CarryTheContentPolicyAndNothingInline()
    {
        var browser = await _portal.SignInAsync("admin");
        foreach (var path in Routes().Select(route => route.Path).Append("/nothing-here").Append("/throws").Append("/css/insights.css"))
        {
            var answer = await browser.GetAsync(path);
            Assert.True(answer.Headers.TryGetValues("Content-Security-Policy", out var policy), path + " has no content policy.");
            Assert.DoesNotContain("unsafe", Assert.Single(policy!), StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));

            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
            var inline = page.QuerySelectorAll("script:not([src]):not([type='application/json']), style, [style], [onclick], [onload], [onsubmit]").Select(element => path + ": " + element.OuterHtml);
            Assert.Empty(inline);
        }
    }

    [Fact]
    public async Task Posts_WithoutTheFormsToken_AreRefused()
    {
        var browser = await _portal.SignInAsync("admin");
        foreach (var path in new[] { "/account/sign-out", "/account/views", "/account/theme", "/account/demo", "/account?handler=Password", "/admin?handler=Add", "/admin/workspace?handler=Save", "/admin/workspace?handler=DemoOff", "/jobs?handler=Run", "/annotations?handler=Add", "/data-health/upload", "/admin/tokens?handler=Add", "/admin/tokens?handler=Revoke", "/admin/months?handler=Close", "/admin/programmes?handler=Setting", "/admin/programmes/edit?id=mastercard-ecm" })
        {
            var answer = await browser.PostAsync(path, new() { ["name"] = "x" });

            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{path}: {(int)answer.StatusCode}");
        }
        Assert.Empty(_portal.Sample.Calls);
    }

    // Every GET route with its parameters filled in, once.
    private List<(string Path, string? Policy)> Routes() =>
    [
        .. _portal.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is null or { HttpMethods: [] } || endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET"))
            .Where(endpoint => endpoint.RoutePattern.RawText is { } text && text != "/throws" && !text.StartsWith("{**", StringComparison.Ordinal) && !text.Contains("lib/", StringComparison.Ordinal) && !text.Contains("css/", StringComparison.Ordinal) && !text.Contains("js/", StringComparison.Ordinal) && !text.Contains("img/", StringComparison.Ordinal))
            .Select(endpoint => (Fill(endpoint.RoutePattern.RawText!), endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).LastOrDefault(name => name is not null)))
            .DistinctBy(route => route.Item1),
    ];

    private static bool IsForPrograms(string path) => path.StartsWith("/api/", StringComparison.Ordinal);

    private static string Fill(string pattern)
    {
        var path = pattern
            .Replace("{rowSet?}", "disputes.opened", StringComparison.Ordinal).Replace("{rowSet}", "disputes.opened", StringComparison.Ordinal)
            .Replace("{reportId}", "chargebacks", StringComparison.Ordinal).Replace("{format}", "json", StringComparison.Ordinal)
            .Replace("{metricId}", "dispute_activity", StringComparison.Ordinal).Replace("{code:int}", "500", StringComparison.Ordinal)
            .Replace("{batchId:int}", "3", StringComparison.Ordinal).Replace("{fileId:int}", "7", StringComparison.Ordinal)
            .Replace("{personId:int}", "1", StringComparison.Ordinal).Replace("{uploadId}", "none", StringComparison.Ordinal)
            .Replace("{templateId}", "tickets", StringComparison.Ordinal).Replace("{importId}", "none", StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal)
            .Replace("{vendor}", "aurora", StringComparison.Ordinal).Replace("{id:int}", "1", StringComparison.Ordinal)
            .Replace("{stored}", "payments", StringComparison.Ordinal).Replace("{queue?}", "new", StringComparison.Ordinal).Replace("{file:int}", "0", StringComparison.Ordinal).Replace("{source}", "stripe", StringComparison.Ordinal);
        Assert.DoesNotContain('{', path);
        return path.StartsWith('/') ? path : "/" + path;
    }
}
