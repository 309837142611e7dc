using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Import.Store;
using Insights.Web.Tests.SampleData;
using NodaTime;

namespace Insights.Web.Tests.Exports;

/// <summary>
/// Whatever filter a person makes: a tile is the sum of the bars that split it, each is as many rows as its link shows, and page, PDF, workbook, CSV and
/// JSON hold the same cells.
/// </summary>
public sealed class RandomFilterTests(SmallSet small) : IClassFixture<SmallSet>
{
    private static readonly string[] s_documents = ["overview", "chargebacks", "executive-monthly", "payment-health", "portfolio-chargebacks", "sla-monthly"];

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
        foreach (var id in s_documents)
        {
            var filter = Filter(random);
            var document = await small.Data.Get<ReportLibrary>().BuildAsync(id, filter, DataScope.Staff);
            try
            {
                EqualRenderings.Hold(document);
                checkedNumbers += await NumbersAsync(document);
            }
            catch (Exception error)
            {
                throw new Xunit.Sdk.XunitException($"{id}?{filter.ToQueryString()}: {error.Message}", error);
            }
        }
        Assert.True(checkedNumbers > 0, "No number of any document was looked at.");
    }

    private async Task<int> NumbersAsync(ReportDocument document)
    {
        var blocks = document.Sections.SelectMany(section => section.Blocks).ToList();
        var tiles = blocks.OfType<Block.Tiles>().SelectMany(block => block.Items).ToList();
        var looked = 0;
        foreach (var tile in tiles.Where(tile => tile.Value is Cell.Count && tile.Link is not null))
        {
            Assert.True(((Cell.Count)tile.Value).Value == await RowsAsync(tile.Link!), $"The tile {tile.Label} is not its rows.");
            looked++;
        }
        foreach (var spec in blocks.OfType<Block.Chart>().Select(block => block.Spec).Concat(blocks.OfType<Block.ChartPair>().SelectMany(pair => new[] { pair.Left, pair.Right })).Where(spec => spec is { Kind: ChartKind.Bars, ValueKind: ColumnKind.Count, Series.Count: 1 }))
        {
            var bars = spec.Series[0].Values.OfType<Cell.Count>().ToList();
            if (bars.Count == 0 || tiles.FirstOrDefault(tile => tile.Label == spec.Series[0].Name)?.Value is not Cell.Count whole)
                continue;
            Assert.True(whole.Value == bars.Sum(bar => bar.Value), $"The bars of {spec.Title} are {bars.Sum(bar => bar.Value)}, the tile is {whole.Value}.");
            for (var i = 0; i < bars.Count; i++)
            {
                if (!spec.Categories[i].EndsWith(" others", StringComparison.Ordinal))
                    Assert.True(bars[i].Value == await RowsAsync(spec.CategoryLinks[i]), $"The bar {spec.Categories[i]} of {spec.Title} is not its rows.");
                looked++;
            }
        }
        return looked;
    }

    /// <summary>How many rows the portal shows behind a link.</summary>
    private async Task<long> RowsAsync(string link)
    {
        var parts = link.Split('?', 2);
        var pairs = parts.Length < 2 ? [] : parts[1].Split('&').Select(pair => pair.Split('=', 2)).Select(pair => new KeyValuePair<string, string>(pair[0], Uri.UnescapeDataString(pair[1])));
        var reading = ReportFilter.Parse(pairs, new LocalDate(2025, 12, 1));
        Assert.Empty(reading.Problems);
        return (await small.Data.Get<IRowQueries>().PageAsync(new RowRequest { RowSet = parts[0]["/rows/".Length..], Filter = reading.Filter, Size = 1 }, DataScope.Staff)).Total;
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
