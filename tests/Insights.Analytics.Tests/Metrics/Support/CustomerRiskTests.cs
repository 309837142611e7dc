using Insights.Analytics.Metrics.Support;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Support;

public sealed class CustomerRiskTests
{
    private static readonly DateOnly s_day = new(2026, 3, 1);

    private static CustomerCase Case(int day, string issue, bool bad = false, bool open = false) => new(s_day.AddDays(day), issue, bad, open);

    [Fact]
    public void Of_ThreeOfOneIssueWithin30Days_IsARepeatedProblem() =>
        // Days 0, 29 and 30: from 0 to 29 there are two within thirty days, from 29 on two; with day 10 three.
        Assert.Equal((0, 3), (CustomerRisk.Of([Case(0, "refund"), Case(29, "refund"), Case(30, "refund")]).Repeats, CustomerRisk.Of([Case(0, "refund"), Case(10, "refund"), Case(29, "refund"), Case(40, "refund")]).Repeats));

    [Fact]
    public void Of_OtherIssues_AreNoRepeat() => Assert.Equal(0, CustomerRisk.Of([Case(0, "refund"), Case(1, "account"), Case(2, "fraud"), Case(3, "unclear"), Case(4, "unclear"), Case(5, "unclear")]).Repeats);

    [Fact]
    public void Of_CountsItsSigns()
    {
        var risk = CustomerRisk.Of([Case(0, "refund", bad: true), Case(1, "refund", open: true), Case(2, "refund", open: true), Case(3, "account", open: true)]);

        Assert.Equal((3, "refund", 1, 2, 3), (risk.Repeats, risk.RepeatedIssue, risk.RatedBad, risk.OpenRefunds, risk.Signs));
    }
}
