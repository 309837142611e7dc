using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>The tables derived ticket by ticket as the bulk path writes them.</summary>
internal static class TicketTables
{
    private static readonly string[] s_dimensions = ["vendor_id", "channel", "category", "priority", "team", "tier", "state"];

    public static readonly DerivedTable<TicketOutcome> Outcomes = new(
        "ticket_outcomes",
        ["ticket_key"],
        ["ticket_key", "ticket_hash", "source_id", "ticket_ref", .. s_dimensions, "created_at", "created_day", "solved_at", "solved_day", "merged", "reopens",
            "created_hour", "agent", "replies", "passes", "follow_up_hash", "follow_up_ref", "recontact_until", "satisfaction", "closed_replies", "closed_reply_day", "issues", "intake"],
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

    public static readonly DerivedTable<TicketClock> Clocks = new(
        "ticket_clocks",
        ["ticket_key", "metric", "instance"],
        [
            "ticket_key", "metric", "instance", .. s_dimensions, "agent", "party", "started_at", "created_hour", "closed_at", "closed_day", "closed_hour", "decided_at", "decided_day", "verdict", "excluded_because",
            "business_seconds", "wall_seconds", "target_seconds", "judged_by_business_time", "due_at", "closed_by", "enters_percentiles",
            "policy", "policy_version", "calendar", "calendar_version", "cause",
            "agent_seconds", "vendor_seconds", "customer_seconds", "third_party_seconds", "off_hours_seconds",
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
            sink.Int32(row.CreatedHour);
            sink.Instant(row.ClosedAt);
            sink.Day(row.ClosedDay);
            sink.Int32(row.ClosedHour);
            sink.Instant(row.DecidedAt);
            sink.Day(row.DecidedDay);
            sink.Text(row.Verdict);
            sink.Text(row.ExcludedBecause);
            sink.Int64(row.BusinessSeconds);
            sink.Int64(row.WallSeconds);
            sink.Int64(row.TargetSeconds);
            sink.Flag(row.JudgedByBusinessTime);
            sink.Instant(row.DueAt);
            sink.Text(row.ClosedBy);
            sink.Flag(row.EntersPercentiles);
            sink.Text(row.Policy);
            sink.Int32(row.PolicyVersion);
            sink.Text(row.Calendar);
            sink.Int32(row.CalendarVersion);
            sink.Text(row.Cause);
            sink.Int64(row.AgentSeconds);
            sink.Int64(row.VendorSeconds);
            sink.Int64(row.CustomerSeconds);
            sink.Int64(row.ThirdPartySeconds);
            sink.Int64(row.OffHoursSeconds);
        });

    private static void Dimensions(ITicketRow row, IRowSink sink)
    {
        sink.Int32(row.VendorId);
        sink.Text(row.Channel);
        sink.Text(row.Category);
        sink.Text(row.Priority);
        sink.Text(row.Team);
        sink.Text(row.Tier);
        sink.Text(row.State);
    }
}
