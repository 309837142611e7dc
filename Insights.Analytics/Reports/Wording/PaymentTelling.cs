using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Reports;

namespace Insights.Analytics.Reports.Wording;

/// <summary>Payment cases in plain words.</summary>
internal static class PaymentTelling
{
    public static string Next(string next) => next switch
    {
        FailedOrder.SameMethod => "tried again, same method",
        FailedOrder.OtherCard => "tried another card",
        FailedOrder.OtherMethod => "tried another method",
        FailedOrder.Asked => "wrote to support",
        FailedOrder.NotKnown => "cannot be followed",
        _ => "left",
    };

    public static string Kind(string kind) => kind switch
    {
        BillingFinding.Duplicate => "charged twice",
        BillingFinding.Amount => "amount differs from the attempt before",
        BillingFinding.AfterRefund => "charged after it was cancelled or refunded",
        BillingFinding.Fee => "fee out of line",
        FraudSignal.Testing => "card testing",
        FraudSignal.Velocity => "many tries in a row",
        FraudSignal.Disputer => "disputes again and again",
        _ => Words.Label(kind),
    };

    /// <summary>confirmed: money went back, or the customer said so; else by how well the two charges belong together.</summary>
    public static string Confidence(BillingFinding finding) => finding switch
    {
        { RefundedAt: not null } or { DisputedAt: not null } or { TicketRef: not null } => "confirmed",
        { Kind: BillingFinding.Duplicate, SameOrder: 1 } => "high",
        { Kind: BillingFinding.Duplicate, SameOrder: 0 } => "low",
        { Kind: BillingFinding.Fee } or { Kind: BillingFinding.Duplicate } or { Kind: BillingFinding.AfterRefund } => "medium",
        _ => "low",
    };

    public static string Evidence(BillingFinding finding)
    {
        List<string> parts = [];
        if (finding is { Kind: BillingFinding.Duplicate, OtherAt: { } other })
            parts.Add(FormattableString.Invariant($"same customer and amount {Seconds((long)(finding.PaidAt - other).TotalSeconds)} after {finding.OtherRef}"));
        if (finding.SameOrder is { } same && finding.Kind == BillingFinding.Duplicate)
            parts.Add(same == 1 ? "same order" : "orders differ");
        if (finding.Kind == BillingFinding.Amount)
            parts.Add($"the attempt {finding.OtherRef} of the same order was for another amount");
        if (finding.Kind == BillingFinding.AfterRefund)
            parts.Add($"the order was cancelled or refunded in full with {finding.OtherRef}");
        if (finding.Kind == BillingFinding.Fee)
            parts.Add(FeeOf(finding) + (finding.ExpectedMinor is null ? ", no less than the payment" : ", more than three times what payments of this kind cost in that week"));
        if (finding.TicketRef is not null)
            parts.Add("the customer asked");
        if (finding.RefundedAt is not null)
            parts.Add("refunded");
        if (finding.DisputedAt is not null)
            parts.Add("disputed");
        return string.Join("; ", parts);
    }

    private static string FeeOf(BillingFinding finding) => finding.FeeMinor is { } fee ? "a fee of " + Words.Value(new Cell.Money(fee, finding.Currency)) : "a fee";

    /// <summary>An amount of several currencies is none.</summary>
    public static Cell Amount(long minor, string currency) => currency.Length == 0 ? new Cell.None("several currencies") : new Cell.Money(minor, currency);

    private static string Seconds(long seconds) => seconds < 120 ? $"{seconds} seconds" : $"{seconds / 60} minutes";
}
