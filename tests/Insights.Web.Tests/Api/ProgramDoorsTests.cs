using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Insights.Web.Access;
using Insights.Web.Api.Reading;
using Insights.Web.Tests.Canary;
using Insights.Web.Tests.Running;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Api;

/// <summary>Everything under /api, by every method: a program is answered as one, whatever it does wrong, and never sent to where people sign in.</summary>
[Collection(CanaryGroup.Name)]
public sealed class ProgramDoorsTests(CanaryPortal canary)
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];
    private static readonly string[] Nowhere = ["/api", "/api/", "/api/nothing", "/api/v1", "/api/v2/metrics", "/api/v1/metrics/approval_rate/more", "/api/v1/openapi.yaml", "/api/imports/1/files"];

    [Fact]
    public async Task EveryAddressAndMethod_WithoutAToken_Is401()
    {
        using var stranger = Client(null);
        using var wrong = Client("ins_nobody");
        foreach (var (path, _) in Addresses())
        {
            foreach (var method in Methods)
            {
                Assert.Equal((method, path, HttpStatusCode.Unauthorized), (method, path, await ProblemAsync(stranger, method, path)));
                Assert.Equal((method, path, HttpStatusCode.Unauthorized), (method, path, await ProblemAsync(wrong, method, path)));
            }
        }
    }

    [Fact]
    public async Task EveryAddress_WithAToken_RefusesOtherMethodsAndNamesItsOwn()
    {
        using var reader = Client(await TokenAsync());
        var refused = 0;
        foreach (var (path, taken) in Addresses())
        {
            foreach (var method in Methods.Except(taken))
            {
                var expected = taken.Count > 0 ? HttpStatusCode.MethodNotAllowed : HttpStatusCode.NotFound;
                Assert.Equal((method, path, expected), (method, path, await ProblemAsync(reader, method, path, answer => Assert.Equal(taken.Order(), answer.Content.Headers.Allow.Order()))));
                refused++;
            }
        }
        Assert.True(refused > 50, "Nearly nothing was asked.");
    }

    [Theory]
    [InlineData("/api/v1/metrics/approval_rate?bucket=week", "'bucket' is no word of this address. It takes period, from, to, month, compare, vendor, limit, after, by, ", "The course over time is by=day, by=week or by=month.")]
    [InlineData("/api/v1/metrics?bucket=week", "'bucket' is no word of this address. It takes limit, after.", "")]
    [InlineData("/api/v1/reports/executive-monthly?by=week", "'by' is no word of this address. It takes period, from, to, month, compare, vendor, ", "")]
    [InlineData("/api/v1/reports/executive-monthly?month=october", "month='october' is not a month: write it as 2026-10.", "")]
    [InlineData("/api/v1/metrics/approval_rate?period=someday", "period='someday' is not known: use one of today, ", ".")]
    [InlineData("/api/v1/metrics/approval_rate?by=year", "by is day, week, month, or one of vendor, ", ".")]
    public async Task AWordThatIsNotTaken_IsAnsweredWithThoseThatAre(string path, string begins, string ends)
    {
        using var reader = Client(await TokenAsync());
        using var answer = await reader.GetAsync(new Uri(path, UriKind.Relative));
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var detail = problem.RootElement.GetProperty("detail").GetString()!;

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith(begins, detail, StringComparison.Ordinal);
        Assert.EndsWith(ends, detail, StringComparison.Ordinal);
        // What a page would show instead is none of a program's business: it is shown nothing.
        Assert.DoesNotContain("instead", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePageForPeople_NamesEveryAddressScopeAndWord_AndIsReachedFromWhereTokensAreMade()
    {
        using var admin = await canary.SignInAsync("admin");
        using var vendor = await canary.SignInAsync("vendor-a");
        var parser = new HtmlParser();
        var codes = (await parser.ParseDocumentAsync((await admin.GetAsync("/guide/api")).Text)).QuerySelectorAll("code").Select(code => code.TextContent).ToHashSet();
        var routes = Doors.Of(canary.Portal.Endpoints).Select(Doors.Pattern).Where(path => path.StartsWith("api/v1/", StringComparison.Ordinal)).Select(path => "/" + path);

        string[] named = [.. routes, .. TokenScopes.All.Select(scope => scope.Id), .. ReadingEndpoints.Filter.Concat(ReadingEndpoints.Paging).Append(ReadingEndpoints.By).Select(word => word.Name)];
        Assert.Empty(named.Except(codes));
        foreach (var from in new[] { "/admin/tokens", "/guide", "/definitions" })
            Assert.NotNull((await parser.ParseDocumentAsync((await admin.GetAsync(from)).Text)).QuerySelector("a[href='/guide/api']"));
        Assert.Equal(HttpStatusCode.OK, (await vendor.GetAsync("/guide/api")).Status);
        Assert.Equal(HttpStatusCode.OK, (await vendor.GetAsync("/guide/api/v1.json")).Status);
    }

    /// <summary>Each address of the endpoint table with the methods it takes, and some that lead nowhere.</summary>
    private List<(string Path, IReadOnlyList<string> Methods)> Addresses() =>
    [
        .. Doors.Of(canary.Portal.Endpoints).Where(door => Doors.Pattern(door).StartsWith("api/", StringComparison.Ordinal))
            .GroupBy(door => "/" + Doors.Pattern(door).Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{metricId}", "approval_rate", StringComparison.Ordinal).Replace("{reportId}", "executive-monthly", StringComparison.Ordinal).Replace("{importId}", "none", StringComparison.Ordinal))
            .Select(door => (door.Key, (IReadOnlyList<string>)[.. door.SelectMany(one => one.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods).Distinct()])),
        .. Nowhere.Select(path => (path, (IReadOnlyList<string>)[])),
    ];

    private async Task<string> TokenAsync() => await canary.Portal.Services.GetRequiredService<ApiTokens>().CreateAsync("test", [TokenScopes.MetricsRead, TokenScopes.ReportsRead], null, null, null, "admin");

    private HttpClient Client(string? token)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(canary.Portal.Address) };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static async Task<HttpStatusCode> ProblemAsync(HttpClient client, string method, string path, Action<HttpResponseMessage>? look = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await client.SendAsync(request);
        Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{method} {path} answered {(int)answer.StatusCode} as {answer.Content.Headers.ContentType}");
        look?.Invoke(answer);
        if (method == "HEAD")
            return answer.StatusCode;
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((int)answer.StatusCode, problem.RootElement.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrWhiteSpace(problem.RootElement.GetProperty("detail").GetString()));
        return answer.StatusCode;
    }
}
