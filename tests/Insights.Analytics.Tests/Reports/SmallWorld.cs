using Insights.Analytics.Jobs;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups;
using Insights.Import;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Reports;

/// <summary>sample-data/small through the real import and the real jobs, on SQLite, on 2 December 2025. Its values are worked out by hand in sample-data/small/README.md.</summary>
public sealed class SmallWorld : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("insights-reports-").FullName;
    private ServiceProvider services = null!;

    public static DateRange October { get; } = new(new LocalDate(2025, 10, 1), new LocalDate(2025, 10, 31));

    public static DateRange November { get; } = new(new LocalDate(2025, 11, 1), new LocalDate(2025, 11, 30));

    public ReportLibrary Library => services.GetRequiredService<ReportLibrary>();

    public IMetricQueries Metrics => services.GetRequiredService<IMetricQueries>();

    public IRowQueries Rows => services.GetRequiredService<IRowQueries>();

    public IArrivalQueries Arrivals => services.GetRequiredService<IArrivalQueries>();

    public static ReportFilter Filter(DateRange range) => new() { Range = range };

    public Task<ReportDocument> BuildAsync(string id, ReportFilter filter, DataScope? scope = null) => Library.BuildAsync(id, filter, scope ?? DataScope.Staff);

    public async Task<DataScope> VendorAsync(string code)
    {
        await using var context = services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        return DataScope.Vendor(await context.Vendors.Where(vendor => vendor.Code == code).Select(vendor => vendor.Id).SingleAsync());
    }

    public async Task InitializeAsync()
    {
        services = Services(folder);
        var store = services.GetRequiredService<IReportingStore>();
        await MigrateAsync(services);
        await store.SetWorkspaceAsync(new Workspace("Small market", DateTimeZone.Utc, "EUR"));
        var result = await services.GetRequiredService<IImportRunner>().RunAsync(new ImportRequest { Paths = [Path.Combine(Root(), "sample-data", "small")] });
        Assert.All(result.Files, file => Assert.True(file.State == "done", $"{file.File}: {file.State} {file.Error}"));
        await services.GetRequiredService<IJobRunner>().RunAsync(JobIds.RefreshMetrics, "test");
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    internal static async Task MigrateAsync(IServiceProvider services)
    {
        await services.GetRequiredService<IReportingStore>().MigrateAsync();
        await services.GetRequiredService<AnalyticsStore>().MigrateAsync();
    }

    internal static ServiceProvider Services(string folder) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(new StandingClock(new DateTimeOffset(2025, 12, 2, 8, 0, 0, TimeSpan.Zero)))
        .AddImport(new StoreOptions { DataDirectory = folder })
        .AddAnalytics()
        .BuildServiceProvider(validateScopes: true);

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Insights.sln")))
            at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("The tests run outside the repository: Insights.sln was not found above them.");
    }

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
