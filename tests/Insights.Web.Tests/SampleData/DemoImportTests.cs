using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Queries.Support;
using Insights.Import.Store;
using NodaTime;
using Xunit;

namespace Insights.Web.Tests.SampleData;

/// <summary>
/// The generated demo goes through every importer without a hitch, except for the rows that are meant to be refused, and what is planted in it is found:
/// each chargeback pattern once, under the dimension that explains it.
/// </summary>
[Collection(SampleWorldGroup.Name)]
public sealed class DemoImportTests(SampleWorld world, ImportedDemo demo) : IClassFixture<ImportedDemo>
{
    [Fact]
    public async Task Watch_WorldWithoutPlantedPatterns_RaisesFewAlerts()
    {
        await using var data = await ImportedData.LoadAsync(world.Null.Files, SampleWorld.Now);

        await PlantedAlerts.AssertQuietAsync(data);
        await PlantedPayments.AssertQuietAsync(data);
    }

    [Fact]
    public Task Watch_Demo_TellsWhatIsPlanted_AndNothingElse() => PlantedAlerts.AssertFoundAsync(demo.Data, world);

    [Fact]
    public Task Payments_Demo_HoldWhatIsPlanted_OnItsDays() => PlantedPayments.AssertFoundAsync(demo.Data, world);

    [Fact]
    public void Import_Demo_RefusesOnlyWhatIsMeantToBe()
    {
        var files = demo.Data.Result.Files;

        Assert.All(files, f => Assert.Equal("done", f.State));
        var careless = files.Single(f => f.Rejected > 0);
        Assert.Equal(("transactions-late.csv", 9, 4, 5), (careless.File, careless.Rows, careless.Inserted, careless.Rejected));
        // Stripe's list of disputes says of closed ones that they are, and not since when; that is remarked once.
        Assert.All(files.Where(f => f != careless), f => Assert.Equal(f.Format == "stripe-disputes-csv" ? ["decision-date-unknown"] : [], f.FirstProblems.Select(problem => problem.Rule)));
        Assert.Equal(1, files.Sum(f => f.CardNumbersTruncated));
        Assert.Subset(new HashSet<string>(files.Select(f => f.Format)), new HashSet<string>
        {
            "canonical-transactions", "canonical-tickets", "canonical-ticket-events", "canonical-chargebacks", "canonical-chargeback-events", "canonical-vendors",
            "canonical-agents", "canonical-calendars", "canonical-sla-policies", "fx-rates", "zendesk-ticket-json", "stripe-payments-csv", "stripe-disputes-csv",
        });
    }

    /// <summary>The truth of the demo is the category of each ticket; the words see its subject alone. The share is stated in sample-data/README.md.</summary>
    [Fact]
    public async Task Words_OnTheDemo_SayWhatTheCategorySays()
    {
        var filter = new ReportFilter { Range = new DateRange(new(2025, 1, 1), new(2027, 1, 1)), Compare = Comparison.None };
        var metrics = demo.Data.Get<IMetricQueries>();
        var all = await metrics.ValueAsync("words_agreement", filter, DataScope.Staff);
        var byIssue = (await metrics.BreakdownAsync("words_agreement", "issue", filter, DataScope.Staff, 20)).Members;

        Assert.True(all.N > 10_000);
        Assert.True(all.ToNumber() is > 0.9 and <= 1, $"{all.Numerator}/{all.Denominator}: " + string.Join(", ", byIssue.Select(one => $"{one.Key} {one.Value.Numerator}/{one.Value.Denominator}")));
        Assert.Equal(1, (await metrics.ValueAsync("classified_share", filter, DataScope.Staff)).ToNumber());
    }

    [Fact]
    public async Task Recurring_OnTheDayOfTheOutage_IsItsErrorOnItsGateway()
    {
        var outage = world.Pattern("gateway_outage").From.InUtc().Date;
        var filter = new ReportFilter { Range = new DateRange(outage, outage.PlusDays(1)) };

        var issues = await demo.Data.Get<ISupportQueries>().RecurringAsync(filter, DataScope.Staff, 25);

        var timeout = issues.Single(issue => issue.Words.Contains("gateway_timeout", StringComparison.Ordinal));
        Assert.True(timeout.Tickets > 3 * (timeout.Before ?? 0), $"{timeout.Tickets} after {timeout.Before}");
        Assert.Equal("corvex", timeout.Gateway?.Gateway);
        Assert.Equal(timeout.Tickets, await demo.Data.Get<IRowQueries>().CountAsync(RowSets.TicketsCreated, filter.With("cluster", timeout.Id), DataScope.Staff));
    }

