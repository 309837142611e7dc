using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Analytics.Reports.Building;
using Insights.Import.Store;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Reports.Building;

public sealed class FindingTests
{
    private static readonly ReportSetting October = Setting();

    // 150 of 10,000 against 110 of 10,000: 1.50 % and 1.10 %.
    [Fact]
    public void Of_Rise_SaysFromToAndChange()
    {
        var finding = Finding.Of(October, Numbers.DisputeActivity, Share("dispute_activity", 150, 10_000), Share("dispute_activity", 110, 10_000))!;
        Assert.Equal("Dispute activity rose to 1.50 %, +0.40 points vs September 2026", finding.Title);
        Assert.Equal("Dispute activity rose from 1.10 % to 1.50 % (+0.40 points), October 2026 against September 2026.", finding.Text);
        Assert.Equal(Judgement.Bad, finding.Judgement);
        Assert.Equal("/rows/disputes.opened?from=2026-10-01&to=2026-10-31", finding.Link);
    }

    [Fact]
    public void Of_Fall_IsBetterWhereLowerIsBetter() =>
        Assert.Equal(Judgement.Good, Finding.Of(October, Numbers.DisputeActivity, Share("dispute_activity", 110, 10_000), Share("dispute_activity", 150, 10_000))!.Judgement);

    [Fact]
    public void Of_NeutralMetric_IsNotJudged()
    {
        var finding = Finding.Of(October, Numbers.TicketsCreated, Count("tickets_created", 1500), Count("tickets_created", 1000))!;
        Assert.Equal(Judgement.None, finding.Judgement);
        // 1,500 in 31 days against 1,000 in 30: 48.39 and 33.33 a day.
        Assert.Equal("Tickets created rose from 1,000 to 1,500 (+50.0 %; +45.2 % a day), October 2026 against September 2026.", finding.Text);
    }

    // The backlog is a level: 31 days do not make it larger than 30 do.
    [Fact]
    public void Of_Level_IsNotCountedByTheDay()
    {
        var finding = Finding.Of(October, Numbers.Backlog, Count("backlog", 150), Count("backlog", 100))!;
        Assert.Equal("Backlog rose from 100 to 150 (+50.0 %), October 2026 against September 2026.", finding.Text);
        Assert.Equal(Judgement.Bad, finding.Judgement);
    }

    // Whatever waits now, less of September's still does: a rise would be told of every month.
    [Fact]
    public void Of_WhatLeavesTheNumberByItself_IsNotCompared()
    {
        var (now, before) = (Count("pending_payments", 60), Count("pending_payments", 31));
        Assert.Null(Finding.Of(October, Numbers.PendingPayments, now, before));
        Assert.Equal("Pending payments 60 in October 2026", Finding.Headline(October, [], Numbers.PendingPayments, now));
        var tile = TileMaker.Make(Numbers.PendingPayments, October, now, before);
        Assert.Null(tile.Delta);
        Assert.Null(tile.ComparedTo);
        Assert.Equal("as it stands; not compared", tile.Note);
    }

    [Fact]
    public void Of_Duration_SaysLongerOrShorter()
    {
        var finding = Finding.Of(October, Numbers.FirstReply, Duration(2460), Duration(1920))!;
        Assert.Equal("First reply time rose to 41 min, 9 min longer vs September 2026", finding.Title);
    }

    [Fact]
    public void Of_SmallSample_StaysSilent() => Assert.Null(Finding.Of(October, Numbers.DisputeActivity, Share("dispute_activity", 20, 29), Share("dispute_activity", 1, 29)));

    // 36 of 41 in 31 of 61 days: Wilson of 36/41 is 0.744 to 0.947, and 0.508 is far below. 16 of 21 are too few for a sentence.
    [Fact]
    public void Of_CountThatWasSmallBefore_IsTold()
    {
        Assert.Equal("Tickets created rose to 36, +620.0 % vs September 2026", Finding.Of(October, Numbers.TicketsCreated, Count("tickets_created", 36), Count("tickets_created", 5))!.Title);
        Assert.Null(Finding.Of(October, Numbers.TicketsCreated, Count("tickets_created", 16), Count("tickets_created", 5)));
    }

    [Fact]
    public void Of_Flat_StaysSilent() => Assert.Null(Finding.Of(October, Numbers.DisputeActivity, Share("dispute_activity", 111, 10_000), Share("dispute_activity", 110, 10_000)));

    [Fact]
    public void Of_PeriodNotOver_StaysSilent() =>
        Assert.Null(Finding.Of(October, Numbers.DisputeActivity, Share("dispute_activity", 150, 10_000) with { Incomplete = true }, Share("dispute_activity", 110, 10_000)));

