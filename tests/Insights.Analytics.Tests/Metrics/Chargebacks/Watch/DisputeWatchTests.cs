using Insights.Analytics.Metrics.Chargebacks.Watch;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Chargebacks.Watch;

/// <summary>The last day is Sunday 29 March 2026; 56 weeks of a thousand payments, and two disputes a week in the half year that says what is usual.</summary>
public sealed class DisputeWatchTests
{
    private static readonly LocalDate s_last = new(2026, 3, 29);

    [Fact]
    public void Of_SevenAWeekWhereTwoAreUsual_IsRaisedSinceTheWeekItBegan()
    {
        var watch = DisputeWatch.Of(s_last, Disputes(2, 1, 3, 2, 2, 1, 2, 1, 1, 7, 7, 7, 7), Payments(1_000));

        Assert.Equal(WatchState.Raised, watch.State);
        // Four weeks to 29 March: from Monday 2 March.
        Assert.Equal(new LocalDate(2026, 3, 2), watch.Since);
        Assert.Equal((28L, 8.0), (watch.Disputes, Math.Round(watch.Expected, 9)));
        // ln 1.5 x 7 - 2 x 0.5 a week, from nothing.
        Assert.Equal((0.0, Math.Round(4 * ((7 * Math.Log(1.5)) - 1), 12)), (watch.Course[^5].Sum, Math.Round(watch.Course[^1].Sum, 12)));
        Assert.InRange(watch.P, 0, 0.001);
        Assert.True(watch.Course[^1].Smoothed > watch.Course[^1].Upper);
    }

    [Fact]
    public void Of_TwiceTheSales_IsAsUsual()
    {
        // Sales doubled half a year ago, disputes with them: every week's payments of the seventeen weeks before say how many to expect.
        long[] payments = [.. Enumerable.Range(0, DisputeWatch.Weeks).Select(week => week < 30 ? 1_000L : 2_000L)];
        var watch = DisputeWatch.Of(s_last, Disputes(4, 3, 4, 5, 4, 4, 3, 5, 4, 4, 4, 5, 3), payments);

        Assert.Equal(WatchState.AsUsual, watch.State);
        Assert.Null(watch.Since);
    }

    [Fact]
    public void Of_OneWeekFarAboveTheSevenBefore_IsAJump()
    {
        var watch = DisputeWatch.Of(s_last, Disputes(2, 1, 2, 2, 1, 2, 2, 1, 2, 2, 1, 0, 6), Payments(1_000));

        Assert.Equal((WatchState.Jumped, (LocalDate?)null), (watch.State, watch.Since));
        Assert.Equal(9, watch.Disputes);
    }

    [Fact]
    public void Of_AShopThatIsNew_OrHasHardlyAnyDisputes_IsNotJudged()
    {
        long[] fresh = [.. Enumerable.Range(0, DisputeWatch.Weeks).Select(week => week < 40 ? 0L : 1_000L)];
        Assert.Equal(WatchState.Unknown, DisputeWatch.Of(s_last, Disputes(2, 2, 2, 2, 2, 2, 2, 2, 2, 9, 9, 9, 9), fresh).State);

        var quiet = new long[DisputeWatch.Weeks];
        (quiet[20], quiet[30], quiet[^1]) = (2, 2, 9);
        Assert.Equal(WatchState.Unknown, DisputeWatch.Of(s_last, quiet, Payments(1_000)).State);
        Assert.Throws<ArgumentException>(() => DisputeWatch.Of(s_last, [1, 2], [1, 2]));
    }

    [Fact]
    public void Of_VendorsWhoseDisputesAreAsUsual_FewAreRaised()
    {
        var dice = new Random(5);
        var raised = 0;
        for (var vendor = 0; vendor < 300; vendor++)
        {
            long[] disputes = [.. Enumerable.Range(0, DisputeWatch.Weeks).Select(_ => Poisson(dice, 3))];
            raised += DisputeWatch.Of(s_last, disputes, Payments(1_000)).State == WatchState.Raised ? 1 : 0;
        }
        // Thirteen weeks of four hundred would be ten of three hundred; that what is usual has an error of its own adds some.
        Assert.InRange(raised, 0, 15);
    }

    /// <summary>Two a week, then the thirteen watched weeks.</summary>
    private static long[] Disputes(params long[] watched) => [.. Enumerable.Repeat(2L, DisputeWatch.Weeks - watched.Length), .. watched];

    private static long[] Payments(long week) => [.. Enumerable.Repeat(week, DisputeWatch.Weeks)];

    private static long Poisson(Random dice, double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), dice.NextDouble(), 0L);
        for (; product > limit; count++)
            product *= dice.NextDouble();
        return count;
    }
}
