namespace Insights.Analytics.Metrics.Chargebacks.Ledger;

/// <summary>
/// What an answer to a dispute needs, by its reason, and what of it is on file. The catalogue follows the providers' published categories
/// (Stripe: evidence by dispute category, best practices, Compelling Evidence 3.0); what is on file is only what imports carried.
/// </summary>
public static class EvidenceChecklist
{
    private const string Categories = "Stripe, dispute categories";
    private const string Practices = "Stripe, dispute best practices";
    private const string Ce3 = "Visa Compelling Evidence 3.0";

    /// <summary>Codes against which no evidence is accepted: monitoring programmes charge these back.</summary>
    public static bool IsWithoutDefence(string? network, string? reasonCode) => (network, reasonCode?.Trim().ToUpperInvariant()) is ("visa", "10.5") or ("amex", "FR2");

    public static IReadOnlyList<EvidenceLine> For(EvidenceFile file)
    {
        if (IsWithoutDefence(file.Network, file.ReasonCode))
            return [];
        return file.ReasonCategory switch
        {
            "fraudulent" => [.. Fraud(file), Contact(file), Delivery(file, "proof of delivery to the cardholder's address, or access logs")],
            "unrecognized" => [Known("Statement text the customer can recognise", file.Descriptor, "on the statement: " + file.Descriptor, Categories), ToAdd("Receipt sent to the customer, with date and address", Categories), .. Fraud(file), Contact(file)],
            "product_not_received" => [Delivery(file, "tracking number, carrier and delivery date, or access logs of a digital product"), ToAdd("Date promised at the sale, and any delay announced", Categories), Contact(file), Refund(file)],
            "product_unacceptable" => [ToAdd("Description and pictures as shown at the sale", Categories), ToAdd("Return policy as accepted at the sale", Categories), Contact(file), Refund(file)],
            "duplicate" => [Duplicate(file), ToAdd("Itemised receipts of both payments", Categories), Refund(file), Contact(file)],
            "credit_not_processed" => [ToAdd("Refund policy as shown before the purchase", Categories), Refund(file), Contact(file)],
            "subscription_canceled" => [ToAdd("Recurring terms accepted at sign-up", Categories), ToAdd("Cancellation log: when, and what was confirmed", Categories), Earlier(file, Categories), ToAdd("Use of the service after the alleged cancellation", Categories), Contact(file), Refund(file)],
            "authorization" => [ToAdd("Authorisation record for this amount, within its validity", "network code descriptions"), Card(file, "Address check (AVS)", file.AvsResult), Card(file, "Card code (CVC)", file.CvcResult)],
            _ => [ToAdd("Itemised receipt", Practices), Contact(file), Refund(file), Earlier(file, Practices)],
        };
    }

    /// <summary>"3 of 6 on file".</summary>
    public static (int OnFile, int All) Count(IReadOnlyList<EvidenceLine> lines) => (lines.Count(line => line.Status == EvidenceStatus.OnFile), lines.Count);

    private static IEnumerable<EvidenceLine> Fraud(EvidenceFile file)
    {
        yield return file.ThreeDs switch
        {
            "authenticated" => new("3-D Secure", EvidenceStatus.OnFile, "authenticated: liability usually lies with the issuer", Practices),
            "attempted" => new("3-D Secure", EvidenceStatus.OnFile, "attempted: the issuer did not take part", Practices),
            null => new("3-D Secure", EvidenceStatus.ToAdd, "not in the imported files", Practices),
            "not_used" => new("3-D Secure", EvidenceStatus.Against, "not used", Practices),
            _ => new("3-D Secure", EvidenceStatus.Against, "failed", Practices),
        };
        yield return Card(file, "Address check (AVS)", file.AvsResult);
        yield return Card(file, "Card code (CVC)", file.CvcResult);
        yield return Earlier(file, Practices);
        if (CompellingEvidence.Applies(file.Network, file.ReasonCode))
        {
            yield return file.EvidencePayments >= CompellingEvidence.PaymentsNeeded
                ? new("Two earlier undisputed payments with this card, 120 to 365 days before", EvidenceStatus.OnFile, $"{file.EvidencePayments} found, same customer account", Ce3)
                : new("Two earlier undisputed payments with this card, 120 to 365 days before", EvidenceStatus.Absent, file.EvidencePayments == 1 ? "only 1 found" : "none found", Ce3);
            yield return ToAdd("The same IP address or device on these payments and on this one", Ce3);
        }
        else
        {
            yield return ToAdd("IP address, device, login and shipping address", Practices);
        }
    }

