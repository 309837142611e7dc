namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>A clock before it is measured.</summary>
/// <param name="Known">The history it takes is there; otherwise the clock is unmeasured.</param>
/// <param name="HoldReason">Counts only this reason of being on hold.</param>
/// <param name="Path">Of a stay in a tier: where, and where to.</param>
internal readonly record struct PlannedClock(ClockWindow Window, bool Known, string? HoldReason, string? Path = null);

/// <summary>Every clock a ticket has, in the order they are stored. Reused from ticket to ticket.</summary>
internal sealed class ClockPlan
{
    public List<PlannedClock> Windows { get; } = new(8);

    public bool StatusesAreKnown { get; private set; }

    public void Lay(TicketTimeline timeline, TicketHistory history, ServiceLevelRules rules)
    {
        Windows.Clear();
        StatusesAreKnown = history.Coverage.HasFlag(HistoryCoverage.Statuses) && !timeline.Findings.HasFlag(HistoryFindings.MissingStatusHistory);
        foreach (var window in timeline.Windows)
            Windows.Add(new(window, IsKnown(window, history.Coverage), null));
        if (rules.Targets(ClockMetric.GroupOwnershipTime))
        {
            foreach (var window in OwnershipWindows.Teams(timeline))
                Windows.Add(new(window, StatusesAreKnown, null));
        }

        if (rules.Targets(ClockMetric.ThirdPartyTime))
        {
            foreach (var (window, party) in OwnershipWindows.ThirdParties(timeline))
                Windows.Add(new(window, StatusesAreKnown, party));
        }

        foreach (var (window, path) in OwnershipWindows.Tiers(timeline))
            Windows.Add(new(window, StatusesAreKnown, null, path));
        AddResolutions(timeline);
        if (StatusesAreKnown)
            AddDurations(timeline);
    }

    /// <summary>A reply that was seen is measured even without status history; a reply that was not seen may be hidden behind a solve that was not either.</summary>
    private bool IsKnown(in ClockWindow window, HistoryCoverage coverage) =>
        window.Metric.IsReply()
            ? coverage.HasFlag(HistoryCoverage.Comments) && (StatusesAreKnown || (window.By == ClosedBy.Reply && window.Metric.CountsIn() == StatusSet.All))
            : StatusesAreKnown;

    private void AddResolutions(TicketTimeline timeline)
    {
        var by = timeline.IsMerged ? ClosedBy.Merge : ClosedBy.Nothing;
        var first = timeline.FirstSolve;
        Add(new(ClockMetric.FirstResolutionTime, 1, 1, timeline.Created, first ?? timeline.MergedAt, first is null ? by : ClosedBy.Solve), StatusesAreKnown);
        // While a reopened ticket is unsolved, its full resolution has not happened.
        long? last = timeline.IsSolved && timeline.Solves.Count > 0 ? timeline.Solves[^1] : null;
        Add(new(ClockMetric.FullResolutionTime, 1, timeline.Cycle, timeline.Created, last ?? timeline.MergedAt, last is null ? by : ClosedBy.Solve), StatusesAreKnown);
    }

    private void AddDurations(TicketTimeline timeline)
    {
        long? stop = timeline.IsSolved && timeline.Solves.Count > 0 ? timeline.Solves[^1] : timeline.MergedAt;
        var by = stop is null ? ClosedBy.Nothing : ClosedBy.Leave;
        List<string>? reasons = null;
        var waited = false;
        foreach (var span in timeline.Spans)
        {
            if (span.Status == TicketStatus.Pending && !waited)
            {
                waited = true;
                Add(new(ClockMetric.AgentWaitTime, 1, 1, span.From, stop, by), true);
            }
            else if (span.Status == TicketStatus.OnHold && !(reasons ??= []).Contains(span.Reason ?? ""))
            {
                reasons.Add(span.Reason ?? "");
                Add(new(ClockMetric.OnHoldTime, reasons.Count, 1, span.From, stop, by), true, span.Reason ?? "");
            }
        }
    }

    private void Add(in ClockWindow window, bool known, string? holdReason = null) => Windows.Add(new(window, known, holdReason));
}
