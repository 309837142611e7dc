using Insights.Import.Pipeline;
using Insights.Import.Sources.Tickets;
using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.Zendesk;

/// <summary>Zendesk's JSON (the full export, API answers, single wrapped tickets) and the CSV of a view.</summary>
internal static class ZendeskFormats
{
    public const string Source = "zendesk";

    // Columns no other help desk's list has; one of them proves where a list with Id, Status and Created at comes from.
    private static readonly string[] Marks =
    [
        "requester id", "summation column", "requester external id", "submitter", "ticket type", "via", "group stations", "assignee stations", "satisfaction score",
        "initially assigned at", "requester wait time in minutes", "full resolution time in minutes", "first reply time in minutes", "on hold time in minutes",
    ];

    // A ticket of Freshdesk also has a requester_id; these it has and Zendesk's has not.
    private static readonly string[] NotOurs = ["responder_id", "fr_due_by", "fr_escalated", "email_config_id"];

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
            Required("id"), Required("created_at"), Required("updated_at"), Required("status"), Required("requester_id", "requester_id", "requester"),
            Optional("subject"), Optional("priority"), Optional("via"), Optional("assignee_id"), Optional("group_id"), Optional("tags"), Optional("custom_fields"),
            Optional("satisfaction_rating"), Optional("audits"), Optional("comments"), Optional("metric_set"), Optional("external_id"), Optional("brand_id"), Optional("brand"),
        ],
        HeaderTest = properties => !properties.Any(p => NotOurs.Contains(p, StringComparer.OrdinalIgnoreCase)),
        JsonMap = context => new ZendeskTicketMap(context),
    };

    /// <summary>The second file of an export: a note for each ticket that was too large to carry its comments.</summary>
    public static FormatProfile OversizeNotes { get; } = new()
    {
        Id = "zendesk-ticket-errors-json",
        Title = "Zendesk notes on oversized tickets (JSON)",
        Shape = RecordShape.Json,
        Order = 57,
        DefaultSource = Source,
        NaturalKey = ["id"],
        Fields = [Required("id", "id", "ticket_id"), Required("error", "error", "errors", "error_message")],
        JsonMap = context => new ZendeskTicketMap(context),
    };

    public static FormatProfile Audits { get; } = new()
    {
        Id = "zendesk-ticket-audits-json",
        Title = "Zendesk ticket audits (JSON)",
        Shape = RecordShape.Json,
        Order = 64,
        DefaultSource = Source,
        NaturalKey = ["ticket_id", "id"],
        RowsAreEvents = true,
        Fields = [Required("id"), Required("ticket_id"), Required("created_at"), Required("author_id"), Required("events"), Optional("via"), Optional("metadata")],
        JsonMap = context => new ZendeskAuditMap(context),
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

    public static FormatProfile Metrics { get; } = new()
    {
        Id = "zendesk-ticket-metrics-json",
        Title = "Zendesk ticket metrics (JSON)",
        Shape = RecordShape.Json,
        // Behind the tickets, which they complete.
        Order = 66,
        DefaultSource = Source,
        NaturalKey = ["ticket_id"],
        VersionField = "updated_at",
        Fields =
        [
            Required("ticket_id"), Required("created_at"), Required("reply_time_in_minutes"), Optional("full_resolution_time_in_minutes"), Optional("solved_at"),
            Optional("first_resolution_time_in_minutes"), Optional("agent_wait_time_in_minutes"), Optional("requester_wait_time_in_minutes"),
            Optional("on_hold_time_in_minutes"), Optional("reopens"), Optional("replies"),
        ],
        JsonMap = context => new ZendeskMetricsMap(context),
    };

    public static FormatProfile TicketsCsv { get; } = new()
    {
        Id = "zendesk-tickets-csv",
        Title = "Zendesk tickets (CSV of a view)",
        Shape = RecordShape.Delimited,
        Order = 54,
        DefaultSource = Source,
        NaturalKey = ["id"],
        VersionField = "updated_at",
        Vendor = VendorRule.FromColumn("vendor"),
        Times = TimeConvention.SourceZone,
        Dates = DateConvention.AskUser,
        DateFields = ["created_at", "updated_at", "solved_at"],
        IgnoresUnknownColumns = true,
        Fields =
        [
            Required("id", "Id", "Ticket ID"), Required("status", "Status"), Required("created_at", "Created at"), Required("updated_at", "Updated at"),
            Optional("solved_at", "Solved at"), Optional("subject", "Subject"), Optional("priority", "Priority"), Optional("channel", "Via"), Optional("type", "Ticket type"),
            Optional("team", "Group"), Optional("agent", "Assignee"), Optional("tags", "Tags"), Optional("satisfaction", "Satisfaction Score"),
            Optional("customer", "Requester id"), Optional("customer_email", "Requester email", "Requester external id", "Requester"),
            Optional("first_reply_minutes", "First reply time in minutes"), Optional("business_first_reply_minutes", "First reply time in minutes within business hours"),
            Optional("first_resolution_minutes", "First resolution time in minutes"), Optional("business_first_resolution_minutes", "First resolution time in minutes within business hours"),
            Optional("resolution_minutes", "Full resolution time in minutes"), Optional("business_resolution_minutes", "Full resolution time in minutes within business hours"),
            Optional("resolution_hours", "Resolution time"),
            Optional("agent_wait_minutes", "Agent wait time in minutes"), Optional("business_agent_wait_minutes", "Agent wait time in minutes within business hours"),
            Optional("requester_wait_minutes", "Requester wait time in minutes"), Optional("business_requester_wait_minutes", "Requester wait time in minutes within business hours"),
            Optional("on_hold_minutes", "On hold time in minutes"), Optional("business_on_hold_minutes", "On hold time in minutes within business hours"),
            Optional("reopens", "Reopens"), Optional("replies", "Replies"), TicketFields.Brand(),
            .. TicketFields.Custom,
        ],
        HeaderTest = headers => headers.Select(HeaderText.Fold).Any(h => Marks.Contains(h, StringComparer.Ordinal)),
        DelimitedMap = (context, columns) => new ZendeskRowMap(context, columns),
    };

    /// <summary>
    /// A query of Explore over single tickets. Its attributes carry the word Ticket and its times of day stand in "… - Timestamp"; a query by date
    /// alone has no instant to measure from and is refused for that.
    /// </summary>
    public static FormatProfile Explore { get; } = TicketsCsv with
    {
        Id = "zendesk-explore-csv",
        Title = "Zendesk Explore (CSV of a query over tickets)",
        Order = 55,
        HeaderTest = null,
        Fields =
        [
            Required("id", "Ticket ID"), Required("status", "Ticket status"), Required("created_at", "Ticket created - Timestamp", "Ticket created timestamp", "Ticket created"),
            Optional("updated_at", "Ticket last updated - Timestamp", "Ticket updated - Timestamp", "Ticket last updated"), Optional("solved_at", "Ticket solved - Timestamp", "Ticket last solved - Timestamp", "Ticket solved"),
            Optional("subject", "Ticket subject"), Optional("priority", "Ticket priority"), Optional("channel", "Ticket channel"), Optional("type", "Ticket type"), Optional("team", "Ticket group"),
            Optional("agent", "Assignee name", "Ticket assignee", "Assignee"), Optional("tags", "Ticket tags"), Optional("satisfaction", "Ticket satisfaction rating"),
            Optional("customer", "Requester ID"), Optional("customer_email", "Requester email", "Requester name"),
            .. Measured("first_reply", "First reply time"), .. Measured("first_resolution", "First resolution time"), .. Measured("resolution", "Full resolution time"),
            .. Measured("agent_wait", "Agent wait time"), .. Measured("requester_wait", "Requester wait time"), .. Measured("on_hold", "On-hold time", "On hold time"),
            Optional("reopens", "Ticket reopens", "Reopens"), Optional("replies", "Agent replies", "Ticket replies"), TicketFields.Brand("Ticket brand"),
            .. TicketFields.Custom,
        ],
    };

    /// <summary>Explore writes a metric's unit behind its name, and business hours between.</summary>
    private static IEnumerable<FieldRule> Measured(string field, params string[] names)
    {
        foreach (var (unit, written) in ((string, string)[])[("seconds", "sec"), ("minutes", "min"), ("hours", "hrs")])
        {
            yield return Optional($"{field}_{unit}", [.. names.Select(name => $"{name} ({written})")]);
            yield return Optional($"business_{field}_{unit}", [.. names.SelectMany(name => (string[])[$"{name} - Business hours ({written})", $"{name} within business hours ({written})"])]);
        }
    }
}
