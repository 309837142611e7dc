using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Exports;
using Insights.Web.Pages.DataHealth;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Running;

/// <summary>
/// Every endpoint of the application's own table with every value its route can take.
/// A route parameter unknown here makes a test fail: a new screen has to be taught before it can be forgotten.
/// </summary>
internal static class Doors
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
            "vendor" => [.. services.GetRequiredService<IVendorDirectory>().AllAsync().AsTask().GetAwaiter().GetResult().Select(vendor => vendor.Code)],
            "stored" => [.. StoredKinds.All.Select(kind => kind.Name)],
            "queue" => ["new", "open", "waiting", "expired-1", "expired-2", "closed", "all"],
            "code" => ["403", "404", "500"],
            "metricid" => [.. MetricCatalog.All.Concat(MetricCatalog.Now).Select(m => m.Id)],
            "rowset" => [.. RowSets.All.Concat(RowSets.Now).Select(s => s.Id)],
            "reportid" or "report" => [.. services.GetServices<IReportBuilder>().Select(b => b.Id)],
            // Anything that looks like a file and is none.
            "path" => ["no-such-file.txt"],
            "documentname" => [Insights.Web.Api.Reading.ReadingEndpoints.Version],
            "templateid" => [.. services.GetRequiredService<IImportGuide>().Kinds.Where(kind => kind.Template is not null).Select(kind => kind.Id)],
            "format" => [.. ExportFormat.All.Select(format => format.Id)],
            _ => alsoKnown.GetValueOrDefault(parameter.Name.ToLowerInvariant()),
        };
        return values is not null && parameter.IsOptional ? [.. values, ""] : values;
    }
}
