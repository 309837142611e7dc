using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Canary;

/// <summary>
/// Where a walk goes: every endpoint of the application's own table with every value its route can take, and from there every link a person can follow.
/// A route parameter the walk does not know makes the test fail: a new screen has to be taught here before it can be forgotten.
/// </summary>
internal static class Walk
{
    /// <summary>What a walk cannot or must not call, each with its reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> NotCalled = new Dictionary<string, string>
    {
        ["account/sign-out"] = "ends the walker's own session; shows nothing",
    };

    /// <summary>Endpoints without data: files of the program itself, the same for everybody.</summary>
    public static bool IsStaticFile(Endpoint endpoint) => endpoint.Metadata.Any(m => m.GetType().Name is "StaticAssetDescriptor" or "StaticAssetEndpointMetadata")
        || (endpoint.DisplayName?.StartsWith("Route: ", StringComparison.Ordinal) == true && endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null);

    /// <summary>The endpoints a walk answers for.</summary>
    public static IReadOnlyList<RouteEndpoint> Of(IEnumerable<Endpoint> endpoints) =>
        [.. endpoints.OfType<RouteEndpoint>().Where(e => !IsStaticFile(e) && e.Metadata.GetMetadata<ISuppressMatchingMetadata>()?.SuppressMatching != true)];

