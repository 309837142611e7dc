using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.Tickets;

/// <summary>
/// Columns that no help desk has of its own and every installation may add: whose a ticket is, which payment, what about. Exports write a
/// custom field under its bare name or mark it as custom.
/// </summary>
internal static class TicketFields
{
    private static readonly string[] Marks =
    [
        "{0}", "{0} [list]", "{0} [txt]", "{0} [tagger]", "cf_{0}", "u_{0}", "custom field ({0})", "campo personalizado ({0})",
        "benutzerdefinierte felder ({0})", "benutzerdefiniertes feld ({0})", "champs personnalisés ({0})", "champ personnalisé ({0})",
    ];

    public static IEnumerable<FieldRule> Custom { get; } =
    [
        Of("vendor", "vendor", "merchant", "seller"),
        Of("transaction_id", "transaction_id", "transaction id", "payment_id", "payment id", "charge_id", "charge id", "payment reference"),
        Of("tier", "tier", "support tier", "support level"),
        Of("category_field", "category", "issue category", "payment issue"),
        Of("customer_field", "customer", "customer_id", "customer id"),
        Of("intake", "intake"),
        Optional("description", "Description", "Beschreibung", "Descripción", "Descrição", "description_text"),
        Of("hold_reason", "hold_reason", "hold reason", "on hold reason", "pending reason"),
    ];

    /// <summary>A column named so, or the help desk's own word for what a ticket came in for.</summary>
    public static FieldRule Brand(params string[] own)
    {
        var named = Of("brand", "brand", "brand name");
        return named with { Headers = [.. named.Headers, .. own] };
    }

    /// <summary>The headers a custom field of one of these names goes by.</summary>
    public static FieldRule Of(string field, params string[] names) =>
        Optional(field, [.. names.SelectMany(name => Marks.Select(mark => string.Format(System.Globalization.CultureInfo.InvariantCulture, mark, name)))]);
}
