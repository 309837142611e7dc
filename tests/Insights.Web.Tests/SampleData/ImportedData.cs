using Insights.Analytics;
using Insights.Analytics.Jobs;
using Insights.Analytics.Rollups;
using Insights.Import;
using Insights.Import.Store;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Insights.Web.Tests.SampleData;

/// <summary>A store of its own with files taken through the real import and the real jobs, at a stated instant.</summary>
public sealed class ImportedData : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("insights-imported-").FullName;
    private readonly ServiceProvider services;

    private ImportedData(Instant now) => services = new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(new StandingClock(now))
        .AddImport(new StoreOptions { DataDirectory = folder })
        .AddAnalytics()
        .BuildServiceProvider();

    public ImportResult Result { get; private set; } = null!;

    public static async Task<ImportedData> LoadAsync(IReadOnlyList<string> paths, Instant now)
    {
        var data = new ImportedData(now);
        await data.Get<IReportingStore>().MigrateAsync();
        await data.Get<AnalyticsStore>().MigrateAsync();
        data.Result = await data.Get<IImportRunner>().RunAsync(new ImportRequest { Paths = paths, StartedBy = "test" });
        await data.Get<IJobRunner>().RunAsync(JobIds.RefreshMetrics, "test");
        return data;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private sealed class StandingClock(Instant now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.ToDateTimeOffset();
    }
}
