using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Reports.Building;

/// <summary>Everything a builder asks, in one parameter.</summary>
internal sealed class ReportSources(
    IReportingStore store, IMetricQueries metrics, IServiceLevelQueries serviceLevels, IArrivalQueries arrivals, IBacklogQueries backlog, ICaseFlowQueries flow,
    IIntakeQueries intake, ICoverageQueries coverage, IRowQueries rows, IDataHealthQueries health, IMonthHistoryQueries history, AnalyticsStore analytics, ResultCache cache, TimeProvider clock)
{
    public IMetricQueries Metrics => metrics;
    public IServiceLevelQueries ServiceLevels => serviceLevels;
    public IArrivalQueries Arrivals => arrivals;
    public IBacklogQueries Backlog => backlog;
    public ICaseFlowQueries Flow => flow;
    public IIntakeQueries Intake => intake;
    public ICoverageQueries Coverage => coverage;
    public IRowQueries Rows => rows;
    public IMonthHistoryQueries History => history;

    public async Task<ReportSetting> OpenAsync(ReportFilter filter, DataScope scope, CancellationToken cancel)
    {
        var (name, country) = await ScopeNameAsync(scope);
        return new ReportSetting
        {
            Workspace = await QueryContext.WorkspaceAsync(analytics, cache),
            Filter = filter,
            Scope = scope,
            ScopeName = name,
            VendorCountry = country,
            Freshness = await health.FreshnessAsync(scope, cancel),
            Now = Instant.FromDateTimeOffset(clock.GetUtcNow()),
            HasData = await cache.GetAsync("has-data|" + scope.CacheKey, async () => await health.HasDataAsync(scope, CancellationToken.None)),
        };
    }

    /// <summary>
    /// The scope of the one vendor that staff asked a vendor's report for, so that it is built from exactly what that vendor may read;
    /// null when the filter names none or several.
    /// </summary>
    public async Task<DataScope?> VendorScopeAsync(ReportFilter filter, DataScope scope, CancellationToken cancel)
    {
        if (scope.Kind == ScopeKind.Vendor)
            return scope;
        if (!scope.IsStaff || !filter.Values.TryGetValue("vendor", out var codes) || codes.Count != 1)
            return null;
        await using var context = store.Open(scope);
        // Codes are compared without case; there are few vendors, and the store's collation differs by provider.
        var vendors = await context.Vendors.Select(vendor => new { vendor.Id, vendor.Code }).ToListAsync(cancel);
        var found = vendors.FirstOrDefault(vendor => string.Equals(vendor.Code, codes[0], StringComparison.OrdinalIgnoreCase));
        return found is null ? null : DataScope.Vendor(found.Id);
    }

    private async Task<(string Name, string? Country)> ScopeNameAsync(DataScope scope)
    {
        if (scope.Kind != ScopeKind.Vendor)
            return (scope.IsStaff ? "All vendors" : "Nothing", null);
        var vendors = await QueryContext.VendorsAsync(analytics, cache, scope);
        return vendors.All.Where(one => one.Id == scope.VendorId).Select(one => (one.Name.Length > 0 ? one.Name : one.Code, one.Country)).FirstOrDefault(("Unknown vendor", null));
    }
}