    [Fact]
    public void Headline_SmallSample_SaysSo() =>
        Assert.Equal("Dispute activity 8.3 % in October 2026, a small sample (n = 12)", Finding.Headline(October, [], Numbers.DisputeActivity, Share("dispute_activity", 1, 12)));

    [Fact]
    public void Headline_NoChange_SaysSo() =>
        Assert.Equal("Dispute activity 1.10 %: no change beyond chance vs September 2026", Finding.Headline(October, [], Numbers.DisputeActivity, Share("dispute_activity", 110, 10_000)));

    [Fact]
    public void Headline_NoValue_SaysWhy() =>
        Assert.Equal("Dispute activity in October 2026: no payments", Finding.Headline(October, [], Numbers.DisputeActivity, Share("dispute_activity", 0, 0) with { Missing = "no payments" }));

    [Fact]
    public void Changes_None_SaysItInOneSentence() =>
        Assert.Equal("Nothing changed beyond what chance explains, against September 2026.", Assert.IsType<Block.Paragraph>(Finding.Changes(October, [])).Text);

    [Fact]
    public void Changes_OfPartsAlone_SpeaksOfTheWhole() =>
        Assert.Equal(
            "No figure of the whole month changed beyond what chance explains, against September 2026; these parts of it did.",
            Assert.IsType<Block.Paragraph>(Finding.Changes(October, [], partsFollow: true)).Text);

    [Fact]
    public void Among_WorseComesFirst()
    {
        var now = new Dictionary<string, MetricResult> { ["approval_rate"] = Share("approval_rate", 950, 1000), ["dispute_activity"] = Share("dispute_activity", 150, 10_000) };
        var before = new Dictionary<string, MetricResult> { ["approval_rate"] = Share("approval_rate", 900, 1000), ["dispute_activity"] = Share("dispute_activity", 110, 10_000) };
        var findings = Finding.Among(October, [Numbers.ApprovalRate, Numbers.DisputeActivity], now, before);
        Assert.Equal(["dispute_activity", "approval_rate"], findings.Select(finding => finding.Metric.Id));
    }

    [Fact]
    public void Tile_SaysDeltaNAndSmallSample()
    {
        var tile = TileMaker.Make(Numbers.DisputeActivity, October, Share("dispute_activity", 1, 12), Share("dispute_activity", 2, 400));
        Assert.Equal((Judgement.None, 12L, "small sample"), (tile.Judgement, tile.N!.Value, tile.Note));
        Assert.Equal("vs September 2026", tile.ComparedTo);
    }

    // 10.0 % against 9.9 % of a thousand: chance, so neither red nor green.
    [Fact]
    public void Tile_ChangeWithinChance_IsNotJudged() =>
        Assert.Equal(Judgement.None, TileMaker.Make(Numbers.DisputeActivity, October, Share("dispute_activity", 100, 1000), Share("dispute_activity", 99, 1000)).Judgement);

    [Fact]
    public void Tile_ChangeBeyondChance_IsJudged() =>
        Assert.Equal(Judgement.Bad, TileMaker.Make(Numbers.DisputeActivity, October, Share("dispute_activity", 150, 10_000), Share("dispute_activity", 110, 10_000)).Judgement);

    [Fact]
    public void Tile_ChangeThatPrintsAsZero_IsNotJudged()
    {
        var tile = TileMaker.Make(Numbers.ApprovalRate, October, Share("approval_rate", 900_001, 1_000_000), Share("approval_rate", 900_000, 1_000_000));
        Assert.Equal(Judgement.None, tile.Judgement);
    }

    internal static MetricResult Share(string id, long numerator, long denominator) => new() { MetricId = id, Unit = MetricUnit.Percent, Numerator = numerator, Denominator = denominator, N = denominator };

    internal static MetricResult Count(string id, long value) => new() { MetricId = id, Unit = MetricUnit.Count, Numerator = value, N = value };

    private static MetricResult Duration(long seconds) => new() { MetricId = "first_reply_time", Unit = MetricUnit.Duration, Seconds = seconds, N = 4000 };

    private static ReportSetting Setting() => new()
    {
        Workspace = new Workspace("Market", DateTimeZoneProviders.Tzdb["Europe/Berlin"], "EUR"),
        Filter = new ReportFilter { Range = new DateRange(new LocalDate(2026, 10, 1), new LocalDate(2026, 10, 31)) },
        Scope = DataScope.Staff,
        ScopeName = "All vendors",
        VendorCountry = null,
        Freshness = [],
        Now = Instant.FromUtc(2026, 11, 2, 8, 0),
        HasData = true,
    };
}
