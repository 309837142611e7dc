using System.Globalization;
using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Chargebacks;
using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Metrics.Payments;
using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Tests.Metrics.ServiceLevels;
using NodaTime;
using Xunit;
using static Insights.Analytics.Tests.Metrics.MetricCatalogTests;
using static Insights.Analytics.Tests.Metrics.ServiceLevels.StoryReading;

namespace Insights.Analytics.Tests.Metrics;

/// <summary>Recomputes the example printed with each metric. The definitions page may not say a number the product would not give.</summary>
public sealed class MetricExampleTests
{
    private const long Minute = 60;
    private const long Hour = 3600;

    private static string Example(string id) => MetricCatalog.Find(id).Example;

    private static TicketServiceLevels[] Derive(string asOf, params Story[] stories) =>
        [.. stories.Select(story => story.Derive(asOf, Promise((ClockMetric.FirstReplyTime, 480 * Minute))))];

    [Fact]
    public void TicketsCreated_LeavesTheMergedOneOut()
    {
        // Four in October, one merged: the count is of tickets that are not merged.
        var tickets = new[] { false, false, true, false };

        Assert.Contains($"{tickets.Length} tickets were opened", Example("tickets_created"));
        Assert.Contains($"{tickets.Count(merged => !merged)} tickets created", Example("tickets_created"));
    }

    [Fact]
    public void ContactRate_HoldsContactsAgainstEveryAttempt() =>
        Assert.Contains($"8 tickets in a month with 400 attempts, 360 of them successful: 1,000 × 8 ÷ 400 = {1000.0 * 8 / 400:0.0} per 1,000", Example("contact_rate"));

    [Fact]
    public void ClassifiedShare_CountsFieldsWordsAndPeople() => Assert.Contains($"18 ÷ 20 = {Percent(new Ratio(15 + 3, 20).Value)}", Example("classified_share"));

    [Fact]
    public void WordsAgreement_CountsUnclearAsNotTheSame() => Assert.Contains($"12 ÷ 15 = {Percent(new Ratio(12, 12 + 1 + 2).Value)}", Example("words_agreement"));

    [Fact]
    public void TicketsSolved_CountsTheLastSolveOnce()
    {
        // The months of the example as weeks of November: A on the 3rd; B on the 5th, reopened, solved on the 12th.
        var levels = Derive("30 00:00", new Story("02 09:00").Status("03 10:00", "solved"), new Story("02 09:00").Status("05 10:00", "solved").Status("06 10:00", "open").Status("12 10:00", "solved"));
        var last = levels.Select(each => each.SolvedAt[^1]).ToArray();

        Assert.Contains($"{last.Count(at => at < Story.At("07 00:00"))} ticket solved in October, {last.Count(at => at >= Story.At("07 00:00"))} in November", Example("tickets_solved"));
    }

    [Fact]
    public void Backlog_IsALevelAtAnInstant()
    {
        var stories = Enumerable.Range(0, 2).Select(_ => new Story("02 09:00").Status("02 10:00", "open"))
            .Append(new Story("02 09:00").Status("02 10:00", "pending"))
            .Concat(Enumerable.Range(0, 5).Select(_ => new Story("02 09:00").Status("02 10:00", "solved")));
        var unsolved = Derive("05 00:00", [.. stories]).Count(each => each.Unsolved.Any(span => span.Contains(Story.At("03 00:00"))));

        Assert.Contains("2 tickets are open, 1 waits for the customer and 5 are solved", Example("backlog"));
        Assert.Contains($"backlog {unsolved}.", Example("backlog"));
    }

    [Fact]
    public void FirstReply_MedianAndP90()
    {
        // Asked Monday 09:00, answered 10, 20 and 90 business minutes later.
        var seconds = Derive("05 00:00", new Story("02 09:00").Agent("02 09:10"), new Story("02 09:00").Agent("02 09:20"), new Story("02 09:00").Agent("02 10:30"))
            .Select(each => each.Clock(ClockMetric.FirstReplyTime).BusinessSeconds).ToArray();
        Assert.Equal([10 * Minute, 20 * Minute, 90 * Minute], seconds);
        Assert.Contains($"median {Percentile.MedianSeconds(seconds) / Minute} min", Example("first_reply_time"));

        long[] eleven = [.. Enumerable.Range(1, 11).Select(i => i * 10 * Minute)];
        Assert.Contains("10, 20, 30, 40, 50, 60, 70, 80, 90, 100 and 110", Example("first_reply_time_p90"));
        Assert.Contains($"p90 {Percentile.OfSeconds(eleven, 0.9) / Minute} min", Example("first_reply_time_p90"));
    }

