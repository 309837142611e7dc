using Insights.Analytics.Metrics.Statistics;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Statistics;

public sealed class ChangePointTests
{
    [Fact]
    public void Find_ALevelThatRises_IsFoundWhereItRises()
    {
        long[] counts = [1, 0, 1, 2, 1, 0, 1, 1, 6, 7, 5, 6, 8, 6];
        var found = ChangePoint.Find(counts, [.. counts.Select(_ => 1.0)], seed: 1)!;

        Assert.Equal(8, found.Start);
        Assert.Equal(counts.Length, found.End);
        Assert.True(found.IsClear);
        Assert.InRange(8, found.EarliestStart, found.LatestStart);
        // 38 in six steps, 7 in the eight before.
        Assert.Equal(38 / 6.0, found.Inside, 12);
        Assert.Equal(7 / 8.0, found.Outside, 12);
    }

    [Fact]
    public void Find_AStretchThatEnds_HasItsEnd()
    {
        long[] counts = [1, 1, 0, 1, 9, 8, 9, 1, 0, 1, 1, 2];
        var found = ChangePoint.Find(counts, [.. counts.Select(_ => 1.0)], seed: 1)!;

        Assert.Equal((4, 7), (found.Start, found.End));
        Assert.True(found.IsClear);
    }

    [Fact]
    public void Find_AnEvenRatio_IsNotClear_AlsoWhenTheExpectedValuesRise()
    {
        long[] counts = [2, 4, 6, 8, 10, 12];
        var found = ChangePoint.Find(counts, [1.0, 2, 3, 4, 5, 6], seed: 1);

        Assert.True(found is null || !found.IsClear);
    }

    [Fact]
    public void Find_NothingSeen_IsNothing() => Assert.Null(ChangePoint.Find([0, 0, 0], [1.0, 1, 1], seed: 1));

    [Fact]
    public void Find_OfEvenSeries_AboutOneInTwentyIsClear()
    {
        var dice = new Random(7);
        var clear = 0;
        for (var world = 0; world < 200; world++)
        {
            var counts = new long[20];
            for (var i = 0; i < 40; i++)
                counts[dice.Next(20)]++;
            if (ChangePoint.Find(counts, [.. counts.Select(_ => 2.0)], seed: world)?.IsClear == true)
                clear++;
        }
        // 10 expected; above 19 comes once in 300 seeds.
        Assert.InRange(clear, 2, 19);
    }

    [Fact]
    public void Find_TheBeginningLiesBetweenTheTwoDates_NineteenTimesInTwenty()
    {
        var dice = new Random(3);
        var covered = 0;
        for (var world = 0; world < 200; world++)
        {
            // Two in each step are usual; from the tenth on it is six.
            long[] counts = [.. Enumerable.Range(0, 24).Select(step => Poisson(dice, step < 10 ? 2 : 6))];
            var found = ChangePoint.Find(counts, [.. counts.Select(_ => 2.0)], seed: world)!;
            if (found.EarliestStart <= 10 && found.LatestStart >= 10)
                covered++;
        }
        // 190 expected; fewer than 180 come once in 300 seeds.
        Assert.InRange(covered, 180, 200);
    }

    private static long Poisson(Random dice, double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), dice.NextDouble(), 0L);
        for (; product > limit; count++)
            product *= dice.NextDouble();
        return count;
    }
}
