namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>What to do about a reason, in words for the vendor. Ids are those of the house's action list, so that a report, a ticket and a call speak of the same thing.</summary>
internal sealed record RecommendedAction(string Id, string Text);

internal static class RecommendedActions
{
    private static readonly Dictionary<string, RecommendedAction> ByReason = new(StringComparer.Ordinal)
    {
        ["unrecognized"] = new("A1", "Make the name on the card statement the shop name or web address your customers know, send a receipt with every charge, and let issuers look up order details."),
        ["fraudulent"] = new("A2", "Ask for 3-D Secure where risk is high, refuse payments whose security code or postal check fails, and look at large orders and many cards by hand. Accept true fraud rather than fight it."),
        ["product_not_received"] = new("A4", "Promise dates you keep, tell customers about a delay before they ask, use a tracked carrier, and ask for a signature on expensive goods. For digital goods keep the access log."),
        ["product_unacceptable"] = new("A5", "Describe the product the same way everywhere it is sold, and replace or take it back quickly without sending the customer to the manufacturer."),
        ["subscription_canceled"] = new("A6", "Cancel at once when asked and confirm it, state the recurring charge at sign-up, and remind customers seven days before a yearly renewal."),
        ["credit_not_processed"] = new("A7", "Show the refund policy before purchase, pay refunds within your own deadline, and send proof with the date of the refund."),
        ["duplicate"] = new("A8", "Give every order one idempotency key, void a charge before charging again, and itemise receipts so that two purchases do not look like one."),
        ["authorization"] = new("A9", "Capture only with a valid authorization, for its amount and within its time; never force a declined payment through."),
        ["general"] = new("A10", "Settle in time and check amounts against the order: these disputes carry no clearer reason."),
        ["noncompliant"] = new("A18", "These disputes cannot be defended: lower the fraud rate that causes them."),
    };

    public static RecommendedAction? For(string reasonCategory) => ByReason.GetValueOrDefault(reasonCategory);

    public static RecommendedAction Undefended { get; } = new("A13", "Set due-date alerts, answer automatically where you can, and decide on purpose which disputes you accept.");

    public static RecommendedAction NearProgramme { get; } = new("A14", "Use the networks' early-warning tools to refund before a dispute is filed, tighten fraud rules, and refund early fraud warnings more readily.");
}
