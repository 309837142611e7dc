using Insights.Analytics.Reports;
using Insights.Analytics.Reports.Chargebacks;
using Xunit;

namespace Insights.Analytics.Tests.Reports.Chargebacks;

/// <summary>The reference's ten vendors (§9.2): θ 0.01248, φ 4.911, τ² 0.000515; adjusted z of the smallest −2.3027, the others within ±1.96.</summary>
public sealed class FunnelsTests
{
    private static readonly long[] s_disputes = [12, 30, 8, 55, 20, 3, 41, 18, 25, 60];
    private static readonly long[] s_payments = [2000, 2500, 1500, 3000, 2200, 1200, 2600, 1900, 2100, 2800];

    private static IReadOnlyList<FunnelVendor> Vendors() => [.. s_disputes.Select((x, i) => new FunnelVendor("v" + i, "Vendor " + i, x, s_payments[i], "/vendors/v" + i))];

    [Fact]
    public void Places_AllowForTheDifferencesThatAreUsual()
    {
        var funnel = Funnels.Of(Vendors())!;

        Assert.Equal(1.4234, funnel.ZOf("v9")!.Value, 4);
        Assert.Equal(-2.3027, funnel.ZOf("v5")!.Value, 4);
        // 60 of 2,800 where 34.9 are expected is no chance (z 3.70), but no exception among these vendors; 55 of 3,000 (z 2.60) is within 99.8 %.
        Assert.Equal(FunnelPlace.AboveChance, funnel.PlaceOf("v9"));
        Assert.Equal(FunnelPlace.Within, funnel.PlaceOf("v3"));
        Assert.Equal(FunnelPlace.Below, funnel.PlaceOf("v5"));
        Assert.Equal("1 of 10 vendors has more disputes than chance explains: Vendor 9", funnel.Finding());
        Assert.Contains("differ 2.2 times as much as chance", funnel.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Chart_StandsByVolume_NamesOnlyWhoIsOutside_AndItsLimitsAreWhereTheVerdictChanges()
    {
        var funnel = Funnels.Of(Vendors())!;
        var chart = funnel.ToChart("in October 2026");

        Assert.Equal(s_payments.Order(), chart.Positions.Cast<Cell.Count>().Select(cell => cell.Value));
        Assert.Equal(["Vendor 9"], chart.Marked.Select(mark => chart.Categories[mark.Category]));
        Assert.Equal("/vendors/v5", chart.CategoryLinks[0]);
        Assert.Contains("Vendor 9: more than chance explains, 2.14 % of 2,800 payments", chart.AltText, StringComparison.Ordinal);
        for (var i = 0; i < chart.Categories.Count; i++)
        {
            var rate = CellText.Number(chart.Series[0].Values[i])!.Value;
            var (lower, upper) = (CellText.Number(chart.Series[3].Values[i])!.Value, CellText.Number(chart.Series[4].Values[i])!.Value);
            var place = funnel.PlaceOf(chart.CategoryLinks[i]["/vendors/".Length..]);
            if (place is FunnelPlace.Within or FunnelPlace.AboveChance or FunnelPlace.BelowChance)
                Assert.Equal(place == FunnelPlace.Within, rate >= lower && rate <= upper);
        }
    }

    // θ = 0.9 %, 1,000 payments: at 95 % 4 and 15 disputes, at 99.8 % 1 and 19 (§9.2); the interpolated limits lie within one below these counts.
    [Fact]
    public void Limits_AreTheExactBinomialOnes()
    {
        var chart = Funnels.Of([.. Enumerable.Range(0, 6).Select(i => new FunnelVendor("v" + i, "V" + i, 9, 1_000, ""))])!.ToChart("now");

        double At(int series) => CellText.Number(chart.Series[series].Values[0])!.Value * 1_000;
        Assert.InRange(At(1), 3, 4);
        Assert.InRange(At(2), 14, 15);
        Assert.InRange(At(3), 0, 1);
        Assert.InRange(At(4), 18, 19);
        Assert.Equal(5, chart.Series.Count);
    }

    [Fact]
    public void Of_FewVendorsOrNoDisputes_IsNoFunnel_AndTinyOnesStayOut()
    {
        Assert.Null(Funnels.Of([.. Vendors().Take(4)]));
        Assert.Null(Funnels.Of([.. Vendors().Select(vendor => vendor with { Disputes = 0 })]));
        var funnel = Funnels.Of([.. Vendors(), new("tiny", "Tiny", 2, 29, "")])!;
        Assert.Equal((10, null), (funnel.Vendors.Count, funnel.PlaceOf("tiny")));
    }
}
