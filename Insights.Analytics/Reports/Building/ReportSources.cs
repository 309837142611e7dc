using Insights.Analytics.Queries;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Reports.Building;

/// <summary>Everything a builder asks, in one parameter.</summary>
internal sealed class ReportSources(
    IReportingStore store, IMetricQueries metrics, IServiceLevelQueries serviceLevels, IArrivalQueries arrivals, IBacklogQueries backlog, ICaseFlowQueries flow,
    IIntakeQueries intake, ICoverageQueries coverage, IRowQueries rows, IDataHealthQueries health, IMonthHistoryQueries history, TimeProvider clock)
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
        var (name, country) = await ScopeNameAsync(scope, cancel);
        return new ReportSetting
        {
            Workspace = await store.WorkspaceAsync(cancel),
            Filter = filter,
            Scope = scope,
            ScopeName = name,
            VendorCountry = country,
            Freshness = await health.FreshnessAsync(scope, cancel),
            Now = Instant.FromDateTimeOffset(clock.GetUtcNow()),
            HasData = await health.HasDataAsync(scope, cancel),
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

    private async Task<(string Name, string? Country)> ScopeNameAsync(DataScope scope, CancellationToken cancel)
    {
        if (scope.Kind != ScopeKind.Vendor)
            return (scope.IsStaff ? "All vendors" : "Nothing", null);
        await using var context = store.Open(scope);
        var vendor = await context.Vendors.Where(one => one.Id == scope.VendorId).Select(one => new { one.Name, one.Code, one.Country }).FirstOrDefaultAsync(cancel);
        return vendor is null ? ("Unknown vendor", null) : (vendor.Name.Length > 0 ? vendor.Name : vendor.Code, vendor.Country);
    }
}