    [Fact]
    public async Task Forecast_OfContacts_IsNoWorseThanTheWeekBefore()
    {
        var filter = new ReportFilter { Range = new DateRange(new(2025, 1, 1), new(2025, 1, 2)) };
        var forecasts = demo.Data.Get<IForecastQueries>();
        foreach (var metric in (string[])["tickets_created", "payments", "failed_payments", "refunds"])
        {
            var forecast = (await forecasts.OfAsync(metric, filter, DataScope.Staff, 14))!;
            Assert.True(forecast.IsNaive ? forecast.Error == forecast.NaiveError : forecast.Error < forecast.NaiveError, $"{metric}: {forecast.Error} against {forecast.NaiveError}");
        }
    }

    [Fact]
    public async Task UnderstaffedWeek_ShowsInAttainment()
    {
        var metrics = demo.Data.Get<IMetricQueries>();
        var usual = await AttainmentAsync(new(2025, 11, 3), new(2025, 11, 30));
        var understaffed = await AttainmentAsync(new(2025, 12, 24), new(2025, 12, 31));

        Assert.InRange(usual, 0.82, 0.97);
        Assert.True(understaffed < usual - 0.35, $"first reply attainment of the EMEA desk: {usual:P1} usually, {understaffed:P1} over Christmas");

        async Task<double> AttainmentAsync(LocalDate from, LocalDate to)
        {
            var filter = new ReportFilter { Range = new DateRange(from, to), Values = new Dictionary<string, IReadOnlyList<string>> { ["team"] = ["EMEA payments"] } };
            return (await metrics.ValueAsync("first_reply_attainment", filter, DataScope.Staff)).ToNumber()!.Value;
        }
    }

    [Theory]
    [InlineData("unrecognised_descriptor", "vendor+descriptor", "descriptor")]
    [InlineData("programme_climb", "vendor+network", "network")]
    [InlineData("card_testing", "vendor+bin", "bin")]
    [InlineData("no_3ds", "vendor+three_ds", "three_ds")]
    [InlineData("late_shipping", "vendor+reason", null)]
    [InlineData("duplicate_charges", "vendor+duplicate_charge+reason", null)]
    public void PlantedPattern_IsToldOnce_UnderTheDimensionThatExplainsIt(string id, string kind, string? dimension)
    {
        var planted = world.Pattern(id);
        var found = demo.Patterns.Where(one => one.VendorCode == planted.Vendor).ToList();

        Assert.True(found.Count == 1 && found[0].Kind == kind, $"found of {planted.Vendor}:\n{All()}");
        if (dimension is null)
            Assert.Equal(planted.Dimensions["reason"], found[0].Outcome!.Value);
        else
            Assert.Equal((dimension, planted.Dimensions[dimension]), (found[0].Members[0].Dimension, found[0].Members[0].Value));
    }

    [Fact]
    public void Patterns_BesideThePlantedOnes_AreAsFewAsChanceAllows()
    {
        // Six are planted; of twenty findings one may be chance.
        Assert.True(demo.Patterns.Count <= 7, All());
    }

    /// <summary>The ratio lies beyond Mastercard's 1.5 % already; its hundred disputes a month are what the forecast is about.</summary>
    [Fact]
    public async Task ProgrammeClimb_IsForecast_OnProgrammes()
    {
        var standings = await demo.Data.Get<IProgrammeQueries>().StandingsAsync(SampleWorld.End, ImportedDemo.LastDays, DataScope.Staff);
        var climb = Assert.Single(standings, one => one.VendorCode == world.Pattern("programme_climb").Vendor && one.Programme == "Mastercard ECM");

        Assert.NotNull(climb.Progress);
        Assert.Null(climb.Tier);
        Assert.InRange(climb.Left!.Value, 20, 80);
        Assert.InRange(climb.Chance!.Value, double.Epsilon, 0.5);
        Assert.NotNull(climb.Verdict.Forecast);
        Assert.True(climb.LastThree!.Value.Value > 1.2 * climb.ThreeBefore!.Value.Value, $"{climb.LastThree} after {climb.ThreeBefore}");
        Assert.True(climb.Verdict.Ratio.Value > 0.015, $"{climb.Verdict.Ratio}");
    }

    private string All() => string.Join("\n", demo.Patterns.Select(one => FormattableString.Invariant($"{one.VendorCode} {one.Kind} | {one.Sentence} | q {one.Q:G3} | since {one.Since} to {one.Until}")));
}
