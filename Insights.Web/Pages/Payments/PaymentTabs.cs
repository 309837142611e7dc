namespace Insights.Web.Pages.Payments;

/// <summary>The pages about payments in the order of their questions; each shows the document "payments" or "payments-" and its name.</summary>
internal static class PaymentTabs
{
    public static readonly IReadOnlyList<(string Path, string Title)> All =
    [
        ("/payments", "Failures"),
        ("/payments/delays", "Delays"),
        ("/payments/refunds", "Refunds"),
        ("/payments/billing-errors", "Billing errors"),
        ("/payments/fraud", "Fraud signals"),
        ("/payments/methods", "Methods"),
    ];

    /// <summary>What the filter bar offers on all of them.</summary>
    public static readonly IReadOnlyList<string> Dimensions = ["vendor", "gateway", "method", "brand", "country", "cause"];

    public static string DocumentOf(string path) => path[1..].Replace('/', '-');
}
