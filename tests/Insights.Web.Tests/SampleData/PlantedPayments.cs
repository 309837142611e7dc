using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports;
using Insights.Import.Store;
using Insights.SampleData;
using NodaTime;
using Xunit;

namespace Insights.Web.Tests.SampleData;

/// <summary>What was planted in payments is in the lists of the payments pages, on its days and where it lies, and a world without it has none of it.</summary>
internal static class PlantedPayments
{
    private static readonly DateRange s_all = new(SampleWorld.End.PlusDays(-560), SampleWorld.End);

    public static async Task AssertFoundAsync(ImportedData data, SampleWorld world)
    {
        // One night, one vendor, one BIN.
        var testing = world.Pattern("card_testing");
        var wave = Assert.Single(await RowsAsync(data, RowSets.FraudTesting));
        Assert.Equal(("545301", "Quillstone Books"), (Text(wave, 1), Text(wave, 4)));
        Assert.InRange(((Cell.Moment)wave[2]).Value, testing.From, testing.From.Plus(Duration.FromMinutes(30)));
        Assert.InRange(((Cell.Count)wave[5]).Value, 200, 260);
        Assert.True(((Cell.Count)wave[6]).Value >= 0.9 * ((Cell.Count)wave[5]).Value);

        // Every doubled charge but those whose first one failed; nearly none elsewhere.
        var duplicates = world.Pattern("duplicate_charges");
        var doubled = await RowsAsync(data, RowSets.BillingDuplicates);
        var planted = doubled.Where(row => Text(row, 2) == "Novabasket Grocery" && ((Cell.Moment)row[1]).Value >= duplicates.From && ((Cell.Moment)row[1]).Value <= duplicates.To.Plus(Duration.FromHours(1))).ToList();
        Assert.True(planted.Count >= 20, $"{planted.Count} of the planted duplicates are found");
        Assert.True(planted.Count(row => Text(row, 5) == "confirmed") >= planted.Count * 0.7, "six in ten were refunded, others asked or disputed");
        Assert.All(planted, row => Assert.Contains("same order", Text(row, 6), StringComparison.Ordinal));
        Assert.True(doubled.Count - planted.Count <= 2, $"{doubled.Count - planted.Count} duplicates that nobody planted");

        // The refunds of a fortnight failed on one gateway and were made by hand.
        var backlog = world.Pattern("refund_backlog");
        var madeGood = await RowsAsync(data, RowSets.RefundsMadeGood);
        Assert.All(madeGood, row => Assert.Equal(("meridian", "Manual"), (Text(row, 8), Text(row, 6))));
        Assert.All(madeGood, row => Assert.InRange(((Cell.Moment)row[12]).Value, backlog.From, backlog.To.Plus(Duration.FromDays(1))));
        Assert.True(madeGood.Count >= 10, $"{madeGood.Count} refunds made good");

        // Fees of one day's card payments on one gateway: those that twenty like them can be held against, and no other fee of 18 months.
        var slipped = (await RowsAsync(data, RowSets.BillingCandidates)).Where(row => Text(row, 3) == "fee out of line").ToDictionary(row => Text(row, 0));
        Assert.Equal(SlippedFees(world).Order(StringComparer.Ordinal), slipped.Keys.Order(StringComparer.Ordinal));
        Assert.True(slipped.Count >= 5, $"{slipped.Count} fees out of line");
        Assert.All(slipped.Values, row => Assert.True(((Cell.Money)row[9]).Minor > 3 * ((Cell.Money)row[8]).Minor));

        // The outage: on its day most failures of the gateway are of the gateway's own making.
        var outage = world.Pattern("gateway_outage").From.InUtc().Date;
        var codes = await data.Get<IPaymentQueries>().FacetAsync(PaymentSplit.Codes, new() { Range = new(outage, outage) }, DataScope.Staff);
        Assert.Equal(("corvex", "gateway_timeout"), (codes![0].Members[0], codes[0].Members[1]));
    }

    /// <summary>Nothing was planted: no wave, hardly a duplicate, no fast tries.</summary>
    public static async Task AssertQuietAsync(ImportedData data)
    {
        Assert.Empty(await RowsAsync(data, RowSets.FraudTesting));
        Assert.True((await RowsAsync(data, RowSets.BillingCandidates)).Count <= 2);
        Assert.Empty(await RowsAsync(data, RowSets.RefundsMadeGood));
        Assert.Empty(await RowsAsync(data, RowSets.RefundsRepeated));
    }

    /// <summary>From the written files alone: the planted charges whose week holds at least twenty of the same gateway, method, currency and size (within a factor of two).</summary>
    private static IEnumerable<string> SlippedFees(SampleWorld world)
    {
        var planted = world.Pattern("fee_error");
        return SampleWorld.Read(world.Planted, "transactions.csv").Where(row => row["kind"] == "charge" && row["status"] == "succeeded")
            .Select(row => (Row: row, At: SampleWorld.At(row["occurred_at"])))
            .GroupBy(one => (Week: one.At.InZone(DateTimeZoneProviders.Tzdb["Europe/Berlin"]).Date is var date ? date.PlusDays(1 - (int)date.DayOfWeek) : default,
                Gateway: one.Row["gateway"], Method: one.Row["method"], Currency: one.Row["currency"],
                Band: (int)Math.Log2((double)SampleWorld.Amount(one.Row["amount"]) * (one.Row["currency"] == "JPY" ? 1 : 100))))
            .Where(group => group.Key is { Gateway: "meridian", Method: "card" } && group.Count() >= 20)
            .SelectMany(group => group).Where(one => one.At >= planted.From && one.At < planted.To).Select(one => one.Row["transaction_id"]);
    }

    private static async Task<IReadOnlyList<IReadOnlyList<Cell>>> RowsAsync(ImportedData data, string rowSet) =>
        (await data.Get<IRowQueries>().PageAsync(new() { RowSet = rowSet, Filter = new() { Range = s_all, Compare = Comparison.None }, Size = 500 }, DataScope.Staff)).Table.Rows;

    private static string Text(IReadOnlyList<Cell> row, int column) => ((Cell.Text)row[column]).Value;
}
