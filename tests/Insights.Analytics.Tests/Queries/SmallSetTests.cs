using System.Text.Json;
using Insights.Analytics.Jobs;
using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Rollups;
using Insights.Import;
using Insights.Import.Store;
using Insights.Tests.Shared;
using Insights.Tests.Shared.Stores;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Insights.Analytics.Tests.Queries;

/// <summary>
/// sample-data/small through the real import and the real jobs: every metric of the catalogue, for all vendors and each one, against values
/// worked out by hand in sample-data/small/README.md.
/// </summary>
public sealed class SmallSetTests
{
    [StoreFact]
    public async Task EveryMetric_OfTheSmallSet_EqualsItsHandWorkedValue(StoreProvider provider)
    {
        await using var test = await TestStore.CreateEmptyAsync(provider);
        await using var services = Services(test.Options);
        var store = await ImportAsync(services);
        var queries = services.GetRequiredService<IMetricQueries>();
        var rows = services.GetRequiredService<IRowQueries>();

        var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder(), "expected", "expected.json"))).RootElement.GetProperty("expected");
        var wrong = new List<string>();
        foreach (var each in expected.EnumerateArray())
        {
            var metric = MetricCatalog.Find(each.GetProperty("metric").GetString()!);
            var filter = Month(each.GetProperty("month").GetString()!);
            if (each.GetProperty("vendor").GetString() is { } vendor)
                filter = filter.With("vendor", vendor);
            var value = await queries.ValueAsync(metric.Id, filter, DataScope.Staff);
            var name = $"{metric.Id} {filter.ToQueryString()}";
            Compare(name, each, value, wrong);
            if (value.Numerator != await rows.CountAsync(metric.Rows, filter, DataScope.Staff) && metric.Unit != MetricUnit.Money)
                wrong.Add(name + ": the rows are not as many as the number says");
            if (metric.DenominatorRows is { } below && value.Denominator != await rows.CountAsync(below, filter, DataScope.Staff))
                wrong.Add(name + ": the rows below the line are not as many as the number says");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Equal(MetricCatalog.All.Select(metric => metric.Id).Order(), expected.EnumerateArray().Select(each => each.GetProperty("metric").GetString()!).Distinct().Order());
        Assert.NotNull(store);
    }

    /// <summary>A vendor who signs in reads the same numbers as staff who filter by that vendor.</summary>
    [StoreFact]
    public async Task EveryMetric_InAVendorsScope_EqualsStaffFilteredByThatVendor(StoreProvider provider)
    {
        await using var test = await TestStore.CreateEmptyAsync(provider);
        await using var services = Services(test.Options);
        var store = await ImportAsync(services);
        var queries = services.GetRequiredService<IMetricQueries>();
        await using var context = store.Open(DataScope.Staff);
        var ids = MetricCatalog.All.Select(metric => metric.Id).ToList();
        var checkedVendors = 0;
        foreach (var vendor in context.Vendors.ToList())
        {
            var own = await queries.ValuesAsync(ids, Month("2025-10"), DataScope.Vendor(vendor.Id));
            var filtered = await queries.ValuesAsync(ids, Month("2025-10").With("vendor", vendor.Code), DataScope.Staff);
            foreach (var id in ids)
                Assert.Equal((id, filtered[id].ToCell()), (id, own[id].ToCell()));
            checkedVendors++;
        }
        Assert.Equal(2, checkedVendors);
    }

    private static async Task<IReportingStore> ImportAsync(ServiceProvider services)
    {
        var store = services.GetRequiredService<IReportingStore>();
        await store.MigrateAsync();
        await services.GetRequiredService<AnalyticsStore>().MigrateAsync();
        await store.SetWorkspaceAsync(new("Small", DateTimeZone.Utc, "EUR"));
        var imported = await services.GetRequiredService<IImportRunner>().RunAsync(new ImportRequest { Paths = [Folder()] });
        Assert.All(imported.Files.Where(file => !file.File.EndsWith("README.md", StringComparison.Ordinal)), file => Assert.True(file.State == "done", $"{file.File}: {file.State} {file.Error}"));
        await services.GetRequiredService<IJobRunner>().RunAsync(JobIds.RefreshMetrics, "test");
        return store;
    }

    private static void Compare(string name, JsonElement expected, MetricResult actual, List<string> wrong)
    {
        void Same(string what, long? want, long? got)
        {
            if (want != got)
                wrong.Add($"{name}: {what} is {got}, not {want}{(actual.Missing is null ? "" : $" ({actual.Missing})")}");
        }

        if (expected.TryGetProperty("value", out var value))
            Same("value", value.GetInt64(), actual.Numerator);
        if (expected.TryGetProperty("numerator", out var numerator))
            Same("numerator", numerator.GetInt64(), actual.Numerator);
        if (expected.TryGetProperty("denominator", out var denominator))
            Same("denominator", denominator.GetInt64(), actual.Denominator);
        // Ratios of amounts, in minor units of the reporting currency; over nothing there is none.
        if (expected.TryGetProperty("above_minor", out var above))
        {
            var below = expected.GetProperty("below_minor").GetInt64();
            Same("amount above the line", below == 0 ? null : above.GetInt64(), actual.HasValue ? actual.Amounts?.Numerator : null);
            Same("amount below the line", below == 0 ? null : below, actual.HasValue ? actual.Amounts?.Denominator : null);
        }

        if (expected.TryGetProperty("seconds", out var seconds))
            Same("seconds", seconds.ValueKind == JsonValueKind.Null ? null : seconds.GetInt64(), actual.Seconds);
        if (expected.TryGetProperty("n", out var n))
            Same("n", n.GetInt64(), actual.N);
        if (expected.TryGetProperty("converted_eur", out var converted) && converted.ValueKind == JsonValueKind.Number)
            Same("converted total", converted.GetInt64(), actual.Converted?.Total.Minor);
        if (expected.TryGetProperty("by_currency", out var currencies))
        {
            var want = currencies.EnumerateObject().Select(each => new Money(each.Value.GetInt64(), each.Name)).Where(money => money.Minor != 0).OrderBy(money => money.Currency, StringComparer.Ordinal);
            var got = actual.ByCurrency.Where(money => money.Minor != 0);
            if (!want.SequenceEqual(got))
                wrong.Add($"{name}: by currency {string.Join(", ", got)}, not {string.Join(", ", want)}");
        }
    }

    private static ServiceProvider Services(StoreOptions options)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new FakeClock(new DateTimeOffset(2026, 4, 1, 12, 0, 0, TimeSpan.Zero)));
        services.AddImport(options);
        services.AddAnalytics();
        return services.BuildServiceProvider();
    }

    private static ReportFilter Month(string month)
    {
        var first = LocalDatePattern.Iso.Parse(month + "-01").Value;
        return new() { Range = new(first, first.With(DateAdjusters.EndOfMonth)) };
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Insights.sln")))
            folder = folder.Parent;
        return Path.Combine(folder.FullName, "sample-data", "small");
    }
}
