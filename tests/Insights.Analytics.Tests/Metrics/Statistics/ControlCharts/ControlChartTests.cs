using Insights.Analytics.Metrics.Statistics.ControlCharts;
using Insights.Analytics.Metrics.Values;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Statistics.ControlCharts;

/// <summary>Published examples to the digit they are printed with.</summary>
public sealed class ControlChartTests
{
    [Fact]
    public void Ewma_NistHandbook6324()
    {
        double[] values = [52, 47, 53, 49.3, 50.1, 47, 51, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
        double[] expected = [50.60, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73, 51.23, 51.94, 51.99];
        var chart = new Ewma(0.3, 3);

        Assert.All(expected.Zip(chart.Of(values, 50)), pair => Assert.InRange(pair.Second, pair.First - 0.0051, pair.First + 0.0051));
        var (lower, upper) = chart.Limits(50, 2.0539);
        Assert.Equal((47.4116, 52.5884), (Math.Round(lower, 4), Math.Round(upper, 4)));
        // The first value has 0.3 of its chance in it: 3 x 2.0539 x 0.3.
        Assert.Equal(50 + (3 * 2.0539 * 0.3), chart.Limits(50, 2.0539, 1).Upper, 12);
        Assert.Equal(upper, chart.Limits(50, 2.0539, 60).Upper, 8);
    }

    [Fact]
    public void Cusum_NistHandbook6323()
    {
        double[] values =
        [
            324.925, 324.675, 324.725, 324.350, 325.350, 325.225, 324.125, 324.525, 325.225, 324.600,
            324.625, 325.150, 328.325, 327.250, 327.825, 328.500, 326.675, 327.775, 326.875, 328.350,
        ];
        var sums = Cusum.Upper(values, 325, 0.3175);

        Assert.Equal([3.0075, 4.94, 7.4475, 10.63, 11.9875, 14.445, 16.0025, 19.035], sums.Skip(12).Select(sum => Math.Round(sum, 4)));
        // The fourteenth value; the sum has been rising since the thirteenth.
        Assert.Equal(13, Cusum.FirstSignal(sums, 4.1959));
        Assert.Equal(12, Cusum.Began(sums, 13));
        Assert.Null(Cusum.FirstSignal(sums, 20));
    }

    [Fact]
    public void Cusum_TheOtherWayRound_IsTheMirrorImage()
    {
        double[] values = [3, 1, 4, 1, 5];
        Assert.Equal(Cusum.Upper([.. values.Select(value => -value)], -3, 0.5), Cusum.Lower(values, 3, 0.5));
    }

    [Theory]
    [InlineData(4, true, 167.683788814)]
    [InlineData(5, true, 465.443506)]
    [InlineData(5, false, 930.887012)]
    public void RunLength_OfCusum_Published(double limit, bool twoSided, double expected) =>
        Assert.Equal(expected, RunLength.OfCusum(0.5, limit, twoSided), 6);

    [Fact]
    public void RunLength_OfEwma_Published() => Assert.Equal(370.041787, RunLength.OfEwma(0.2, 2.859), 6);

    [Fact]
    public void PoissonCusum_FromFourToSeven()
    {
        long[] counts = [3, 5, 4, 2, 6, 4, 7, 9, 6, 8, 10, 5];

        Assert.Equal(5.360820879, PoissonCusum.ReferenceValue(4, 7), 9);
        Assert.Equal(
            [0, 0, 0, 0, .639179, 0, 1.639179, 5.278358, 5.917537, 8.556716, 13.195896, 12.835075],
            PoissonCusum.Of(counts, 4, 7).Select(sum => Math.Round(sum, 6)));
    }

    [Fact]
    public void PoissonCusum_WithEqualExpectedValues_IsTheSameChartInUnitsOfTheLikelihood()
    {
        long[] counts = [3, 5, 4, 2, 6, 4, 7, 9, 6, 8, 10, 5];
        var byLikelihood = PoissonCusum.LogLikelihood(counts, [.. counts.Select(_ => 4.0)], 7.0 / 4);

        Assert.All(PoissonCusum.Of(counts, 4, 7).Zip(byLikelihood), pair => Assert.Equal(pair.First * Math.Log(7.0 / 4), pair.Second, 10));
    }

    [Fact]
    public void PoissonCusum_OfSeriesAsExpected_SignalsMoreSeldomThanItsLimitSays()
    {
        var dice = new Random(11);
        var limit = PoissonCusum.LimitFor(100);
        var signals = 0;
        for (var world = 0; world < 400; world++)
        {
            double[] expected = [.. Enumerable.Range(0, 25).Select(week => 2.0 + (week % 5))];
            long[] counts = [.. expected.Select(mean => Poisson(dice, mean))];
            signals += Cusum.FirstSignal(PoissonCusum.LogLikelihood(counts, expected, 2), limit) is null ? 0 : 1;
        }
        // 25 weeks of 100: 100 signals at most on average. Fewer than 5 would mean that the chart is blind.
        Assert.InRange(signals, 5, 100);
    }

    [Fact]
    public void Ears_LimitOfSevenCounts() => Assert.Equal(8.98947275257, Ears.Limit([4, 6, 5, 3, 7, 5, 5]), 11);

    [Fact]
    public void Ears_ANumberAboveTheLimit_IsAnAlarmFromFiveCasesOn()
    {
        Assert.True(Ears.IsAlarm([4, 6, 5, 3, 7, 5, 5, 9], 7));
        Assert.False(Ears.IsAlarm([4, 6, 5, 3, 7, 5, 5, 8], 7));
        // Far above its limit, but four cases in four counts; and nothing to hold the third count against.
        Assert.False(Ears.IsAlarm([0, 0, 0, 0, 0, 0, 0, 4], 7));
        Assert.True(Ears.IsAlarm([0, 0, 0, 0, 0, 0, 0, 5], 7));
        Assert.False(Ears.IsAlarm([0, 0, 9], 2));
        Assert.Throws<ArgumentException>(() => Ears.Limit([1, 2]));
    }

    [Fact]
    public void AttributeLimits_OfSharesRatesAndCounts()
    {
        // p 0.1, n 100: 0.1 +- 3 x 0.03. u 4, n 4: 4 +- 3. c 16: 16 +- 12.
        Assert.Equal((0.01, 0.19), Rounded(AttributeLimits.P(new Ratio(10, 100), 100)));
        Assert.Equal((1, 7), Rounded(AttributeLimits.U(4, 4)));
        Assert.Equal((4, 28), Rounded(AttributeLimits.C(16)));
        Assert.Equal(0, AttributeLimits.P(new Ratio(1, 100), 100).Lower);
    }

    private static (double, double) Rounded((double Lower, double Upper) limits) => (Math.Round(limits.Lower, 12), Math.Round(limits.Upper, 12));

    private static long Poisson(Random dice, double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), dice.NextDouble(), 0L);
        for (; product > limit; count++)
            product *= dice.NextDouble();
        return count;
    }
}
