using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.Canonical;

/// <summary>Exchange rates as the ECB's data portal and its interface hand them out.</summary>
public sealed class PortalRatesTests
{
    [Fact]
    public async Task Map_Observations_AreTheDailyReferenceRates_AndTheRestIsCounted()
    {
        var golden = GoldenFile.Load("ecb-portal-rates.csv");
        await using var store = await SourceStore.CreateAsync();

        var file = await store.ImportAsync("data.csv", golden.With(golden.Records));

        Assert.Equal(("ecb-portal-rates", "ecb", 5L, 3L, 2L), (file.Format, file.Source, file.Rows, file.Inserted, file.Skipped));
        Assert.Equal(["no-rates", "not-daily"], file.FirstProblems.Select(p => p.Rule));
        Assert.Equal(3, (await store.FactsAsync()).Count(row => row.StartsWith("FxRate ", StringComparison.Ordinal)));
        Assert.Contains(await store.FactsAsync(), row => row.Contains("JPY|160500000", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Map_DownloadOfASeries_IsRead_AndAveragesAreNot()
    {
        using var import = new ImportFixture();

        var daily = await import.ImportAsync("daily.csv", "\"DATE\",\"TIME PERIOD\",\"US dollar/Euro (EXR.D.USD.EUR.SP00.A)\"\n\"2026-07-01\",\"01 Jul 2026\",\"1.0831\"\n");
        var weekly = await import.ImportAsync("weekly.csv", "\"DATE\",\"TIME PERIOD\",\"US dollar/Euro (EXR.D.USD.EUR.SP00.A) - Modified value (Weekly)\"\n\"2026-07-01\",\"01 Jul 2026\",\"1.0831\"\n");

        Assert.Equal(("fx-rates", 1L), (daily.Format, daily.Inserted));
        Assert.Equal("failed", weekly.State);
    }
}
