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
    private readonly ClockPlan _plan = new();

    /// <param name="history">One ticket.</param>
    /// <param name="asOf">Open clocks are measured up to here, and later events are not seen.</param>
    public TicketServiceLevels Derive(TicketHistory history, Instant asOf)
    {
        var now = asOf.ToUnixTimeSeconds();
        if (now < history.CreatedAt.ToUnixTimeSeconds())
            return new() { Clocks = [], Unsolved = [], SolvedAt = [], Findings = HistoryFindings.None, Place = DeskPlace.Of(new(history.CurrentStatus, history.CreatedAt)) };
        _timeline.Read(history, now, rules.WatchesUpdates);
        _plan.Lay(_timeline, history, rules);
        var findings = _timeline.Findings;
        var clocks = new List<Clock>(_plan.Windows.Count);
        foreach (var planned in _plan.Windows)
        {
            var clock = Judge(history, planned, ref findings);
            // A team or a supplier that promised nothing has no clock; between replies only what somebody is judged by is worth a row.
            if (!clock.Metric.NeedsTarget() || (clock.Verdict != Verdict.NoTarget && (clock.TargetSeconds is not null || clock.Metric.Promise() == PromiseKind.Customer)))
                clocks.Add(clock);
        }

        Instant[] solves = _plan.StatusesAreKnown ? [.. _timeline.Solves.Select(Instant.FromUnixTimeSeconds)] : ReportedSolves(history, asOf);
        return new()
        {
            Clocks = clocks,
            Unsolved = _plan.StatusesAreKnown ? UnsolvedSpans() : ReportedUnsolved(history, asOf),
            SolvedAt = solves,
            Findings = findings,
            Place = DeskPlace.Of(new(Status(history), history.CreatedAt)
            {
                HoldReason = _timeline.Status == TicketStatus.OnHold ? _timeline.HoldReason : null,
                IsMerged = _timeline.IsMerged || history.IsMerged,
                RepliesAreKnown = history.Coverage.HasFlag(HistoryCoverage.Comments),
                RepliedAt = At(_timeline.RepliedAt),
                AskedAt = At(_timeline.AskedAt),
                SolvedAt = solves.Length > 0 ? solves[^1] : null,
            }),
            Replies = history.Coverage.HasFlag(HistoryCoverage.Comments) ? _timeline.Replies : null,
            ClosedReplies = _timeline.ClosedReplies,
            LastClosedReply = At(_timeline.LastClosedReply),
        };
    }

    /// <summary>The status the ticket's row shows; where its word is not mapped yet, the one its history ends in.</summary>
    private TicketStatus? Status(TicketHistory history) =>
        history.CurrentStatus ?? (_plan.StatusesAreKnown ? _timeline.Status : history.ReportedSolvedAt is null ? null : TicketStatus.Solved);

    private static Instant? At(long? second) => second is { } known ? Instant.FromUnixTimeSeconds(known) : null;

    private Clock Judge(TicketHistory history, in PlannedClock planned, ref HistoryFindings findings)
    {
        var (window, known, holdReason, path) = planned;
        var start = Instant.FromUnixTimeSeconds(window.Start);
        PolicyPhases.Lay(_phases, _timeline, window, rules, holdReason);
        var policy = _phases[^1].Policy;
        var lastPolicy = policy ?? (_phases.Count > 1 ? _phases[^2].Policy : null);
        var counts = lastPolicy?.CountsIn(window.Metric) ?? window.Metric.CountsIn();
        // Pauses that a policy gives a reply clock can only be measured where the statuses are known.
        known &= _plan.StatusesAreKnown || counts == window.Metric.CountsIn();
        if (lastPolicy?.CalendarIsUnknown == true)
            findings |= HistoryFindings.UnknownCalendar;
        var canHaveTarget = window.Metric.CanHaveTarget();
        if (known)
            _measure.Run(_timeline, window, _phases, rules.DefaultCalendar, holdReason);
        else
            _measure.Clear();

        var target = canHaveTarget ? lastPolicy?.Target(window.Metric) : null;
        var excluded = _timeline.IsMerged || history.IsMerged ? "merged"
            : Exemption.Of(history.Exemptions, window.Metric) is { } exemption ? exemption.Reason
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
        var stopped = window.Stop ?? _timeline.End;
        var breached = verdict == Verdict.Breached ? _measure.BreachedAt : null;
        return new Clock
        {
            Metric = window.Metric,
            Instance = window.Instance,
            Cycle = window.Cycle,
            StartedAt = start,
            ClosedAt = window.Stop is { } stop ? Instant.FromUnixTimeSeconds(stop) : null,
            ClosedBy = window.By,
            State = window.Stop is not null ? ClockState.Closed : counts.Has(_timeline.Status) && (holdReason is null || holdReason == _timeline.HoldReason) ? ClockState.Active : ClockState.Paused,
            BusinessSeconds = _measure.Business,
            WallClockSeconds = _measure.WallClock,
            PendingSeconds = _measure.Pending,
            OnHoldSeconds = _measure.OnHold,
            Shares = known ? TimeShares.Between(_timeline, window.Start, stopped, _phases, rules.DefaultCalendar) : default,
            BreachCause = breached is { } until ? CauseOf(window, until, lastPolicy!) : null,
            Team = window.Metric == ClockMetric.GroupOwnershipTime ? TeamAt(window.Start) : null,
            HoldReason = holdReason is { Length: > 0 } ? holdReason : null,
            Path = path,
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
            Outlook = verdict is Verdict.Open or Verdict.Breached ? _measure.Outlook : null,
            RiskAt = target is null ? null : At(_measure.RiskAt) ?? _measure.Outlook?.RiskAt,
            BreachedAt = target is null ? null : _measure.BreachedAt is { } breach ? Instant.FromUnixTimeSeconds(breach) : null,
            Verdict = verdict,
            ExcludedBecause = excluded,
            IsProvisional = window.Metric == ClockMetric.FullResolutionTime && _timeline.Status == TicketStatus.Solved,
            CountsInAttainment = targeted,
        };
    }

    /// <summary>Only what the clock counted can have used up its target: a pause never did, and off-hours only where the promise is round the clock.</summary>
    private TimeOwner CauseOf(in ClockWindow window, long breachedAt, ServiceLevelRules.Policy policy)
    {
        var shares = TimeShares.Between(_timeline, window.Start, breachedAt, _phases, rules.DefaultCalendar, policy.CountsIn(window.Metric));
        return (policy.Definition.InBusinessHours ? shares with { OffHours = 0 } : shares).Largest();
    }

    private string? TeamAt(long instant)
    {
        string? team = null;
        foreach (var phase in _timeline.Phases)
        {
            if (phase.From <= instant)
                team = phase.Attributes.Team;
        }

        return team;
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
}
