using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.Canonical;

/// <summary>The profiles of our own layouts, column by column as README.md beside this file documents them.</summary>
internal static class CanonicalFormats
{
    public const string Source = "canonical";

    public static FormatProfile Tickets { get; } = new()
    {
        Id = "canonical-tickets",
        Title = "Tickets (canonical)",
        Shape = RecordShape.Delimited,
        Order = 50,
        DefaultSource = Source,
        NaturalKey = ["ticket_id"],
        VersionField = "updated_at",
        Vendor = VendorRule.FromColumn("vendor"),
        Fields =
        [
            Required("ticket_id"), Required("status"), Required("created_at"), Required("updated_at"),
            .. Optionals("vendor", "customer", "subject", "channel", "category", "priority", "team", "tier", "agent", "solved_at", "transaction_id",
                "merged_into", "follow_up_of", "satisfaction", "tags", "brand", "hold_reason", "intake", "description"),
        ],
        DelimitedMap = (context, columns) => new TicketMap(context, columns),
    };

    public static FormatProfile TicketEvents { get; } = new()
    {
        Id = "canonical-ticket-events",
        Title = "Ticket events (canonical)",
        Shape = RecordShape.Delimited,
        Order = 60,
        DefaultSource = Source,
        NaturalKey = ["ticket_id", "event_id"],
        RowsAreEvents = true,
        Fields =
        [
            Required("ticket_id"), Required("event_id"), Required("occurred_at"), Required("kind"),
            .. Optionals("actor_kind", "actor", "public", "value", "reason"),
        ],
        DelimitedMap = (_, columns) => new TicketEventMap(columns),
    };

    public static FormatProfile Transactions { get; } = new()
    {
        Id = "canonical-transactions",
        Title = "Transactions (canonical)",
        Shape = RecordShape.Delimited,
        Order = 40,
        DefaultSource = Source,
        NaturalKey = ["transaction_id"],
        VersionField = "updated_at",
        Vendor = VendorRule.FromColumn("vendor"),
        Amounts = AmountConvention.Major,
        Fields =
        [
            Required("transaction_id"), Required("kind"), Required("status"), Required("occurred_at"), Required("amount"), Required("currency"),
            .. Optionals("vendor", "updated_at", "settled_at", "fee", "original_transaction_id", "refund_extent", "refund_mode", "customer", "order_id",
                "gateway", "method", "brand", "country", "customer_country", "bin", "last4", "card_fingerprint", "failure_code", "failure_cause", "descriptor", "product",
                "three_ds", "avs", "cvc"),
        ],
        DelimitedMap = (context, columns) => new TransactionMap(context, columns),
    };

    public static FormatProfile Chargebacks { get; } = new()
    {
        Id = "canonical-chargebacks",
        Title = "Chargebacks (canonical)",
        Shape = RecordShape.Delimited,
        Order = 70,
        DefaultSource = Source,
        NaturalKey = ["chargeback_id"],
        VersionField = "updated_at",
        Vendor = VendorRule.FromColumn("vendor"),
        Amounts = AmountConvention.Major,
        Fields =
        [
            Required("chargeback_id"), Required("status"), Required("opened_at"), Required("amount"), Required("currency"),
            .. Optionals("transaction_id", "vendor", "network", "reason_code", "sub_reason", "provider_reason", "charged_at", "updated_at",
                "transaction_amount", "transaction_currency", "evidence_due_at", "evidence_submitted_at", "decided_at", "fee", "fee_returned", "recovered",
                "customer", "country", "bin", "last4", "card_fingerprint", "product"),
        ],
        DelimitedMap = (context, columns) => new ChargebackMap(context, columns),
    };

    public static FormatProfile ChargebackEvents { get; } = new()
    {
        Id = "canonical-chargeback-events",
        Title = "Chargeback events (canonical)",
        Shape = RecordShape.Delimited,
        Order = 80,
        DefaultSource = Source,
        NaturalKey = ["chargeback_id", "event_id"],
        RowsAreEvents = true,
        Amounts = AmountConvention.Major,
        Fields =
        [
            Required("chargeback_id"), Required("event_id"), Required("occurred_at"), Required("state"),
            .. Optionals("amount", "currency"),
        ],
        DelimitedMap = (context, columns) => new ChargebackEventMap(context, columns),
    };

