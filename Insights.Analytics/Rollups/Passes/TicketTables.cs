using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>The tables derived ticket by ticket as the bulk path writes them.</summary>
internal static class TicketTables
{
    private static readonly string[] s_dimensions = ["vendor_id", "channel", "category", "priority", "team", "tier", "state", "issue", "issue_cause"];

    /// <summary>
    /// Of these tables, the indexes that are kept while all rows are written. Some hold few of the rows, which would have to be looked for afterwards among all; the
    /// others grow in about the order in which tickets come, at a handful of places, while the core that writes waits for the one that reads and derives.
    /// </summary>
    public static readonly string[] GrowingIndexes =
    [
        "ix_ticket_outcomes_follow_up_hash", "ix_ticket_outcomes_closed_reply_day", "ix_ticket_clocks_verdict_started_at", "ix_ticket_clocks_started_at", "ix_ticket_clocks_due_at",
        "ix_ticket_outcomes_created_day_vendor_id", "ix_ticket_outcomes_solved_day_vendor_id", "ix_ticket_spans_ended_at_began_at_vendor_id", "ix_ticket_clocks_metric_decided_day_verdict_vendor_id",
    ];

    public static readonly DerivedTable<TicketOutcome> Outcomes = new(
        "ticket_outcomes",
        ["ticket_key"],
        ["ticket_key", "ticket_hash", "source_id", "ticket_ref", .. s_dimensions, "created_at", "created_day", "solved_at", "solved_day", "merged", "reopens",
            "created_hour", "agent", "replies", "passes", "follow_up_hash", "follow_up_ref", "recontact_until", "satisfaction", "closed_replies", "closed_reply_day", "issues", "intake",
            "issue_by", "words_say", "subject_key", "customer_hash", "payment_hash"],
        (row, sink) =>
        {
            sink.Int64(row.TicketKey);
            sink.Int64(row.TicketHash);
            sink.Int32(row.SourceId);
            sink.Text(row.TicketRef);
            Dimensions(row, sink);
            sink.Instant(row.CreatedAt);
            sink.Day(row.CreatedDay);
            sink.Instant(row.SolvedAt);
            sink.Day(row.SolvedDay);
            sink.Flag(row.Merged);
            sink.Int32(row.Reopens);
            sink.Int32(row.CreatedHour);
            sink.Text(row.Agent);
            sink.Int32(row.Replies);
            sink.Int32(row.Passes);
            sink.Int64(row.FollowUpHash);
            sink.Text(row.FollowUpRef);
            sink.Instant(row.RecontactUntil);
            sink.Text(row.Satisfaction);
            sink.Int32(row.ClosedReplies);
            sink.Day(row.ClosedReplyDay);
            sink.Int32(row.Issues);
            sink.Int32(row.Intake);
            sink.Int32((int)row.IssueBy);
            sink.Int32((int)row.WordsSay);
            sink.Int64(row.SubjectKey);
            sink.Int64(row.CustomerHash);
            sink.Int64(row.PaymentHash);
        });

    public static readonly DerivedTable<TicketSpan> Spans = new(
        "ticket_spans",
        ["ticket_key", "number"],
        ["ticket_key", "number", .. s_dimensions, "began_at", "began_day", "ended_at", "ended_day"],
        (row, sink) =>
        {
            sink.Int64(row.TicketKey);
            sink.Int32(row.Number);
            Dimensions(row, sink);
            sink.Instant(row.BeganAt);
            sink.Day(row.BeganDay);
            sink.Instant(row.EndedAt);
            sink.Day(row.EndedDay);
        });

