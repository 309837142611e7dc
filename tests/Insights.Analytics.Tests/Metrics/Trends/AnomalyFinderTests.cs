using Insights.Analytics.Metrics.Trends;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Trends;

public sealed class AnomalyFinderTests
{
    private static readonly double[] s_weekdays = [1.2, 1.1, 1.0, 1.0, 1.1, 0.9, 0.7];

    [Theory]
    [InlineData(12, 1.0)]
    [InlineData(80, 1.0)]
    [InlineData(400, 1.0)]
    [InlineData(80, 3.0)]
    [InlineData(400, 6.0)]
    public void Find_NullWorlds_LessThanOneFalseAlarmInASeriesYear(double level, double dispersion)
    {
        const int Series = 60;
        var alarms = 0;
        for (var seed = 0; seed < Series; seed++)
            alarms += AnomalyFinder.Find(World(seed, 365 + AnomalyFinder.FirstJudged, level, dispersion), AnomalySettings.Standard).Count;

        // What the Alerts page states, measured: realised alarms in series in which nothing happens.
        Assert.True(alarms <= AnomalySettings.FalseAlarmsInASeriesYear * Series, $"{alarms} alarms in {Series} years of a series of {level} a day, {dispersion} times as wide as chance");
    }

    [Fact]
    public void Find_OutageAndQuietDay_AreFoundOnTheirDayWithTheirSize()
    {
        var counts = World(7, 200, 100, 1);
        counts[150] = 460;
        counts[171] = 12;

        var found = AnomalyFinder.Find(counts, AnomalySettings.Standard);

        Assert.Equal([150, 171], found.Select(anomaly => anomaly.Day));
        Assert.True(found[0].IsHigh && !found[1].IsHigh);
        // Day 150 is a day of share 1.0 (150 = 21 × 7 + 3): about 100 were expected.
        Assert.Equal(100, found[0].Expected, 15.0);
        Assert.InRange(found[0].Times, 4, 5.5);
    }

    [Fact]
    public void Find_OutageLastWeek_DoesNotExcuseOneToday()
    {
        var counts = World(9, 200, 100, 1);
        counts[150] = 500;
        counts[157] = 300;

        // At this bar: 200 days of chance alone may hold an alarm of their own at the usual one.
        Assert.Equal([150, 157], AnomalyFinder.Find(counts, new(Chance: 1e-6)).Select(anomaly => anomaly.Day));
    }

    [Fact]
    public void Find_SkippedDay_IsNotJudgedAndTeachesNothing()
    {
        var counts = World(5, 160, 100, 1);
        counts[120] = 0;

        Assert.Equal([120], AnomalyFinder.Find(counts, AnomalySettings.Standard).Select(anomaly => anomaly.Day));
        Assert.Empty(AnomalyFinder.Find(counts, AnomalySettings.Standard, new HashSet<int> { 120 }));
    }

    [Fact]
    public void Find_NewLevel_IsToldForAWhileAndThenUsual()
    {
        var counts = World(6, 300, 100, 1);
        var more = World(60, 300, 200, 1);
        for (var day = 180; day < 300; day++)
            counts[day] += more[day];

        var found = AnomalyFinder.Find(counts, new(Chance: 1e-6));

        Assert.Equal(180, found[0].Day);
        Assert.True(found[^1].Day < 180 + (5 * 7), $"still told on day {found[^1].Day}");
    }

    [Fact]
    public void Find_FewCounts_AreNotJudged()
    {
        var counts = Enumerable.Range(0, 100).Select(day => day % 9 == 0 ? 1.0 : 0).ToArray();
        counts[90] = 9;

        Assert.Empty(AnomalyFinder.Find(counts, AnomalySettings.Standard));
        Assert.Single(AnomalyFinder.Find(counts, AnomalySettings.Standard with { LeastCount = 5 }));
    }

    [Theory]
    // R: ppois(11, 5.2, lower = FALSE) and pnbinom(19, size = 10, mu = 10, lower = FALSE), the latter by summing the terms.
    [InlineData(12, 5.2, 5.2, 0.00731049562498)]
    public void Upper_Poisson_IsTheTail(double count, double mean, double variance, double tail) =>
        Assert.Equal(tail, AnomalyFinder.Upper(count, mean, variance), 12);

    [Fact]
    public void Upper_NegativeBinomial_IsTheSumOfItsTerms()
    {
        // Mean 10, variance 20: size 10, p ½; P(X = k) = C(k + 9, k) / 2^(k + 10).
        double term = Math.Pow(0.5, 10), below = term;
        for (var k = 1; k < 20; k++)
        {
            term *= (k + 9.0) / k / 2;
            below += term;
        }

        Assert.Equal(1 - below, AnomalyFinder.Upper(20, 10, 20), 12);
    }

    /// <summary>A year and more of days that follow the week and nothing else; wider than chance by mixing the level of each day.</summary>
    private static double[] World(int seed, int days, double level, double dispersion)
    {
        var dice = new Random(seed);
        return [.. Enumerable.Range(0, days).Select(day => (double)Count(dice, level * s_weekdays[day % 7], dispersion))];
    }

    private static long Count(Random dice, double mean, double dispersion)
    {
        // A gamma level makes the Poisson count a negative binomial of this dispersion.
        var drawn = dispersion > 1 ? Gamma(dice, mean / (dispersion - 1)) * (dispersion - 1) : mean;
        return Poisson(dice, drawn);
    }

    /// <summary>Marsaglia and Tsang 2000.</summary>
    private static double Gamma(Random dice, double shape)
    {
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal(dice);
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(dice.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }

    private static double Normal(Random dice) => Math.Sqrt(-2 * Math.Log(1 - dice.NextDouble())) * Math.Cos(2 * Math.PI * dice.NextDouble());

    private static long Poisson(Random dice, double mean)
    {
        // Halves of a big mean are drawn apart, so that no product of numbers runs out of digits.
        if (mean > 30)
            return Poisson(dice, mean / 2) + Poisson(dice, mean / 2);
        var limit = Math.Exp(-mean);
        long count = -1;
        for (var product = 1.0; product > limit; count++)
            product *= dice.NextDouble();
        return count;
    }
}
