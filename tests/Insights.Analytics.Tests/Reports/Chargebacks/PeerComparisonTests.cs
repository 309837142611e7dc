using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Reports.Chargebacks;
using Xunit;

namespace Insights.Analytics.Tests.Reports.Chargebacks;

public sealed class PeerComparisonTests
{
    private static readonly Ratio s_own = new(9, 1_000);

    [Fact]
    public void Others_AreSummedWithoutTheVendorItself()
    {
        var peers = PeerComparison.Of(s_own, [s_own, new(5, 1_000), new(6, 900), new(7, 1_100), new(8, 1_000), new(4, 1_000)]);

        Assert.Equal((new Ratio(30, 5_000), 5), (peers!.Activity, peers.Vendors));
    }

    [Fact]
    public void Others_WhoCouldBeWorkedOut_AreNotShown()
    {
        // Four others; and five others of whom one is nearly all.
        Assert.Null(PeerComparison.Of(s_own, [s_own, new(5, 1_000), new(6, 900), new(7, 1_100), new(8, 1_000)]));
        Assert.Null(PeerComparison.Of(s_own, [s_own, new(50, 10_000), new(6, 900), new(7, 1_100), new(8, 1_000), new(4, 1_000)]));
    }

    [Theory]
    [InlineData(30, 1_000, 50, 5_000, Against.AboveSurely)]
    [InlineData(11, 1_000, 50, 5_000, Against.AbovePerhaps)]
    [InlineData(9, 1_000, 50, 5_000, Against.Below)]
    [InlineData(2, 1_000, 75, 5_000, Against.BelowSurely)]
    [InlineData(2, 29, 75, 5_000, Against.TooFew)]
    public void Against_TheOthers_IsSaidWithItsCertainty(int own, int payments, int others, int theirPayments, string expected) =>
        Assert.Equal(expected, Against.Group(new(own, payments), new(others, theirPayments)));
}
