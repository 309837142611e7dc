using Insights.Analytics.Metrics.ServiceLevels;
using NodaTime;
using Xunit;
using static Insights.Analytics.Metrics.ServiceLevels.ClockMetric;
using static Insights.Analytics.Tests.Metrics.ServiceLevels.Story;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>Every clock can be added up by hand from its explanation.</summary>
public sealed class ClockExplanationTests
{
    private const long Hour = 3600;

    private static ClockExplanation Explain(Story story, ServiceLevelRules rules, ClockMetric metric, string asOf, int instance = 1) =>
        new ClockExplainer(rules).Explain(story.History(), At(asOf)).Single(each => each.Clock.Metric == metric && each.Clock.Instance == instance);

    [Fact]
    public void Explain_ShowsEachStretch_WhyAndHowMuch()
    {
        // Mon 15:00 created; pending Mon 16:00–Tue 10:00; solved Tue 11:00. requester_wait_time: 1 h + 0 (paused) + 1 h = 2 h.
        var story = new Story("02 15:00").Status("02 16:00", "pending").Status("03 10:00", "open").Status("03 11:00", "solved");
        var explained = Explain(story, StoryReading.Promise((RequesterWaitTime, 8 * Hour)), RequesterWaitTime, "03 12:00");

        Assert.Equal(
            [(At("02 15:00"), SegmentEffect.Ran, TimeOwner.Agent, Hour, Hour), (At("02 16:00"), SegmentEffect.Paused, TimeOwner.Customer, 0L, Hour), (At("03 10:00"), SegmentEffect.Ran, TimeOwner.Agent, Hour, 2 * Hour)],
            explained.Segments.Select(each => (each.From, each.Effect, each.Owner, each.CountedSeconds, each.SumSeconds)));
        // The pause: Mon 16–17 and Tue 9–10 were open hours, and did not count.
        Assert.Equal([new Interval(At("02 16:00"), At("02 17:00")), new Interval(At("03 09:00"), At("03 10:00"))], explained.Segments[1].OpenHours);
        Assert.Equal((2 * Hour, 2 * Hour, 8 * Hour), (explained.Clock.JudgedSeconds, explained.Segments[^1].SumSeconds, explained.Segments[^1].TargetSeconds!.Value));
    }

    [Theory]
    // One hour counted at the change, half an hour after it.
    [InlineData(nameof(TargetChange.Carry), 0, 5400)]
    [InlineData(nameof(TargetChange.Reset), -3600, 1800)]
    // The new policy is judged round the clock: from Mon 16:30 to Tue 09:30 that is 17 h, where 1 h had been counted.
    [InlineData(nameof(TargetChange.Recompute), 57600, 63000)]
    public void Explain_AnotherPolicyTakesOver_SaysWhatItsRuleDid(string onChange, long change, long sum)
    {
        var rule = Enum.Parse<TargetChange>(onChange);
        SlaPolicyDefinition Policy(string priority, bool business) => new()
        {
            Code = priority,
            CalendarCode = "office",
            InBusinessHours = business,
            OnChange = rule,
            Match = new() { Priority = [priority] },
            Targets = new Dictionary<ClockMetric, long> { [FirstReplyTime] = 100 * Hour },
        };
        var rules = new ServiceLevelRules([Policy("normal", true), Policy("high", false)], [Calendars.Office()]);
        var story = new Story("02 16:30").Priority("02 16:30", "normal").Priority("03 09:30", "high").Agent("03 10:00");

        var explained = Explain(story, rules, FirstReplyTime, "03 12:00");

        var adjusted = Assert.Single(explained.Segments, each => each.Effect == SegmentEffect.Adjusted);
        Assert.Equal((At("03 09:30"), rule, change, "high"), (adjusted.From, adjusted.Rule, adjusted.CountedSeconds, adjusted.PolicyCode));
        Assert.Equal((sum, sum), (explained.Segments[^1].SumSeconds, explained.Clock.JudgedSeconds));
    }

    [Fact]
    public void Explain_CalendarEditedMidway_NamesTheVersionOfEachStretch()
    {
        var calendar = new BusinessTime(
            CalendarDefinition.Parse("""{"code":"office","version":1,"timezone":"Etc/UTC","hours":{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]]}}"""),
            CalendarDefinition.Parse("""{"code":"office","version":2,"timezone":"Etc/UTC","valid_from":"2026-11-03T00:00:00Z","hours":{"mon":[["09:00","17:00"]],"tue":[["09:00","12:00"]]}}"""));
        var rules = new ServiceLevelRules([new SlaPolicyDefinition { Code = "all", CalendarCode = "office", Targets = new Dictionary<ClockMetric, long> { [FirstReplyTime] = 100 * Hour } }], [calendar]);

        var explained = Explain(new Story("02 16:00").Agent("03 16:00"), rules, FirstReplyTime, "03 17:00");

        // Monday 16–17 under version 1; Tuesday 9–12 under version 2.
        Assert.Equal([(1, Hour), (2, 3 * Hour)], explained.Segments.Select(each => (each.CalendarVersion, each.CountedSeconds)));
    }

