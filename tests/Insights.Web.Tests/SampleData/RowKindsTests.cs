using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Import.Store;
using NodaTime;
using Xunit;

namespace Insights.Web.Tests.SampleData;

/// <summary>A report that says of what it is made says it of everything it shows: mail that waits for complete data waits for the right sources.</summary>
public sealed class RowKindsTests(SmallSet small) : IClassFixture<SmallSet>
{
    [Fact]
    public async Task Report_UsesTheRowsOfEveryMetricItShows()
    {
        var filter = new ReportFilter { Range = new(new LocalDate(2025, 11, 1), new LocalDate(2025, 11, 30)) };
        var vendor = DataScope.Vendor(await small.VendorAsync("maple"));
        var wrong = new List<string>();
        var narrow = 0;
        foreach (var builder in small.Data.Get<ReportLibrary>().For(DataScope.Staff).Where(builder => builder.Uses != RowKinds.All))
        {
            var document = await builder.BuildAsync(filter, builder.OneVendor ? vendor : DataScope.Staff);
            var tiles = document.Sections.SelectMany(section => section.Blocks).OfType<Block.Tiles>().SelectMany(tiles => tiles.Items)
                .Select(tile => MetricCatalog.All.FirstOrDefault(metric => metric.Id == tile.MetricId)).OfType<MetricDefinition>();
            var shown = document.Definitions.Concat(tiles).DistinctBy(metric => metric.Id).ToList();
            narrow += shown.Count > 0 ? 1 : 0;
            wrong.AddRange(shown.Where(metric => (KindsOf(metric) & ~builder.Uses) != RowKinds.None).Select(metric => $"{builder.Id} shows {metric.Id}, which is of {KindsOf(metric)}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(narrow > 10, "Hardly any report was looked at.");
    }

    private static RowKinds KindsOf(MetricDefinition metric) => KindOf(metric.Rows) | (metric.DenominatorRows is { } denominator ? KindOf(denominator) : RowKinds.None);

    private static RowKinds KindOf(string rowSet) => rowSet.Split('.')[0] switch
    {
        "tickets" or "clocks" or "queue" or "now" => RowKinds.Tickets,
        "payments" or "refunds" or "orders" or "billing" or "fraud" => RowKinds.Payments,
        "disputes" => RowKinds.Disputes,
        var other => throw new InvalidOperationException($"Of which rows is the set '{other}'? Say it here."),
    };
}
