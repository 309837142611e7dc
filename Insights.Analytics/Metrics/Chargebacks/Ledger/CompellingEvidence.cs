namespace Insights.Analytics.Metrics.Chargebacks.Ledger;

/// <summary>
/// Visa's Compelling Evidence 3.0 for condition 10.4: two earlier undisputed payments with the same credential, 120 to 365 days before the dispute, and two matching
/// elements, one of them the IP address or the device. The store knows credential, dates and customer account; addresses and devices only the vendor knows.
/// </summary>
public static class CompellingEvidence
{
    public const int FromDays = 120;
    public const int ToDays = 365;
    public const int PaymentsNeeded = 2;

    /// <param name="card">The disputed payment's card, as the provider's own token; nothing qualifies without.</param>
    /// <param name="earlierCard">That of the earlier payment.</param>
    /// <param name="daysBefore">Whole days from the earlier payment to the dispute.</param>
    /// <param name="reported">The earlier payment was disputed, or reported as fraud.</param>
    public static bool Qualifies(string? card, string? earlierCard, int daysBefore, bool reported) =>
        card is { Length: > 0 } && earlierCard == card && daysBefore is >= FromDays and <= ToDays && !reported;

    /// <summary>Whether the rule applies to the reason at all.</summary>
    public static bool Applies(string? network, string? reasonCode) => network == "visa" && reasonCode?.Trim() is "10.4" or "1040";
}
