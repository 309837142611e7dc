using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>The policy a clock runs under from an instant on.</summary>
internal readonly record struct PolicyPhase(long From, ServiceLevelRules.Policy? Policy);

/// <summary>Which policies hold over a window.</summary>
internal static class PolicyPhases
{
    /// <summary>
    /// One phase unless an attribute changed. Versions are those of the window's start, because a clock keeps its version.
    /// A stretch before the first policy belongs to it: a policy applied late still counts from the start.
    /// </summary>
    public static void Lay(List<PolicyPhase> phases, TicketTimeline timeline, in ClockWindow window, ServiceLevelRules rules, string? thirdParty)
    {
        phases.Clear();
        var (start, end) = (window.Start, window.Stop ?? timeline.End);
        var kind = window.Metric.Promise();
        var at = Instant.FromUnixTimeSeconds(start);
        for (var i = 0; i < timeline.Phases.Count; i++)
        {
            var phase = timeline.Phases[i];
            var isLast = i + 1 == timeline.Phases.Count;
            // Skip what ended before the window; stop at what begins after it.
            if (!isLast && timeline.Phases[i + 1].From <= start)
                continue;
            if (phase.From >= end && phases.Count > 0)
                break;
            var attributes = kind == PromiseKind.ThirdParty ? phase.Attributes with { ThirdParty = thirdParty } : phase.Attributes;
            var policy = rules.Find(attributes, at, kind);
            if (phases.Count == 0)
                phases.Add(new(start, policy));
            else if (phases[^1].Policy is null && phases.Count == 1)
                phases[0] = new(start, policy);
            else if (phases[^1].Policy != policy)
                phases.Add(new(phase.From, policy));
        }
    }
}
