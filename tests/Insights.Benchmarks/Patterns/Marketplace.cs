using Insights.Analytics;
using Insights.Analytics.Rollups;
using Insights.Import;
using Insights.Import.Store;
using Insights.SampleData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Insights.Benchmarks.Patterns;

/// <summary>A generated marketplace in a store of its own, with everything derived from it.</summary>
internal sealed class Marketplace : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Marketplace(string data)
    {
        Data = data;
        services = Services();
    }

    public string Data { get; }

    public long Payments { get; private set; }

    public long Disputes { get; private set; }

    public long Tickets { get; private set; }

    /// <param name="oneStep">Stop after one step of filling the store: at ten million rows each takes minutes.</param>
    public static async Task<Marketplace> OpenAsync(string home, int transactions, bool oneStep = false)
    {
        var market = new Marketplace(Path.Combine(home, "store"));
        await market.Get<IReportingStore>().MigrateAsync();
        await market.Get<AnalyticsStore>().MigrateAsync();
        var ready = Path.Combine(home, "ready");
        if (!File.Exists(ready) && !await market.FillAsync(transactions, home, oneStep))
            return market;
        await File.WriteAllTextAsync(ready, "");
        // What a newer program would derive otherwise is derived before anything is measured.
        await market.Get<RollupPass>().RefreshAsync(null, CancellationToken.None);
        await using var facts = market.Get<IReportingStore>().Open(DataScope.Staff);
        (market.Payments, market.Disputes, market.Tickets) = (await facts.Transactions.LongCountAsync(), await facts.Chargebacks.LongCountAsync(), await facts.Tickets.LongCountAsync());
        return market;
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>The program as it starts over this store: nothing cached.</summary>
    public ServiceProvider Services() => new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
        .AddImport(new StoreOptions { DataDirectory = Data }).AddAnalytics().BuildServiceProvider();

    public async Task ImportAsync(params string[] paths)
    {
        var result = await Get<IImportRunner>().RunAsync(new ImportRequest { Paths = paths });
        if (result.Files.FirstOrDefault(file => file.State != "done" || file.Rejected > 0) is { } bad)
            throw new InvalidOperationException($"{bad.File}: {bad.State}, {bad.Rejected} rejected.");
    }

    /// <summary>Files, facts, metrics. A step that is done is marked, so that a stopped run goes on.</summary>
    private async Task<bool> FillAsync(int transactions, string home, bool oneStep)
    {
        var files = Path.Combine(home, "files");
        var (written, imported) = (Path.Combine(home, "written"), Path.Combine(home, "imported"));
        if (!File.Exists(written))
        {
            var options = new SampleOptions(transactions >= 5_000_000 ? Scale.TenMillion : Scale.OneMillion, 7, PatternBenchmark.End) { Transactions = transactions };
            var summary = await SampleDataGenerator.WriteAsync(options, files, null, CancellationToken.None);
            await File.WriteAllLinesAsync(written, summary.Files);
            if (oneStep)
                return false;
        }
        if (!File.Exists(imported))
        {
            await Get<IReportingStore>().SetWorkspaceAsync(new("Benchmark", DateTimeZoneProviders.Tzdb["Europe/Berlin"], "EUR"));
            Console.WriteLine($"import: {await Took.OfAsync(async () => await ImportAsync(await File.ReadAllLinesAsync(written)))}");
            await File.WriteAllTextAsync(imported, "");
            Directory.Delete(files, recursive: true);
            if (oneStep)
                return false;
        }
        Console.WriteLine($"derive: {await Took.OfAsync(() => Get<RollupPass>().RebuildAsync(null, CancellationToken.None))}");
        return true;
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
