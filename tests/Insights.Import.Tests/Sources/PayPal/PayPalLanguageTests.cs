using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.PayPal;

/// <summary>The activity download in each language an account may export in: kinds, statuses, signs and numbers as people there write them.</summary>
public sealed class PayPalLanguageTests
{
    [Theory]
    [InlineData("it", "PIA charge succeeded 105000 EUR 3000 ", "PIB charge pending 2000 EUR 0 ", "PIC refund succeeded 5000 EUR -100 PIA", "PID payout succeeded 90000 EUR 0 ")]
    [InlineData("fr", "PFA charge succeeded 105000 EUR 3000 ", "PFB refund succeeded 5000 EUR -100 PFA", "PFC:T0200:DR:EUR adjustment succeeded 500 EUR 0 PFA")]
    [InlineData("es", "PEA charge succeeded 12000 EUR 622 ", "PEB refund succeeded 2000 EUR 0 ", "PEC charge failed 900 EUR 0 ")]
    [InlineData("nl", "PNA charge succeeded 105000 EUR 3000 ", "PNB refund succeeded 5000 EUR -100 PNA", "PNC payout succeeded 90000 EUR 0 ")]
    [InlineData("pl", "PXA charge succeeded 105000 PLN 3000 ", "PXB refund succeeded 5000 PLN -100 PXA")]
    [InlineData("pt", "PBA charge succeeded 105000 BRL 3000 ", "PBB refund succeeded 5000 BRL -100 ")]
    [InlineData("ja", "PJA charge succeeded 10500 JPY 300 ", "PJB refund succeeded 500 JPY -10 PJA")]
    public async Task Map_Golden_IsItsMovements(string language, params string[] expected)
    {
        var golden = GoldenFile.Load($"paypal-activity-csv-{language}.csv");
        using var import = new ImportFixture();

        var file = await import.ImportAsync(golden.Name, golden.With(golden.Records));

        Assert.Equal((golden.Format.Id, 0L), (file.Format, file.Rejected));
        Assert.DoesNotContain("type-unknown", file.FirstProblems.Select(p => p.Rule));
        Assert.Equal(expected, import.Store.Transactions.Values.Select(t => $"{t.Row.ExternalId} {t.Row.Kind} {t.Row.Status} {t.Row.AmountMinor} {t.Row.Currency} {t.Row.FeeMinor} {t.Row.OriginalRef}").Order(StringComparer.Ordinal));
    }

    /// <summary>Ten in the morning of the 15th of July by the zone each file names: an abbreviation or a place.</summary>
    [Theory]
    [InlineData("it", "PIA", "2026-07-15T08:00:00")]
    [InlineData("nl", "PNA", "2026-07-15T08:00:00")]
    [InlineData("pt", "PBA", "2026-07-15T13:00:00")]
    [InlineData("ja", "PJA", "2026-07-15T01:00:00")]
    public async Task Map_Golden_HasTheInstantOfItsZone(string language, string id, string utc)
    {
        var golden = GoldenFile.Load($"paypal-activity-csv-{language}.csv");
        using var import = new ImportFixture();

        await import.ImportAsync(golden.Name, golden.With(golden.Records));

        Assert.Equal(utc, import.Store.Transactions["1:" + id].Row.OccurredAt.ToString("s", System.Globalization.CultureInfo.InvariantCulture));
    }
}
