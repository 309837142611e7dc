using Insights.Analytics.Jobs;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Alerts;
using Insights.Import.Store;
using Insights.SampleData;
using NodaTime;
using Xunit;

namespace Insights.Web.Tests.SampleData;

/// <summary>What was planted to be seen in the daily numbers is told, once, on its days and under what drives it, and nothing else is.</summary>
internal static class PlantedAlerts
{
    public static async Task AssertFoundAsync(ImportedData data, SampleWorld world)
    {
        var found = await FindAsync(data);
        var all = Tell(found);

        var outage = Day(world.Pattern("gateway_outage"));
        Has("failed_payments", "gateway", "corvex", outage, outage, one => one.Window is { FromHour: 7 or 8, ToHour: >= 18 and <= 20 } && one.Shared.Any(shared => shared is { Dimension: "failure_code", Value: "gateway_timeout", Share: > 0.7 }));
        var testing = Day(world.Pattern("card_testing"));
        Has("failed_payments", "vendor", "Quillstone Books", testing, testing, one => one.Window is { FromHour: 2, ToHour: 5 } && one.Shared.Any(shared => shared is { Dimension: "bin", Value: "545301" }));
        var backlog = world.Pattern("refund_backlog");
        Has("failed_refunds", "gateway", "meridian", Day(backlog), backlog.To.InUtc().Date.PlusDays(-1),
            one => one.Shared.Any(shared => shared is { Dimension: "refund_mode", Value: "automatic", Share: 1 }));
        var duplicates = Day(world.Pattern("duplicate_charges"));
        // Charged twice on six days, refunded by hand on the nine days after each.
        Has("refunds", "vendor", "Novabasket Grocery", duplicates.PlusDays(3), duplicates.PlusDays(13), one => one.Shared.Any(shared => shared is { Dimension: "refund_mode", Value: "manual" }));
        // The week before the last Friday of November sells a quarter more, in every world.
        var season = found.SingleOrDefault(one => one is { Metric: "payments", Place: null, IsHigh: true });
        Assert.True(season is not null && season.FirstDay == new LocalDate(2025, 11, 22) && season.RecoveredDay is not null, all);
        Assert.True(found.Count == 5, all);

        // A day or two at either end are within chance where there are two or three cases a day.
        void Has(string metric, string dimension, string value, LocalDate first, LocalDate last, Func<Alert, bool> explains)
        {
            var alert = found.SingleOrDefault(one => one.Metric == metric && one.Place is { } place && (place.Dimension, place.Value) == (dimension, value));
            Assert.True(alert is not null && explains(alert) && Period.DaysBetween(first, alert.FirstDay) is >= -2 and <= 2 && Period.DaysBetween(last, alert.LastDay) is >= -2 and <= 2, $"{metric} of {value} from {first} to {last}; found:\n{all}");
        }
    }

    /// <summary>Nothing was planted: what is told is a false alarm, of which few a year are accepted.</summary>
    public static async Task AssertQuietAsync(ImportedData data)
    {
        var found = await FindAsync(data);
        var watch = await data.Get<IAlertQueries>().LastRunAsync(DataScope.Staff);
        Assert.True(watch is { Series: > 50 } && Period.DaysBetween(watch.From, watch.To) > 350);
        Assert.True(found.Count <= 4, Tell(found));
    }

    private static async Task<IReadOnlyList<Alert>> FindAsync(ImportedData data)
    {
        await data.Get<IJobRunner>().RunAsync(JobIds.WatchTrends, "test");
        return await data.Get<IAlertQueries>().ListAsync(new ReportFilter { Range = new(SampleWorld.End.PlusDays(-400), SampleWorld.End), Compare = Comparison.None }, DataScope.Staff);
    }

    private static LocalDate Day(PlantedPattern pattern) => pattern.From.InUtc().Date;

    private static string Tell(IEnumerable<Alert> found) =>
        string.Join("\n", found.Select(one => FormattableString.Invariant($"{one.FirstDay:uuuu-MM-dd} to {one.LastDay:uuuu-MM-dd} | {one.Name} | {one.Sentence} {string.Join(", ", one.Shared)} | {one.Chance:G2}")));
}
