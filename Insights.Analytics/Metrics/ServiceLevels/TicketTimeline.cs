namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>
/// Reads a history once, in order, and lays out what the clocks need: status spans, reply exchanges, cycles, attribute changes.
/// Which event starts and stops what is in the other half of this class; how much time a window holds is measured elsewhere.
/// Reused from ticket to ticket, so not for several threads at once.
/// </summary>
internal sealed partial class TicketTimeline
{
    private readonly HistoryOrder _order = new();

    private TicketStatus _status;
    private string? _reason;
    private long _statusSince;
    private bool _createdByAgent;
    private bool _creationCommentSeen;
    private bool _firstReplyOpen;
    private long? _unanswered;
    private long? _unansweredWhileSolved;
    private int _exchanges;
    private long? _updatedAt;
    private int _updates;
    private bool _watchesUpdates;
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

    /// <summary>Public comments of agents, without the one an agent opened the ticket with.</summary>
    public int Replies { get; private set; }

    /// <summary>Public comments of the customer on the closed ticket, and when the last one came.</summary>
    public int ClosedReplies { get; private set; }

    public long? LastClosedReply { get; private set; }

    public TicketStatus Status => _status;

    public string HoldReason => _reason ?? "";

    /// <summary>Since when the ticket has been in its status.</summary>
    public long StatusSince => _statusSince;

    /// <summary>The last reply: a public comment by an agent.</summary>
    public long? RepliedAt { get; private set; }

    /// <summary>The first public word of the customer that no agent has replied to since; writing the ticket itself is none.</summary>
    public long? AskedAt { get; private set; }

    public bool IsSolved => _status is TicketStatus.Solved or TicketStatus.Closed;

    /// <param name="watchesUpdates">Lay out the clocks between replies too: only where somebody promised regular updates.</param>
    public void Read(TicketHistory history, long asOf, bool watchesUpdates = false)
    {
        Reset(history, asOf);
        _watchesUpdates = watchesUpdates;
        var events = _order.Of(history.Events);
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
        _exchanges = _updates = 0;
        Replies = ClosedReplies = 0;
        LastClosedReply = null;
        _updatedAt = null;
        RepliedAt = AskedAt = null;
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
        {
            EndUpdate(stop, by);
            EndCycle(stop, by);
        }
    }

    /// <summary>New and open count alike in every metric, and so do solved and closed; a source may tell them apart later than its history does.</summary>
    private static bool SameKind(TicketStatus one, TicketStatus other) => Kind(one) == Kind(other);

    private static TicketStatus Kind(TicketStatus status) => status switch
    {
        TicketStatus.New => TicketStatus.Open,
        TicketStatus.Closed => TicketStatus.Solved,
        _ => status,
    };
}
