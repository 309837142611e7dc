using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>
/// Measures one window: the seconds it ran, by business hours and round the clock, what it stood still for, and when it passed its target.
/// Results stay in the properties until the next run.
/// </summary>
internal sealed class ClockMeasure
{
    private ServiceLevelRules.Policy? _policy;
    private BusinessTime _calendar = BusinessTime.RoundTheClock;
    private long? _target;
    private long _warning;
    private bool _dueIsOpen;
    private StatusSet _counts;

    public long Business { get; private set; }

    public long WallClock { get; private set; }

    public long Pending { get; private set; }

    public long OnHold { get; private set; }

    /// <summary>What the target is compared with.</summary>
    public long Judged { get; private set; }

    public long? BreachedAt { get; private set; }

    /// <summary>The instant from which it was at risk: the first warning share of its target was used up. Null when it never came to that.</summary>
    public long? RiskAt { get; private set; }

    public Deadline Due { get; private set; }

    public Instant? OriginalDue { get; private set; }

    /// <summary>For a window that is still open and has a target.</summary>
    public ClockOutlook? Outlook { get; private set; }

    public void Clear()
    {
        Business = WallClock = Pending = OnHold = Judged = 0;
        BreachedAt = RiskAt = null;
        Due = Deadline.None;
        OriginalDue = null;
        Outlook = null;
        _dueIsOpen = false;
    }

    /// <param name="phases">At least one; the first begins at the window's start.</param>
    /// <param name="holdReason">Count only this hold reason; null = all.</param>
    public void Run(TicketTimeline timeline, in ClockWindow window, List<PolicyPhase> phases, BusinessTime withoutPolicy, string? holdReason)
    {
        Clear();
        var end = window.Stop ?? timeline.End;
        Enter(phases[0].Policy, window, withoutPolicy);
        if (_target is { } target)
            OriginalDue = _policy!.Judge.Due(window.Start, target, []).Fill;

        var next = 1;
        if (NeverPauses(window.Metric, phases))
        {
            Stretch(window.Start, end, null, phases, ref next, timeline, window, withoutPolicy);
        }
        else
        {
            foreach (var span in timeline.Spans)
            {
                if (span.To > window.Start && span.From < end)
                    Stretch(Math.Max(span.From, window.Start), Math.Min(span.To, end), new(span.Status, holdReason is null || holdReason == (span.Reason ?? "")), phases, ref next, timeline, window, withoutPolicy);
            }
        }

        // Not reached by the end: the deadline as if the clock ran on from here.
        if (_target is { } limit && _dueIsOpen)
            Due = Rolled(Due, _policy!.Judge.Due(end, Math.Max(0, limit - Judged), []));
        if (window.Stop is null && _target is { } promised)
            Outlook = LookAhead(timeline, window, phases, holdReason, promised);
    }

    /// <summary>
    /// From its last change on a clock only runs or stands still. What it held then does not depend on when it is looked at, and what becomes of it is known.
    /// </summary>
    private ClockOutlook LookAhead(TicketTimeline timeline, in ClockWindow window, List<PolicyPhase> phases, string? holdReason, long target)
    {
        var since = Math.Max(window.Start, timeline.StatusSince);
        if (phases.Count > 1)
            since = Math.Max(since, phases[^1].From);
        var judge = _policy!.Judge;
        var runs = _counts.Has(timeline.Status) && (holdReason is null || holdReason == timeline.HoldReason);
        var judged = runs ? Judged - judge.Elapsed(since, timeline.End) : Judged;
        return new(
            Instant.FromUnixTimeSeconds(since),
            judged,
            runs,
            !runs ? null : judged >= _warning ? Instant.FromUnixTimeSeconds(since) : judge.Due(since, _warning - judged, []).Fill,
            BreachedAt is { } breach ? Instant.FromUnixTimeSeconds(breach) : runs ? judge.Due(since, target - judged + 1, []).Fill : null);
    }

    private static bool NeverPauses(ClockMetric metric, List<PolicyPhase> phases)
    {
        if (metric.CountsIn() != StatusSet.All)
            return false;
        for (var i = 0; i < phases.Count; i++)
        {
            if (phases[i].Policy?.CountsIn(metric) is not (null or StatusSet.All))
                return false;
        }

        return true;
    }

    /// <summary>One status span, cut where the policy changes.</summary>
    /// <param name="span">Null: the clock runs in every status.</param>
    private void Stretch(
        long from, long to, Standing? span, List<PolicyPhase> phases, ref int next, TicketTimeline timeline, in ClockWindow window, BusinessTime withoutPolicy)
    {
        while (next < phases.Count && phases[next].From < to)
        {
            var change = Math.Max(from, phases[next].From);
            Pass(from, change, span);
            Switch(phases[next].Policy, change, timeline, window, withoutPolicy);
            from = change;
            next++;
        }

        Pass(from, to, span);
    }