    [Fact]
    public void FirstReplyWallClock_OverAWeekend()
    {
        // Friday 2026-11-06 16:00 to Monday 10:00.
        var clock = Derive("20 00:00", new Story("06 16:00").Agent("09 10:00"))[0].Clock(ClockMetric.FirstReplyTime);

        Assert.Contains($"{clock.WallClockSeconds / Hour} h by the wall clock, {clock.BusinessSeconds / Hour} h in business hours", Example("first_reply_time_wall_clock"));
        Assert.Contains($"p90 {Percentile.OfSeconds([Hour, 11 * Hour], 0.9) / Hour} h", Example("first_reply_time_wall_clock_p90"));
    }

    [Fact]
    public void FullResolution_MedianAndP90()
    {
        var median = Percentile.MedianSeconds([4 * Hour, 6 * Hour, 9 * Hour, 30 * Hour]) / (double)Hour;
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"median {median} h"), Example("full_resolution_time"));

        long[] eleven = [.. Enumerable.Range(1, 11).Select(i => i * Hour)];
        Assert.Contains($"p90 {Percentile.OfSeconds(eleven, 0.9) / Hour} h", Example("full_resolution_time_p90"));
        Assert.Contains($"p90 {Percentile.OfSeconds([10 * Hour, 110 * Hour], 0.9) / Hour} h", Example("full_resolution_time_wall_clock_p90"));
    }

    [Fact]
    public void FullResolutionWallClock_IncludesSolvedTimeBeforeTheReopen()
    {
        var clock = Derive("20 00:00", new Story("02 09:00").Status("02 12:00", "solved").Status("03 12:00", "open").Status("04 09:00", "solved"))[0].Clock(ClockMetric.FullResolutionTime);

        Assert.Contains($"{clock.WallClockSeconds / Hour} h", Example("full_resolution_time_wall_clock"));
    }

    [Fact]
    public void SlaAttainment_CountsOpenBreachesAndNotOpenInTime()
    {
        // As of Wednesday 12:00, target one working day: 8 answered in an hour, 1 answered late, 1 unanswered since Monday, 3 fresh ones.
        var stories = Enumerable.Range(0, 8).Select(_ => new Story("02 09:00").Agent("02 10:00"))
            .Append(new Story("02 09:00").Agent("03 10:00"))
            .Append(new Story("02 09:00"))
            .Concat(Enumerable.Range(0, 3).Select(_ => new Story("04 11:00")));
        var verdicts = Derive("04 12:00", [.. stories]).Select(each => each.Clock(ClockMetric.FirstReplyTime).Verdict).ToArray();
        var rate = new Ratio(verdicts.Count(each => each == Verdict.Met), verdicts.Count(each => each is Verdict.Met or Verdict.Breached));

        Assert.Contains($"{rate.Numerator} ÷ {rate.Denominator} = {Percent(rate.Value)}", Example("sla_attainment"));
        Assert.Contains($"{verdicts.Count(each => each == Verdict.Open)} more are open in time", Example("sla_attainment"));
    }

    [Fact]
    public void FirstReplyAttainment_TheSecondAfterTheNextOpening()
    {
        var verdicts = Derive("20 00:00", new Story("02 09:00").Agent("03 09:00:00"), new Story("02 09:00").Agent("03 09:00:01"))
            .Select(each => each.Clock(ClockMetric.FirstReplyTime).Verdict).ToArray();

        Assert.Equal([Verdict.Met, Verdict.Breached], verdicts);
        Assert.Contains($"1 ÷ 2 = {Percent(new Ratio(1, 2).Value)}", Example("first_reply_attainment"));
    }

    [Fact]
    public void ResolutionAttainment_CyclesAreJudgedApart()
    {
        var rules = Promise((ClockMetric.TotalResolutionTime, 2 * Hour));
        var clocks = new[]
        {
            new Story("02 09:00").Status("02 10:00", "solved"),
            new Story("02 09:00").Status("02 10:00", "solved").Status("02 12:00", "open").Status("02 16:00", "solved"),
        }.SelectMany(story => story.Derive("20 00:00", rules).Clocks).Where(clock => clock.TargetSeconds is not null).ToArray();
        var rate = new Ratio(clocks.Count(clock => clock.Verdict == Verdict.Met), clocks.Length);

        Assert.Contains($"{rate.Numerator} ÷ {rate.Denominator} = {Percent(rate.Value)}", Example("resolution_attainment"));
    }

    [Fact]
    public void Payments_CountsVolumeAndShares()
    {
        var approval = PaymentRatios.ApprovalRate(90, 10);
        var refunds = PaymentRatios.RefundRate(3, 90);

        Assert.Contains($"{approval.Numerator} payments", Example("payments"));
        Assert.Contains($"{approval.Numerator} ÷ {approval.Denominator} = {Percent(approval.Value)}", Example("approval_rate"));
        Assert.Contains($"{approval.Denominator - approval.Numerator} failed payments", Example("failed_payments"));
        Assert.Contains($"{6 + 4} failed payments", Example("failed_payments"));
        Assert.Contains($"{2 + 1} refunds", Example("refunds"));
        Assert.Contains($"{refunds.Numerator} ÷ {refunds.Denominator} = {Percent(refunds.Value)}", Example("refund_rate"));
        Assert.Contains($"{Amount(new Money(100_00, "EUR") + new Money(50_00, "EUR"))} and {Amount(new Money(20_00, "USD"))}", Example("payment_volume"));
        Assert.Contains(Amount(new Money(40_00, "EUR") + new Money(10_00, "EUR")), Example("refunded_value"));
    }

    [Fact]
    public void Disputes_ActivityAndRateOfOneWeek()
    {
        var activity = DisputeRatios.Activity(10, 1000);
        var rate = DisputeRatios.Rate(3, 1000);

        Assert.Contains("10 disputes.", Example("disputes"));
        Assert.Contains($"activity {activity.Numerator} ÷ 1,000 = {Percent(activity.Value)}", Example("dispute_activity"));
        Assert.Contains($"rate {rate.Numerator} ÷ 1,000 = {Percent(rate.Value)}", Example("dispute_rate"));
        Assert.Contains(Amount(new Money(150_00, "EUR") + new Money(20_00, "EUR")), Example("disputed_value"));
    }

    [Fact]
    public void NetworkRatios_EachByItsOwnName()
    {
        var judge = new ProgrammeJudge(new());
        var month = new NetworkMonth { Month = new(2026, 2, 1), Payments = 2_000, Disputes = 30, FraudDisputes = 10, FraudNotices = 12 };

        Assert.Contains($"185 ÷ 7,500 = {Two(185.0 / 7_500)}, {Math.Round(185.0 / 7_500 * 10_000):0} basis points", Example("mastercard_ratio"));
        Assert.Contains($"{judge.Counted(month)} ÷ 2,000 = {Two(judge.Counted(month) / 2_000.0)}", Example("vamp_ratio"));
        var without = new ProgrammeJudge(new(DisputesIncludeFraud: false)).Counted(month);
        Assert.Contains($"{without} ÷ 2,000 = {Two(without / 2_000.0)}", Example("vamp_ratio"));
        Assert.Equal(2, new[] { ("fraud_notice", false), ("fraud_notice", true), ("lost", false), ("fraud_notice", false) }.Count(row => NetworkMonths.IsFraudNotice(row.Item2, row.Item1)));
        Assert.EndsWith(": 5 fraud reports.", Example("fraud_notices"));

        static string Two(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.00} %");
    }

    [Fact]
    public void NetLoss_OneLostOneWon()
    {
        var loss = DisputeOutcome.NetLoss("lost", 100_00, 15_00, 0, 0) + DisputeOutcome.NetLoss("won", 80_00, 15_00, 15_00, 80_00);

        Assert.EndsWith($"{Amount(new Money(loss, "EUR"))}.", Example("net_loss"));
    }

    [Fact]
    public void WinRate_ChallengedAndDecidedOnly()
    {
        var disputes = Enumerable.Repeat(("won", true), 4).Concat(Enumerable.Repeat(("lost", true), 6))
            .Concat(Enumerable.Repeat(("accepted", false), 5)).Concat(Enumerable.Repeat(("expired", false), 2)).ToArray();
        var challenged = disputes.Where(each => DisputeOutcome.WasChallenged(each.Item1, each.Item2)).ToArray();
        var rate = new Ratio(challenged.Count(each => DisputeOutcome.IsWon(each.Item1)), challenged.Length);

        Assert.Contains($"{rate.Numerator} ÷ {rate.Denominator} = {Percent(rate.Value)}", Example("win_rate"));
    }

    [Fact]
    public void Answers_OfTenDisputes()
    {
        string[] states = [.. Enumerable.Repeat("challenged", 4), .. Enumerable.Repeat("accepted", 3), "expired", .. Enumerable.Repeat("needs_response", 2)];
        var opened = Instant.FromUtc(2026, 3, 1, 9, 0);
        var standings = states.Select(state => DisputeMachine.Derive(new()
        {
            OpenedAt = opened,
            State = state,
            Events = [new(opened, "needs_response", "1"), new(opened + Duration.FromDays(1), state, "2")],
        })).ToArray();

        Assert.Contains($"{standings.Count(each => each.Challenged)} ÷ {states.Length} = {Percent(0.4)}", Example("challenge_rate"));
        Assert.Contains($"{standings.Count(each => each.Outcome == "expired")} ÷ {states.Length} = {Percent(0.1)}", Example("undefended_share"));

        var answers = new[] { 3, 6, 21 }.Select(day => (long)(Instant.FromUtc(2026, 3, day, 9, 0) - opened).TotalSeconds).ToArray();
        Assert.Contains($"median {Percentile.MedianSeconds(answers) / (24 * Hour)} days", Example("dispute_response_time"));

        var due = Instant.FromUtc(2026, 3, 18, 9, 0);
        bool? Late(Instant at, string state) => DisputeMachine.Derive(new() { OpenedAt = opened, State = state, DueAt = due, Events = [new(opened, "needs_response", "1"), new(at, state, "2")] }).RespondedLate;
        Assert.Equal([false, true, true], new[] { Late(due, "challenged"), Late(due + Duration.FromSeconds(1), "challenged"), Late(due, "expired") });
        Assert.EndsWith("2 late.", Example("late_responses"));
        Assert.Contains($"{Amount(new Money(80_00, "EUR") + new Money(20_00, "EUR"))} recovered", Example("revenue_recovered"));
    }

    [Fact]
    public void BeforeTheDispute_CountsAndAmounts()
    {
        Assert.Contains($"3 ÷ 10 = {Percent(new Ratio(3, 10).Value)}", Example("contacted_first_share"));
        Assert.EndsWith($"{Amount(new Money(60_00, "EUR"))}.", Example("deflectable_value"));
        Assert.EndsWith($"{Amount(new Money((2 * 15_00) - 15_00, "EUR"))}.", Example("deflectable_fees"));
        Assert.EndsWith($"{10 - 3 - 1} without contact.", Example("never_contacted"));
        Assert.Contains($"{Amount(new Money(Math.Min(50_00, 80_00), "EUR"))} lost twice", Example("double_loss"));
    }

    private static string Amount(Money money) => string.Create(CultureInfo.InvariantCulture, $"{money.Currency} {money.Minor / 100m:0.00}");

    [Fact]
    public void RatiosByValue_AreTheirAmounts()
    {
        Assert.Contains($"900 ÷ 50,000 = {Percent(new Ratio(900, 50_000).Value)}", Example("dispute_activity_value"));
        Assert.Contains($"150 ÷ 50,000 = {Percent(new Ratio(150, 50_000).Value)}", Example("dispute_rate_value"));
        Assert.Contains(FormattableString.Invariant($"9,250 ÷ 375,000 = {new Ratio(9_250, 375_000).Value * 100:0.00} %"), Example("mastercard_value_ratio"));
        Assert.Contains(FormattableString.Invariant($"2,100 ÷ 100,000 = {new Ratio(600 + 1_500, 100_000).Value * 100:0.00} %"), Example("vamp_value_ratio"));
        Assert.Contains($"450 ÷ 50,000 = {Percent(new Ratio(450, 50_000).Value)}", Example("fraud_rate"));
    }

    [Fact]
    public void WonAndPrevented_OfTheirExamples()
    {
        string[] states = ["won", "won", "lost", "lost", "lost", "accepted", "accepted", "accepted", "accepted", "needs_response"];
        Assert.Contains($"{states.Count(DisputeOutcome.IsWon)} ÷ {states.Length} = {Percent(new Ratio(states.Count(DisputeOutcome.IsWon), states.Length).Value)}", Example("recovery_share"));
        Assert.Contains($"{30 + 20} ÷ {30 + 20 + 150} = {Percent(new Ratio(50, 200).Value)}", Example("win_rate_value"));
        Assert.Contains($"{80 + 20} ÷ 500 = {Percent(new Ratio(100, 500).Value)}", Example("recovery_share_value"));
        Assert.Contains($"3 ÷ {3 + 9} = {Percent(new Ratio(3, 12).Value)}", Example("deflection_rate"));
        Assert.Contains($"median {Percentile.MedianSeconds([3 * 24 * Hour, 10 * 24 * Hour, 45 * 24 * Hour]) / (24 * Hour)} days", Example("days_to_dispute"));
        Assert.Contains($"p90 {Percentile.OfSeconds([.. Enumerable.Range(1, 11).Select(day => day * 24 * Hour)], 0.9) / (24 * Hour)} days", Example("days_to_dispute_p90"));
        Assert.EndsWith(" 1.", Example("provisional_outcomes"));
    }
}
