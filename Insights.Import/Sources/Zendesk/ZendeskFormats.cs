using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.Zendesk;

/// <summary>Zendesk's JSON: the full export (one ticket a line), API answers (a list in a wrapper) and single wrapped tickets.</summary>
internal static class ZendeskFormats
{
    public const string Source = "zendesk";

    public static FormatProfile Tickets { get; } = new()
    {
        Id = "zendesk-ticket-json",
        Title = "Zendesk tickets (JSON)",
        Shape = RecordShape.Json,
        Order = 55,
        DefaultSource = Source,
        NaturalKey = ["id"],
        VersionField = "updated_at",
        Vendor = VendorRule.FromColumn("vendor"),
        Fields =
        [
            Required("id"), Required("created_at"), Required("updated_at"), Required("status"), Required("requester_id"),
            Optional("subject"), Optional("priority"), Optional("via"), Optional("assignee_id"), Optional("group_id"), Optional("tags"), Optional("custom_fields"),
            Optional("satisfaction_rating"), Optional("audits"), Optional("comments"), Optional("metric_set"), Optional("external_id"),
        ],
        JsonMap = context => new ZendeskTicketMap(context),
    };

    public static FormatProfile MetricEvents { get; } = new()
    {
        Id = "zendesk-ticket-metric-events-json",
        Title = "Zendesk ticket metric events (JSON)",
        Shape = RecordShape.Json,
        Order = 65,
        DefaultSource = Source,
        NaturalKey = ["ticket_id", "id"],
        RowsAreEvents = true,
        Fields = [Required("id"), Required("ticket_id"), Required("metric"), Required("instance_id"), Required("type"), Required("time")],
        JsonMap = _ => new ZendeskMetricEventMap(),
    };
}
