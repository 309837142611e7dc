namespace Insights.Analytics.Metrics.Support;

/// <summary>The kinds of contact, as the store's categories name them, and what stands where nothing tells.</summary>
public static class IssueTypes
{
    /// <summary>Neither a field, nor words, nor a person says: an answer like the others.</summary>
    public const string Unclear = "unclear";

    public const string Refund = "refund";

    private static readonly string[] s_all = ["failed_payment", "delayed_payment", Refund, "billing_error", "fraud", "chargeback", "payment_method", "account", "other"];

    public static IReadOnlyList<string> All => s_all;

    public static string? Find(string? word) => word is null ? null : Array.Find(s_all, issue => string.Equals(issue, word, StringComparison.OrdinalIgnoreCase));
}