    /// <summary>The clock counts the stretch, or stands still for it.</summary>
    private void Pass(long from, long to, Standing? span)
    {
        if (span is not { } standing || (standing.MayRun && _counts.Has(standing.Status)))
            Count(from, to);
        else if (standing.Status == TicketStatus.Pending)
            Pending += to - from;
        else if (standing.Status == TicketStatus.OnHold)
            OnHold += to - from;
    }

    private void Enter(ServiceLevelRules.Policy? policy, in ClockWindow window, BusinessTime withoutPolicy)
    {
        _policy = policy;
        _calendar = policy?.Calendar ?? withoutPolicy;
        _counts = policy?.CountsIn(window.Metric) ?? window.Metric.CountsIn();
        _target = window.Metric.CanHaveTarget() ? policy?.Target(window.Metric) : null;
        _warning = _target is null ? 0 : policy!.Warning(window.Metric);
        _dueIsOpen = _target is not null;
    }

    private void Count(long from, long to)
    {
        if (to <= from)
            return;
        var business = _calendar.Elapsed(from, to);
        Business += business;
        WallClock += to - from;
        if (_policy is null)
            return;
        var judged = ReferenceEquals(_policy.Judge, _calendar) ? business : to - from;
        if (_target is { } target)
        {
            var left = target - Judged;
            if (RiskAt is null && judged >= _warning - Judged)
                RiskAt = ToSeconds(_policy.Judge.Due(from, Math.Max(0, _warning - Judged), []).Fill);
            if (BreachedAt is null && judged > left)
                BreachedAt = ToSeconds(_policy.Judge.Due(from, left + 1, []).Fill);
            // The due time is where the last second of the target passes; rolled on when the clock stands still from exactly there.
            if (_dueIsOpen && judged >= Math.Max(left, 1))
            {
                var due = _policy.Judge.Due(from, Math.Max(0, left), []);
                Due = judged > left ? Rolled(Due, due) : new(due.Fill, null);
                _dueIsOpen = judged == left;
            }
        }

        Judged += judged;
    }

    /// <summary>Another target from here on.</summary>
    private void Switch(ServiceLevelRules.Policy? policy, long at, TicketTimeline timeline, in ClockWindow window, BusinessTime withoutPolicy)
    {
        if (policy is null)
        {
            // The policy was taken away: time is still measured, nothing is judged any more.
            _policy = null;
            _calendar = withoutPolicy;
            _counts = window.Metric.CountsIn();
            _target = null;
            _dueIsOpen = false;
            return;
        }

        var earlier = (Breach: BreachedAt, Due);
        Enter(policy, window, withoutPolicy);
        Due = Deadline.None;
        switch (policy.Definition.OnChange)
        {
            case TargetChange.Reset:
                Judged = 0;
                break;
            case TargetChange.Recompute:
                Judged = Recount(timeline, window, at, policy);
                if (Judged <= _target)
                    BreachedAt = null;
                break;
        }

        if (_target is not { } target)
            return;
        if (BreachedAt is null && Judged > target)
            BreachedAt = at;
        RiskAt = Judged < _warning ? null : RiskAt ?? at;
        if (BreachedAt is not null && earlier.Breach == BreachedAt)
            (Due, _dueIsOpen) = (earlier.Due, false);
        else if (Judged > target)
            (Due, _dueIsOpen) = (new(Instant.FromUnixTimeSeconds(at), Instant.FromUnixTimeSeconds(at)), false);
    }

    /// <summary>What the clock would show at the change had the new policy's hours applied all along.</summary>
    public static long Recount(TicketTimeline timeline, in ClockWindow window, long to, ServiceLevelRules.Policy policy)
    {
        var (counts, judge) = (policy.CountsIn(window.Metric), policy.Judge);
        if (counts == StatusSet.All)
            return judge.Elapsed(window.Start, to);
        var seconds = 0L;
        foreach (var span in timeline.Spans)
        {
            if (counts.Has(span.Status))
                seconds += judge.Elapsed(Math.Max(span.From, window.Start), Math.Min(span.To, to));
        }

        return seconds;
    }

    /// <summary>Keeps the closing time already found and takes the next opening from where the clock runs again.</summary>
    private static Deadline Rolled(Deadline found, Deadline next) => found.Fill is null ? next : new(found.Fill, next.Next);

    /// <summary>The ticket's status over a stretch.</summary>
    /// <param name="MayRun">False while it is on hold for something else than what is measured.</param>
    private readonly record struct Standing(TicketStatus Status, bool MayRun);

    private static long? ToSeconds(Instant? at) => at?.ToUnixTimeSeconds();
}
