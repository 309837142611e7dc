using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>A stretch of one status, in seconds since 1970; half-open.</summary>
internal readonly record struct StatusSpan(long From, long To, TicketStatus Status, string? Reason);

/// <summary>One clock's run before it is measured; <see cref="Stop"/> is null while it is open.</summary>
internal readonly record struct ClockWindow(ClockMetric Metric, int Instance, int Cycle, long Start, long? Stop, ClosedBy By);

/// <summary>The ticket's policy attributes from an instant on.</summary>
internal readonly record struct AttributePhase(long From, TicketAttributes Attributes);

/// <summary>
/// Reads a history once, in order, and lays out what the clocks need: status spans, reply exchanges, cycles, attribute changes.
/// Here live the rules about which event starts and stops what; how much time a window holds is measured elsewhere.
/// Reused from ticket to ticket, so not for several threads at once.
/// </summary>
internal sealed class TicketTimeline
{
    private readonly List<HistoryEvent> _sorted = [];

    private TicketStatus _status;
    private string? _reason;
    private long _statusSince;
    private bool _createdByAgent;
    private bool _creationCommentSeen;
    private bool _firstReplyOpen;
    private long? _unanswered;
    private long? _unansweredWhileSolved;
    private int _exchanges;
    private long _cycleStart;
    private long? _firstToSolved;
    private long? _mergedAt;

    public List<StatusSpan> Spans { get; } = [];

    public List<ClockWindow> Windows { get; } = [];

    public List<AttributePhase> Phases { get; } = [];

    public List<long> Solves { get; } = [];

    /// <summary>The first change to solved; to closed for a ticket that was never solved.</summary>
    public long? FirstSolve => _firstToSolved ?? (Solves.Count > 0 ? Solves[0] : null);

    public long Created { get; private set; }

    /// <summary>The merge, or the as-of instant: open clocks are measured up to here.</summary>
    public long End { get; private set; }

    public int Cycle { get; private set; }

    public bool IsMerged { get; private set; }

    /// <summary>When it was merged, for closing its clocks; null when only the fact is known.</summary>
    public long? MergedAt => _mergedAt;

    public HistoryFindings Findings { get; private set; }

    public TicketStatus Status => _status;

    public string HoldReason => _reason ?? "";

    public bool IsSolved => _status is TicketStatus.Solved or TicketStatus.Closed;

    public void Read(TicketHistory history, long asOf)
    {
        Reset(history, asOf);
        var events = InOrder(history.Events);
        var dropped = false;
        Begin(history, events);
        foreach (var each in events)
        {
            var at = each.At.ToUnixTimeSeconds();
            if (at > asOf)
            {
                dropped = true;
                break;
            }

            if (at < Created)
            {
                if (each.Kind is HistoryKind.Comment or HistoryKind.Status)
                    Findings |= HistoryFindings.StopBeforeStart;
                at = Created;
            }

            if (each.Kind == HistoryKind.Merged)
            {
                IsMerged = true;
                _mergedAt = End = at;
                break;
            }

            Apply(each, at);
        }

        Finish();
        if (history.Events.Count == 0 || (!dropped && !IsMerged && history.CurrentStatus is { } current && !SameKind(current, _status)))
            Findings |= HistoryFindings.MissingStatusHistory;
    }

    private void Reset(TicketHistory history, long asOf)
    {
        Spans.Clear();
        Windows.Clear();
        Phases.Clear();
        Solves.Clear();
        _firstToSolved = _mergedAt = null;
        Created = _statusSince = _cycleStart = history.CreatedAt.ToUnixTimeSeconds();
        End = asOf;
        Cycle = 1;
        IsMerged = history.IsMerged;
        Findings = HistoryFindings.None;
        _reason = null;
        _createdByAgent = _creationCommentSeen = false;
        _firstReplyOpen = true;
        _unanswered = _unansweredWhileSolved = null;
        _exchanges = 0;
    }

    private void Begin(TicketHistory history, IReadOnlyList<HistoryEvent> events)
    {
        _status = TicketStatus.New;
        var attributes = history.Attributes;
        // The ticket's row holds the latest values; where one changed, its first value is known only from the events.
        for (var i = 0; i < events.Count; i++)
        {
            switch (events[i].Kind)
            {
                case HistoryKind.Created:
                    _createdByAgent = events[i].Actor == ActorKind.Agent;
                    if (HistoryEvent.ParseStatus(events[i].Value) is { } first)
                        _status = first;
                    else if (events[i].Value is { Length: > 0 })
                        Findings |= HistoryFindings.UnmappedStatus;
                    break;
                case HistoryKind.Priority when attributes.Priority is not null:
                    attributes = attributes with { Priority = null };
                    break;
                case HistoryKind.Team when attributes.Team is not null:
                    attributes = attributes with { Team = null };
                    break;
                case HistoryKind.Tier when attributes.Tier is not null:
                    attributes = attributes with { Tier = null };
                    break;
            }
        }

        Phases.Add(new(Created, attributes));
        if (IsSolved)
            Solve(Created);
    }

    private void Apply(in HistoryEvent each, long at)
    {
        switch (each.Kind)
        {
            case HistoryKind.Comment when each.IsPublic && each.Actor == ActorKind.Agent:
                Reply(at);
                break;
            case HistoryKind.Comment when each.IsPublic && each.Actor == ActorKind.Customer:
                Ask(at);
                break;
            case HistoryKind.Status:
                if (HistoryEvent.ParseStatus(each.Value) is { } status)
                    Change(status, each.Reason, at);
                else
                    Findings |= HistoryFindings.UnmappedStatus;
                break;
            case HistoryKind.Priority:
                Phase(at, Phases[^1].Attributes with { Priority = each.Value });
                break;
            case HistoryKind.Team:
                Phase(at, Phases[^1].Attributes with { Team = each.Value });
                break;
            case HistoryKind.Tier:
                Phase(at, Phases[^1].Attributes with { Tier = each.Value });
                break;
        }
    }

