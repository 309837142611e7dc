using Insights.Analytics.Metrics.Statistics;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Statistics;

public sealed class FalseDiscoveryTests
{
    private static readonly double[] s_p = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1];

    [Fact]
    public void QValues_BenjaminiAndHochberg1995()
    {
        double[] expected = [.0015, .003, .0095, .035625, .0603, .06385714, .06385714, .0645, .0765, .486, .58118182, .714875, .75323077, .81321429, 1];
        var q = FalseDiscovery.QValues(s_p);
        Assert.All(expected.Zip(q), pair => Assert.Equal(pair.First, pair.Second, 8));
        Assert.Equal(4, q.Count(value => value <= 0.05));
    }

    [Fact]
    public void QValues_ComeInTheOrderOfTheQuestions()
    {
        double[] mixed = [0.5, 0.01, 0.9];
        Assert.Equal([0.75, 0.03, 0.9], FalseDiscovery.QValues(mixed).Select(value => Math.Round(value, 12)));
        Assert.Empty(FalseDiscovery.QValues([]));
    }

    [Fact]
    public void Holm_BenjaminiAndHochbergsExample()
    {
        double[] expected = [.0015, .0056, .0247, .1140, .2211, .2780, .2780, .2780, .3213, 1, 1, 1, 1, 1, 1];
        var adjusted = FalseDiscovery.Holm(s_p);
        Assert.All(expected.Zip(adjusted), pair => Assert.Equal(pair.First, pair.Second, 8));
        // Stricter than false discoveries: three instead of four.
        Assert.Equal(3, adjusted.Count(value => value <= 0.05));
    }

    [Fact]
    public void Holm_ComesInTheOrderOfTheQuestions_AndLeavesASingleOneAsItIs()
    {
        double[] mixed = [0.5, 0.01, 0.02];
        Assert.Equal([0.5, 0.03, 0.04], FalseDiscovery.Holm(mixed).Select(value => Math.Round(value, 12)));
        Assert.Equal([0.04], FalseDiscovery.Holm([0.04]));
        Assert.Empty(FalseDiscovery.Holm([]));
    }

    [Fact]
    public void QValuesUnderAnyDependence_BenjaminiAndYekutieli2001()
    {
        var q = FalseDiscovery.QValuesUnderAnyDependence(s_p);
        Assert.Equal(.00497734348984, q[0], 14);
        // 1 + 1/2 + ... + 1/15 times Benjamini and Hochberg's, and never above 1.
        Assert.All(FalseDiscovery.QValues(s_p).Zip(q), pair => Assert.Equal(Math.Min(1, pair.First * 3.318228993228993), pair.Second, 12));
        Assert.Equal([0.04], FalseDiscovery.QValuesUnderAnyDependence([0.04]));
    }
}
