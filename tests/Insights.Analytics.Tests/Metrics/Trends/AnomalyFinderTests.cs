using Insights.Analytics.Metrics.Trends;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Trends;

public sealed class AnomalyFinderTests
{
    [Fact]
    public void Find_OutageAndQuietDay_AreFoundOnTheirDayWithTheirSize()
    {
        var counts = MadeSeries.OfWeeks(7, 200, 100, 1);
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
        var counts = MadeSeries.OfWeeks(9, 200, 100, 1);
        counts[150] = 500;
        counts[157] = 300;

        // At this bar: 200 days of chance alone may hold an alarm of their own at the usual one.
        Assert.Equal([150, 157], AnomalyFinder.Find(counts, new(Chance: 1e-6)).Select(anomaly => anomaly.Day));
    }

    [Fact]
    public void Find_SkippedDay_IsNotJudgedAndTeachesNothing()
    {
        var counts = MadeSeries.OfWeeks(5, 160, 100, 1);
        counts[120] = 0;

        Assert.Equal([120], AnomalyFinder.Find(counts, AnomalySettings.Standard).Select(anomaly => anomaly.Day));
        Assert.Empty(AnomalyFinder.Find(counts, AnomalySettings.Standard, new HashSet<int> { 120 }));
    }

    [Fact]
    public void Find_NewLevel_IsToldForAWhileAndThenUsual()
    {
        var counts = MadeSeries.OfWeeks(6, 300, 100, 1);
        var more = MadeSeries.OfWeeks(60, 300, 200, 1);
        for (var day = 180; day < 300; day++)
            counts[day] += more[day];

        var found = AnomalyFinder.Find(counts, new(Chance: 1e-6));

        Assert.Equal(180, found[0].Day);
        Assert.True(found[^1].Day < 180 + (5 * 7), $"still told on day {found[^1].Day}");
    }

    [Fact]
    public void Find_DaysThatOnlyChanceMadeUnlike_AreExpectedAlike()
    {
        // Six a day on every day of the week. What is expected of the day is told by making it stand out.
        var off = 0.0;
        for (var seed = 0; seed < 40; seed++)
        {
            var counts = MadeSeries.Flat(seed, 151, 6);
            counts[150] = 60;
            off += Math.Abs(Assert.Single(AnomalyFinder.Find(counts, new(Chance: 1e-9))).Expected - 6) / 40;
        }

        // Shares taken at their word, as medians of eight small counts, miss by more than one.
        Assert.InRange(off, 0, 0.9);
    }

    [Fact]
    public void Find_DaysThatAreUnlike_AreExpectedUnlike()
    {
        // A Sunday of 0.7: 280 of 400.
        var counts = MadeSeries.OfWeeks(1, 161, 400, 1);
        counts[160] = 1000;

        Assert.InRange(Assert.Single(AnomalyFinder.Find(counts, new(Chance: 1e-9))).Expected, 260, 300);
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
}
