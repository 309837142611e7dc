using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Import.Store;
using Insights.Web.Tests.SampleData;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Tests.Exports;

/// <summary>
/// Whatever filter a person makes, and whoever reads: a tile is the sum of the bars that split it and of the buckets that spread it over its days; tiles, bars
/// and the counts of tables are as many rows as their links show; and page, PDF, workbook, CSV and JSON hold the same cells.
/// </summary>
public sealed class RandomFilterTests(SmallSet small) : IClassFixture<SmallSet>
{
    private static readonly string[] s_documents = ["overview", "chargebacks", "executive-monthly", "payment-health", "portfolio-chargebacks", "sla-monthly"];

    private static readonly string[] s_vendorDocuments = ["overview", "chargebacks", "vendor-chargebacks", "vendor-service", "payment-health"];

    /// <summary>Counts of tables that are looked up: every one would make minutes of it.</summary>
    private const int CellsLookedUp = 12;

    private static readonly (string Dimension, string[] Values)[] s_choices =
        [("vendor", ["maple", "cedar"]), ("currency", ["EUR", "USD"]), ("priority", ["p1", "urgent", "high", "normal"]), ("reason", ["fraud", "product_not_received"]), ("network", ["visa", "mastercard"])];

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    public async Task TilesBarsRowsAndEveryRendering_AreTheSameNumbers(int seed)
    {
        var random = new Random(seed);
        var checkedNumbers = 0;
        // Every third filter is a vendor's own.
        var vendor = seed % 3 == 0;
        var scope = vendor ? DataScope.Vendor(await small.VendorAsync(seed % 2 == 0 ? "maple" : "cedar")) : DataScope.Staff;
        foreach (var id in vendor ? s_vendorDocuments : s_documents)
        {
            var filter = Filter(random);
            if (vendor)
                filter = filter.With("vendor");
            var document = await small.Data.Get<ReportLibrary>().BuildAsync(id, filter, scope);
            try
            {
                EqualRenderings.Hold(document);
                checkedNumbers += await NumbersAsync(document, filter, scope, random);
            }
            catch (Exception error)
            {
                throw new Xunit.Sdk.XunitException($"{id}?{filter.ToQueryString()}: {error.Message}", error);
            }
        }
        Assert.True(checkedNumbers > 0, "No number of any document was looked at.");
    }

    private async Task<int> NumbersAsync(ReportDocument document, ReportFilter filter, DataScope scope, Random random)
    {
        var blocks = document.Sections.SelectMany(section => section.Blocks).ToList();
        var tiles = blocks.OfType<Block.Tiles>().SelectMany(block => block.Items).ToList();
        var looked = 0;
        foreach (var tile in tiles.Where(tile => tile.Value is Cell.Count && tile.Link is not null))
        {
            Assert.True(((Cell.Count)tile.Value).Value == await RowsAsync(tile.Link!, scope), $"The tile {tile.Label} is not its rows.");
            looked++;
        }
        var charts = blocks.OfType<Block.Chart>().Select(block => block.Spec).Concat(blocks.OfType<Block.ChartPair>().SelectMany(pair => new[] { pair.Left, pair.Right })).Where(spec => spec.ValueKind == ColumnKind.Count).ToList();
        foreach (var spec in charts.Where(spec => spec is { Kind: ChartKind.Bars, Series.Count: 1 }))
        {
            var bars = spec.Series[0].Values.OfType<Cell.Count>().ToList();
            if (bars.Count == 0 || tiles.FirstOrDefault(tile => tile.Label == spec.Series[0].Name)?.Value is not Cell.Count whole)
                continue;
            Assert.True(whole.Value == bars.Sum(bar => bar.Value), $"The bars of {spec.Title} are {bars.Sum(bar => bar.Value)}, the tile is {whole.Value}.");
            for (var i = 0; i < bars.Count; i++)
            {
                if (!spec.Categories[i].EndsWith(" others", StringComparison.Ordinal))
                    Assert.True(bars[i].Value == await RowsAsync(spec.CategoryLinks[i], scope), $"The bar {spec.Categories[i]} of {spec.Title} is not its rows.");
                looked++;
            }
        }
        foreach (var spec in charts.Where(spec => spec.CategoryKeys.Count > 0 && spec.CategoryLinks.Count == spec.Categories.Count))
        {
            // One bucket of each; and all of them where they are the days of the filter and the tile says how many there are.
            var at = random.Next(spec.Categories.Count);
            if (spec.Series[0].Values[at] is Cell.Count bucket)
                Assert.True(bucket.Value == await RowsAsync(spec.CategoryLinks[at], scope), $"{spec.Categories[at]} of {spec.Title} is not its rows.");
            looked++;
            if (spec.CategoryKeys[0] == LocalDatePattern.Iso.Format(filter.Range.From) && tiles.FirstOrDefault(tile => tile.Label == spec.Series[0].Name) is { Value: Cell.Count whole, MetricId: not "backlog" })
                Assert.True(whole.Value == spec.Series[0].Values.OfType<Cell.Count>().Sum(count => count.Value), $"The buckets of {spec.Title} are not the tile.");
        }

        var cells = blocks.OfType<Block.DataTable>().SelectMany(block => block.Table.Rows.Append(block.Table.Totals ?? []).SelectMany((row, at) => row.Select(cell => (Cell: cell, Where: $"{block.Table.Title}, row {at + 1}"))))
            .Where(one => one.Cell is Cell.Count { Link: { } link } && link.StartsWith("/rows/", StringComparison.Ordinal)).ToArray();
        random.Shuffle(cells);
        foreach (var (cell, where) in cells.Take(CellsLookedUp))
        {
            Assert.True(((Cell.Count)cell!).Value == await RowsAsync(cell.Link!, scope), $"{where}: {((Cell.Count)cell).Value} are not the rows of {cell.Link}.");
            looked++;
        }
        return looked;
    }

    /// <summary>How many rows the portal shows behind a link.</summary>
    private async Task<long> RowsAsync(string link, DataScope scope)
    {
        var parts = link.Split('?', 2);
        var pairs = parts.Length < 2 ? [] : parts[1].Split('&').Select(pair => pair.Split('=', 2)).Select(pair => new KeyValuePair<string, string>(pair[0], Uri.UnescapeDataString(pair[1])));
        var reading = ReportFilter.Parse(pairs, new LocalDate(2025, 12, 1));
        Assert.Empty(reading.Problems);
        return (await small.Data.Get<IRowQueries>().PageAsync(new RowRequest { RowSet = parts[0]["/rows/".Length..], Filter = reading.Filter, Size = 1 }, scope)).Total;
    }

    private static ReportFilter Filter(Random random)
    {
        var from = new LocalDate(2025, 9, 1).PlusDays(random.Next(60));
        var filter = new ReportFilter { Range = new DateRange(from, from.PlusDays(random.Next(10, 90))) };
        foreach (var (dimension, values) in s_choices)
        {
            if (random.Next(4) == 0)
                filter = filter.With(dimension, values[random.Next(values.Length)]);
        }
        return filter;
    }
}
