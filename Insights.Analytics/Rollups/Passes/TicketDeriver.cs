using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Rollups.Ledger;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>Everything derived from one ticket.</summary>
internal sealed record DerivedTicket(TicketOutcome Outcome, ArraySegment<TicketSpan> Spans, ArraySegment<StoredClock> Clocks, DeskRows Desk);

/// <summary>Ticket fact + events → the rows of the derived tables. The clocks' rules live in Metrics; here is only how their result is stored.</summary>
internal sealed class TicketDeriver(TicketRules rules, ReportingDays days, Instant now)
{
    private readonly ClockMachine _machine = new(rules.ServiceLevels);

    /// <param name="slice">Where its rows go.</param>
    public DerivedTicket Derive(TicketFact ticket, TicketSlice slice)
    {
        ticket.Issue = rules.Issues.Of(ticket);
        var levels = _machine.Derive(History(ticket), AsOf(ticket));
        // The moment it was last solved, unless it has been reopened since: an unsolved ticket is no solved one.
        DateTime? solved = levels.SolvedAt.Count > 0 && levels.Unsolved.All(span => span.To is not null) ? levels.SolvedAt[^1].ToDateTimeUtc() : null;
        var merged = ticket.Merged || ticket.Events.Exists(each => each.Kind == HistoryKind.Merged);
        var outcome = slice.Outcomes.Take().About(ticket);
        outcome.TicketHash = ticket.Hash;
        outcome.SourceId = ticket.SourceId;
        outcome.TicketRef = ticket.Ref;
        outcome.CreatedAt = ticket.CreatedAt;
        outcome.CreatedDay = days.DateOf(ticket.CreatedAt);
        outcome.SolvedAt = merged ? null : solved;
        outcome.SolvedDay = !merged && solved is { } at ? days.DateOf(at) : null;
        outcome.Merged = merged;
        outcome.Reopens = levels.Reopens;
        outcome.CreatedHour = days.HourOfWeek(ticket.CreatedAt);
        outcome.Agent = ticket.Agent;
        outcome.Replies = levels.Replies;
        outcome.Passes = levels.Clocks.Count(clock => clock is { Metric: ClockMetric.TierTime, ClosedBy: ClosedBy.Leave });
        outcome.FollowUpHash = ticket.FollowUpOf is { Length: > 0 } earlier ? TimeWindows.HashOf(ticket.SourceId, earlier) : null;
        outcome.FollowUpRef = ticket.FollowUpOf is { Length: > 0 } ? ticket.FollowUpOf : null;
        outcome.RecontactUntil = merged ? null : solved?.AddDays(Recontact.Days);
        outcome.Satisfaction = ticket.Satisfaction;
        outcome.ClosedReplies = levels.ClosedReplies;
        outcome.ClosedReplyDay = levels.LastClosedReply is { } reply ? days.DateOf(reply.ToDateTimeUtc()) : null;
        outcome.Intake = ticket.Intake;
        outcome.Issues = PaymentIssues.Count(ticket.Category, ticket.Tags);
        var key = SubjectKey.Of(ticket.Subject);
        outcome.IssueBy = ticket.Issue.By;
        outcome.WordsSay = ticket.Issue.WordsSay;
        outcome.SubjectKey = key is null ? null : TimeWindows.HashOf(0, key.Words);
        outcome.CustomerHash = ticket.CustomerRef is { Length: > 0 } customer ? Payer.HashOf(ticket.VendorId, customer, null) : null;
        outcome.PaymentHash = ticket.TransactionRef is { Length: > 0 } payment ? TimeWindows.HashOf(ticket.VendorId, payment) : null;
        // A merged ticket is the other ticket: in no count of its own and in no backlog.
        var spans = slice.Spans.Take(merged ? 0 : levels.Unsolved.Count);
        for (var i = 0; i < spans.Count; i++)
            Fill(spans[i], ticket, levels.Unsolved[i], i + 1);
        if (key is not null && !merged)
            slice.Keys[outcome.SubjectKey!.Value] = key.Words;
        return new(outcome, spans, Clocks(ticket, levels.Clocks, slice), DeskRows.Of(ticket, levels));
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

    private void Fill(TicketSpan row, TicketFact ticket, UnsolvedSpan span, int number)
    {
        row.About(ticket);
        row.Number = number;
        row.BeganAt = span.From.ToDateTimeUtc();
        row.BeganDay = days.DateOf(row.BeganAt);
        row.EndedAt = span.To?.ToDateTimeUtc();
        row.EndedDay = row.EndedAt is { } to ? days.DateOf(to) : null;
    }

    /// <summary>In the order of the table's key: what is appended in order needs no search for its place.</summary>
    private ArraySegment<StoredClock> Clocks(TicketFact ticket, IReadOnlyList<Clock> clocks, TicketSlice slice)
    {
        var rows = slice.Clocks.Take(clocks.Count);
        for (var i = 0; i < rows.Count; i++)
            Fill(rows[i], ticket, clocks[i]);
        rows.AsSpan().Sort(static (one, other) => one.Metric != other.Metric ? (int)one.Metric - (int)other.Metric : one.Instance - other.Instance);
        return rows;
    }

    private void Fill(StoredClock row, TicketFact ticket, Clock clock)
    {
        var closed = clock.State == ClockState.Closed;
        var measured = closed && clock.Verdict != Verdict.Unmeasured;
        // Whose time it was is asked of promises and of whole tickets; the rest would be a million rows of nobody's question.
        var shared = measured && (clock.TargetSeconds is not null || clock.Metric == ClockMetric.FullResolutionTime);
        row.TicketKey = ticket.Key;
        row.Metric = clock.Metric;
        row.Instance = clock.Instance;
        row.VendorId = ticket.VendorId;
        row.Party = clock.Path is not null ? clock.Path : clock.Metric.Promise() == PromiseKind.Customer ? null : clock.Team ?? clock.HoldReason;
        row.StartedAt = clock.StartedAt.ToDateTimeUtc();
        row.ClosedAt = clock.ClosedAt?.ToDateTimeUtc();
        row.ClosedDay = clock.ClosedAt is { } closedAt ? days.DateOf(closedAt.ToDateTimeUtc()) : null;
        row.ClosedHour = clock.ClosedAt is { } stopped ? days.HourOfWeek(stopped.ToDateTimeUtc()) : null;
        row.DecidedAt = clock.DecidedAt?.ToDateTimeUtc();
        row.DecidedDay = clock.DecidedAt is { } decidedAt ? days.DateOf(decidedAt.ToDateTimeUtc()) : null;
        row.RiskAt = clock.RiskAt?.ToDateTimeUtc();
        row.Verdict = clock.Verdict;
        row.ExcludedBecause = clock.ExcludedBecause;
        row.BusinessSeconds = measured ? clock.BusinessSeconds : null;
        row.WallSeconds = measured ? clock.WallClockSeconds : null;
        row.TargetSeconds = clock.TargetSeconds;
        row.JudgedByBusinessTime = clock.JudgedInBusinessHours;
        row.DueAt = clock is { Verdict: Verdict.Open, State: ClockState.Active } ? clock.DueNext?.ToDateTimeUtc() : null;
        row.ClosedBy = clock.ClosedBy;
        row.EntersPercentiles = clock.EntersPercentiles;
        row.Policy = clock.PolicyCode;
        row.PolicyVersion = clock.PolicyCode is null ? null : clock.PolicyVersion;
        row.Calendar = clock.CalendarCode;
        row.CalendarVersion = clock.CalendarCode is null ? null : clock.CalendarVersion;
        row.Cause = clock.BreachCause;
        row.AgentSeconds = shared ? clock.Shares.Agent : null;
        row.VendorSeconds = shared ? clock.Shares.Vendor : null;
        row.CustomerSeconds = shared ? clock.Shares.Customer : null;
        row.ThirdPartySeconds = shared ? clock.Shares.ThirdParty : null;
        row.OffHoursSeconds = shared ? clock.Shares.OffHours : null;
    }
}
