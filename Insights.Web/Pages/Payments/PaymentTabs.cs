using Insights.Web.Pages.Shared;

namespace Insights.Web.Pages.Payments;

/// <summary>The pages about payments in the order of their questions; each shows the document "payments" or "payments-" and its name.</summary>
internal static class PaymentTabs
{
    public static PageTabs All { get; } = new("Payments",
        [
            new("/payments", "Failures"),
            new("/payments/delays", "Delays"),
            new("/payments/refunds", "Refunds"),
            new("/payments/billing-errors", "Billing errors"),
            new("/payments/fraud", "Fraud signals"),
            new("/payments/methods", "Methods"),
        ],
        ["vendor", "gateway", "method", "brand", "country", "cause"]);
}
