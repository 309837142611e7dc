namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>The rules about which event starts and stops what.</summary>
internal sealed partial class TicketTimeline
{
    private void Reply(long at)
    {
        // An agent who opens a ticket writes the first comment with it: nobody has been answered yet.
        if (_createdByAgent && !_creationCommentSeen && at == Created)
        {
            _creationCommentSeen = true;
            return;
        }

        RepliedAt = at;
        AskedAt = null;
        Replies++;
        EndExchange(at, ClosedBy.Reply);
        EndUpdate(at, ClosedBy.Reply);
        // What is solved needs no further news.
        _updatedAt = IsSolved ? null : at;
        _unansweredWhileSolved = null;
    }

    private void Ask(long at)
    {
        if (RepliedAt is not null || at > Created)
            AskedAt ??= at;
        if (_status == TicketStatus.Closed)
            (ClosedReplies, LastClosedReply) = (ClosedReplies + 1, at);
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
        EndUpdate(at, ClosedBy.Solve);
        EndCycle(at, ClosedBy.Solve);
        Solves.Add(at);
        if (_status == TicketStatus.Solved)
            _firstToSolved ??= at;
    }

    /// <summary>From one reply to the next, or to the solve: how long the customer goes without news.</summary>
    private void EndUpdate(long? at, ClosedBy by)
    {
        // A reply sent with the solve leaves nothing to wait for.
        if (_watchesUpdates && _updatedAt is { } since && since != at)
        {
            Windows.Add(new(ClockMetric.PeriodicUpdateTime, ++_updates, Cycle, since, at, by));
            Windows.Add(new(ClockMetric.PausableUpdateTime, _updates, Cycle, since, at, by));
        }

        _updatedAt = null;
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
}
