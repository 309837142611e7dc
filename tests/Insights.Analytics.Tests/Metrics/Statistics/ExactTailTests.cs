using Insights.Analytics.Metrics.Statistics;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Statistics;

/// <summary>Exact tails and intervals of counts, to the digits printed in the reference (R 4.2).</summary>
public sealed class ExactTailTests
{
    private const double Digits = 1e-11;

    [Fact]
    public void Binomial_TailAndMidP()
    {
        Near(0.00711558862528, BinomialTail.AtLeast(12, 800, 0.0065));
        Near(0.00491289728672, BinomialTail.MidP(12, 800, 0.0065));
    }

    [Fact]
    public void Binomial_TwoSided_IsRsBinomTest() => Near(0.382491559575, BinomialTail.TwoSided(682, 925, 0.75));

    [Fact]
    public void Fisher_TwoSided_IsTheSumOfAllTablesNoLikelier()
    {
        // The lady tasting tea: 3 of 4 against 1 of 4 (34/70).
        Near(34.0 / 70, FisherExact.TwoSided(3, 4, 1, 4));
        foreach (var (n, m) in new[] { (5, 9), (12, 7), (20, 20), (1, 30) })
        {
            for (var x = 0; x <= n; x++)
            {
                for (var y = 0; y <= m; y++)
                {
                    var likely = Enumerable.Range(Math.Max(0, x + y - m), Math.Min(n, x + y) - Math.Max(0, x + y - m) + 1).Select(k => Choose(n, k) * Choose(m, x + y - k) / Choose(n + m, x + y)).ToList();
                    var own = likely[x - Math.Max(0, x + y - m)];
                    Near(likely.Where(p => p <= own * (1 + 1e-7)).Sum(), FisherExact.TwoSided(x, n, y, m));
                }
            }
        }

        static double Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);
    }

    [Fact]
    public void Poisson_Tail() => Near(0.00731049562498, PoissonTail.AtLeast(12, 5.2));

    [Fact]
    public void Poisson_TwoSided_KeepsItsDigitsFarOut()
    {
        Near(2.84522726411e-56, PoissonTail.TwoSided(137, 24.19893));
        var interval = CountInterval.Ratio(137, 24.19893)!.Value;
        Near(4.75312480485, interval.Lower);
        Near(6.69270933418, interval.Upper);
    }

    [Fact]
    public void Poisson_TwoRates()
    {
        var (p, ratio, interval) = PoissonTail.Compare(11, 800, 21, 3011);
        Near(0.0796686330333, p);
        Near(1.97148809524, ratio);
        Near(0.858426403392, interval.Lower);
        Near(4.27726594365, interval.Upper);
    }

    [Fact]
    public void Fisher_TwoSided() => Near(0.00281519265937, FisherExact.TwoSided(12, 1000, 5, 2000));

    [Fact]
    public void Fisher_OneSided_IsTheSumOfItsTables()
    {
        // 3 of 3 against 0 of 3: one table in twenty.
        Near(0.05, FisherExact.AtLeast(3, 3, 0, 3));
        Near(1, FisherExact.AtLeast(0, 5, 4, 7));
    }

    [Theory]
    [InlineData(0, 0, 3.68887945411)]
    [InlineData(1, 0.0253178079843, 5.57164339094)]
    [InlineData(3, 0.618672122896, 8.76727306974)]
    [InlineData(10, 4.79538869613, 18.390356042)]
    public void Garwood_Vectors(long count, double lower, double upper)
    {
        var interval = CountInterval.Garwood(count);
        Near(lower, interval.Lower);
        Near(upper, interval.Upper);
    }

    [Theory]
    [InlineData(5, 1.61134771575, 11.6681641234)]
    [InlineData(10, 4.78744991397, 18.3914586058)]
    [InlineData(100, 81.3621054905, 121.627937579)]
    public void Byar_Vectors(long count, double lower, double upper)
    {
        var interval = CountInterval.Byar(count);
        Near(lower, interval.Lower);
        Near(upper, interval.Upper);
    }

    [Theory]
    [InlineData(0, 4, 1)]
    [InlineData(4, 4, 0.0081)]
    [InlineData(5, 4, 0)]
    public void Binomial_Edges(long x, long n, double expected) => Near(expected, BinomialTail.AtLeast(x, n, 0.3));

    [Fact]
    public void BinomialQuantile_IsTheSmallestThatReachesTheLevel()
    {
        for (var n = 1; n < 40; n += 3)
        {
            var limit = BinomialTail.Quantile(0.975, n, 0.2);
            Assert.True(1 - BinomialTail.AtLeast(limit + 1, n, 0.2) >= 0.975);
            Assert.True(limit == 0 || 1 - BinomialTail.AtLeast(limit, n, 0.2) < 0.975);
        }
    }

    /// <summary>Relative to the size of the value: the printed digits, whatever the exponent.</summary>
    internal static void Near(double expected, double actual, double digits = Digits) =>
        Assert.True(Math.Abs(actual - expected) <= Math.Max(Math.Abs(expected) * digits, 1e-300), FormattableString.Invariant($"expected {expected:R}, got {actual:R}"));
}
