using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>
/// Ticket history → clocks. Pure: the same history, rules and as-of instant give the same rows, so clocks can be thrown away and rebuilt.
/// Keeps its scratch lists between tickets: one machine a thread.
/// </summary>
internal sealed class ClockMachine(ServiceLevelRules rules)
{
    private readonly TicketTimeline _timeline = new();
    private readonly ClockMeasure _measure = new();
    private readonly List<PolicyPhase> _phases = [];

    /// <param name="history">One ticket.</param>
    /// <param name="asOf">Open clocks are measured up to here, and later events are not seen.</param>
    public TicketServiceLevels Derive(TicketHistory history, Instant asOf)
    {
        var now = asOf.ToUnixTimeSeconds();
        if (now < history.CreatedAt.ToUnixTimeSeconds())
            return new() { Clocks = [], Unsolved = [], SolvedAt = [], Findings = HistoryFindings.None };
        _timeline.Read(history, now);
        var findings = _timeline.Findings;
        var statusesKnown = history.Coverage.HasFlag(HistoryCoverage.Statuses) && !findings.HasFlag(HistoryFindings.MissingStatusHistory);

        var clocks = new List<Clock>(8);
        foreach (var window in _timeline.Windows)
            clocks.Add(Judge(history, window, StatusesOrReplyKnown(window, history.Coverage, statusesKnown), null, ref findings));
        AddResolutions(history, clocks, statusesKnown, ref findings);
        if (statusesKnown)
            AddDurations(history, clocks, ref findings);

        return statusesKnown
            ? new() { Clocks = clocks, Unsolved = UnsolvedSpans(), SolvedAt = [.. _timeline.Solves.Select(Instant.FromUnixTimeSeconds)], Findings = findings }
            : new() { Clocks = clocks, Unsolved = ReportedUnsolved(history, asOf), SolvedAt = ReportedSolves(history, asOf), Findings = findings };
    }

    /// <summary>A reply that was seen is measured even without status history; a reply that was not seen may be hidden behind a solve that was not either.</summary>
    private static bool StatusesOrReplyKnown(in ClockWindow window, HistoryCoverage coverage, bool statusesKnown) =>
        window.Metric.IsReply()
            ? coverage.HasFlag(HistoryCoverage.Comments) && (statusesKnown || window.By == ClosedBy.Reply)
            : statusesKnown;

    private void AddResolutions(TicketHistory history, List<Clock> clocks, bool known, ref HistoryFindings findings)
    {
        var by = _timeline.IsMerged ? ClosedBy.Merge : ClosedBy.Nothing;
        var first = _timeline.FirstSolve;
        clocks.Add(Judge(
            history, new(ClockMetric.FirstResolutionTime, 1, 1, _timeline.Created, first ?? _timeline.MergedAt, first is null ? by : ClosedBy.Solve), known, null, ref findings));
        // While a reopened ticket is unsolved, its full resolution has not happened.
        long? last = _timeline.IsSolved && _timeline.Solves.Count > 0 ? _timeline.Solves[^1] : null;
        clocks.Add(Judge(
            history, new(ClockMetric.FullResolutionTime, 1, _timeline.Cycle, _timeline.Created, last ?? _timeline.MergedAt, last is null ? by : ClosedBy.Solve), known, null, ref findings));
    }

    private void AddDurations(TicketHistory history, List<Clock> clocks, ref HistoryFindings findings)
    {
        long? stop = _timeline.IsSolved && _timeline.Solves.Count > 0 ? _timeline.Solves[^1] : _timeline.MergedAt;
        List<string>? reasons = null;
        var instance = 0;
        var waited = false;
        foreach (var span in _timeline.Spans)
        {
            if (span.Status == TicketStatus.Pending && !waited)
            {
                waited = true;
                clocks.Add(Judge(history, new(ClockMetric.AgentWaitTime, 1, 1, span.From, stop, stop is null ? ClosedBy.Nothing : ClosedBy.Leave), true, null, ref findings));
            }
            else if (span.Status == TicketStatus.OnHold && !(reasons ??= []).Contains(span.Reason ?? ""))
            {
                reasons.Add(span.Reason ?? "");
                clocks.Add(Judge(
                    history, new(ClockMetric.OnHoldTime, ++instance, 1, span.From, stop, stop is null ? ClosedBy.Nothing : ClosedBy.Leave), true, span.Reason ?? "", ref findings));
            }
        }
    }