    public static string Pattern(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.Trim('/');

    /// <summary>The addresses to call for an endpoint; null when a parameter is unknown to the walk.</summary>
    public static IReadOnlyList<string>? Addresses(RouteEndpoint endpoint, IServiceProvider services, IReadOnlyDictionary<string, IReadOnlyList<string>> alsoKnown)
    {
        IReadOnlyList<string> addresses = [""];
        foreach (var segment in endpoint.RoutePattern.PathSegments)
        {
            IReadOnlyList<string> parts = [""];
            foreach (var part in segment.Parts)
            {
                IReadOnlyList<string>? values = part switch
                {
                    RoutePatternLiteralPart literal => [literal.Content],
                    RoutePatternSeparatorPart separator => [separator.Content],
                    RoutePatternParameterPart parameter => Values(parameter, services, alsoKnown),
                    _ => null,
                };
                if (values is null)
                    return null;
                parts = [.. parts.SelectMany(p => values.Select(v => p + v))];
            }
            addresses = [.. addresses.SelectMany(a => parts.Select(p => p.Length == 0 ? a : a + "/" + p))];
        }
        return [.. addresses.Select(a => a.Length == 0 ? "/" : a).Distinct()];
    }

    private static IReadOnlyList<string>? Values(RoutePatternParameterPart parameter, IServiceProvider services, IReadOnlyDictionary<string, IReadOnlyList<string>> alsoKnown)
    {
        IReadOnlyList<string>? values = parameter.Name.ToLowerInvariant() switch
        {
            "code" => ["403", "404", "500"],
            "metricid" => [.. MetricCatalog.All.Select(m => m.Id)],
            "rowset" => [.. RowSets.All.Select(s => s.Id)],
            "reportid" or "report" => [.. services.GetServices<IReportBuilder>().Select(b => b.Id)],
            // Anything that looks like a file and is none.
            "path" => ["no-such-file.txt"],
            "format" or "extension" => ["pdf", "xlsx", "csv", "machine.csv", "json"],
            _ => alsoKnown.GetValueOrDefault(parameter.Name.ToLowerInvariant()),
        };
        return values is not null && parameter.IsOptional ? [.. values, ""] : values;
    }

    /// <summary>Links and get-forms of a page, as paths inside the portal; a form gives one address for each value of each of its lists.</summary>
    public static async Task<IReadOnlyList<string>> LinksAsync(Answer page)
    {
        if (!page.IsPage)
            return [];
        using var document = await new HtmlParser().ParseDocumentAsync(page.Text);
        var here = new Uri("http://portal" + page.Path.Replace("POST ", "", StringComparison.Ordinal));
        var found = new List<string>();
        foreach (var element in document.QuerySelectorAll("a[href], [formaction], [data-href], link[rel=next]"))
        {
            var target = element.GetAttribute("href") ?? element.GetAttribute("formaction") ?? element.GetAttribute("data-href");
            if (Inside(here, target) is { } path)
                found.Add(path);
        }
        foreach (var form in document.QuerySelectorAll("form").OfType<IHtmlFormElement>().Where(f => !"post".Equals(f.GetAttribute("method"), StringComparison.OrdinalIgnoreCase)))
        {
            var action = Inside(here, form.GetAttribute("action") ?? here.PathAndQuery);
            if (action is null)
                continue;
            foreach (var list in form.QuerySelectorAll("select").OfType<IHtmlSelectElement>().Where(s => s.Name is not null))
            {
                foreach (var option in list.Options)
                    found.Add(action.Split('?')[0] + "?" + list.Name + "=" + Uri.EscapeDataString(option.Value));
            }
        }
        return [.. found.Distinct()];
    }

    /// <summary>Forms that change something, with the values they are shown with.</summary>
    public static async Task<IReadOnlyList<(string Action, Dictionary<string, string> Fields)>> PostsAsync(Answer page)
    {
        if (!page.IsPage)
            return [];
        using var document = await new HtmlParser().ParseDocumentAsync(page.Text);
        var here = new Uri("http://portal" + page.Path);
        return
        [
            .. document.QuerySelectorAll("form[method=post]").OfType<IHtmlFormElement>()
                .Select(f => (Action: Inside(here, f.GetAttribute("action") ?? here.PathAndQuery), Form: f))
                .Where(f => f.Action is not null)
                .Select(f => (f.Action!, f.Form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>().GroupBy(i => i.Name!).ToDictionary(g => g.Key, g => g.First().Value))),
        ];
    }

    private static string? Inside(Uri here, string? target) =>
        target is not null && !target.StartsWith('#') && Uri.TryCreate(here, target, out var to) && to.Host == here.Host && to.Scheme == here.Scheme ? to.PathAndQuery : null;

    /// <summary>Calls what it is given and everything reachable from there, each address once, at most <paramref name="most"/>.</summary>
    public static async Task<IReadOnlyList<Answer>> GoAsync(PortalClient client, IEnumerable<string> from, int most)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(from);
        var answers = new List<Answer>();
        // A screen reached by a hundred filters is walked with the first few of each shape, so that the walk ends and still goes everywhere.
        var shapes = new Dictionary<string, int>(StringComparer.Ordinal);
        while (waiting.Count > 0 && answers.Count < most)
        {
            var path = waiting.Dequeue();
            if (!seen.Add(path) || NotCalled.ContainsKey(path.Split('?')[0].Trim('/')))
                continue;
            var shape = Shape(path);
            shapes[shape] = shapes.GetValueOrDefault(shape) + 1;
            if (shapes[shape] > 3)
                continue;
            var answer = await client.GetAsync(path);
            answers.Add(answer);
            if (answer.Status is HttpStatusCode.Redirect or HttpStatusCode.Found && Location(answer) is { } next)
                waiting.Enqueue(next);
            foreach (var link in await LinksAsync(answer))
                waiting.Enqueue(link);
        }
        return answers;
    }

    /// <summary>The path and the names of its query, without values.</summary>
    private static string Shape(string path)
    {
        var parts = path.Split('?', 2);
        return parts[0] + "?" + (parts.Length < 2 ? "" : string.Join('&', parts[1].Split('&').Select(p => p.Split('=')[0]).Distinct().Order(StringComparer.Ordinal)));
    }

    private static string? Location(Answer answer)
    {
        var line = answer.Headers.Split('\n').FirstOrDefault(h => h.StartsWith("Location: ", StringComparison.OrdinalIgnoreCase));
        return line is null ? null : Inside(new Uri("http://portal/"), line["Location: ".Length..]);
    }
}
