using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Import.Store;
using Insights.Web.Access;
using Insights.Web.Tests.Canary;
using Insights.Web.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Api;

/// <summary>The read-only interface, over the running portal of the canary walk: what a token reads is what its scope may see, and nothing else.</summary>
[Collection(CanaryGroup.Name)]
public sealed class ReadingApiTests(CanaryPortal canary)
{
    [Fact]
    public async Task Metric_IsTheQuerysAnswer_WithItsCountsAndTheAddressOfItsRows()
    {
        using var program = await ProgramAsync(null, TokenScopes.MetricsRead);
        var answer = await JsonAsync(program, "/api/v1/metrics/approval_rate?from=2026-01-01&to=2030-12-31&by=vendor&limit=3");
        var filter = new ReportFilter { Range = new(new(2026, 1, 1), new(2030, 12, 31)) };
        var expected = await canary.Portal.Services.GetRequiredService<IMetricQueries>().ValueAsync("approval_rate", filter, DataScope.Staff);

        var value = answer.GetProperty("value");
        Assert.Equal(expected.Numerator, value.GetProperty("numerator").GetInt64());
        Assert.Equal(expected.Denominator, value.GetProperty("denominator").GetInt64());
        Assert.Equal(expected.N, answer.GetProperty("n").GetInt64());
        Assert.StartsWith("/rows/", value.GetProperty("link").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, answer.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Lists_ComeInPagesThatTogetherHoldEveryItemOnce()
    {
        using var program = await ProgramAsync(null, TokenScopes.MetricsRead, TokenScopes.ReportsRead);
        foreach (var (path, all) in new[]
        {
            ("/api/v1/metrics?limit=40", MetricCatalog.All.Select(metric => metric.Id)),
            ("/api/v1/reports?limit=7", canary.Portal.Services.GetRequiredService<Insights.Analytics.Reports.ReportLibrary>().For(DataScope.Staff).Select(report => report.Id)),
        })
        {
            var seen = new List<string>();
            for (string? next = path; next is not null;)
            {
                var page = await JsonAsync(program, next);
                seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
                Assert.Equal(all.Count(), page.GetProperty("total").GetInt32());
                next = page.GetProperty("next").GetString();
            }
            Assert.Equal(all, seen);
        }
    }

    [Fact]
    public async Task Report_IsThePortalsOwnDocument_AndIsSentAgainOnlyWhenItChanged()
    {
        using var program = await ProgramAsync(null, TokenScopes.ReportsRead);
        using var first = await program.GetAsync(new Uri("/api/v1/reports/executive-monthly?period=last-month", UriKind.Relative));
        var tag = first.Headers.ETag!;
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/reports/executive-monthly?period=last-month");
        again.Headers.IfNoneMatch.Add(tag);
        using var second = await program.SendAsync(again);
        using var other = new HttpRequestMessage(HttpMethod.Get, "/api/v1/reports/executive-monthly?period=last-7-days");
        other.Headers.IfNoneMatch.Add(tag);
        using var third = await program.SendAsync(other);
        using var admin = await canary.SignInAsync("admin");
        var download = await admin.GetAsync("/exports/executive-monthly/json?period=last-month");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var document = JsonDocument.Parse(await first.Content.ReadAsStringAsync());
        using var file = JsonDocument.Parse(download.Text);
        Assert.Equal(file.RootElement.GetProperty("sections").GetRawText(), document.RootElement.GetProperty("sections").GetRawText());
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
        // A vendor's answer under the house's tag would be a leak of timing at least: the tag names the scope.
        using var vendor = await ProgramAsync(CanaryPortal.VendorA, TokenScopes.MetricsRead);
        using var house = await ProgramAsync(null, TokenScopes.MetricsRead);
        Assert.NotEqual(await TagAsync(vendor), await TagAsync(house));

        static async Task<string> TagAsync(HttpClient client)
        {
            using var answer = await client.GetAsync(new Uri("/api/v1/metrics/approval_rate", UriKind.Relative));
            return answer.Headers.ETag!.Tag;
        }
    }

    [Fact]
    public async Task VendorsToken_ByEveryDoor_FindsNoTraceOfOthers()
    {
        using var program = await ProgramAsync(CanaryPortal.VendorA, TokenScopes.MetricsRead, TokenScopes.ReportsRead);
        var words = new List<string> { CanaryFiles.Content, CanaryFiles.Identity, CanaryFiles.Code, CanaryFiles.Amount, CanaryFiles.AmountGrouped };
        words.AddRange(canary.OthersNames);
        var reports = canary.Portal.Services.GetRequiredService<Insights.Analytics.Reports.ReportLibrary>().For(DataScope.Staff).Select(report => "/api/v1/reports/" + report.Id).ToList();
        var metrics = MetricCatalog.All.Select(metric => "/api/v1/metrics/" + metric.Id + "?by=vendor").ToList();
        var found = 0;
        foreach (var path in (string[])["/api/v1/metrics?limit=200", "/api/v1/reports", "/api/v1/openapi.json", .. reports, .. reports.Select(path => path + "?vendor=" + CanaryFiles.Code), .. metrics])
        {
            using var answer = await program.GetAsync(new Uri(path, UriKind.Relative));
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{path} answered {(int)answer.StatusCode}: {text}");
            found += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
            foreach (var word in words)
            {
                if (path.Contains(word, StringComparison.OrdinalIgnoreCase))
                    continue;
                var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
                Assert.True(at < 0, at < 0 ? "" : $"{path} says '{word}': …{text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 40)]}…");
            }
        }
        Assert.True(found > metrics.Count, "Nearly nothing was answered.");
    }

    [Fact]
    public async Task Token_OpensWhatItsScopesSayAndNothingElse()
    {
        using var reader = await ProgramAsync(null, TokenScopes.MetricsRead);
        using var stranger = new HttpClient { BaseAddress = new Uri(canary.Portal.Address) };
        using var admin = await canary.SignInAsync("admin");

        await ProblemAsync(reader, "/api/v1/reports", HttpStatusCode.Forbidden);
        await ProblemAsync(reader, "/api/imports/x", HttpStatusCode.Forbidden);
        await ProblemAsync(stranger, "/api/v1/metrics", HttpStatusCode.Unauthorized);
        await ProblemAsync(stranger, "/api/v1/openapi.json", HttpStatusCode.Unauthorized);
        await ProblemAsync(reader, "/api/v1/metrics/no_such_metric", HttpStatusCode.NotFound);
        await ProblemAsync(reader, "/api/v1/metrics/approval_rate?colour=red", HttpStatusCode.BadRequest);
        await ProblemAsync(reader, "/api/v1/metrics?limit=100000", HttpStatusCode.BadRequest);
        await ProblemAsync(reader, "/api/v1/metrics/approval_rate?by=moon", HttpStatusCode.BadRequest);
        // A person's cookie opens no door of programs.
        Assert.Equal(HttpStatusCode.Unauthorized, (await admin.GetAsync("/api/v1/metrics")).Status);
    }

    [Fact]
    public async Task Description_NamesEveryEndpointAndEveryPropertyOfItsAnswers()
    {
        using var program = await ProgramAsync(null, TokenScopes.MetricsRead, TokenScopes.ReportsRead);
        var described = await JsonAsync(program, "/api/v1/openapi.json");
        var paths = described.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order().ToList();
        var served = Doors.Of(canary.Portal.Endpoints).Select(Doors.Pattern).Where(path => path.StartsWith("api/v1/", StringComparison.Ordinal) && !path.Contains("openapi", StringComparison.Ordinal)).Select(path => "/" + path).Order();

        Assert.Equal(served, paths);
        Assert.StartsWith("3.", described.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var shapes = described.GetProperty("components").GetProperty("schemas");
        foreach (var (shape, path) in new[] { ("Page", "/api/v1/reports"), ("Metric", "/api/v1/metrics/lost_order_value?by=month"), ("Metric", "/api/v1/metrics/disputes?by=gateway"), ("Document", "/api/v1/reports/sla-monthly?period=last-month") })
        {
            var known = shapes.GetProperty(shape).GetProperty("properties").EnumerateObject().Select(property => property.Name).ToHashSet();
            var answer = await JsonAsync(program, path);
            Assert.All(answer.EnumerateObject(), property => Assert.Contains(property.Name, known));
            if (answer.TryGetProperty("value", out var cell))
                Assert.All(cell.EnumerateObject(), property => Assert.Contains(property.Name, shapes.GetProperty("Cell").GetProperty("properties").EnumerateObject().Select(one => one.Name)));
        }
    }

    private async Task<HttpClient> ProgramAsync(string? vendor, params string[] scopes)
    {
        var token = await canary.Portal.Services.GetRequiredService<ApiTokens>().CreateAsync("test", scopes, null, vendor, null, "admin");
        var client = new HttpClient { BaseAddress = new Uri(canary.Portal.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static async Task<JsonElement> JsonAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, string.Create(CultureInfo.InvariantCulture, $"{path} answered {(int)answer.StatusCode}: {text}"));
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static async Task ProblemAsync(HttpClient client, string path, HttpStatusCode status)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal((path, status), (path, answer.StatusCode));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.False(string.IsNullOrWhiteSpace(problem.RootElement.GetProperty("detail").GetString()));
    }
}
