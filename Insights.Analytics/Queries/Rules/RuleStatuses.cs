using Insights.Analytics.Metrics.ServiceLevels;

namespace Insights.Analytics.Queries.Rules;

/// <summary>The statuses a clock may pause in, by the words of the files.</summary>
internal static class RuleStatuses
{
    public static readonly IReadOnlyList<(TicketStatus Status, string Key)> All =
        [(TicketStatus.New, "new"), (TicketStatus.Open, "open"), (TicketStatus.Pending, "pending"), (TicketStatus.OnHold, "on_hold")];
}