    private Clock Judge(TicketHistory history, in ClockWindow window, bool known, string? holdReason, ref HistoryFindings findings)
    {
        var start = Instant.FromUnixTimeSeconds(window.Start);
        LayPhases(window.Start, window.Stop ?? _timeline.End);
        var policy = _phases[^1].Policy;
        var lastPolicy = policy ?? (_phases.Count > 1 ? _phases[^2].Policy : null);
        if (lastPolicy?.CalendarIsUnknown == true)
            findings |= HistoryFindings.UnknownCalendar;
        var canHaveTarget = window.Metric <= ClockMetric.TotalResolutionTime;
        if (known)
            _measure.Run(_timeline, window, _phases, rules.DefaultCalendar, holdReason);
        else
            _measure.Clear();

        var target = canHaveTarget ? lastPolicy?.Target(window.Metric) : null;
        var excluded = _timeline.IsMerged || history.IsMerged ? "merged"
            : history.Exemption is { } exemption ? exemption.Reason
            : target is not null && policy is null && _measure.BreachedAt is null ? "policy removed"
            : null;
        var targeted = canHaveTarget && (target is not null || (lastPolicy is null && rules.Targets(window.Metric)));
        var verdict = excluded is not null ? Verdict.Excluded
            : !known ? Verdict.Unmeasured
            : !targeted ? Verdict.NoTarget
            : target is null ? Verdict.NoPolicy
            : _measure.BreachedAt is not null ? Verdict.Breached
            : window.Stop is not null ? Verdict.Met
            : Verdict.Open;
        var calendar = lastPolicy?.Calendar ?? rules.DefaultCalendar;
        return new Clock
        {
            Metric = window.Metric,
            Instance = window.Instance,
            Cycle = window.Cycle,
            StartedAt = start,
            ClosedAt = window.Stop is { } stop ? Instant.FromUnixTimeSeconds(stop) : null,
            ClosedBy = window.By,
            State = window.Stop is not null ? ClockState.Closed : window.Metric.CountsIn().Has(_timeline.Status) && (holdReason is null || holdReason == _timeline.HoldReason) ? ClockState.Active : ClockState.Paused,
            BusinessSeconds = _measure.Business,
            WallClockSeconds = _measure.WallClock,
            PendingSeconds = _measure.Pending,
            OnHoldSeconds = _measure.OnHold,
            HoldReason = holdReason is { Length: > 0 } ? holdReason : null,
            PolicyCode = lastPolicy?.Definition.Code,
            PolicyVersion = lastPolicy?.Definition.Version ?? 0,
            CalendarCode = calendar.Code,
            CalendarVersion = calendar.Versions.Count == 1 ? calendar.Versions[0].Version : calendar.VersionAt(start).Version,
            JudgedInBusinessHours = lastPolicy?.Definition.InBusinessHours ?? true,
            TargetSeconds = target,
            JudgedSeconds = _measure.Judged,
            DueFill = _measure.Due.Fill,
            DueNext = _measure.Due.Next,
            OriginalDue = _measure.OriginalDue,
            BreachedAt = target is null ? null : _measure.BreachedAt is { } breach ? Instant.FromUnixTimeSeconds(breach) : null,
            Verdict = verdict,
            ExcludedBecause = excluded,
            IsProvisional = window.Metric == ClockMetric.FullResolutionTime && _timeline.Status == TicketStatus.Solved,
            CountsInAttainment = targeted,
        };
    }

    private List<UnsolvedSpan> UnsolvedSpans()
    {
        var unsolved = new List<UnsolvedSpan>(1);
        long? from = null;
        foreach (var span in _timeline.Spans)
        {
            if (StatusSet.Unsolved.Has(span.Status))
            {
                from ??= span.From;
            }
            else if (from is { } start)
            {
                unsolved.Add(new(Instant.FromUnixTimeSeconds(start), Instant.FromUnixTimeSeconds(span.From)));
                from = null;
            }
        }

        // A ticket created or changed at the very end has no span yet.
        if (!_timeline.IsSolved)
            from ??= _timeline.End;
        if (from is { } open)
        {
            // Solved in the last second read: the span after it is empty.
            long? to = _timeline.IsSolved ? _timeline.Solves[^1] : _timeline.MergedAt;
            unsolved.Add(new(Instant.FromUnixTimeSeconds(open), to is { } end ? Instant.FromUnixTimeSeconds(end) : null));
        }

        return unsolved;
    }

    /// <summary>Without a status history the ticket's own dates still say when it was unsolved; only its clocks cannot be measured.</summary>
    private static UnsolvedSpan[] ReportedUnsolved(TicketHistory history, Instant asOf) => history switch
    {
        { ReportedSolvedAt: { } solved } when solved <= asOf && IsSolved(history) => [new(history.CreatedAt, Instant.Max(solved, history.CreatedAt))],
        { ReportedSolvedAt: null } when IsSolved(history) => [],
        _ => [new(history.CreatedAt, null)],
    };

    private static Instant[] ReportedSolves(TicketHistory history, Instant asOf) =>
        history.ReportedSolvedAt is { } solved && solved <= asOf ? [Instant.Max(solved, history.CreatedAt)] : [];

    private static bool IsSolved(TicketHistory history) =>
        history.CurrentStatus is TicketStatus.Solved or TicketStatus.Closed || (history.CurrentStatus is null && history.ReportedSolvedAt is not null);

    /// <summary>
    /// Which policy holds over the window: one phase unless an attribute changed. Versions are those of the window's start, because a clock keeps its version.
    /// A stretch before the first policy belongs to it: a policy applied late still counts from the start.
    /// </summary>
    private void LayPhases(long start, long end)
    {
        _phases.Clear();
        var at = Instant.FromUnixTimeSeconds(start);
        for (var i = 0; i < _timeline.Phases.Count; i++)
        {
            var phase = _timeline.Phases[i];
            var isLast = i + 1 == _timeline.Phases.Count;
            // Skip what ended before the window; stop at what begins after it.
            if (!isLast && _timeline.Phases[i + 1].From <= start)
                continue;
            if (phase.From >= end && _phases.Count > 0)
                break;
            var policy = rules.Find(phase.Attributes, at);
            if (_phases.Count == 0)
                _phases.Add(new(start, policy));
            else if (_phases[^1].Policy is null && _phases.Count == 1)
                _phases[0] = new(start, policy);
            else if (_phases[^1].Policy != policy)
                _phases.Add(new(phase.From, policy));
        }
    }
}

/// <summary>The policy a clock runs under from an instant on.</summary>
internal readonly record struct PolicyPhase(long From, ServiceLevelRules.Policy? Policy);
