using Insights.Analytics.Queries.Loading;
using Xunit;

namespace Insights.Analytics.Tests.Queries.Loading;

/// <summary>Sums of stretches of days, whichever days are exchanged between two questions, are those of the days as they are.</summary>
public sealed class RangeSumsTests
{
    private const int Days = 60;

    [Fact]
    public void Of_AfterAnyExchanges_EqualsTheDaysSummedAnew()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var blocks = Blocks(random, 0, Days);
            var sums = new RangeSums<Row, string, Total>(blocks, new ByKey());
            for (var step = 0; step < 60; step++)
            {
                if (random.Next(3) == 0)
                {
                    // A day may lose its last row, and with it a key its sum.
                    var (from, to) = Stretch(random);
                    var after = blocks.Replaced(from, to, Blocks(random, from, to));
                    (sums, blocks) = (sums.Replaced(from, to, after), after);
                }
                // More stretches than are kept.
                var (first, last) = random.Next(4) == 0 ? (int.MinValue, int.MaxValue) : Stretch(new Random(random.Next(20)));
                var expected = blocks.During(first, last).ToArray().SelectMany(block => block).GroupBy(row => row.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(row => (long)row.Value));
                Assert.Equal(expected, sums.Of(first, last).ToDictionary(one => one.Key, one => one.Value.Sum));
                Assert.Same(sums.Of(first, last), sums.Known(first, last));
            }
        }
    }

    [Fact]
    public void Known_OfAStretchNobodyAskedFor_IsNothing()
    {
        var blocks = Blocks(new Random(1), 0, Days);
        var sums = new RangeSums<Row, string, Total>(blocks, new ByKey());
        Assert.Null(sums.Known(3, 9));
        sums.Of(3, 9);
        Assert.NotNull(sums.Replaced(5, 6, blocks).Known(3, 9));
        Assert.Null(sums.Replaced(5, 6, blocks).Known(3, 10));
    }

    private static (int From, int To) Stretch(Random random)
    {
        var from = random.Next(Days);
        return (from, from + random.Next(Days - from));
    }

    private static DayBlocks<Row> Blocks(Random random, int from, int to) => DayBlocks<Row>.Of(
        [.. Enumerable.Range(from, to - from + 1).SelectMany(day => Enumerable.Range(0, random.Next(4)).Select(_ => new Row(day, "k" + random.Next(5), random.Next(1, 100))))], row => row.Day);

    private readonly record struct Row(int Day, string Key, int Value);

    private struct Total
    {
        public long Sum;
        public int Rows;
    }

    private sealed class ByKey : IRangeSum<Row, string, Total>
    {
        public string KeyOf(in Row row) => row.Key;

        public void Add(ref Total sum, in Row row, int sign)
        {
            sum.Sum += sign * row.Value;
            sum.Rows += sign;
        }

        public bool IsEmpty(Total sum) => sum.Rows == 0;

        public bool Equals(string? x, string? y) => x == y;

        public int GetHashCode(string key) => string.GetHashCode(key, StringComparison.Ordinal);
    }
}
