using Insights.Import.Pipeline;
using Insights.Import.Sources.Tickets;
using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.Freshdesk;

/// <summary>Freshdesk's (and Freshservice's) ticket export with the columns a user picked, and tickets as their API and account export write them.</summary>
internal static class FreshdeskFormats
{
    public const string Source = "freshdesk";

    // Any of these beside id, status and creation makes the table Freshdesk's and nobody else's.
    private static readonly string[] Marks =
    [
        "subject", "priority", "source", "agent", "group", "due by time", "resolved time", "closed time", "last update time", "last updated time",
        "initial response time", "first response time (in hrs)", "resolution time (in hrs)", "agent interactions", "customer interactions",
        "betreff", "priorität", "quelle", "gruppe", "fällig um", "gelöst um", "geschlossen um", "letzte aktualisierung", "agent-interaktionen", "kundeninteraktionen",
    ];

    public static FormatProfile Tickets { get; } = new()
    {
        Id = "freshdesk-tickets-csv",
        Title = "Freshdesk tickets (CSV)",
        Shape = RecordShape.Delimited,
        Order = 51,
        DefaultSource = Source,
        NaturalKey = ["id"],
        VersionField = "updated_at",
        Vendor = VendorRule.FromColumn("vendor"),
        Times = TimeConvention.SourceZone,
        Dates = DateConvention.AskUser,
        DateFields = ["created_at", "updated_at", "solved_at", "closed_at", "first_reply_at"],
        IgnoresUnknownColumns = true,
        Fields =
        [
            Required("id", "Ticket ID", "Ticket-ID", "Ticketnummer"), Required("status", "Status"), Required("created_at", "Created time", "Created at", "Created date", "Erstellt um", "Erstellt am", "Erstellungszeit", "Erstellungszeitpunkt", "Zeitpunkt der Erstellung"),
            Optional("updated_at", "Last update time", "Last updated time", "Updated time", "Last Updated", "Updated at", "Letzte Aktualisierung", "Zuletzt aktualisiert", "Letzte Aktualisierungszeit", "Zeitpunkt der letzten Aktualisierung", "Aktualisiert um", "Aktualisiert am"),
            Optional("solved_at", "Resolved time", "Resolved at", "Gelöst um", "Gelöst am", "Lösungszeitpunkt", "Zeitpunkt der Lösung"), Optional("closed_at", "Closed time", "Closed at", "Geschlossen um", "Geschlossen am", "Zeitpunkt der Schließung"),
            Optional("first_reply_at", "Initial response time", "First responded time", "First response at", "Zeitpunkt der ersten Antwort", "Erste Antwort um", "Erste Antwort am"),
            Optional("subject", "Subject", "Betreff"), Optional("priority", "Priority", "Priorität"), Optional("channel", "Source", "Quelle"), Optional("type", "Type", "Typ"),
            Optional("team", "Group", "Internal Group", "Gruppe"), Optional("agent", "Agent", "Internal Agent", "Mitarbeiter", "Bearbeiter"), Optional("tags", "Tags", "Schlagwörter", "Schlagworte"),
            Optional("satisfaction", "Survey results", "Survey result", "Customer satisfaction", "Umfrageergebnisse", "Umfrageergebnis"),
            Optional("customer", "Contact ID", "Requester ID", "Kontakt-ID"), Optional("customer_email", "Email", "Requester Email", "Unique external id", "Full name", "Requester Name", "E-Mail", "E-Mail-Adresse", "Vollständiger Name"),
            Optional("business_first_reply_hours", "First response time (in hrs)", "First response time (in hours)", "Erste Antwortzeit (in Std.)", "Erste Reaktionszeit (in Std.)", "Erste Antwortzeit (in Stunden)", "Zeit bis zur ersten Antwort (in Std.)"), Optional("business_first_reply_minutes", "First response time (in mins)", "First response time (in minutes)"),
            Optional("business_resolution_hours", "Resolution time (in hrs)", "Resolution time (in hours)", "Lösungszeit (in Std.)", "Lösungszeit (in Stunden)"), Optional("business_resolution_minutes", "Resolution time (in mins)", "Resolution time (in minutes)"),
            TicketFields.Brand("Product", "Product Name", "Produkt"),
            .. TicketFields.Custom,
        ],
        HeaderTest = headers => headers.Select(HeaderText.Fold).Any(h => Marks.Contains(h, StringComparer.Ordinal)),
        DelimitedMap = (context, columns) => new FreshdeskRowMap(context, columns),
    };

    public static FormatProfile TicketsJson { get; } = new()
    {
        Id = "freshdesk-ticket-json",
        Title = "Freshdesk tickets (JSON)",
        Shape = RecordShape.Json,
        Order = 56,
        DefaultSource = Source,
        NaturalKey = ["id"],
        VersionField = "updated_at",
        Vendor = VendorRule.FromColumn("vendor"),
        Fields =
        [
            Required("id", "id", "display_id"), Required("status"), Required("priority"), Required("source"), Required("created_at"), Required("updated_at"),
            .. Optionals("subject", "type", "ticket_type", "requester_id", "responder_id", "group_id", "product_id", "product", "product_name", "company_id", "tags", "custom_fields",
                "custom_field", "stats", "conversations", "notes", "requester", "spam", "deleted", "satisfaction_rating"),
        ],
        JsonMap = context => new FreshdeskTicketMap(context),
    };

    private static IEnumerable<FieldRule> Optionals(params string[] names) => names.Select(n => Optional(n));
}

internal sealed class FreshdeskRowMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly DelimitedTickets _tickets = new(context, columns, FreshdeskWords.Vocabulary, TicketTags.Listed);

    public void Map(Row row, Store.FactChunk chunk)
    {
        var ticket = _tickets.Read(row, out var tags);
        _tickets.Add(row, ticket, tags, chunk, new TicketEvents(chunk, ticket.ExternalId, row.Line));
    }
}

internal static class FreshdeskWords
{
    public static TicketVocabulary Vocabulary { get; } = TicketVocabulary.Of("freshdesk");
}
