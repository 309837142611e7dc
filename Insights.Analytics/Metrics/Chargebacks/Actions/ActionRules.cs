namespace Insights.Analytics.Metrics.Chargebacks.Actions;

/// <summary>From what stands out in a vendor's disputes to what the vendor can do about it. Pure: the same finding always gives the same advice.</summary>
public static class ActionRules
{
    /// <summary>
    /// The action for a segment that stands out; null when the catalogue has none.
    /// </summary>
    /// <param name="dimension">What the segment is one of: "reason", "product", "three_ds", "ticket_history" …</param>
    /// <param name="member">Which one: "unrecognized", "not_used" …</param>
    /// <param name="leadingCategory">The reason category most of the segment's disputes carry; null when none leads.</param>
    public static ChargebackAction? For(string dimension, string member, string? leadingCategory)
    {
        var id = dimension switch
        {
            "reason" or "reason_category" or "category_of_reason" => ForCategory(member),
            "descriptor" => leadingCategory is null or "unrecognized" or "fraudulent" or "general" ? "A1" : ForCategory(leadingCategory),
            "three_ds" or "avs" or "cvc" or "cvv" => "A2",
            "bin" or "issuer_country" or "card_country" or "amount_band" or "weekday" or "hour" => leadingCategory is null ? "A2" : ForCategory(leadingCategory),
            "repeat_customer" or "repeat_card" => IsYes(member) && leadingCategory == "fraudulent" ? "A3" : leadingCategory is null ? null : ForCategory(leadingCategory),
            "refund_state" => member is "none" or "not_refunded" or "no" ? leadingCategory is null ? null : ForCategory(leadingCategory) : member.Contains("late", StringComparison.Ordinal) || member.Contains("promised", StringComparison.Ordinal) ? "A7" : "A16",
            "ticket_history" => member is "none" or "never" or "never_contacted" or "no" ? "A12" : "A11",
            "duplicate" or "duplicate_charge" => "A8",
            "lag" or "days_to_dispute" => leadingCategory is null ? null : ForCategory(leadingCategory),
            _ => leadingCategory is null ? null : ForCategory(leadingCategory),
        };
        return id is null ? null : ActionCatalog.Get(id);
    }

    /// <summary>The action for disputes of one reason category.</summary>
    public static string? ForCategory(string category) => category switch
    {
        "unrecognized" => "A1",
        "fraudulent" => "A2",
        "product_not_received" => "A4",
        "product_unacceptable" => "A5",
        "subscription_canceled" => "A6",
        "credit_not_processed" => "A7",
        "duplicate" => "A8",
        "authorization" => "A9",
        "general" => "A10",
        "noncompliant" => "A18",
        _ => null,
    };

    private static bool IsYes(string member) => member is "yes" or "true" or "repeat" or "returning" or "known";
}