    [Fact]
    public void Explain_RandomTickets_SumEqualsTheVerdictsSeconds_WithoutGaps()
    {
        var random = new Random(20261122);
        var rules = new ServiceLevelRules(
            [
                Random("urgent", TargetChange.Carry, true), Random("high", TargetChange.Reset, false), Random("normal", TargetChange.Recompute, true),
                new SlaPolicyDefinition { Code = "ola", CalendarCode = "office", Match = new() { Team = ["a", "b"] }, Targets = new Dictionary<ClockMetric, long> { [GroupOwnershipTime] = 3 * Hour } },
                new SlaPolicyDefinition { Code = "uc", InBusinessHours = false, Match = new() { ThirdParty = ["acquirer"] }, Targets = new Dictionary<ClockMetric, long> { [ThirdPartyTime] = 2 * Hour } },
            ],
            [Calendars.Office()]);
        var explained = 0;
        var kinds = new HashSet<ClockMetric>();
        for (var i = 0; i < 400; i++)
        {
            var story = RandomStory(random);
            foreach (var each in new ClockExplainer(rules).Explain(story.History(), At("20 09:00")))
            {
                explained++;
                kinds.Add(each.Clock.Metric);
                var end = each.Clock.ClosedAt ?? At("20 09:00");
                Assert.Equal((long)(end - each.Clock.StartedAt).TotalSeconds, each.Segments.Sum(segment => segment.WallClockSeconds));
                Assert.Equal(each.Clock.JudgedSeconds, each.Segments.Sum(segment => segment.CountedSeconds));
                Assert.Equal(each.Clock.BusinessSeconds, each.Segments.Where(segment => segment.Effect == SegmentEffect.Ran).Sum(segment => segment.BusinessSeconds));
                Assert.All(each.Segments, segment => Assert.Equal(segment.BusinessSeconds, (long)segment.OpenHours.Sum(open => open.Duration.TotalSeconds)));
                Assert.Equal((long)(end - each.Clock.StartedAt).TotalSeconds, each.Clock.Shares.Total);
            }
        }

        // Every kind of clock was among them, or the sums above say little.
        Assert.Equal(ClockMetrics.All.Count, kinds.Count);
        Assert.True(explained > 2_000, $"{explained} clocks");

        static SlaPolicyDefinition Random(string priority, TargetChange onChange, bool business) => new()
        {
            Code = priority,
            CalendarCode = "office",
            OnChange = onChange,
            InBusinessHours = business,
            Match = new() { Priority = [priority] },
            Targets = ClockMetrics.WithTarget.Where(metric => metric.Promise() == PromiseKind.Customer).ToDictionary(metric => metric, metric => (3 + (int)metric) * Hour),
        };
    }

    private static Story RandomStory(Random random)
    {
        string[] priorities = ["urgent", "high", "normal", "low"];
        string[] teams = ["a", "b", "c"];
        string[] reasons = ["vendor", "acquirer", "network"];
        string[] statuses = ["open", "pending", "on_hold", "solved"];
        var minute = random.Next(9 * 60, 20 * 60);
        string Next()
        {
            var text = FormattableString.Invariant($"{2 + (minute / 1440):00} {minute / 60 % 24:00}:{minute % 60:00}");
            minute += random.Next(1, 900);
            return text;
        }

        var start = Next();
        var story = new Story(start).Priority(start, priorities[random.Next(4)]).Team(start, teams[random.Next(3)]);
        for (var i = random.Next(2, 14); i > 0; i--)
        {
            var at = Next();
            story = random.Next(8) switch
            {
                0 => story.Customer(at),
                1 => story.Agent(at),
                2 => story.Priority(at, priorities[random.Next(4)]),
                3 => story.Team(at, teams[random.Next(3)]),
                4 => story.Tier(at, "tier " + teams[random.Next(3)]),
                _ => statuses[random.Next(4)] is var status && status == "on_hold" ? story.Status(at, status, reasons[random.Next(3)]) : story.Status(at, status),
            };
        }

        return story;
    }
}
