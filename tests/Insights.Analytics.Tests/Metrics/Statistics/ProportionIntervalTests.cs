using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Statistics;

/// <summary>Published and recomputed vectors: Newcombe 1998 to the printed four digits, R to twelve.</summary>
public sealed class ProportionIntervalTests
{
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662, 4)]
    [InlineData(15, 148, 0.0624, 0.1605, 4)]
    [InlineData(0, 20, 0, 0.1611, 4)]
    [InlineData(1, 29, 0.0061, 0.1718, 4)]
    [InlineData(3, 120, 0.0085381747699, 0.0709300333279, 12)]
    [InlineData(0, 50, 0, 0.0713475991334, 12)]
    [InlineData(12, 800, 0.00860111088119, 0.0260343990383, 12)]
    [InlineData(12_000, 1_000_000, 0.0117884556119, 0.0122152936375, 12)]
    [InlineData(682, 925, 0.70799598762, 0.764635800971, 11)]
    public void Wilson_Vectors(long x, long n, double lower, double upper, int digits)
    {
        var interval = ProportionInterval.Wilson(new(x, n))!.Value;

        Assert.Equal(lower, interval.Lower, digits);
        Assert.Equal(upper, interval.Upper, digits);
    }

    [Theory]
    [InlineData(81, 263, 0.2527, 0.3676, 4)]
    [InlineData(15, 148, 0.0578, 0.1617, 4)]
    [InlineData(0, 20, 0, 0.1684, 4)]
    [InlineData(1, 29, 0.0009, 0.1776, 4)]
    [InlineData(3, 120, 0.00518557495832, 0.0713231941569, 12)]
    [InlineData(0, 50, 0, 0.0711217364642, 12)]
    [InlineData(12, 800, 0.00777410686255, 0.0260552611316, 12)]
    [InlineData(12_000, 1_000_000, 0.0117875030937, 0.0122153305176, 12)]
    [InlineData(682, 925, 0.707668264079, 0.765406558242, 12)]
    public void ClopperPearson_Vectors(long x, long n, double lower, double upper, int digits)
    {
        var interval = ProportionInterval.ClopperPearson(new(x, n))!.Value;

        Assert.Equal(lower, interval.Lower, digits);
        Assert.Equal(upper, interval.Upper, digits);
    }

    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524314724, 0.333872654, 9)]
    [InlineData(12, 1000, 10, 2000, 0.000388770899, 0.0161464695, 10)]
    public void Newcombe_Vectors(long x, long n, long y, long m, double lower, double upper, int digits)
    {
        var interval = ProportionInterval.Newcombe(new(x, n), new(y, m))!.Value;

        Assert.Equal(lower, interval.Lower, digits);
        Assert.Equal(upper, interval.Upper, digits);
    }

    [Fact]
    public void Intervals_AllOfAll_EndAtOneAndMirrorNone()
    {
        Assert.Equal(1, ProportionInterval.Wilson(new(20, 20))!.Value.Upper);
        Assert.Equal(1 - ProportionInterval.Wilson(new(0, 20))!.Value.Upper, ProportionInterval.Wilson(new(20, 20))!.Value.Lower, 14);
        Assert.Equal(1 - ProportionInterval.ClopperPearson(new(0, 20))!.Value.Upper, ProportionInterval.ClopperPearson(new(20, 20))!.Value.Lower, 12);
    }

    [Fact]
    public void Intervals_NoCases_AreUndefined()
    {
        Assert.Null(ProportionInterval.Wilson(new(0, 0)));
        Assert.Null(ProportionInterval.ClopperPearson(new(0, 0)));
        Assert.Null(ProportionInterval.Newcombe(new(1, 2), new(0, 0)));
    }

    [Fact]
    public void Wilson_MoreThanTheWhole_IsRefused() => Assert.Throws<ArgumentException>(() => ProportionInterval.Wilson(new(5, 4)));

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    public void IsSmall_BelowThirty(long n, bool expected) => Assert.Equal(expected, ProportionInterval.IsSmall(n));

    [Fact]
    public void BetaQuantile_IsTheInverseOfItsDistribution()
    {
        foreach (var (a, b) in new[] { (1.0, 20.0), (0.5, 0.5), (3.0, 118.0), (700.0, 12.0), (12_000.0, 988_001.0) })
        {
            foreach (var p in new[] { 0.001, 0.025, 0.5, 0.975, 0.999 })
                Assert.Equal(p, BetaDistribution.Cdf(BetaDistribution.Quantile(p, a, b), a, b), 10);
        }
    }
}
