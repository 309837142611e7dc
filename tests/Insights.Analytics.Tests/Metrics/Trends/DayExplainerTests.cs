using Insights.Analytics.Metrics.Trends;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Trends;

public sealed class DayExplainerTests
{
    private const int Gateway = 0;
    private const int Vendor = 1;
    private const int Bin = 2;
    private const int Cause = 3;

    private const int Timeout = 9;

    private static readonly ExplainerSettings s_failures = new([Gateway, Vendor, Bin], [Cause], OutOfRows: true);
    private static readonly ExplainerSettings s_tickets = new([Gateway, Vendor, Bin], [Cause], OutOfRows: false);

    [Fact]
    public void Explain_OneGatewayOut_IsToldOnceWithItsHoursAndCause()
    {
        var day = Attempts(1);
        // 360 attempts on gateway 2 between 8 and 18 o'clock, 300 of them time out.
        for (var i = 0; i < 360; i++)
            day.Add(8 + (i % 10), i % 6 != 0, [2, 1 + (i % 8), 1 + (i % 40), i % 6 != 0 ? Timeout : 1]);

        var cause = Assert.Single(DayExplainer.Explain(day, Past(), high: true, s_failures));

        Assert.Equal((Gateway, 2), (cause.Dimension, cause.Member));
        Assert.InRange(cause.Count, 300, 330);
        Assert.Equal((8, 18), (cause.Window!.FromHour, cause.Window.ToHour));
        var shared = Assert.Single(cause.Shared);
        Assert.Equal((Cause, Timeout), (shared.Dimension, shared.Member));
        Assert.InRange(shared.Share, 0.9, 1);
    }

    [Fact]
    public void Explain_CardTestingAtOneVendor_NamesTheNumberRangeAndTheVendor()
    {
        var day = Attempts(2);
        for (var i = 0; i < 240; i++)
            day.Add(2 + (i % 3), i % 25 != 0, [1 + (i % 4), 5, 77, 2]);

        var cause = Assert.Single(DayExplainer.Explain(day, Past(), high: true, s_failures));

        // The number range was never seen before: it says more than the vendor, whose other customers went on paying.
        Assert.Equal((Bin, 77), (cause.Dimension, cause.Member));
        Assert.Contains(cause.Shared, shared => (shared.Dimension, shared.Member) == (Vendor, 5) && shared.Share == 1);
        Assert.Equal((2, 5), (cause.Window!.FromHour, cause.Window.ToHour));
    }

    [Fact]
    public void Explain_TwoThingsAtOnce_AreToldApart()
    {
        var day = Attempts(3);
        for (var i = 0; i < 300; i++)
            day.Add(9, true, [3, 1 + (i % 8), 1 + (i % 40), Timeout]);
        for (var i = 0; i < 120; i++)
            day.Add(20, true, [1 + (i % 2), 6, 88, 2]);

        var causes = DayExplainer.Explain(day, Past(), high: true, s_failures);

        Assert.Equal([(Gateway, 3), (Bin, 88)], causes.Select(cause => (cause.Dimension, cause.Member)));
    }

    [Fact]
    public void Explain_WhatIsKnownAlready_IsNotToldAgain()
    {
        var day = Attempts(3);
        for (var i = 0; i < 300; i++)
            day.Add(9, true, [3, 1 + (i % 8), 1 + (i % 40), Timeout]);

        Assert.Empty(DayExplainer.Explain(day, Past(), high: true, s_failures, [(Gateway, 3)]));
    }

    [Fact]
    public void Explain_EverybodyFailsMore_IsToldAsEverything()
    {
        var day = Attempts(4, failShare: 0.4);

        var cause = Assert.Single(DayExplainer.Explain(day, Past(), high: true, s_failures));

        Assert.Equal((-1, 0), (cause.Dimension, cause.Member));
    }

    [Fact]
    public void Explain_EverybodyBuysMore_IsNotTheMethodMostPayBy()
    {
        var before = Enumerable.Range(0, 4).Select(week => Sales(80 + week, 600)).ToList();

        var cause = Assert.Single(DayExplainer.Explain(Sales(90, 900), before, high: true, s_tickets));

        Assert.Equal((-1, 0), (cause.Dimension, cause.Member));

        // Three in four go over gateway 1, as on other days.
        static DayCases Sales(int seed, int rows)
        {
            var dice = new Random(seed);
            var day = new DayCases(4);
            for (var i = 0; i < rows; i++)
                day.Add(dice.Next(24), true, [dice.Next(4) < 3 ? 1 : 2, 1 + dice.Next(8), 1 + dice.Next(40), 0]);
            return day;
        }
    }

    [Fact]
    public void Explain_MoreAttemptsThatFailAsUsual_IsNothing() =>
        Assert.Empty(DayExplainer.Explain(Attempts(5, rows: 2400), Past(), high: true, s_failures));

    [Fact]
    public void Explain_TicketsOfOneVendorStayAway_IsALackWithoutHours()
    {
        var before = Enumerable.Range(0, 4).Select(week => Attempts(60 + week, failShare: 1)).ToList();
        var day = new DayCases(4);
        var usual = Attempts(70, failShare: 1);
        for (var row = 0; row < usual.Rows; row++)
        {
            if (usual.Code(row, Vendor) != 3)
                day.Add(usual.Hour(row), true, [usual.Code(row, 0), usual.Code(row, 1), usual.Code(row, 2), usual.Code(row, 3)]);
        }

        var cause = Assert.Single(DayExplainer.Explain(day, before, high: false, s_tickets));

        Assert.Equal((Vendor, 3), (cause.Dimension, cause.Member));
        Assert.Equal((0L, 100.0), (cause.Count, Math.Round(cause.Expected / 25) * 25));
        Assert.Null(cause.Window);
    }

    [Fact]
    public void Explain_UsualDays_HaveNoCause()
    {
        var told = Enumerable.Range(0, 200).Sum(seed => DayExplainer.Explain(Attempts(1000 + seed), Past(), high: true, s_failures).Count);

        Assert.Equal(0, told);
    }

    private static List<DayCases> Past() => [.. Enumerable.Range(0, 4).Select(week => Attempts(50 + week))];

    /// <summary>A day of attempts over 4 gateways, 8 vendors and 40 number ranges, of which a twelfth fails for causes 1 to 5.</summary>
    private static DayCases Attempts(int seed, int rows = 800, double failShare = 1.0 / 12)
    {
        var dice = new Random(seed);
        var day = new DayCases(4);
        for (var i = 0; i < rows; i++)
        {
            var failed = dice.NextDouble() < failShare;
            day.Add(dice.Next(24), failed, [1 + dice.Next(4), 1 + dice.Next(8), 1 + dice.Next(40), failed ? 1 + dice.Next(5) : 0]);
        }

        return day;
    }
}
