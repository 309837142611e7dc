using Insights.Analytics.Metrics;
using Insights.Analytics.Reports;
using Insights.Analytics.Reports.Wording;
using Xunit;

namespace Insights.Analytics.Tests.Reports.Wording;

public sealed class WordsTests
{
    [Theory]
    [InlineData(0, "no disputes")]
    [InlineData(1, "1 dispute")]
    [InlineData(2, "2 disputes")]
    [InlineData(1234, "1,234 disputes")]
    public void Count_BendsTheNoun(long n, string expected) => Assert.Equal(expected, Words.Count(n, "dispute", "disputes"));

    [Fact]
    public void Change_SpellsOutPointsAndTime()
    {
        Assert.Equal("+0.40 points", Words.Change(new Cell.Points(0.004, 2)));
        Assert.Equal("−1.8 points", Words.Change(new Cell.Points(-0.018)));
        Assert.Equal("9 min shorter", Words.Change(new Cell.Duration(-540)));
        Assert.Equal("9 min longer", Words.Change(new Cell.Duration(540)));
        Assert.Equal("+12.0 %", Words.Change(new Cell.Change(0.12)));
    }

    [Theory]
    [InlineData(Polarity.LowerIsBetter, 0.1, "worse")]
    [InlineData(Polarity.LowerIsBetter, -0.1, "better")]
    [InlineData(Polarity.HigherIsBetter, 0.1, "better")]
    [InlineData(Polarity.HigherIsBetter, -0.1, "worse")]
    [InlineData(Polarity.HigherIsBetter, 0, null)]
    [InlineData(Polarity.Neutral, 0.1, null)]
    public void Verdict_FollowsThePolarity(Polarity polarity, double change, string? expected) => Assert.Equal(expected, Words.Verdict(polarity, change));

    [Fact]
    public void Join_ReadsAsAList()
    {
        Assert.Equal("", Words.Join([]));
        Assert.Equal("a", Words.Join(["a"]));
        Assert.Equal("a, b and c", Words.Join(["a", "b", "c"]));
    }
}
