using Insights.Analytics.Metrics.Statistics;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Statistics;

public sealed class FunnelTests
{
    private static readonly long[] s_events = [12, 30, 8, 55, 20, 3, 41, 18, 25, 60];
    private static readonly long[] s_sizes = [2000, 2500, 1500, 3000, 2200, 1200, 2600, 1900, 2100, 2800];

    [Theory]
    [InlineData(200, 0, 0, 5, 7)]
    [InlineData(500, 0, 1, 9, 12)]
    [InlineData(1000, 1, 4, 15, 19)]
    [InlineData(5000, 26, 32, 59, 67)]
    [InlineData(20000, 140, 154, 207, 223)]
    public void Limits_AreExactBinomialQuantiles(long size, long outerLow, long low, long high, long outerHigh) =>
        Assert.Equal([outerLow, low, high, outerHigh], new[] { 0.001, 0.025, 0.975, 0.999 }.Select(level => Funnel.Limit(level, size, 0.009)));

    [Theory]
    [InlineData(10, 0.05, 0.479538869613, 1.8390356042)]
    [InlineData(10, 0.002, 0.296052037274, 2.41339711454)]
    [InlineData(50, 0.05, 0.742219274749, 1.31837533329)]
    public void RatioLimits_Vectors(double expected, double outside, double lower, double upper)
    {
        var limits = Funnel.RatioLimits(expected, outside);
        ExactTailTests.Near(lower, limits.Lower);
        ExactTailTests.Near(upper, limits.Upper);
    }

    [Fact]
    public void Overdispersion_Vector()
    {
        var found = Funnel.Disperse(s_events, s_sizes);
        ExactTailTests.Near(0.0124770642, found.Common, 5e-9);
        ExactTailTests.Near(4.91129606262, found.Phi);
        ExactTailTests.Near(0.000514583455924, found.Tau2);
        Assert.Equal(-3.0766, found.Z[0], 4);
        Assert.Equal(3.7018, found.Z[^1], 4);
        Assert.Equal([-1.3601, -0.0875, -1.4881, 0.9767, -0.6560, -2.3027, 0.5654, -0.5683, -0.1036, 1.4234], found.AdjustedZ.Select(z => Math.Round(z, 4)));
    }

    [Fact]
    public void Laney_Vector() => ExactTailTests.Near(2.83904928685, Funnel.Laney(s_events, s_sizes));

    [Fact]
    public void WidenedLimit_WithoutSpread_IsTheArcsineLimit()
    {
        Assert.Equal(0.009, Funnel.WidenedLimit(0.009, 0, 1000, 0), 12);
        Assert.True(Funnel.WidenedLimit(0.009, 0.0005, 1e9, 1.96) > Funnel.WidenedLimit(0.009, 0, 1e9, 1.96));
    }
}
