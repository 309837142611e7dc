using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Import.Store;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Reports.Builders;

/// <summary>Documents over the small set. Expected values are those of sample-data/small/README.md.</summary>
public sealed class SmallWorldReportTests(SmallWorld world) : IClassFixture<SmallWorld>
{
    private static readonly string[] Screens =
    [
        "overview", "service-levels", "service-levels-attainment", "service-levels-times", "service-levels-causes", "service-levels-backlog", "service-levels-flow", "service-levels-intake",
        "service-levels-coverage", "chargebacks", "chargebacks-maturity", "programmes", "vendors", "portfolio-chargebacks", "executive-monthly", "sla-monthly",
        "payments", "payments-delays", "payments-refunds", "payments-billing-errors", "payments-fraud", "payments-methods", "payment-health",
    ];

    // October: 10 payments of 14 attempts, 2 refunds, 1 dispute, 8 tickets, 3 left over, replies 2,700 5,400 7,200 9,000 18,000 s, 8 of 12 targets met.
    [Fact]
    public async Task Overview_Tiles_AreTheHandWorkedValues()
    {
        var document = await world.BuildAsync("overview", SmallWorld.Filter(SmallWorld.October));
        Cell Value(string metric) => document.Tile(metric).Value with { Link = null };
        Assert.Equal(new Cell.Money(52_175, "EUR"), Value("payment_volume"));
        Assert.Equal(new Cell.Share(10, 14), Value("approval_rate"));
        Assert.Equal(new Cell.Share(2, 10), Value("refund_rate"));
        Assert.Equal(new Cell.Share(1, 10), Value("dispute_activity"));
        Assert.Equal(new Cell.Count(8), Value("tickets_created"));
        Assert.Equal(new Cell.Count(3), Value("backlog"));
        Assert.Equal(new Cell.Duration(7_200), Value("first_reply_time"));
        Assert.Equal(new Cell.Share(8, 12), Value("sla_attainment"));
        Assert.Equal("4 currencies at each day's rate", document.Tile("payment_volume").Note?.Replace("small sample; ", "", StringComparison.Ordinal).Replace("; nothing to compare with in September 2025", "", StringComparison.Ordinal));
        Assert.Contains("small sample", document.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_Tile_EqualsChartTableAndRows()
    {
        var document = await world.BuildAsync("overview", SmallWorld.Filter(SmallWorld.October));
        // 10 payments: the chart's columns, the daily table, the vendors table and its total.
        Assert.Equal(10, document.Chart("payments").Series[0].Values.OfType<Cell.Count>().Sum(cell => cell.Value));
        foreach (var table in document.Tables())
        {
            var column = table.Columns.ToList().FindIndex(one => one.Key == "payments");
            Assert.Equal(10, table.Rows.Select(row => row[column]).OfType<Cell.Count>().Sum(cell => cell.Value));
            Assert.Equal(new Cell.Count(10), table.Totals![column]! with { Link = null });
        }
        Assert.Equal(10, await CountAsync(document.Table("vendors").Totals!.OfType<Cell.Count>().First().Link!));
    }

    [Theory]
    [InlineData("overview")]
    [InlineData("service-levels")]
    [InlineData("service-levels-attainment")]
    [InlineData("service-levels-times")]
    [InlineData("service-levels-causes")]
    [InlineData("service-levels-backlog")]
    [InlineData("service-levels-flow")]
    [InlineData("service-levels-coverage")]
    [InlineData("chargebacks")]
    [InlineData("executive-monthly")]
    [InlineData("sla-monthly")]
    [InlineData("vendor-chargebacks")]
    [InlineData("vendor-service")]
    [InlineData("vendors")]
    [InlineData("my-scorecard")]
    [InlineData("portfolio-chargebacks")]
    [InlineData("programmes")]
    [InlineData("programmes-detail")]
    [InlineData("payments")]
    [InlineData("payments-delays")]
    [InlineData("payments-refunds")]
    [InlineData("payments-methods")]
    [InlineData("payment-health")]
    public async Task Every_CountWithALink_HasThatManyRows(string id)
    {
        foreach (var month in new[] { SmallWorld.October, SmallWorld.November })
        {
            var filter = SmallWorld.Filter(month);
            var document = await world.BuildAsync(id, id.StartsWith("vendor-", StringComparison.Ordinal) || id is "my-scorecard" or "programmes-detail" ? filter.With("vendor", "cedar") : filter);
            var tiles = document.Blocks().OfType<Block.Tiles>().SelectMany(block => block.Items).Select(tile => tile.Value);
            var cells = document.Tables().SelectMany(table => table.Rows.Concat(table.Totals is { } totals ? [totals!] : [])).SelectMany(row => row).Concat(tiles)
                .Concat(document.Blocks().SelectMany(block => block switch { Block.Chart chart => [chart.Spec], Block.ChartPair pair => new[] { pair.Left, pair.Right }, _ => [] })
                    .SelectMany(chart => chart.Series).SelectMany(series => series.Values).Where(value => value is not Cell.Count { Value: 0 })).ToList();
            var checkedLinks = 0;
            foreach (var cell in cells.Where(cell => cell?.Link?.StartsWith("/rows/", StringComparison.Ordinal) == true))
            {
                long? rows = cell switch { Cell.Count count => count.Value, Cell.Share share when !cell.Link!.Contains("decided", StringComparison.Ordinal) => share.Numerator, _ => null };
                if (rows is null)
                    continue;
                Assert.True(rows == await CountAsync(cell.Link!), $"{id} {month}: {cell} but {await CountAsync(cell.Link!)} rows");
                checkedLinks++;
            }
            Assert.True(checkedLinks >= 3, $"{id}: only {checkedLinks} links");
        }
    }

    [Fact]
    public async Task Maturity_OfTwoMonths_LinksToItsRows_AndProjectsNothing()
    {
        var document = await world.BuildAsync("chargebacks-maturity", SmallWorld.Filter(SmallWorld.November));
        var rows = document.Table("projection").Rows;
        // Newest first. All six disputes are about October's ten payments: one in October, five in November.
        Assert.Equal(["Nov 2025 (still rising)", "Oct 2025 (still rising)"], rows.Select(row => ((Cell.Text)row[0]).Value));
        Assert.Equal([(6L, 0L), (10L, 6L)], rows.Select(row => (((Cell.Count)row[1]).Value, ((Cell.Count)row[2]).Value)));
        foreach (var cell in rows.SelectMany(row => row.Skip(1).Take(2)).Cast<Cell.Count>())
            Assert.Equal(cell.Value, await CountAsync(cell.Link!));
        Assert.All(rows, row => Assert.IsType<Cell.None>(row[5]));
        Assert.Equal(0, document.Chart("triangle").IncompleteSeriesFrom);
        Assert.Equal([1L, 6L], document.Table("counts").Rows[0].Skip(2).Cast<Cell.Count>().Select(cell => cell.Value));
        Assert.Equal("No month of sales is old enough yet for its dispute rate to be final", document.Headline);
    }

    [Fact]
    public async Task Chargebacks_NamesBothRatiosAndTheirDifference()
    {
        var document = await world.BuildAsync("chargebacks", SmallWorld.Filter(SmallWorld.October));
        Assert.Equal(new Cell.Share(1, 10), document.Tile("dispute_activity").Value with { Link = null });
        Assert.Equal(new Cell.Share(6, 10), document.Tile("dispute_rate").Value with { Link = null });
        Assert.Contains(document.Blocks().OfType<Block.Paragraph>(), paragraph => paragraph.Text ==
            "Dispute activity: 1 dispute received in October 2025, whatever payment they are about. Dispute rate: 6 disputes so far on the 10 payments of October 2025; it can still rise, because disputes arrive up to 120 days after the payment.");
        // October 2025 is younger than 120 days on 2 December: hatched, and so is everything after July.
        Assert.NotNull(document.Chart("rate").IncompleteFrom);
        Assert.Null(document.Chart("activity").IncompleteFrom);
    }

    [Fact]
    public async Task Chargebacks_TotalsPerCurrency_StandApart()
    {
        var table = (await world.BuildAsync("chargebacks", SmallWorld.Filter(SmallWorld.November))).Table("by-currency");
        // EUR 190.00, GBP 30.00, JPY 3,000; in EUR 246.25. Net loss EUR 75.00.
        Assert.Equal(["EUR", "GBP", "JPY"], table.Rows.Select(row => ((Cell.Text)row[0]).Value));
        Assert.Equal([new Cell.Money(19_000, "EUR"), new Cell.Money(3_000, "GBP"), new Cell.Money(3_000, "JPY")], table.Rows.Select(row => row[1] with { Link = null }));
        Assert.Equal(new Cell.Money(24_625, "EUR"), table.Totals![1]! with { Link = null });
        Assert.Equal(new Cell.Money(7_500, "EUR"), table.Totals[2]! with { Link = null });
    }

    [Fact]
    public async Task ServiceLevels_Reconciliation_AddsUp()
    {
        var document = await world.BuildAsync("service-levels", SmallWorld.Filter(SmallWorld.October));
        var table = document.Table("attainment-by-team");
        var totals = table.Totals!.Skip(1).OfType<Cell.Count>().Select(cell => cell.Value).ToArray();
        // n, met, breached, near misses (part of met), open in time, merged, exempt, no policy, unmeasured, all
        Assert.Equal((12L, 8L, 4L, 3L), (totals[0], totals[1], totals[2], totals[3]));
        Assert.Equal(totals[9], totals[1] + totals[2] + totals[4..9].Sum());
        Assert.Contains(document.Blocks().OfType<Block.Paragraph>(), paragraph => paragraph.Text.Contains("8 met + 4 breached", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ServiceLevels_Arrivals_SumToTicketsCreated()
    {
        var document = await world.BuildAsync("service-levels", SmallWorld.Filter(SmallWorld.October));
        Assert.Equal(8, document.Chart("arrivals").Series.SelectMany(series => series.Values).OfType<Cell.Count>().Sum(cell => cell.Value));
    }

    [Fact]
    public async Task VendorReport_ForStaffAndForTheVendor_IsTheSame()
    {
        var filter = SmallWorld.Filter(SmallWorld.November);
        var asStaff = await world.BuildAsync("vendor-chargebacks", filter.With("vendor", "cedar"));
        var asVendor = await world.BuildAsync("vendor-chargebacks", filter, await world.VendorAsync("cedar"));
        Assert.Equal(asVendor.Headline, asStaff.Headline);
        Assert.Equal(asVendor.Scope, asStaff.Scope);
        Assert.Equal(asVendor.Tables().Select(Shown), asStaff.Tables().Select(Shown));

        // The house's links name the vendor, the vendor's own do not; every text is the same.
        static string Shown(Table table) => table.Id + string.Join("|", table.Rows.SelectMany(row => row).Select(cell => CellText.Of(cell, DateTimeZone.Utc)));
    }

    [Theory]
    [InlineData("maple", "cedar")]
    [InlineData("cedar", "maple")]
    public async Task VendorScope_NeverNamesAnotherVendor(string own, string other)
    {
        var scope = await world.VendorAsync(own);
        foreach (var builder in world.Library.For(scope))
        {
            foreach (var month in new[] { SmallWorld.October, SmallWorld.November })
            {
                var text = (await builder.BuildAsync(SmallWorld.Filter(month), scope)).AllText();
                Assert.DoesNotContain(other, text, StringComparison.OrdinalIgnoreCase);
                // A forged filter gives nothing of the other vendor either.
                var forged = await builder.BuildAsync(SmallWorld.Filter(month).With("vendor", other), scope);
                Assert.All(forged.Tables(), table => Assert.All(table.Rows, row => Assert.All(row.OfType<Cell.Count>(), count => Assert.Equal(0, count.Value))));
            }
        }
    }

    [Fact]
    public async Task VendorScope_DoesNotSeeReportsOfTheHouse()
    {
        var scope = await world.VendorAsync("maple");
        Assert.Null(world.Library.Find("executive-monthly", scope));
        await Assert.ThrowsAsync<ArgumentException>(() => world.BuildAsync("executive-monthly", SmallWorld.Filter(SmallWorld.October), scope));
    }

    [Fact]
    public async Task VendorReport_WithoutAVendor_AsksForOne()
    {
        var document = await world.BuildAsync("vendor-chargebacks", SmallWorld.Filter(SmallWorld.October));
        Assert.Equal("Choose one vendor for this report", document.Headline);
    }

    [Fact]
    public async Task VendorReport_TileReasonsAndRows_AreTheSameDisputes()
    {
        var document = await world.BuildAsync("vendor-chargebacks", SmallWorld.Filter(SmallWorld.November).With("vendor", "cedar"));
        var disputes = ((Cell.Count)document.Tile("disputes").Value).Value;
        Assert.Equal(disputes, ((Cell.Count)document.Table("reasons").Totals![1]!).Value);
        Assert.Equal(disputes, await CountAsync(document.Tile("disputes").Link!));
    }

    [Theory]
    [InlineData("overview")]
    [InlineData("service-levels")]
    [InlineData("chargebacks")]
    [InlineData("executive-monthly")]
    [InlineData("sla-monthly")]
    [InlineData("vendor-service")]
    [InlineData("vendors")]
    [InlineData("my-scorecard")]
    [InlineData("portfolio-chargebacks")]
    [InlineData("programmes")]
    [InlineData("programmes-detail")]
    [InlineData("chargebacks-maturity")]
    public async Task Filtered_ToNothing_SaysSo(string id)
    {
        var document = await world.BuildAsync(id, SmallWorld.Filter(new DateRange(new LocalDate(2020, 1, 1), new LocalDate(2020, 1, 31))).With("vendor", "maple"));
        Assert.Equal(EmptyReason.FilteredOut, document.Empty);
        Assert.Empty(document.Sections);
        Assert.Equal("Nothing matches these filters in January 2020", document.Headline);
    }

    // October: 8 met, 4 missed; the tile, the table's total, the words and the rows behind them are the same 12 clocks.
    [Fact]
    public async Task SlaMonthly_TileTableAndWords_AreTheSameClocks()
    {
        var document = await world.BuildAsync("sla-monthly", SmallWorld.Filter(SmallWorld.October));
        Assert.Equal(new Cell.Share(8, 12), document.Tile("sla_attainment").Value with { Link = null });
        foreach (var id in new[] { "metric", "priority", "team", "vendor", "channel", "category" })
        {
            var totals = document.Table("attainment-by-" + id).Totals!;
            Assert.Equal((new Cell.Share(8, 12), new Cell.Count(8), new Cell.Count(4)), ((Cell.Share)totals[1]! with { Link = null }, (Cell.Count)totals[4]! with { Link = null }, (Cell.Count)totals[5]! with { Link = null }));
            // The kinds of target also count the clocks that enter no rate.
            if (id == "metric")
                Assert.Equal(((Cell.Count)totals[12]!).Value, new[] { 4, 5, 7, 8, 9, 10, 11 }.Sum(column => ((Cell.Count)totals[column]!).Value));
        }
        var goal = document.Sections.SelectMany(section => section.Blocks).OfType<Block.Chart>().Single(block => block.Spec.Kind == ChartKind.Bullet).Spec;
        Assert.Equal(8, goal.Series[0].Values.Sum(value => ((Cell.Share)value).Numerator));
        Assert.All(goal.Series.Single(series => series.Role == SeriesRole.Limit).Values, value => Assert.Equal("90 %", CellText.Of(value, NodaTime.DateTimeZone.Utc)));
        Assert.Contains("we met 66.7 % of 12 targets (95 % interval 39 % to 86 %, a small sample); 4 were missed", document.AllText(), StringComparison.Ordinal);
        Assert.Contains("8 met + 4 breached", document.AllText(), StringComparison.Ordinal);
        // No month is closed, so nothing is said of stamps; and twelve clocks are too few for any claim of change.
        Assert.DoesNotContain(document.Sections, section => section.Id == "restated");
        Assert.Contains("a small sample", document.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VendorService_ForStaffAndForTheVendor_IsTheSame_AndNamesNobodyOfTheDesk()
    {
        var filter = SmallWorld.Filter(SmallWorld.October);
        var asStaff = await world.BuildAsync("vendor-service", filter.With("vendor", "cedar"));
        var asVendor = await world.BuildAsync("vendor-service", filter, await world.VendorAsync("cedar"));
        Assert.Equal((asVendor.Headline, asVendor.Scope), (asStaff.Headline, asStaff.Scope));
        Assert.Equal(((Cell.Count)asVendor.Tile("tickets_created").Value).Value, ((Cell.Count)asVendor.Table("categories").Totals![1]!).Value);
        Assert.Equal(((Cell.Count)asVendor.Table("attainment-by-metric").Totals![5]!).Value, asVendor.Table("missed").Rows.Count);
        Assert.All(asVendor.Tables(), table => Assert.DoesNotContain(table.Columns, column => column.Title is "Agent" or "Team"));
        Assert.Equal("Choose one vendor for this report", (await world.BuildAsync("vendor-service", filter)).Headline);
    }

    [Fact]
    public async Task NothingScope_IsNotPermitted()
    {
        Assert.Empty(world.Library.For(DataScope.Nothing));
        foreach (var id in Screens)
            await Assert.ThrowsAsync<ArgumentException>(() => world.BuildAsync(id, SmallWorld.Filter(SmallWorld.October), DataScope.Nothing));
    }

    [Fact]
    public async Task EmptyStore_SaysNoDataYet()
    {
        var folder = Directory.CreateTempSubdirectory("insights-empty-").FullName;
        await using var services = SmallWorld.Services(folder);
        await SmallWorld.MigrateAsync(services);
        foreach (var id in Screens)
        {
            var document = await services.GetRequiredService<ReportLibrary>().BuildAsync(id, SmallWorld.Filter(SmallWorld.October), DataScope.Staff);
            Assert.Equal(EmptyReason.NoDataYet, document.Empty);
        }
    }

    [Fact]
    public async Task Documents_AreMadeTheSameTwice()
    {
        var once = await world.BuildAsync("executive-monthly", SmallWorld.Filter(SmallWorld.November));
        var again = await world.BuildAsync("executive-monthly", SmallWorld.Filter(SmallWorld.November));
        Assert.Equal(once.AllText(), again.AllText());
    }

    private async Task<long> CountAsync(string link)
    {
        var uri = new Uri(new Uri("https://portal"), link);
        var pairs = uri.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=')).Select(pair => new KeyValuePair<string, string>(pair[0], Uri.UnescapeDataString(pair[1])));
        var reading = ReportFilter.Parse(pairs, new LocalDate(2025, 12, 2));
        Assert.Empty(reading.Problems);
        return await world.Rows.CountAsync(uri.AbsolutePath["/rows/".Length..], reading.Filter, DataScope.Staff);
    }
}
