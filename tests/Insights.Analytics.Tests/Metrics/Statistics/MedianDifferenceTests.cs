using Insights.Analytics.Metrics.Statistics;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Statistics;

public sealed class MedianDifferenceTests
{
    /// <summary>
    /// n = 36: c = 18.5 − 6 = 12.5, rounded 13; the median lies outside the 13th smallest and 13th largest with
    /// 2·P(Binomial(36, ½) &lt; 13) = 0.0653 (to four places), so z = 1.843; of 1 … 36 they are 24 and 13, 11 apart.
    /// </summary>
    [Fact]
    public void Variance_OfOneToThirtySix_IsTheHandWorkedOne()
    {
        var values = Enumerable.Range(1, 36).Select(i => (long)i).ToArray();

        Assert.Equal(Math.Pow(11 / (2 * 1.8431), 2), MedianDifference.Variance(values), 2);
    }

    [Fact]
    public void Of_TwoEqualSpreads_IsTheShiftWithTheWidthOfBoth()
    {
        var one = Enumerable.Range(1, 36).Select(i => (long)i + 100).ToArray();
        var other = Enumerable.Range(1, 36).Select(i => (long)i).Reverse().ToArray();

        var difference = MedianDifference.Of(one, other)!.Value;

        Assert.Equal(100, difference.Seconds);
        // 1.96 × √(2 × 8.906) = 8.27 on either side.
        Assert.Equal(8.27, difference.Upper - 100, 2);
        Assert.Equal(8.27, 100 - difference.Lower, 2);
        Assert.False(difference.IsWithinChance);
        Assert.True(MedianDifference.Of(other, other)!.Value.IsWithinChance);
    }

    [Fact]
    public void Of_FewerThanThirty_SaysNothing() =>
        Assert.Null(MedianDifference.Of([.. Enumerable.Range(1, 29).Select(i => (long)i)], [.. Enumerable.Range(1, 100).Select(i => (long)i)]));

    [Fact]
    public void Of_AYearOfTickets_IsFinite() =>
        Assert.True(double.IsFinite(MedianDifference.Of([.. Enumerable.Range(1, 20_000).Select(i => (long)i)], [.. Enumerable.Range(1, 20_000).Select(i => (long)i)])!.Value.Upper));
}
