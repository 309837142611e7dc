using Insights.Analytics.Metrics.Trends;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Trends;

public sealed class LimitJudgeTests
{
    [Fact]
    public void Find_DaysInARow_AreOneStretchThatRecovers() =>
        // Limit 10: days 1 to 3 are above (12, 15, 11), day 4 is at the limit and so recovered, day 6 goes on.
        Assert.Equal([new LimitStretch(1, 3, 4, 15, 2), new LimitStretch(6, 6, null, 20, 6)], LimitJudge.Find([5, 12, 15, 11, 10, 8, 20], 10, isAbove: true));

    [Fact]
    public void Find_DayWithoutJudgement_NeitherCrossesNorRecovers() =>
        Assert.Equal([new LimitStretch(0, 2, null, 0.5, 0)], LimitJudge.Find([0.5, null, 0.6, null], 0.9, isAbove: false));

    [Fact]
    public void Windowed_SharesAreOfAllRowsOfTheWindow_AndFewRowsAreNone() =>
        // Two days each: (1 + 2) ÷ (20 + 20), (2 + 3) ÷ (20 + 40), and (3 + 1) ÷ (4 + 5) of fewer than 30 rows in the last two.
        Assert.Equal([null, 3.0 / 40, 5.0 / 60, 4.0 / 41, null], LimitJudge.Windowed([1, 2, 3, 1, 1], [20, 20, 40, 1, 5], 2));

    [Fact]
    public void Windowed_Counts_AreSums() => Assert.Equal([null, null, 6.0, 9.0], LimitJudge.Windowed([1, 2, 3, 4], null, 3));
}
