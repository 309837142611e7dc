using Insights.Analytics.Metrics.Trends;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Trends;

/// <summary>R 4.2, <c>stl(nottem, "per")</c>: mean monthly air temperatures at Nottingham Castle, 1920 to 1939, in °F.</summary>
public sealed class StlTests
{
    private static readonly double[] s_nottingham =
    [
        40.6, 40.8, 44.4, 46.7, 54.1, 58.5, 57.7, 56.4, 54.3, 50.5, 42.9, 39.8,
        44.2, 39.8, 45.1, 47.0, 54.1, 58.7, 66.3, 59.9, 57.0, 54.2, 39.7, 42.8,
        37.5, 38.7, 39.5, 42.1, 55.7, 57.8, 56.8, 54.3, 54.3, 47.1, 41.8, 41.7,
        41.8, 40.1, 42.9, 45.8, 49.2, 52.7, 64.2, 59.6, 54.4, 49.2, 36.3, 37.6,
        39.3, 37.5, 38.3, 45.5, 53.2, 57.7, 60.8, 58.2, 56.4, 49.8, 44.4, 43.6,
        40.0, 40.5, 40.8, 45.1, 53.8, 59.4, 63.5, 61.0, 53.0, 50.0, 38.1, 36.3,
        39.2, 43.4, 43.4, 48.9, 50.6, 56.8, 62.5, 62.0, 57.5, 46.7, 41.6, 39.8,
        39.4, 38.5, 45.3, 47.1, 51.7, 55.0, 60.4, 60.5, 54.7, 50.3, 42.3, 35.2,
        40.8, 41.1, 42.8, 47.3, 50.9, 56.4, 62.2, 60.5, 55.4, 50.2, 43.0, 37.3,
        34.8, 31.3, 41.0, 43.9, 53.1, 56.9, 62.5, 60.3, 59.8, 49.2, 42.9, 41.9,
        41.6, 37.1, 41.2, 46.9, 51.2, 60.4, 60.1, 61.6, 57.0, 50.9, 43.0, 38.8,
        37.1, 38.4, 38.4, 46.5, 53.5, 58.4, 60.6, 58.2, 53.8, 46.6, 45.5, 40.6,
        42.4, 38.4, 40.3, 44.6, 50.9, 57.0, 62.1, 63.5, 56.3, 47.3, 43.6, 41.8,
        36.2, 39.3, 44.5, 48.7, 54.2, 60.8, 65.5, 64.9, 60.1, 50.2, 42.1, 35.8,
        39.4, 38.2, 40.4, 46.9, 53.4, 59.6, 66.5, 60.4, 59.2, 51.2, 42.8, 45.8,
        40.0, 42.6, 43.5, 47.1, 50.0, 60.5, 64.6, 64.0, 56.8, 48.6, 44.2, 36.4,
        37.3, 35.0, 44.0, 43.9, 52.7, 58.6, 60.0, 61.1, 58.1, 49.6, 41.6, 41.3,
        40.8, 41.0, 38.4, 47.4, 54.1, 58.6, 61.4, 61.8, 56.3, 50.9, 41.4, 37.1,
        42.1, 41.2, 47.3, 46.6, 52.4, 59.0, 59.6, 60.4, 57.0, 50.7, 47.8, 39.2,
        39.4, 40.9, 42.4, 47.8, 52.4, 58.0, 60.7, 61.8, 58.2, 46.7, 46.6, 37.8,
    ];

    [Fact]
    public void Of_Nottingham_MatchesRToThePrintedDigits()
    {
        var parts = Stl.Of(s_nottingham, new StlSettings(12));

        Assert.Equal([-9.34719803, -9.85524962, -6.85330079], parts.Seasonal[..3].Select(value => Math.Round(value, 8)));
        Assert.Equal([49.68067265, 49.54552082, 49.41036899], parts.Trend[..3].Select(value => Math.Round(value, 8)));
        Assert.All(Enumerable.Range(0, s_nottingham.Length), i => Assert.Equal(s_nottingham[i], parts.Seasonal[i] + parts.Trend[i] + parts.Remainder[i], 10));
    }

    [Fact]
    public void Of_StraightLineWithWeekdays_IsTakenApart()
    {
        double[] weekdays = [3, 1, 0, -1, -2, -4, 3];
        var values = Enumerable.Range(0, 70).Select(day => 100 + (0.5 * day) + weekdays[day % 7]).ToArray();

        var parts = Stl.Of(values, new StlSettings(7));

        Assert.All(Enumerable.Range(0, 70), day => Assert.Equal(weekdays[day % 7], parts.Seasonal[day], 0.3));
        // A line has no bend to miss, but two rounds leave a little of it in the weekdays.
        Assert.All(parts.Remainder, left => Assert.Equal(0, left, 0.3));
    }

    [Fact]
    public void Of_OneOutage_RobustRoundsKeepItOutOfTheTrend()
    {
        var values = Enumerable.Range(0, 84).Select(day => day == 40 ? 1_000.0 : 50 + (day % 7)).ToArray();

        var plain = Stl.Of(values, new StlSettings(7));
        var robust = Stl.Of(values, new StlSettings(7, RobustRounds: 15));

        // The weekdays' mean is 53, day 40 is one of 55; the outage pulls the plain trend away by dozens.
        Assert.True(plain.Trend[40] > 100);
        Assert.All(robust.Trend, level => Assert.Equal(53, level, 0));
        Assert.Equal(945, robust.Remainder[40], 0);
    }

    [Fact]
    public void Of_LessThanTwoPeriods_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Stl.Of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], new StlSettings(7)));
}
