using Insights.Analytics.Metrics;

namespace Insights.Analytics.Reports.Building;

/// <summary>The catalogue's metrics that builders speak of, by name: a metric renamed in the catalogue fails at start and not in a report.</summary>
internal static class Numbers
{
    public static MetricDefinition TicketsCreated { get; } = MetricCatalog.Find("tickets_created");
    public static MetricDefinition TicketsSolved { get; } = MetricCatalog.Find("tickets_solved");
    public static MetricDefinition Backlog { get; } = MetricCatalog.Find("backlog");
    public static MetricDefinition FirstReply { get; } = MetricCatalog.Find("first_reply_time");
    public static MetricDefinition FirstReplyP90 { get; } = MetricCatalog.Find("first_reply_time_p90");
    public static MetricDefinition FirstReplyWallClock { get; } = MetricCatalog.Find("first_reply_time_wall_clock");
    public static MetricDefinition Resolution { get; } = MetricCatalog.Find("full_resolution_time");
    public static MetricDefinition ResolutionP90 { get; } = MetricCatalog.Find("full_resolution_time_p90");
    public static MetricDefinition Attainment { get; } = MetricCatalog.Find("sla_attainment");
    public static MetricDefinition FirstReplyAttainment { get; } = MetricCatalog.Find("first_reply_attainment");
    public static MetricDefinition ResolutionAttainment { get; } = MetricCatalog.Find("resolution_attainment");
    public static MetricDefinition TargetsMissed { get; } = MetricCatalog.Find("targets_missed");
    public static MetricDefinition NearMisses { get; } = MetricCatalog.Find("near_miss_share");
    public static MetricDefinition Replies { get; } = MetricCatalog.Find("replies");
    public static MetricDefinition FirstContact { get; } = MetricCatalog.Find("first_contact_resolution");
    public static MetricDefinition ReopenRate { get; } = MetricCatalog.Find("reopen_rate");
    public static MetricDefinition RecontactRate { get; } = MetricCatalog.Find("recontact_rate");
    public static MetricDefinition FollowUps { get; } = MetricCatalog.Find("follow_ups");
    public static MetricDefinition ClosedCaseReplies { get; } = MetricCatalog.Find("closed_case_replies");
    public static MetricDefinition EscalationRate { get; } = MetricCatalog.Find("escalation_rate");
    public static MetricDefinition TierPasses { get; } = MetricCatalog.Find("tier_passes");
    public static MetricDefinition SeveralIssues { get; } = MetricCatalog.Find("several_issues_share");
    public static MetricDefinition Satisfaction { get; } = MetricCatalog.Find("satisfaction");
    public static MetricDefinition SatisfactionResponse { get; } = MetricCatalog.Find("satisfaction_response_rate");
    public static MetricDefinition IntakeCompleteness { get; } = MetricCatalog.Find("intake_completeness");
    public static MetricDefinition Payments { get; } = MetricCatalog.Find("payments");
    public static MetricDefinition PaymentVolume { get; } = MetricCatalog.Find("payment_volume");
    public static MetricDefinition ApprovalRate { get; } = MetricCatalog.Find("approval_rate");
    public static MetricDefinition FailedPayments { get; } = MetricCatalog.Find("failed_payments");
    public static MetricDefinition Refunds { get; } = MetricCatalog.Find("refunds");
    public static MetricDefinition RefundedValue { get; } = MetricCatalog.Find("refunded_value");
    public static MetricDefinition RefundRate { get; } = MetricCatalog.Find("refund_rate");
    public static MetricDefinition Disputes { get; } = MetricCatalog.Find("disputes");
    public static MetricDefinition DisputeActivity { get; } = MetricCatalog.Find("dispute_activity");
    public static MetricDefinition MastercardRatio { get; } = MetricCatalog.Find("mastercard_ratio");
    public static MetricDefinition VampRatio { get; } = MetricCatalog.Find("vamp_ratio");
    public static MetricDefinition FraudNotices { get; } = MetricCatalog.Find("fraud_notices");
    public static MetricDefinition DisputeRate { get; } = MetricCatalog.Find("dispute_rate");
    public static MetricDefinition DisputedValue { get; } = MetricCatalog.Find("disputed_value");
    public static MetricDefinition NetLoss { get; } = MetricCatalog.Find("net_loss");
    public static MetricDefinition ContactedFirst { get; } = MetricCatalog.Find("contacted_first_share");
    public static MetricDefinition WinRate { get; } = MetricCatalog.Find("win_rate");
}
