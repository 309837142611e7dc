using Insights.Analytics.Metrics.Values;

namespace Insights.Analytics.Metrics.Payments;

/// <summary>Shares of payments. Pending and cancelled attempts are in none of them: they have not been answered.</summary>
public static class PaymentRatios
{
    /// <summary>Succeeded over answered charge attempts. Each attempt counts: a customer who fails twice and succeeds once is 1 of 3.</summary>
    public static Ratio ApprovalRate(long succeeded, long failed) => new(succeeded, checked(succeeded + failed));

    /// <summary>Refunds of the period over successful charges of the same period. Not of the same payments, so it may exceed 100 % after a slow month.</summary>
    public static Ratio RefundRate(long refunds, long succeeded) => new(refunds, succeeded);
}
