using System.Text.Json;
using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Import.Store;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Insights.Web.Tests.SampleData;

/// <summary>sample-data/small through import and jobs gives the numbers that were worked out by hand beside it.</summary>
public sealed class SmallSetTests(SmallSet small) : IClassFixture<SmallSet>
{
    [Fact]
    public void Import_TakesEveryRowButTheTestModeOne()
    {
        Assert.All(small.Data.Result.Files, f => Assert.True(f is { State: "done", Rejected: 0, Warnings: 0 }, $"{f.File}: {f.State}, {f.Rejected} rejected, {f.Warnings} warnings"));
        Assert.Equal(13, small.Data.Result.Files.Count);
        Assert.Equal(1, small.Data.Result.Files.Sum(f => f.Skipped));
    }

    [Fact]
    public void Expected_CoversEveryMetricOfTheCatalogue() =>
        Assert.Equal(MetricCatalog.All.Select(m => m.Id).Order(), SmallSet.Expectations.Select(e => e.Metric).Distinct().Order());

    public static TheoryData<string> Metrics() => [.. SmallSet.Expectations.Select(e => e.Metric).Distinct()];

    [Theory]
    [MemberData(nameof(Metrics))]
    public async Task Metric_EqualsTheHandWorkedValues(string metric)
    {
        var wrong = new List<string>();
        foreach (var expected in SmallSet.Expectations.Where(e => e.Metric == metric))
        {
            var result = await small.ValueAsync(expected, DataScope.Staff);
            if (Said(result) != expected.Said)
                wrong.Add($"{expected.Month} {expected.Vendor ?? "all"}: {Said(result)}, worked out: {expected.Said}");
        }
        Assert.True(wrong.Count == 0, metric + "\n" + string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public async Task Metric_InAVendorsScope_EqualsTheVendorsValues(string metric)
    {
        foreach (var expected in SmallSet.Expectations.Where(e => e.Metric == metric && e.Vendor is not null))
        {
            var scope = DataScope.Vendor(await small.VendorAsync(expected.Vendor!));
            var result = await small.ValueAsync(expected with { Vendor = null }, scope);
            Assert.Equal(expected.Said, Said(result));
        }
    }

    /// <summary>What a result says, in the words of expected.json.</summary>
    private static string Said(MetricResult result) => result.Unit switch
    {
        MetricUnit.Count => $"value {result.Numerator}",
        MetricUnit.Percent when result.Amounts is not null || MetricCatalog.Find(result.MetricId).ByValue => result.HasValue ? $"EUR {result.Amounts!.Value.Numerator}/{result.Amounts.Value.Denominator}" : "over nothing",
        MetricUnit.Percent or MetricUnit.PerThousand => $"{result.Numerator ?? 0}/{result.Denominator ?? 0}",
        MetricUnit.Duration => result.HasValue ? $"{result.Seconds} s of {result.N}" : "none of 0",
        MetricUnit.Money => string.Join(' ', result.ByCurrency.Where(m => m.Minor != 0).Select(m => $"{m.Currency} {m.Minor}")) + $" = EUR {result.Converted?.Total.Minor ?? 0}",
        _ => "?",
    };
}

/// <summary>The committed small set, imported once.</summary>
public sealed class SmallSet : IAsyncLifetime
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "sample-data", "small");

    public static IReadOnlyList<Expectation> Expectations { get; } = Read();

    public ImportedData Data { get; private set; } = null!;

    public async Task InitializeAsync() => Data = await ImportedData.LoadAsync([s_folder], Instant.FromUtc(2025, 12, 15, 12, 0));

    public async Task DisposeAsync() => await Data.DisposeAsync();

    public async Task<MetricResult> ValueAsync(Expectation expected, DataScope scope)
    {
        var first = LocalDatePattern.Iso.Parse(expected.Month + "-01").Value;
        var filter = new ReportFilter
        {
            Range = new DateRange(first, first.With(DateAdjusters.EndOfMonth)),
            Values = expected.Vendor is null ? new Dictionary<string, IReadOnlyList<string>>() : new Dictionary<string, IReadOnlyList<string>> { ["vendor"] = [expected.Vendor] },
        };
        return await Data.Get<IMetricQueries>().ValueAsync(expected.Metric, filter, scope);
    }

    public async Task<int> VendorAsync(string code)
    {
        await using var context = Data.Get<IReportingStore>().Open(DataScope.Staff);
        return context.Vendors.Single(v => v.Code == code).Id;
    }

    private static List<Expectation> Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "expected", "expected.json")));
        return [.. file.RootElement.GetProperty("expected").EnumerateArray().Select(e => new Expectation(
            e.GetProperty("metric").GetString()!, e.GetProperty("month").GetString()!, e.GetProperty("vendor").GetString(), Said(e)))];
    }

    private static string Said(JsonElement e)
    {
        if (e.TryGetProperty("value", out var value))
            return $"value {value.GetInt64()}";
        if (e.TryGetProperty("numerator", out var numerator))
            return $"{numerator.GetInt64()}/{e.GetProperty("denominator").GetInt64()}";
        if (e.TryGetProperty("above_minor", out var above))
            return e.GetProperty("below_minor").GetInt64() is > 0 and var below ? $"EUR {above.GetInt64()}/{below}" : "over nothing";
        if (e.TryGetProperty("seconds", out var seconds))
            return seconds.ValueKind == JsonValueKind.Null ? "none of 0" : $"{seconds.GetInt64()} s of {e.GetProperty("n").GetInt64()}";
        var converted = e.GetProperty("converted_eur");
        return string.Join(' ', e.GetProperty("by_currency").EnumerateObject().Where(m => m.Value.GetInt64() != 0).Select(m => $"{m.Name} {m.Value.GetInt64()}"))
            + $" = EUR {(converted.ValueKind == JsonValueKind.Null ? 0 : converted.GetInt64())}";
    }
}

/// <summary>One hand-worked value.</summary>
/// <param name="Vendor">Null for all vendors.</param>
public sealed record Expectation(string Metric, string Month, string? Vendor, string Said);
