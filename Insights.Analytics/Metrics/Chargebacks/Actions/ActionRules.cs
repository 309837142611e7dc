namespace Insights.Analytics.Metrics.Chargebacks.Actions;

/// <summary>From what stands out in a vendor's disputes to what the vendor can do about it. Pure: the same finding always gives the same advice.</summary>
public static class ActionRules
{
    /// <summary>What says most about the cause comes first: a double charge is a double charge, whatever reason the bank gave for it.</summary>
    private static readonly string[] Telling =
        ["duplicate_charge", "ticket_history", "refund_state", "descriptor", "three_ds", "avs", "cvc", "reason", "bin", "repeat_customer", "days_to_dispute"];

    /// <summary>The action for a segment that stands out, by the most telling of its members; null when the catalogue has none.</summary>
    /// <param name="members">Dimension and member of each part of the segment: ("descriptor", "SHOP.EXAMPLE"), ("reason", "unrecognized").</param>
    /// <param name="leadingCategory">The reason category most of the segment's disputes carry; null when none leads.</param>
    public static ChargebackAction? For(IReadOnlyList<KeyValuePair<string, string>> members, string? leadingCategory)
    {
        // A reason in the segment is the reason of all its disputes.
        var category = members.FirstOrDefault(member => member.Key == "reason").Value ?? leadingCategory;
        foreach (var dimension in Telling)
        {
            if (members.FirstOrDefault(member => member.Key == dimension) is { Value: { } member } && Of(dimension, member, category) is { } id)
                return ActionCatalog.Get(id);
        }

        return category is not null && ForCategory(category) is { } general ? ActionCatalog.Get(general) : null;
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

    private static string? Of(string dimension, string member, string? category) => dimension switch
    {
        "duplicate_charge" => member == "yes" ? "A8" : null,
        "ticket_history" => member switch { "never_contacted" => "A12", "not_answered" or "answered_not_solved" => "A11", _ => null },
        "refund_state" => member is "full" or "partial" ? "A16" : null,
        // A statement text is to blame for what is not recognised, and for nothing else.
        "descriptor" => category is null or "unrecognized" or "fraudulent" or "general" ? "A1" : null,
        "three_ds" or "avs" or "cvc" => category is null or "fraudulent" or "unrecognized" ? "A2" : null,
        "reason" => ForCategory(member),
        "bin" => category is null or "fraudulent" or "unrecognized" ? "A2" : null,
        "repeat_customer" => member != "yes" ? null : category switch { "fraudulent" => "A3", "unrecognized" => "A1", _ => null },
        "days_to_dispute" => member == "0-7" && category is "unrecognized" ? "A1" : null,
        _ => null,
    };
}
