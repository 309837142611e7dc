using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;

namespace Insights.Analytics.Rollups.History;

/// <summary>Restatements as the bulk path writes them: a new policy may restate a whole year.</summary>
internal static class RestatementTable
{
    public static readonly DerivedTable<Restatement> Rows = new(
        "restatements",
        ["ticket_hash", "month", "vendor_id", "metric", "instance", "number", "source_id", "ticket_ref"],
        [
            "ticket_hash", "month", "vendor_id", "metric", "instance", "number", "source_id", "ticket_ref",
            "was_verdict", "was_business_seconds", "was_wall_seconds", "was_target_seconds", "was_by_business_time", "was_policy", "was_policy_version", "was_calendar", "was_calendar_version",
            "now_verdict", "now_in_month", "now_business_seconds", "now_wall_seconds", "now_target_seconds", "now_by_business_time", "now_policy", "now_policy_version", "now_calendar", "now_calendar_version",
            "cause", "cause_batch", "cause_by", "cause_detail", "made_at", "latest", "taken_back",
        ],
        (row, sink) =>
        {
            sink.Int64(row.TicketHash);
            sink.Day(row.Month);
            sink.Int32(row.VendorId);
            sink.Text(row.Metric);
            sink.Int32(row.Instance);
            sink.Int32(row.Number);
            sink.Int32(row.SourceId);
            sink.Text(row.TicketRef);
            Reading(sink, row.WasVerdict, null, row.WasBusinessSeconds, row.WasWallSeconds, row.WasTargetSeconds, row.WasByBusinessTime, row.WasPolicy, row.WasPolicyVersion, row.WasCalendar, row.WasCalendarVersion);
            Reading(sink, row.NowVerdict, row.NowInMonth, row.NowBusinessSeconds, row.NowWallSeconds, row.NowTargetSeconds, row.NowByBusinessTime, row.NowPolicy, row.NowPolicyVersion, row.NowCalendar, row.NowCalendarVersion);
            sink.Text(row.Cause);
            sink.Int32(row.CauseBatch);
            sink.Text(row.CauseBy);
            sink.Text(row.CauseDetail);
            sink.Instant(row.MadeAt);
            sink.Flag(row.Latest);
            sink.Flag(row.TakenBack);
        });

    private static void Reading(
        IRowSink sink, string? verdict, bool? inMonth, long? business, long? wall, long? target, bool byBusiness, string? policy, int? policyVersion, string? calendar, int? calendarVersion)
    {
        sink.Text(verdict);
        if (inMonth is { } known)
            sink.Flag(known);
        sink.Int64(business);
        sink.Int64(wall);
        sink.Int64(target);
        sink.Flag(byBusiness);
        sink.Text(policy);
        sink.Int32(policyVersion);
        sink.Text(calendar);
        sink.Int32(calendarVersion);
    }
}
