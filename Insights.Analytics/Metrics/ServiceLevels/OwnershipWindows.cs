namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>Who holds a ticket, and for how long: stays in a team or a support tier and waits for a third party, each one clock.</summary>
internal static class OwnershipWindows
{
    /// <summary>Between the two ends of a path from tier to tier.</summary>
    public const string PassedTo = " > ";

    private const string NoTier = "no tier";

    /// <summary>One window for each stay of the unsolved ticket in a team. Solving ends the stay, and a reopen begins another.</summary>
    public static IEnumerable<ClockWindow> Teams(TicketTimeline timeline) =>
        Stays(timeline, ClockMetric.GroupOwnershipTime, attributes => attributes.Team).Select(stay => stay.Window);

    /// <summary>One window for each stay in a support tier, of a ticket that was in more than one: where it came from, where it went, and how long that took.</summary>
    public static IEnumerable<(ClockWindow Window, string Path)> Tiers(TicketTimeline timeline)
    {
        var wasPassed = false;
        for (var i = 1; i < timeline.Phases.Count && !wasPassed; i++)
            wasPassed = timeline.Phases[i].Attributes.Tier != timeline.Phases[i - 1].Attributes.Tier;
        return wasPassed
            ? Stays(timeline, ClockMetric.TierTime, attributes => attributes.Tier ?? NoTier).Select(stay => (stay.Window, stay.Next is null ? stay.Holder : stay.Holder + PassedTo + stay.Next))
            : [];
    }

    private static IEnumerable<(ClockWindow Window, string Holder, string? Next)> Stays(TicketTimeline timeline, ClockMetric metric, Func<TicketAttributes, string?> holderOf)
    {
        var instance = 0;
        long? from = null;
        string? team = null;
        foreach (var (at, until, holder, isUnsolved) in Stretches(timeline, holderOf))
        {
            if (from is { } start && (!isUnsolved || holder != team))
            {
                yield return (new(metric, ++instance, 1, start, at, isUnsolved ? ClosedBy.Leave : ClosedBy.Solve), team!, isUnsolved ? holder : null);
                from = null;
            }

            if (isUnsolved && holder is not null)
                from ??= at;
            team = holder;
            if (until == timeline.End && from is { } open)
            {
                // Solved in the very last second read: no stretch of it follows.
                var (stop, by) = timeline.MergedAt is { } merged ? (merged, ClosedBy.Merge) : timeline.IsSolved ? (until, ClosedBy.Solve) : ((long?)null, ClosedBy.Nothing);
                yield return (new(metric, ++instance, 1, open, stop, by), team!, null);
            }
        }
    }

    /// <summary>One window for each stay on hold that says what is waited for.</summary>
    public static IEnumerable<(ClockWindow Window, string Party)> ThirdParties(TicketTimeline timeline)
    {
        var instance = 0;
        foreach (var span in timeline.Spans)
        {
            if (span.Status != TicketStatus.OnHold || span.Reason is not { Length: > 0 } party)
                continue;
            var isLast = span.To == timeline.End && timeline.Status == TicketStatus.OnHold && timeline.HoldReason == party;
            var (stop, by) = !isLast ? ((long?)span.To, ClosedBy.Leave) : timeline.MergedAt is { } merged ? (merged, ClosedBy.Merge) : (null, ClosedBy.Nothing);
            yield return (new(ClockMetric.ThirdPartyTime, ++instance, 1, span.From, stop, by), party);
        }
    }

    /// <summary>The ticket's life cut wherever its holder or its being unsolved changes.</summary>
    private static IEnumerable<(long From, long To, string? Holder, bool IsUnsolved)> Stretches(TicketTimeline timeline, Func<TicketAttributes, string?> holderOf)
    {
        foreach (var span in timeline.Spans)
        {
            for (var i = 0; i < timeline.Phases.Count; i++)
            {
                var from = Math.Max(span.From, timeline.Phases[i].From);
                var to = Math.Min(span.To, i + 1 < timeline.Phases.Count ? timeline.Phases[i + 1].From : long.MaxValue);
                if (from < to)
                    yield return (from, to, holderOf(timeline.Phases[i].Attributes), StatusSet.Unsolved.Has(span.Status));
            }
        }
    }
}
