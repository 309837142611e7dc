using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;

namespace Insights.Analytics.Rollups.History;

/// <summary>
/// Freezes the decided clocks of a month. The store copies them by itself, row after row: nothing of it passes through this process, whatever the number.
/// </summary>
internal static class MonthStamp
{
    private static readonly string s_metrics = string.Join(", ", ClockMetrics.WithTarget.Select(metric => FormattableString.Invariant($"{(int)metric}")));

    // The metrics are named so that the index of verdicts, which they lead, finds the month.
    private static readonly string s_decided = FormattableString.Invariant(
        $"c.metric IN ({s_metrics}) AND c.decided_day >= @from AND c.decided_day < @until AND c.verdict IN ({(int)Verdict.Met}, {(int)Verdict.Breached}) AND c.target_seconds IS NOT NULL");

    /// <returns>How many clocks were stamped.</returns>
    public static async Task<long> ClocksAsync(DerivedWriter writer, DateOnly month, DateOnly until, CancellationToken cancel)
    {
        (string Name, object Value)[] days = [("@from", UnixTime.ToDays(month)), ("@until", UnixTime.ToDays(until))];
        var clocks = writer.Sql("ticket_clocks");
        await writer.ExecuteAsync(
            $"""
            INSERT INTO {writer.Sql("stamped_terms")} (policy, policy_version, calendar, calendar_version, target_seconds, judged_by_business_time)
            SELECT DISTINCT COALESCE(c.policy, ''), COALESCE(c.policy_version, 0), COALESCE(c.calendar, ''), COALESCE(c.calendar_version, 0), c.target_seconds, c.judged_by_business_time
            FROM {clocks} c WHERE {s_decided} ON CONFLICT DO NOTHING
            """, cancel, days);
        await writer.ExecuteAsync(
            $"""
            INSERT INTO {writer.Sql("stamped_tickets")} (ticket_key, ticket_hash, source_id, ticket_ref)
            SELECT o.ticket_key, o.ticket_hash, o.source_id, o.ticket_ref FROM {writer.Sql("ticket_outcomes")} o
            WHERE o.ticket_key IN (SELECT c.ticket_key FROM {clocks} c WHERE {s_decided}) ON CONFLICT DO NOTHING
            """, cancel, days);
        return await writer.ExecuteAsync(
            $"""
            INSERT INTO {writer.Sql("stamped_clocks")} (ticket_key, metric, instance, month, vendor_id, breached, terms_id, business_seconds, wall_seconds)
            SELECT c.ticket_key, c.metric, c.instance, @from, c.vendor_id, c.verdict = {(int)Verdict.Breached}, t.id, c.business_seconds, c.wall_seconds
            FROM {clocks} c JOIN {writer.Sql("stamped_terms")} t
              ON t.policy = COALESCE(c.policy, '') AND t.policy_version = COALESCE(c.policy_version, 0)
              AND t.calendar = COALESCE(c.calendar, '') AND t.calendar_version = COALESCE(c.calendar_version, 0)
              AND t.target_seconds = c.target_seconds AND t.judged_by_business_time = c.judged_by_business_time
            WHERE {s_decided}
            """, cancel, days);
    }
}
