using Insights.Analytics.Metrics.Values;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Values;

public sealed class PercentileTests
{
    [Theory]
    [InlineData(0.0, 10)]
    [InlineData(0.25, 17.5)] // h = 3 · 0.25 = 0.75: three quarters of the way from 10 to 20
    [InlineData(0.5, 25)]
    [InlineData(0.9, 37)] // h = 2.7: 30 + 0.7 · 10
    [InlineData(1.0, 40)]
    public void Of_FourValues_InterpolatesBetweenNearestRanks(double p, double expected) =>
        Assert.Equal(expected, Percentile.Of([40, 10, 30, 20], p)!.Value, 12);

    [Fact]
    public void Of_NoValues_IsNull() => Assert.Null(Percentile.Of([], 0.5));

    [Fact]
    public void Of_OneValue_IsThatValue() => Assert.Equal(7, Percentile.Of([7], 0.9));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Of_ShareOutsideZeroToOne_IsRefused(double p) => Assert.Throws<ArgumentOutOfRangeException>(() => Percentile.Of([1], p));

    [Fact]
    public void OfSeconds_HalfASecond_RoundsUp() => Assert.Equal(3, Percentile.MedianSeconds([2, 3]));

    [Fact]
    public void OfSorted_OfSeveralRuns_EqualsThatOfAllTogether()
    {
        // 1 2 | | 2 9: h = 3 · 0.9 = 2.7, so 2 + 0.7 · 7; the empty run counts for nothing.
        ReadOnlyMemory<long>[] few = [new long[] { 1, 2 }, ReadOnlyMemory<long>.Empty, new long[] { 2, 9 }];
        Assert.Equal(6.9, Percentile.OfSorted(few, 0.9)!.Value, 12);
        Assert.Null(Percentile.OfSorted([ReadOnlyMemory<long>.Empty], 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Percentile.OfSorted(few, 1.1));
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var runs = Enumerable.Range(0, random.Next(1, 12)).Select(_ => Enumerable.Range(0, random.Next(0, 40)).Select(_ => random.NextInt64(0, seed % 3 == 0 ? 5 : 100_000)).Order().ToArray()).ToArray();
            foreach (var p in new[] { 0, 0.5, 0.9, 1 })
                Assert.Equal(Percentile.OfSeconds(runs.SelectMany(run => run).ToArray(), p), Percentile.OfSortedSeconds([.. runs.Select(run => (ReadOnlyMemory<long>)run)], p));
        }
    }

    [Fact]
    public void Of_AnyOrderRunsAndTies_EqualsTheSortedDefinition()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var values = Enumerable.Range(0, random.Next(1, 400)).Select(_ => random.NextInt64(0, seed % 3 == 0 ? 5 : 100_000)).ToArray();
            if (seed % 4 == 0)
                Array.Sort(values);
            var sorted = values.Order().ToArray();
            foreach (var p in new[] { 0, 0.05, 0.5, 0.9, 0.95, 1 })
            {
                var h = (sorted.Length - 1) * p;
                var low = sorted[(int)Math.Floor(h)];
                var high = sorted[(int)Math.Ceiling(h)];
                Assert.Equal(low + ((h - Math.Floor(h)) * (high - low)), Percentile.Of(values.ToArray(), p)!.Value, 6);
            }
        }
    }
}