    public static readonly DerivedTable<StoredClock> Clocks = new(
        "ticket_clocks",
        ["ticket_key", "metric", "instance"],
        [
            "ticket_key", "metric", "instance", "vendor_id", "party", "started_at", "closed_at", "closed_day", "closed_hour", "decided_at", "decided_day", "risk_at", "verdict", "excluded_because",
            "business_seconds", "wall_seconds", "target_seconds", "judged_by_business_time", "due_at", "closed_by", "enters_percentiles",
            "policy", "policy_version", "calendar", "calendar_version", "cause",
            "agent_seconds", "vendor_seconds", "customer_seconds", "third_party_seconds", "off_hours_seconds",
        ],
        (row, sink) =>
        {
            sink.Int64(row.TicketKey);
            sink.Int32((int)row.Metric);
            sink.Int32(row.Instance);
            sink.Int32(row.VendorId);
            sink.Text(row.Party);
            sink.Instant(row.StartedAt);
            sink.Instant(row.ClosedAt);
            sink.Day(row.ClosedDay);
            sink.Int32(row.ClosedHour);
            sink.Instant(row.DecidedAt);
            sink.Day(row.DecidedDay);
            sink.Instant(row.RiskAt);
            sink.Int32((int)row.Verdict);
            sink.Text(row.ExcludedBecause);
            sink.Int64(row.BusinessSeconds);
            sink.Int64(row.WallSeconds);
            sink.Int64(row.TargetSeconds);
            sink.Flag(row.JudgedByBusinessTime);
            sink.Instant(row.DueAt);
            sink.Int32((int)row.ClosedBy);
            sink.Flag(row.EntersPercentiles);
            sink.Text(row.Policy);
            sink.Int32(row.PolicyVersion);
            sink.Text(row.Calendar);
            sink.Int32(row.CalendarVersion);
            sink.Int32((int?)row.Cause);
            sink.Int64(row.AgentSeconds);
            sink.Int64(row.VendorSeconds);
            sink.Int64(row.CustomerSeconds);
            sink.Int64(row.ThirdPartySeconds);
            sink.Int64(row.OffHoursSeconds);
        });

    public static readonly DerivedTable<DeskTicket> DeskTickets = new(
        "desk_tickets",
        ["ticket_key"],
        ["ticket_key", "ticket_ref", .. s_dimensions, "agent", "queue", "is_answered", "expires_at", "waits_on", "unheard_since", "replied_at"],
        (row, sink) =>
        {
            sink.Int64(row.TicketKey);
            sink.Text(row.TicketRef);
            Dimensions(row, sink);
            sink.Text(row.Agent);
            sink.Int32((int)row.Queue);
            sink.Flag(row.IsAnswered);
            sink.Instant(row.ExpiresAt);
            sink.Text(row.WaitsOn);
            sink.Instant(row.UnheardSince);
            sink.Instant(row.RepliedAt);
        });

    public static readonly DerivedTable<DeskClock> DeskClocks = new(
        "desk_clocks",
        ["ticket_key", "metric", "instance"],
        [
            "ticket_key", "metric", "instance", .. s_dimensions, "agent", "party",
            "started_at", "since", "judged_seconds", "runs", "target_seconds", "judged_by_business_time", "due_at", "risk_at", "breaches_at", "calendar", "policy", "policy_version",
        ],
        (row, sink) =>
        {
            sink.Int64(row.TicketKey);
            sink.Text(row.Metric);
            sink.Int32(row.Instance);
            Dimensions(row, sink);
            sink.Text(row.Agent);
            sink.Text(row.Party);
            sink.Instant(row.StartedAt);
            sink.Instant(row.Since);
            sink.Int64(row.JudgedSeconds);
            sink.Flag(row.Runs);
            sink.Int64(row.TargetSeconds);
            sink.Flag(row.JudgedByBusinessTime);
            sink.Instant(row.DueAt);
            sink.Instant(row.RiskAt);
            sink.Instant(row.BreachesAt);
            sink.Text(row.Calendar);
            sink.Text(row.Policy);
            sink.Int32(row.PolicyVersion);
        });

    private static void Dimensions(TicketRow row, IRowSink sink)
    {
        sink.Int32(row.VendorId);
        sink.Text(row.Channel);
        sink.Text(row.Category);
        sink.Text(row.Priority);
        sink.Text(row.Team);
        sink.Text(row.Tier);
        sink.Text(row.State);
        sink.Text(row.Issue);
        sink.Text(row.IssueCause);
    }
}