    private void Reply(long at)
    {
        // An agent who opens a ticket writes the first comment with it: nobody has been answered yet.
        if (_createdByAgent && !_creationCommentSeen && at == Created)
        {
            _creationCommentSeen = true;
            return;
        }

        EndExchange(at, ClosedBy.Reply);
        _unansweredWhileSolved = null;
    }

    private void Ask(long at)
    {
        // Until the first reply, all the customer wrote is one wait, and first_reply_time measures it.
        if (_firstReplyOpen)
            return;
        // "Thanks!" on a solved ticket asks for nothing unless the ticket reopens.
        if (IsSolved)
            _unansweredWhileSolved ??= at;
        else
            _unanswered ??= at;
    }

    private void EndExchange(long at, ClosedBy by)
    {
        if (_firstReplyOpen)
        {
            Windows.Add(new(ClockMetric.FirstReplyTime, 1, 1, Created, at, by));
            _firstReplyOpen = false;
        }
        else if (_unanswered is { } asked)
        {
            Windows.Add(new(ClockMetric.NextReplyTime, ++_exchanges, Cycle, asked, at, by));
            _unanswered = null;
        }
    }

    private void Change(TicketStatus status, string? reason, long at)
    {
        if (status == _status && reason == _reason)
            return;
        var wasSolved = IsSolved;
        var wasClosed = _status == TicketStatus.Closed;
        if (at > _statusSince)
            Spans.Add(new(_statusSince, at, _status, _reason));
        (_status, _reason, _statusSince) = (status, reason, at);
        if (!wasSolved && IsSolved)
        {
            Solve(at);
        }
        else if (wasSolved && !IsSolved)
        {
            if (wasClosed)
                Findings |= HistoryFindings.ReopenedAfterClosed;
            Cycle++;
            _cycleStart = at;
            _unanswered = _unansweredWhileSolved;
            _unansweredWhileSolved = null;
        }
    }

    private void Solve(long at)
    {
        EndExchange(at, ClosedBy.Solve);
        EndCycle(at, ClosedBy.Solve);
        Solves.Add(at);
        if (_status == TicketStatus.Solved)
            _firstToSolved ??= at;
    }

    private void EndCycle(long? at, ClosedBy by)
    {
        Windows.Add(new(ClockMetric.RequesterWaitTime, Cycle, Cycle, _cycleStart, at, by));
        Windows.Add(new(ClockMetric.AgentWorkTime, Cycle, Cycle, _cycleStart, at, by));
        Windows.Add(new(ClockMetric.TotalResolutionTime, Cycle, Cycle, _cycleStart, at, by));
    }

    private void Phase(long at, TicketAttributes attributes)
    {
        if (Phases[^1].From == at)
            Phases[^1] = new(at, attributes);
        else if (attributes != Phases[^1].Attributes)
            Phases.Add(new(at, attributes));
    }

    private void Finish()
    {
        if (End > _statusSince)
            Spans.Add(new(_statusSince, End, _status, _reason));
        var stop = _mergedAt;
        var by = stop is null ? ClosedBy.Nothing : ClosedBy.Merge;
        if (_firstReplyOpen)
            Windows.Add(new(ClockMetric.FirstReplyTime, 1, 1, Created, stop, by));
        else if (_unanswered is { } asked)
            Windows.Add(new(ClockMetric.NextReplyTime, ++_exchanges, Cycle, asked, stop, by));
        if (!IsSolved)
            EndCycle(stop, by);
    }

    /// <summary>New and open count alike in every metric, and so do solved and closed; a source may tell them apart later than its history does.</summary>
    private static bool SameKind(TicketStatus one, TicketStatus other) => Kind(one) == Kind(other);

    private static TicketStatus Kind(TicketStatus status) => status switch
    {
        TicketStatus.New => TicketStatus.Open,
        TicketStatus.Closed => TicketStatus.Solved,
        _ => status,
    };

    /// <summary>
    /// By time; within one second creation, attributes, comments, then statuses: a reply sent together with "solved" is a reply,
    /// and a customer's comment that reopens a ticket starts the wait.
    /// </summary>
    private IReadOnlyList<HistoryEvent> InOrder(IReadOnlyList<HistoryEvent> events)
    {
        var ordered = true;
        for (var i = 1; i < events.Count && ordered; i++)
            ordered = Compare(events[i - 1], events[i]) <= 0;
        if (ordered)
            return events;
        _sorted.Clear();
        foreach (var each in events)
        {
            // Insertion keeps the source's order within a second; histories are short and nearly sorted.
            var place = _sorted.Count;
            while (place > 0 && Compare(_sorted[place - 1], each) > 0)
                place--;
            _sorted.Insert(place, each);
        }

        return _sorted;
    }

    private static int Compare(in HistoryEvent one, in HistoryEvent other)
    {
        var byTime = one.At.ToUnixTimeSeconds().CompareTo(other.At.ToUnixTimeSeconds());
        return byTime != 0 ? byTime : Rank(one.Kind) - Rank(other.Kind);
    }

    private static int Rank(HistoryKind kind) => kind switch
    {
        HistoryKind.Created => 0,
        HistoryKind.Comment => 2,
        HistoryKind.Status => 3,
        HistoryKind.Merged => 4,
        _ => 1,
    };
}
