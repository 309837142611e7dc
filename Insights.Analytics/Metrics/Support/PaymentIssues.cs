namespace Insights.Analytics.Metrics.Support;

/// <summary>
/// How many kinds of payment issue a case names. Only what people at the desk wrote is read, its category and its tags: a reader can check it on the ticket.
/// </summary>
internal static class PaymentIssues
{
    /// <summary>The issue types of a category; "other" names none.</summary>
    private static readonly HashSet<string> s_kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        "failed_payment", "delayed_payment", "refund", "billing_error", "fraud", "chargeback", "payment_method", "account",
    };

    /// <summary>Kinds named by the category and the tags together, each once. Two or more are several issues in one case.</summary>
    /// <param name="tags">Separated by spaces, as stored.</param>
    public static int Count(string? category, string? tags)
    {
        var first = category is not null && s_kinds.Contains(category) ? category : null;
        if (string.IsNullOrEmpty(tags))
            return first is null ? 0 : 1;
        HashSet<string>? named = null;
        foreach (var tag in tags.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (s_kinds.Contains(tag))
                (named ??= new(StringComparer.OrdinalIgnoreCase)).Add(tag);
        }

        if (first is not null)
            (named ??= new(StringComparer.OrdinalIgnoreCase)).Add(first);
        return named?.Count ?? 0;
    }
}
