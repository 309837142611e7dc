using Insights.Analytics.Metrics.Trends;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Trends;

public sealed class StretchFinderTests
{
    [Fact]
    public void Find_TrickleOfAFortnight_IsFoundOnItsDays()
    {
        // Three a day where there is hardly any as a rule: no single day is large enough to be judged.
        var counts = MadeSeries.Flat(3, 300, 0.2);
        for (var day = 200; day < 215; day++)
            counts[day] = 3;

        var found = Assert.Single(StretchFinder.Find(counts, new(Chance: 1e-4)));

        Assert.Equal((200, 214), (found.First, found.Last));
        Assert.Equal(45, found.Count);
        Assert.True(found.IsHigh && found.Expected < 8);
        Assert.Empty(AnomalyFinder.Find(counts, new(Chance: 1e-4)));
    }

    [Fact]
    public void Find_FailuresOfABusyWeek_AreNoNewsWhereTheRateIsUsual()
    {
        var attempts = Enumerable.Repeat(100.0, 300).ToArray();
        var failures = MadeSeries.Flat(4, 300, 8);
        for (var day = 220; day < 227; day++)
            (attempts[day], failures[day]) = (300, failures[day] * 3);

        Assert.Empty(StretchFinder.Find(failures, new(Chance: 1e-4), attempts));
        Assert.Single(StretchFinder.Find(failures, new(Chance: 1e-4)));
    }

    [Fact]
    public void Find_NewLevel_IsUsualAfterAWhile()
    {
        var counts = MadeSeries.Flat(5, 400, 3);
        var more = MadeSeries.Flat(50, 400, 4);
        for (var day = 200; day < 400; day++)
            counts[day] += more[day];

        var found = StretchFinder.Find(counts, new(Chance: 1e-4));

        Assert.InRange(found[0].First, 198, 203);
        Assert.True(found[^1].Last < 290, $"still told on day {found[^1].Last}");
    }
}
