using Insights.Analytics.Metrics.Trends;
using Xunit;
using Xunit.Abstractions;

namespace Insights.Analytics.Tests.Metrics.Trends;

/// <summary>What the Alerts page states, measured: realised alarms in series in which nothing happens, by days and by weeks together, as the watch looks.</summary>
public sealed class FalseAlarmTests(ITestOutputHelper output)
{
    private const int Series = 60;

    [Theory]
    [InlineData(0.4, 1.0)]
    [InlineData(3, 1.0)]
    [InlineData(12, 1.0)]
    [InlineData(80, 1.0)]
    [InlineData(400, 1.0)]
    [InlineData(3, 2.0)]
    [InlineData(80, 3.0)]
    [InlineData(400, 6.0)]
    public void NullWorlds_DaysAndWeeksTogether_AreWithinTheStatedRate(double level, double dispersion)
    {
        var settings = AnomalySettings.ForEach(AnomalySettings.Standard.Chance);
        int days = 0, weeks = 0;
        for (var seed = 0; seed < Series; seed++)
        {
            var counts = MadeSeries.OfWeeks(seed, 365 + AnomalyFinder.FirstJudged, level, dispersion);
            days += AnomalyFinder.Find(counts, settings).Count;
            weeks += StretchFinder.Find(counts, settings).Count;
        }

        var realised = (days + weeks) / (double)Series;
        output.WriteLine(FormattableString.Invariant($"{level} a day, {dispersion} times as wide as chance: {days} by days and {weeks} by weeks in {Series} years of a series, {realised:0.00} a year"));
        Assert.InRange(realised, 0, AnomalySettings.FalseAlarmsInASeriesYear);
        Assert.InRange(AnomalySettings.FalseAlarmsInASeriesYear, 0, 1);
    }

    [Fact]
    public void ForEach_HalvesTheChance_AndNeverPassesTheStandard()
    {
        Assert.Equal(1e-5, AnomalySettings.ForEach(2e-5).Chance);
        Assert.Equal(AnomalySettings.Standard.Chance / 2, AnomalySettings.ForEach(1).Chance);
    }
}
