using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>Everything derived from one ticket.</summary>
internal sealed record DerivedTicket(TicketOutcome Outcome, IReadOnlyList<TicketSpan> Spans, IReadOnlyList<StoredClock> Clocks, DeskRows Desk);

/// <summary>Ticket fact + events → the rows of the derived tables. The clocks' rules live in Metrics; here is only how their result is stored.</summary>
internal sealed class TicketDeriver(TicketRules rules, ReportingDays days, Instant now)
{
    private readonly ClockMachine _machine = new(rules.ServiceLevels);

    public DerivedTicket Derive(TicketFact ticket)
    {
        var levels = _machine.Derive(History(ticket), AsOf(ticket));
        // The moment it was last solved, unless it has been reopened since: an unsolved ticket is no solved one.
        DateTime? solved = levels.SolvedAt.Count > 0 && levels.Unsolved.All(span => span.To is not null) ? levels.SolvedAt[^1].ToDateTimeUtc() : null;
        var merged = ticket.Merged || ticket.Events.Exists(each => each.Kind == HistoryKind.Merged);
        var outcome = new TicketOutcome
        {
            TicketHash = ticket.Hash,
            SourceId = ticket.SourceId,
            TicketRef = ticket.Ref,
            CreatedAt = ticket.CreatedAt,
            CreatedDay = days.DateOf(ticket.CreatedAt),
            SolvedAt = merged ? null : solved,
            SolvedDay = !merged && solved is { } at ? days.DateOf(at) : null,
            Merged = merged,
            Reopens = levels.Reopens,
            CreatedHour = days.HourOfWeek(ticket.CreatedAt),
            Agent = ticket.Agent,
            Replies = levels.Replies,
            Passes = levels.Clocks.Count(clock => clock is { Metric: ClockMetric.TierTime, ClosedBy: ClosedBy.Leave }),
            FollowUpHash = ticket.FollowUpOf is { Length: > 0 } earlier ? TimeWindows.HashOf(ticket.SourceId, earlier) : null,
            FollowUpRef = ticket.FollowUpOf is { Length: > 0 } ? ticket.FollowUpOf : null,
            RecontactUntil = merged ? null : solved?.AddDays(Recontact.Days),
            Satisfaction = ticket.Satisfaction,
            ClosedReplies = levels.ClosedReplies,
            ClosedReplyDay = levels.LastClosedReply is { } reply ? days.DateOf(reply.ToDateTimeUtc()) : null,
            Intake = ticket.Intake,
            Issues = PaymentIssues.Count(ticket.Category, ticket.Tags),
        }.About(ticket);
        // A merged ticket is the other ticket: in no count of its own and in no backlog.
        var unsolved = merged ? [] : levels.Unsolved;
        return new(outcome, [.. unsolved.Select((span, index) => Span(ticket, span, index + 1))], Clocks(ticket, levels.Clocks), DeskRows.Of(ticket, levels));
    }

    /// <summary>The same clocks with every stretch laid open.</summary>
    public IReadOnlyList<ClockExplanation> Explain(TicketFact ticket) => new ClockExplainer(rules.ServiceLevels).Explain(History(ticket), AsOf(ticket));

    /// <summary>Data may run ahead of this machine's clock (a file made elsewhere, a test month): what it says has happened.</summary>
    private Instant AsOf(TicketFact ticket)
    {
        var last = Instant.FromDateTimeUtc(ticket.CreatedAt);
        foreach (var each in ticket.Events)
            last = Instant.Max(last, each.At);
        return Instant.Max(now, last);
    }

    private TicketHistory History(TicketFact ticket) => new()
    {
        CreatedAt = Instant.FromDateTimeUtc(ticket.CreatedAt),
        Events = ticket.Events,
        Attributes = new(ticket.Priority, rules.VendorCodes.GetValueOrDefault(ticket.VendorId), ticket.Channel, ticket.Category, ticket.Tier, ticket.Team, ticket.Tags, Brand: ticket.Brand),
        CurrentStatus = HistoryEvent.ParseStatus(ticket.Status),
        ReportedSolvedAt = ticket.SolvedAt is { } solved ? Instant.FromDateTimeUtc(solved) : null,
        IsMerged = ticket.Merged,
        Exemptions = rules.ExemptionsOf(ticket.SourceId, ticket.Ref),
        Coverage = Coverage(ticket.Events),
    };

