using Insights.Analytics.Metrics.Chargebacks.Maturity;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Chargebacks.Maturity;

/// <summary>Published triangles, to the printed digit.</summary>
public sealed class ChainLadderTests
{
    /// <summary>Taylor and Ashe's triangle (GenIns), Mack 1993.</summary>
    private static readonly ChainLadder s_genIns = ChainLadder.Of(new CohortTriangle(
    [
        [357848, 1124788, 1735330, 2218270, 2745596, 3319994, 3466336, 3606286, 3833515, 3901463],
        [352118, 1236139, 2170033, 3353322, 3799067, 4120063, 4647867, 4914039, 5339085],
        [290507, 1292306, 2218525, 3235179, 3985995, 4132918, 4628910, 4909315],
        [310608, 1418858, 2195047, 3757447, 4029929, 4381982, 4588268],
        [443160, 1136350, 2128333, 2897821, 3402672, 3873311],
        [396132, 1333217, 2180715, 2985752, 3691712],
        [440832, 1288463, 2419861, 3483130],
        [359480, 1421128, 2864498],
        [376686, 1363294],
        [344014],
    ]));

    private static readonly CohortTriangle s_small = new([[8, 20, 26, 28], [10, 24, 31], [6, 17], [9]], [5000, 5200, 4800, 6000]);

    [Fact]
    public void GenIns_Factors() => Assert.Equal(
        [3.490606548, 1.747332642, 1.457412836, 1.173851709, 1.103823532, 1.086269364, 1.053874356, 1.076555178, 1.017724725],
        s_genIns.Factors.Select(factor => Math.Round(factor!.Value, 9)));

    [Fact]
    public void GenIns_Reserves()
    {
        Assert.Equal(
            [0, 94633.81455, 469511.29006, 709637.82083, 984888.63905, 1419459.45766, 2177640.62014, 3920301.01195, 4278972.26326, 4625810.69442],
            Enumerable.Range(0, 10).Select(cohort => Math.Round(s_genIns.Reserve(cohort)!.Value, 5)));
        Assert.Equal(18_680_855.612, s_genIns.TotalReserve()!.Value, 3);
    }

    [Fact]
    public void GenIns_StandardErrors()
    {
        Assert.Equal(
            [0, 75535.04, 121698.56, 133548.85, 261406.45, 411009.70, 558316.86, 875327.51, 971257.81, 1363154.91],
            Enumerable.Range(0, 10).Select(cohort => Math.Round(s_genIns.StandardError(cohort)!.Value, 2)));
        Assert.Equal(2_447_094.861, s_genIns.TotalStandardError()!.Value, 3);
    }

    [Fact]
    public void SmallCounts_ChainLadder()
    {
        var ladder = ChainLadder.Of(s_small);

        Assert.Equal([2.541666667, 1.295454545, 1.076923077], ladder.Factors.Select(factor => Math.Round(factor!.Value, 9)));
        Assert.Equal([28, 33.3846153846, 23.7167832168, 31.9130244755], Enumerable.Range(0, 4).Select(cohort => Math.Round(ladder.Ultimate(cohort)!.Value, 10)));
    }

    [Fact]
    public void SmallCounts_CapeCod()
    {
        var cape = CapeCod.Of(ChainLadder.Of(s_small));

        Assert.Equal(0.0056813351, cape.Rate!.Value, 10);
        Assert.Equal([28, 33.1102101815, 24.7231983971, 33.4746286068], Enumerable.Range(0, 4).Select(cohort => Math.Round(cape.Ultimate(cohort)!.Value, 10)));
    }

    [Fact]
    public void SmallCounts_NewestMonth_NaiveIsFarBelowBothProjections()
    {
        var ladder = ChainLadder.Of(s_small);

        Assert.Equal(0.0015, s_small.Latest(3) / s_small.Payments(3), 6);
        Assert.Equal(0.00532, ladder.Ultimate(3)!.Value / 6000, 5);
        Assert.Equal(0.00558, CapeCod.Of(ladder).Ultimate(3)!.Value / 6000, 5);
        // 1 / (2.541666667 × 1.295454545 × 1.076923077)
        Assert.Equal(0.2820, ladder.Developed(1)!.Value, 4);
    }

    [Fact]
    public void Factor_WithoutAnyDisputeBefore_IsUndefinedAndSoIsWhatRestsOnIt()
    {
        var ladder = ChainLadder.Of(new CohortTriangle([[0, 3, 4], [0, 2], [0]], [100, 100, 100]));

        Assert.Null(ladder.Factors[0]);
        Assert.NotNull(ladder.Factors[1]);
        Assert.Null(ladder.Ultimate(2));
        Assert.Null(ladder.StandardError(2));
        Assert.NotNull(ladder.Ultimate(1));
        Assert.Null(CapeCod.Of(ladder).Rate);
    }

    [Fact]
    public void StandardError_WhereACohortGrewFromNothing_IsNotTold()
    {
        var ladder = ChainLadder.Of(new CohortTriangle([[2, 4, 5], [0, 3, 4], [5, 9], [3]]));

        Assert.NotNull(ladder.Ultimate(3));
        Assert.Null(ladder.StandardError(3));
    }

    [Fact]
    public void Triangle_ThatFalls_IsRefused() => Assert.Throws<ArgumentException>(() => new CohortTriangle([[5, 4]]));

    [Fact]
    public void Triangle_WhoseYoungerRowIsLonger_IsRefused() => Assert.Throws<ArgumentException>(() => new CohortTriangle([[5], [4, 6]]));
}
