using Insights.Analytics.Metrics.Chargebacks.Actions;
using Insights.Analytics.Metrics.Values;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Chargebacks.Actions;

public sealed class FollowUpTests
{
    private static readonly LocalDate s_done = new(2026, 3, 1);

    [Fact]
    public void Windows_BeforeFortyFourDays_AreTooEarly()
    {
        Assert.Null(FollowUpWindows.For(s_done, s_done.PlusDays(43)));
        Assert.NotNull(FollowUpWindows.For(s_done, FollowUpWindows.EarliestFor(s_done)));
        Assert.Equal(new LocalDate(2026, 4, 14), FollowUpWindows.EarliestFor(s_done));
    }

    // 44 days: 30 to wait, 14 to compare. 119: 30 and 89. 120: 60 and 60. 209: 60, and 149 cut to 90. 210: 120 and 90.
    [Theory]
    [InlineData(44, 30, 14)]
    [InlineData(119, 30, 89)]
    [InlineData(120, 60, 60)]
    [InlineData(209, 60, 90)]
    [InlineData(210, 120, 90)]
    [InlineData(400, 120, 90)]
    public void Windows_AreEquallyLong_AndFollowedEquallyLong(int elapsed, int lag, int days)
    {
        var asOf = s_done.PlusDays(elapsed);
        var windows = FollowUpWindows.For(s_done, asOf)!;

        Assert.Equal((lag, days, days), (windows.LagDays, windows.Before.Days, windows.After.Days));
        Assert.Equal((s_done.PlusDays(-1), s_done.PlusDays(1)), (windows.Before.To, windows.After.From));
        // The youngest charge of the later window has had its days as well.
        Assert.True(windows.After.To.PlusDays(lag) <= asOf);
    }

    // Newcombe of 10/2000 − 12/1000: the reference's interval of 12/1000 − 10/2000 (0.000389 to 0.016146), turned round.
    [Fact]
    public void Verdict_WhenTheIntervalLiesBelowZero_IsLower()
    {
        var followed = FollowUp.Of(before: new(12, 1_000), after: new(10, 2_000));

        Assert.Equal(FollowUpVerdict.Lower, followed.Verdict);
        Assert.Equal(-0.0161464695, followed.Difference!.Value.Lower, 8);
        Assert.Equal(-0.000388770899, followed.Difference.Value.Upper, 8);
    }

    [Theory]
    [InlineData(10, 2_000, 12, 1_000, FollowUpVerdict.Higher)]
    [InlineData(10, 1_000, 8, 1_000, FollowUpVerdict.NoDifference)]
    [InlineData(2, 1_000, 2, 1_000, FollowUpVerdict.TooEarly)]
    [InlineData(20, 29, 0, 1_000, FollowUpVerdict.TooEarly)]
    [InlineData(50, 40, 0, 1_000, FollowUpVerdict.TooEarly)]
    [InlineData(0, 0, 0, 0, FollowUpVerdict.TooEarly)]
    public void Verdict_SaysNothingWithoutEnough(int before, int payments, int after, int paymentsAfter, FollowUpVerdict expected) =>
        Assert.Equal(expected, FollowUp.Of(new Ratio(before, payments), new Ratio(after, paymentsAfter)).Verdict);

    [Fact]
    public void Together_ADifferenceStandsOnlyWithAllActionsAllowedFor()
    {
        // 20 of 1,000 before and 7 of 1,000 after: p about 0.018. Alone beyond chance; one of four not (Holm: times four). 40 and 5 stay so.
        var one = FollowUp.Of(new Ratio(20, 1_000), new Ratio(7, 1_000));
        var sure = FollowUp.Of(new Ratio(40, 1_000), new Ratio(5, 1_000));
        var none = FollowUp.Of(new Ratio(10, 1_000), new Ratio(10, 1_000));

        Assert.InRange(one.P!.Value, 0.0125, 0.05);
        Assert.Equal(FollowUpVerdict.Lower, FollowUp.Together([one])[0]!.Verdict);
        Assert.Equal(
            [FollowUpVerdict.NoDifference, null, FollowUpVerdict.Lower, FollowUpVerdict.NoDifference, FollowUpVerdict.NoDifference],
            FollowUp.Together([one, null, sure, none, none]).Select(each => each?.Verdict));
    }
}