    /// <summary>A source that exports no events, or comments only, says nothing about the rest: its clocks are unmeasured, not zero.</summary>
    private static HistoryCoverage Coverage(List<HistoryEvent> events)
    {
        if (events.Count == 0)
            return HistoryCoverage.None;
        return events.Exists(each => each.Kind is HistoryKind.Created or HistoryKind.Status) ? HistoryCoverage.All : HistoryCoverage.Comments;
    }

    private TicketSpan Span(TicketFact ticket, UnsolvedSpan span, int number) => new TicketSpan
    {
        Number = number,
        BeganAt = span.From.ToDateTimeUtc(),
        BeganDay = days.DateOf(span.From.ToDateTimeUtc()),
        EndedAt = span.To?.ToDateTimeUtc(),
        EndedDay = span.To is { } to ? days.DateOf(to.ToDateTimeUtc()) : null,
    }.About(ticket);

    /// <summary>In the order of the table's key: what is appended in order needs no search for its place.</summary>
    private StoredClock[] Clocks(TicketFact ticket, IReadOnlyList<Clock> clocks)
    {
        var rows = new StoredClock[clocks.Count];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = Clock(ticket, clocks[i]);
        Array.Sort(rows, static (one, other) => one.Metric != other.Metric ? (int)one.Metric - (int)other.Metric : one.Instance - other.Instance);
        return rows;
    }

    private StoredClock Clock(TicketFact ticket, Clock clock)
    {
        var closed = clock.State == ClockState.Closed;
        var measured = closed && clock.Verdict != Verdict.Unmeasured;
        // Whose time it was is asked of promises and of whole tickets; the rest would be a million rows of nobody's question.
        var shared = measured && (clock.TargetSeconds is not null || clock.Metric == ClockMetric.FullResolutionTime);
        return new()
        {
            TicketKey = ticket.Key,
            Metric = clock.Metric,
            Instance = clock.Instance,
            VendorId = ticket.VendorId,
            Party = clock.Path is not null ? clock.Path : clock.Metric.Promise() == PromiseKind.Customer ? null : clock.Team ?? clock.HoldReason,
            StartedAt = clock.StartedAt.ToDateTimeUtc(),
            ClosedAt = clock.ClosedAt?.ToDateTimeUtc(),
            ClosedDay = clock.ClosedAt is { } closedAt ? days.DateOf(closedAt.ToDateTimeUtc()) : null,
            ClosedHour = clock.ClosedAt is { } stopped ? days.HourOfWeek(stopped.ToDateTimeUtc()) : null,
            DecidedAt = clock.DecidedAt?.ToDateTimeUtc(),
            DecidedDay = clock.DecidedAt is { } decidedAt ? days.DateOf(decidedAt.ToDateTimeUtc()) : null,
            RiskAt = clock.RiskAt?.ToDateTimeUtc(),
            Verdict = clock.Verdict,
            ExcludedBecause = clock.ExcludedBecause,
            BusinessSeconds = measured ? clock.BusinessSeconds : null,
            WallSeconds = measured ? clock.WallClockSeconds : null,
            TargetSeconds = clock.TargetSeconds,
            JudgedByBusinessTime = clock.JudgedInBusinessHours,
            DueAt = clock is { Verdict: Verdict.Open, State: ClockState.Active } ? clock.DueNext?.ToDateTimeUtc() : null,
            ClosedBy = clock.ClosedBy,
            EntersPercentiles = clock.EntersPercentiles,
            Policy = clock.PolicyCode,
            PolicyVersion = clock.PolicyCode is null ? null : clock.PolicyVersion,
            Calendar = clock.CalendarCode,
            CalendarVersion = clock.CalendarCode is null ? null : clock.CalendarVersion,
            Cause = clock.BreachCause,
            AgentSeconds = shared ? clock.Shares.Agent : null,
            VendorSeconds = shared ? clock.Shares.Vendor : null,
            CustomerSeconds = shared ? clock.Shares.Customer : null,
            ThirdPartySeconds = shared ? clock.Shares.ThirdParty : null,
            OffHoursSeconds = shared ? clock.Shares.OffHours : null,
        };
    }
}
