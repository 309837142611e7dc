using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Import.Store;
using Insights.Web.Access;
using Insights.Web.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace Insights.Web.Tests.Canary;

/// <summary>A running portal in which vendor A is signed in and vendor B is the canary.</summary>
public sealed class CanaryPortal : IAsyncLifetime
{
    public const string VendorA = "lumora";

    internal RunningPortal Portal { get; private set; } = null!;

    /// <summary>Every metric in A's scope before the canary came, as text.</summary>
    internal string MetricsBefore { get; private set; } = "";

    /// <summary>Names and codes of every vendor but A.</summary>
    internal IReadOnlyList<string> OthersNames { get; private set; } = [];

    public async Task InitializeAsync()
    {
        Portal = await RunningPortal.StartAsync();
        await Portal.AddPersonAsync("vendor-a", Roles.Vendor, VendorA);
        MetricsBefore = await MetricsOfAAsync();
        var folder = Directory.CreateTempSubdirectory("insights-canary-").FullName;
        try
        {
            await Portal.ImportAsync(CanaryFiles.Write(folder, Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow())));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        await using var context = Portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        OthersNames = [.. context.Vendors.Where(v => v.Code != VendorA).ToList().SelectMany(v => new[] { v.Code, v.Name }).Distinct()];
    }

    public async Task DisposeAsync() => await Portal.DisposeAsync();

    internal Task<PortalClient> SignInAsync(string name) => PortalClient.SignInAsync(Portal, name);

    /// <summary>Values, and values by every dimension, of every metric over the last 90 days in A's scope.</summary>
    internal async Task<string> MetricsOfAAsync()
    {
        int vendor;
        await using (var context = Portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff))
            vendor = context.Vendors.Single(v => v.Code == VendorA).Id;
        var scope = DataScope.Vendor(vendor);
        var queries = Portal.Services.GetRequiredService<IMetricQueries>();
        // Whole days that lie behind us: what happens while the test runs is not in them.
        var yesterday = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()).InUtc().Date.PlusDays(-2);
        var filter = new ReportFilter { Range = new DateRange(yesterday.PlusDays(-89), yesterday) };
        var lines = new List<string>();
        foreach (var metric in MetricCatalog.All)
        {
            lines.Add(metric.Id + " " + Said(await queries.ValueAsync(metric.Id, filter, scope)));
            foreach (var dimension in ReportFilter.Dimensions)
            {
                var by = await queries.BreakdownAsync(metric.Id, dimension, filter, scope);
                lines.AddRange(by.Members.Select(m => $"{metric.Id} {dimension}={m.Key} {m.Label} {Said(m.Value)}"));
            }
        }
        return string.Join('\n', lines);
    }

    private static string Said(MetricResult r) => $"{r.Numerator}/{r.Denominator} {r.Seconds} s n={r.N} {string.Join('+', r.ByCurrency)} {r.Converted?.Total}";
}

[CollectionDefinition(Name)]
public sealed class CanaryGroup : ICollectionFixture<CanaryPortal>
{
    public const string Name = "canary";
}
