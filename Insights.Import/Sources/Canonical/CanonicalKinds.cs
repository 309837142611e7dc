namespace Insights.Import.Sources.Canonical;

/// <summary>The kinds a user's own table can be mapped to, each with the canonical layout whose maps it then runs through.</summary>
internal static class CanonicalKinds
{
    public static IReadOnlyDictionary<string, FormatProfile> All { get; } = new Dictionary<string, FormatProfile>(StringComparer.Ordinal)
    {
        ["transactions"] = CanonicalFormats.Transactions,
        ["tickets"] = CanonicalFormats.Tickets,
        ["ticket-events"] = CanonicalFormats.TicketEvents,
        ["chargebacks"] = CanonicalFormats.Chargebacks,
        ["chargeback-events"] = CanonicalFormats.ChargebackEvents,
        ["vendors"] = CanonicalFormats.Vendors,
        ["agents"] = CanonicalFormats.Agents,
        ["fx-rates"] = CanonicalFormats.FxRates,
    };

    public static string Of(FormatProfile profile) => All.FirstOrDefault(k => ReferenceEquals(k.Value, profile) || k.Value.Id == profile.Id).Key ?? "";
}