    private static EvidenceLine Card(EvidenceFile file, string what, string? result) => CardCheck.Matches(result) switch
    {
        true => new(what, EvidenceStatus.OnFile, $"match ({result})", Practices),
        false => new(what, EvidenceStatus.Against, $"no match ({result})", Practices),
        _ => new(what, file.HasPayment && result is { Length: > 0 } ? EvidenceStatus.Absent : EvidenceStatus.ToAdd, result is { Length: > 0 } ? $"not checked ({result})" : "not in the imported files", Practices),
    };

    private static EvidenceLine Earlier(EvidenceFile file, string source) =>
        !file.CustomerIsKnown ? new("Earlier payments of the customer", EvidenceStatus.ToAdd, "the customer is not known", source)
        : file.EarlierPayments > 0 ? new("Earlier payments of the customer", EvidenceStatus.OnFile, file.EarlierPayments >= 100 ? "100 or more in the year before" : $"{file.EarlierPayments} in the year before", source)
        : new("Earlier payments of the customer", EvidenceStatus.Absent, "none in the year before", source);

    private static EvidenceLine Contact(EvidenceFile file) =>
        file.HasContact ? new("Conversation with the customer", EvidenceStatus.OnFile, file.ContactIsReplied ? "ticket before the dispute, answered" : "ticket before the dispute, not answered", Categories)
        : file.CustomerIsKnown ? new("Statement that the customer never asked", EvidenceStatus.OnFile, "no ticket between charge and dispute", Practices)
        : new("Conversation with the customer", EvidenceStatus.ToAdd, "the customer is not known", Categories);

    private static EvidenceLine Delivery(EvidenceFile file, string what) =>
        file.Tags.Any(tag => tag is "delivered" or "delivery_confirmed" or "delivery-confirmed")
            ? new("Delivery", EvidenceStatus.OnFile, "a ticket before the dispute is tagged as delivered", Categories)
            : file.Tags.Any(tag => tag is "not_received" or "not-received" or "undelivered")
                ? new("Delivery", EvidenceStatus.Against, "a ticket before the dispute is tagged as not received", Categories)
                : new("Delivery", EvidenceStatus.ToAdd, what, Categories);

    private static EvidenceLine Refund(EvidenceFile file) => file.RefundState switch
    {
        "full" => new("Proof of refund, with its date", EvidenceStatus.OnFile, "refunded in full before the dispute", Categories),
        "partial" => new("Proof of refund, with its date", EvidenceStatus.OnFile, "refunded in part before the dispute", Categories),
        _ => new("Proof of refund, with its date", EvidenceStatus.Absent, "no refund before the dispute", Categories),
    };

    private static EvidenceLine Duplicate(EvidenceFile file) => file.IsDuplicate
        ? new("That the two charges were for two orders", EvidenceStatus.Against, "the same amount was charged twice within 24 hours", Categories)
        : new("That no other charge of this amount was made", EvidenceStatus.OnFile, "none of the same customer within 24 hours", Categories);

    private static EvidenceLine Known(string what, string? value, string says, string source) =>
        value is { Length: > 0 } ? new(what, EvidenceStatus.OnFile, says, source) : ToAdd(what, source);

    private static EvidenceLine ToAdd(string what, string source) => new(what, EvidenceStatus.ToAdd, "the vendor has it", source);
}
