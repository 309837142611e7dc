using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>
/// Lays a clock open, stretch by stretch. It walks by itself instead of listening to <see cref="ClockMeasure"/>, so that the sum it ends with checks the
/// stored verdict.
/// </summary>
internal sealed class ClockExplainer(ServiceLevelRules rules)
{
    private readonly ClockMachine _machine = new(rules);
    private readonly TicketTimeline _timeline = new();
    private readonly ClockPlan _plan = new();
    private readonly List<PolicyPhase> _phases = [];

    /// <returns>One for each clock of the ticket whose history is known, in the order of the clocks.</returns>
    public IReadOnlyList<ClockExplanation> Explain(TicketHistory history, Instant asOf)
    {
        var levels = _machine.Derive(history, asOf);
        if (levels.Clocks.Count == 0)
            return [];
        _timeline.Read(history, asOf.ToUnixTimeSeconds(), rules.WatchesUpdates);
        _plan.Lay(_timeline, history, rules);
        var explained = new List<ClockExplanation>();
        foreach (var clock in levels.Clocks)
        {
            var planned = _plan.Windows.Find(each => each.Window.Metric == clock.Metric && each.Window.Instance == clock.Instance);
            if (clock.Verdict != Verdict.Unmeasured && planned.Known)
                explained.Add(new(clock, Segments(planned)));
        }

        return explained;
    }

    private List<ClockSegment> Segments(in PlannedClock planned)
    {
        var window = planned.Window;
        var end = window.Stop ?? _timeline.End;
        PolicyPhases.Lay(_phases, _timeline, window, rules, planned.HoldReason);
        var segments = new List<ClockSegment>();
        var sum = 0L;
        ServiceLevelRules.Policy? before = null;
        foreach (var (span, phase, from, to) in Stretches(window.Start, end))
        {
            var policy = _phases[phase].Policy;
            if (phase > 0 && policy != before && segments.Count > 0)
                Adjust(segments, ref sum, window, span, policy, from);
            before = policy;
            var counts = policy?.CountsIn(window.Metric) ?? window.Metric.CountsIn();
            var runs = counts.Has(span.Status) && (planned.HoldReason is null || planned.HoldReason == (span.Reason ?? ""));
            var calendar = policy?.Calendar ?? rules.DefaultCalendar;
            foreach (var (start, stop) in Versions(calendar, from, to))
            {
                var business = calendar.Elapsed(start, stop);
                var counted = !runs || policy is null ? 0 : policy.Definition.InBusinessHours ? business : stop - start;
                sum += counted;
                segments.Add(Segment(window, span, policy, start, stop, runs ? SegmentEffect.Ran : SegmentEffect.Paused, business, counted, sum));
            }
        }

        return segments;
    }

    /// <summary>What the rule of the policy that takes over does to the seconds counted so far.</summary>
    private void Adjust(List<ClockSegment> segments, ref long sum, in ClockWindow window, in StatusSpan span, ServiceLevelRules.Policy? policy, long at)
    {
        var counted = policy?.Definition.OnChange switch
        {
            TargetChange.Reset => 0,
            TargetChange.Recompute => ClockMeasure.Recount(_timeline, window, at, policy),
            _ => sum,
        };
        var change = counted - sum;
        sum = counted;
        segments.Add(Segment(window, span, policy, at, at, SegmentEffect.Adjusted, 0, change, sum));
    }

    /// <summary>Cut wherever the status or the policy changes.</summary>
    private IEnumerable<(StatusSpan Span, int Phase, long From, long To)> Stretches(long start, long end)
    {
        foreach (var span in _timeline.Spans)
        {
            for (var i = 0; i < _phases.Count; i++)
            {
                var from = Math.Max(Math.Max(span.From, start), i == 0 ? start : _phases[i].From);
                var to = Math.Min(Math.Min(span.To, end), i + 1 < _phases.Count ? _phases[i + 1].From : end);
                if (from < to)
                    yield return (span, i, from, to);
            }
        }
    }

    /// <summary>Cut again where another version of the calendar comes into force.</summary>
    private static IEnumerable<(long From, long To)> Versions(BusinessTime calendar, long from, long to)
    {
        var start = from;
        foreach (var version in calendar.Versions)
        {
            if (version.ValidFrom?.ToUnixTimeSeconds() is { } at && at > start && at < to)
            {
                yield return (start, at);
                start = at;
            }
        }

        yield return (start, to);
    }

    private ClockSegment Segment(
        in ClockWindow window, in StatusSpan span, ServiceLevelRules.Policy? policy, long from, long to, SegmentEffect effect, long business, long counted, long sum)
    {
        var calendar = policy?.Calendar ?? rules.DefaultCalendar;
        var (start, end) = (Instant.FromUnixTimeSeconds(from), Instant.FromUnixTimeSeconds(to));
        return new()
        {
            From = start,
            To = end,
            Status = span.Status,
            HoldReason = span.Reason,
            Owner = TimeShares.OwnerOf(span.Status, span.Reason),
            Effect = effect,
            PolicyCode = policy?.Definition.Code,
            PolicyVersion = policy?.Definition.Version ?? 0,
            Rule = effect == SegmentEffect.Adjusted ? policy?.Definition.OnChange : null,
            TargetSeconds = window.Metric.CanHaveTarget() ? policy?.Target(window.Metric) : null,
            CalendarCode = calendar.Code,
            CalendarVersion = calendar.VersionAt(start).Version,
            CalendarZone = calendar.VersionAt(start).Zone,
            WallClockSeconds = to - from,
            BusinessSeconds = business,
            OpenHours = calendar.OpenBetween(start, end),
            CountedSeconds = counted,
            SumSeconds = sum,
        };
    }
}