    public static FormatProfile Vendors { get; } = new()
    {
        Id = "canonical-vendors",
        Title = "Vendors (canonical)",
        Shape = RecordShape.Delimited,
        Order = 20,
        DefaultSource = Source,
        NaturalKey = ["vendor"],
        RefusesUnknownColumns = true,
        Fields = [Required("vendor"), .. Optionals("name", "country")],
        DelimitedMap = (_, columns) => new VendorMap(columns),
    };

    public static FormatProfile Agents { get; } = new()
    {
        Id = "canonical-agents",
        Title = "Agents (canonical)",
        Shape = RecordShape.Delimited,
        Order = 25,
        DefaultSource = Source,
        NaturalKey = ["agent"],
        RefusesUnknownColumns = true,
        Fields = [Required("agent"), .. Optionals("team", "tier")],
        DelimitedMap = (_, columns) => new AgentMap(columns),
    };

    public static FormatProfile FxRates { get; } = new()
    {
        Id = "fx-rates",
        Title = "Exchange rates (ECB daily layout)",
        Shape = RecordShape.Delimited,
        Order = 30,
        DefaultSource = "ecb",
        // Rates are published on working days: the longest weekend of the year, Easter, is not late.
        CadenceHours = 120,
        NaturalKey = ["Date"],
        Fields = [Required("date", "Date")],
        HeaderTest = FxRateMap.IsHeader,
        IgnoresUnknownColumns = true,
        DelimitedMap = (_, columns) => new FxRateMap(columns),
    };

    /// <summary>The same rates as the bank's data portal and its interface hand them out.</summary>
    public static FormatProfile PortalRates { get; } = new()
    {
        Id = "ecb-portal-rates",
        Title = "Exchange rates (ECB data portal)",
        Shape = RecordShape.Delimited,
        Order = 31,
        DefaultSource = "ecb",
        CadenceHours = 120,
        NaturalKey = ["CURRENCY", "TIME_PERIOD"],
        Fields =
        [
            Required("frequency", "FREQ"), Required("currency", "CURRENCY"), Required("against", "CURRENCY_DENOM"), Required("date", "TIME_PERIOD"), Present("rate", "OBS_VALUE"),
            Optional("type", "EXR_TYPE"), Optional("suffix", "EXR_SUFFIX"), Optional("multiplier", "UNIT_MULT"),
        ],
        IgnoresUnknownColumns = true,
        DelimitedMap = (_, columns) => new PortalRateMap(columns),
    };

    public static FormatProfile Calendars { get; } = new()
    {
        Id = "canonical-calendars",
        Title = "Business calendars (calendars.json)",
        Shape = RecordShape.Json,
        Order = 5,
        DefaultSource = Source,
        NaturalKey = ["code", "version"],
        Fields = [Required("code"), Required("version"), Required("timezone"), .. Optionals("name", "valid_from", "always_open", "hours", "exceptions", "holidays", "yearly_holidays", "breaks")],
        JsonMap = _ => new CalendarMap(),
    };

    public static FormatProfile SlaPolicies { get; } = new()
    {
        Id = "canonical-sla-policies",
        Title = "SLA policies (sla-policies.json)",
        Shape = RecordShape.Json,
        Order = 10,
        DefaultSource = Source,
        NaturalKey = ["code", "version"],
        Fields = [Required("code"), Required("version"), Required("targets"), .. Optionals("name", "position", "valid_from", "valid_to", "match", "calendar", "hours", "pauses", "on_change", "warn_at")],
        JsonMap = _ => new SlaPolicyMap(),
    };

    private static IEnumerable<FieldRule> Optionals(params string[] names) => names.Select(n => Optional(n));
}
