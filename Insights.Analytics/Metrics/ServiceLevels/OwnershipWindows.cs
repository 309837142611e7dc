namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>Who holds a ticket, and for how long: stays in a team and waits for a third party, each one clock.</summary>
internal static class OwnershipWindows
{
    /// <summary>One window for each stay of the unsolved ticket in a team. Solving ends the stay, and a reopen begins another.</summary>
    public static IEnumerable<ClockWindow> Teams(TicketTimeline timeline)
    {
        var instance = 0;
        long? from = null;
        string? team = null;
        foreach (var (at, until, holder, isUnsolved) in Stretches(timeline))
        {
            if (from is { } start && (!isUnsolved || holder != team))
            {
                yield return new(ClockMetric.GroupOwnershipTime, ++instance, 1, start, at, isUnsolved ? ClosedBy.Leave : ClosedBy.Solve);
                from = null;
            }

            if (isUnsolved && holder is not null)
                from ??= at;
            team = holder;
            if (until == timeline.End && from is { } open)
            {
                // Solved in the very last second read: no stretch of it follows.
                var (stop, by) = timeline.MergedAt is { } merged ? (merged, ClosedBy.Merge) : timeline.IsSolved ? (until, ClosedBy.Solve) : ((long?)null, ClosedBy.Nothing);
                yield return new(ClockMetric.GroupOwnershipTime, ++instance, 1, open, stop, by);
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

    /// <summary>The ticket's life cut wherever its team or its being unsolved changes.</summary>
    private static IEnumerable<(long From, long To, string? Team, bool IsUnsolved)> Stretches(TicketTimeline timeline)
    {
        foreach (var span in timeline.Spans)
        {
            for (var i = 0; i < timeline.Phases.Count; i++)
            {
                var from = Math.Max(span.From, timeline.Phases[i].From);
                var to = Math.Min(span.To, i + 1 < timeline.Phases.Count ? timeline.Phases[i + 1].From : long.MaxValue);
                if (from < to)
                    yield return (from, to, timeline.Phases[i].Attributes.Team, StatusSet.Unsolved.Has(span.Status));
            }
        }
    }
}
