using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Rules;
using Insights.Analytics.Reports;
using Insights.Analytics.Tests.Metrics.ServiceLevels;
using NodaTime;
using Xunit;
using static Insights.Analytics.Tests.Metrics.ServiceLevels.Story;

namespace Insights.Analytics.Tests.Queries.Rules;

/// <summary>Made-up tickets of November 2026; the 2nd is a Monday, the desk works Monday to Friday, 9 to 17 UTC.</summary>
public sealed class SimulatorTests
{
    private static readonly ServiceLevelRules s_rules = new(
        SlaPolicyDefinition.ParseAll("""
            [{ "code": "urgent", "match": { "priority": ["urgent"] }, "hours": "calendar", "targets": { "first_reply_time": 3600 } },
             { "code": "gold", "version": 2, "match": { "vendor": ["acme"], "tag": ["gold"] }, "calendar": "office", "targets": { "first_reply_time": 14400 } },
             { "code": "rest", "calendar": "office", "targets": { "first_reply_time": 28800, "total_resolution_time": 57600 } }]
            """),
        [Calendars.Office()]);

    private static Simulation Run(SimulatedTicket ticket) => Simulator.Run(ticket, s_rules, DateTimeZone.Utc);

    [Fact]
    public void Run_OverNight_AddsUpDayByDayToTheTarget()
    {
        // Monday 15:00, eight business hours: two until 17:00, six on Tuesday until 15:00.
        var clock = Run(new() { CreatedAt = At("02 15:00"), Priority = "normal" }).Clocks.Single(each => each.Title == "First reply time");

        Assert.Equal((At("03 15:00"), "rest", 28_800L), (clock.DueFill, clock.Policy, clock.TargetSeconds));
        Assert.Equal(
            [("2026-11-02", "15:00:00–17:00:00", "2:00:00 h", "2:00:00 h"), ("2026-11-03", "09:00:00–15:00:00", "6:00:00 h", "8:00:00 h")],
            clock.Days.Rows.Select(row => (((Cell.Date)row[0]).Value.ToString("uuuu-MM-dd", null), Text(row[1]), Text(row[3]), Text(row[4]))));
    }

    [Fact]
    public void Run_TargetEndingAtClosingTime_ShowsClosingTimeAndTheNextOpening()
    {
        var clock = Run(new() { CreatedAt = At("02 09:00"), Priority = "normal" }).Clocks.Single(each => each.Title == "First reply time");

        Assert.Equal((At("02 17:00"), At("03 09:00")), (clock.DueFill, clock.DueNext));
    }

    [Fact]
    public void Run_SaysWhichPolicyMatchedAndWhyTheOthersDidNot()
    {
        var tried = Run(new() { CreatedAt = At("02 09:00"), Priority = "normal", Vendor = "acme" }).Policies[0].Policies.Rows.Select(row => (Text(row[1]), Text(row[3]), Text(row[4])));

        Assert.Equal(
            [("urgent", "does not match", "priority is normal, wanted urgent"), ("gold", "does not match", "tag is not given, wanted gold"), ("rest", "matches", "it is for every ticket")], tried);
        Assert.Equal("not tried", Text(Run(new() { CreatedAt = At("02 09:00"), Priority = "urgent" }).Policies[0].Policies.Rows[2][3]));
    }

    [Fact]
    public void Run_PlannedPause_MovesTheDeadlineOfWhatPauses()
    {
        // Solved within 16 business hours from Monday 09:00; nothing pauses the total, so the pause changes nothing: Tuesday 17:00.
        SimulatedEvent[] pause = [new(At("02 10:00"), "status", "pending"), new(At("02 12:00"), "status", "open")];
        Assert.Equal(At("03 17:00"), Run(new() { CreatedAt = At("02 09:00"), Priority = "normal", Events = pause }).Clocks.Single(each => each.Title == "Total resolution time").DueFill);

        var paused = new ServiceLevelRules(
            SlaPolicyDefinition.ParseAll("""[{ "code": "rest", "calendar": "office", "targets": { "total_resolution_time": 57600 }, "pauses": { "total_resolution_time": ["pending"] } }]"""), [Calendars.Office()]);
        // With pauses two hours more: Wednesday 11:00.
        Assert.Equal(At("04 11:00"), Simulator.Run(new() { CreatedAt = At("02 09:00"), Priority = "normal", Events = pause }, paused, DateTimeZone.Utc).Clocks.Single(each => each.TargetSeconds is not null).DueFill);
    }

    [Fact]
    public void Run_PriorityRaisedLater_CarriesWhatElapsedOver()
    {
        // Monday 09:00 as normal (8 business hours); urgent at 09:30: one hour round the clock, half an hour of it used: 10:00.
        var result = Run(new() { CreatedAt = At("02 09:00"), Priority = "normal", Events = [new(At("02 09:30"), "priority", "urgent")] });

        Assert.Equal((At("02 10:00"), "urgent"), (result.Clocks.Single(each => each.Title == "First reply time").DueFill, result.Clocks[0].Policy));
        Assert.Equal(2, result.Policies.Count);
    }

    [Fact]
    public void Run_IsWhatTheMachineSaysOfARealTicket()
    {
        var ticket = new SimulatedTicket { CreatedAt = At("02 16:30"), Priority = "normal", Events = [new(At("03 11:00"), "reply"), new(At("03 12:00"), "question")] };
        var real = new Story("02 16:30") { Attributes = new("normal") }.Agent("03 11:00").Customer("03 12:00").Derive("03 12:00", s_rules);

        foreach (var clock in Run(ticket).Clocks.Where(clock => clock.TargetSeconds is not null))
            Assert.Contains(real.Clocks, each => (each.DueFill, each.DueNext, each.TargetSeconds, Words(each.Verdict)) == (clock.DueFill, clock.DueNext, clock.TargetSeconds, clock.Verdict));
    }

    private static string Words(Verdict verdict) => Insights.Analytics.Reports.Wording.Words.Key(verdict);

    private static string Text(Cell cell) => ((Cell.Text)cell).Value;
}
