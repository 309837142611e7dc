using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Import.Store;
using NodaTime;
using Xunit;

namespace Insights.Web.Tests.SampleData;

/// <summary>The generated demo goes through every importer without a hitch, except for the rows that are meant to be refused.</summary>
[Collection(SampleWorldGroup.Name)]
public sealed class DemoImportTests(SampleWorld world)
{
    [Fact]
    public async Task Import_Demo_RefusesOnlyWhatIsMeantToBe_AndShowsItsPatterns()
    {
        await using var data = await ImportedData.LoadAsync(world.Planted.Files, SampleWorld.Now);

        Assert.All(data.Result.Files, f => Assert.Equal("done", f.State));
        var careless = data.Result.Files.Single(f => f.Rejected > 0);
        Assert.Equal(("transactions-late.csv", 9, 4, 5), (careless.File, careless.Rows, careless.Inserted, careless.Rejected));
        // Stripe's list of disputes says of closed ones that they are, and not since when; that is remarked once.
        Assert.All(data.Result.Files.Where(f => f != careless), f => Assert.Equal(f.Format == "stripe-disputes-csv" ? ["decision-date-unknown"] : [], f.FirstProblems.Select(problem => problem.Rule)));
        Assert.Equal(1, data.Result.Files.Sum(f => f.CardNumbersTruncated));
        Assert.Subset(new HashSet<string>(data.Result.Files.Select(f => f.Format)), new HashSet<string>
        {
            "canonical-transactions", "canonical-tickets", "canonical-ticket-events", "canonical-chargebacks", "canonical-chargeback-events", "canonical-vendors",
            "canonical-agents", "canonical-calendars", "canonical-sla-policies", "fx-rates", "zendesk-ticket-json", "stripe-payments-csv", "stripe-disputes-csv",
        });

        var metrics = data.Get<IMetricQueries>();
        var usual = await AttainmentAsync(new(2025, 11, 3), new(2025, 11, 30));
        var understaffed = await AttainmentAsync(new(2025, 12, 24), new(2025, 12, 31));
        Assert.InRange(usual, 0.82, 0.97);
        Assert.True(understaffed < usual - 0.35, $"first reply attainment of the EMEA desk: {usual:P1} usually, {understaffed:P1} over Christmas");

        await PlantedChargebackPatterns.AssertFoundAsync(data, world);

        async Task<double> AttainmentAsync(LocalDate from, LocalDate to)
        {
            var filter = new ReportFilter { Range = new DateRange(from, to), Values = new Dictionary<string, IReadOnlyList<string>> { ["team"] = ["EMEA payments"] } };
            return (await metrics.ValueAsync("first_reply_attainment", filter, DataScope.Staff)).ToNumber()!.Value;
        }
    }
}
