using Insights.Analytics.Metrics.Statistics;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Statistics;

public sealed class ShrinkageTests
{
    [Fact]
    public void Marshall_Vector()
    {
        var (_, variance, estimates) = Shrinkage.Marshall([4, 9, 2, 15, 1], [1000, 1200, 800, 900, 400]);
        ExactTailTests.Near(1.89453758789e-05, variance);
        double[] expected = [.00488461538, .00743001120, .00401799100, .01385625432, .00479591837];
        Assert.All(expected.Zip(estimates), pair => Assert.Equal(pair.First, pair.Second, 11));
    }

    [Fact]
    public void BetaBinomial_ReadmeOfEbbr()
    {
        var prior = new BetaPrior(11.39115, 46.0875);
        var after = prior.After(66, 182);
        Assert.Equal(0.3231651, after.Mean, 7);
        Assert.Equal(0.2655183556, after.Interval.Lower, 10);
        Assert.Equal(0.3836096407, after.Interval.Upper, 10);
        Assert.Equal(0.1983261, prior.After(1, 5).Mean, 7);
        Assert.Equal(0.1952404, prior.After(198, 1015).Mean, 7);
    }

    [Fact]
    public void Exceeds_Vector() => ExactTailTests.Near(0.703500322945, new BetaPrior(7, 593).Exceeds(0.009));

    [Fact]
    public void FitBeta_WithoutSpreadBeyondChance_LeavesHardlyAnythingOfOneGroup()
    {
        var prior = Shrinkage.FitBeta([8, 8, 8, 8], [1000, 1000, 1000, 1000]);
        Assert.Equal(0.008, prior.Mean, 9);
        Assert.InRange(prior.After(3, 10).Mean, 0.008, 0.0095);
    }
}
