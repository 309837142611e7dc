using Insights.Import.Pipeline;
using Insights.Import.Sources.Tickets;
using Insights.Import.Store;
using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.ServiceNow;

/// <summary>
/// Incidents as ServiceNow exports a list: with the columns' names (<c>opened_at</c>) or with their labels (<c>Opened</c>), and as tools write its API,
/// with <c>_value</c> and <c>_link</c> pairs for references.
/// </summary>
internal static class ServiceNowFormats
{
    public const string Source = "servicenow";

    // "Number, State, Opened" alone could be anybody's list; one of these makes it ServiceNow's.
    private static readonly string[] Marks =
    [
        "sys_id", "sys id", "opened_at", "short_description", "short description", "caller_id", "caller", "assignment_group", "assignment group", "priority",
        "sys_updated_on", "made_sla", "incident state", "kurzbeschreibung", "anrufer", "priorität", "breve descripción", "descripción breve", "description brève",
    ];

    public static FormatProfile Incidents { get; } = new()
    {
        Id = "servicenow-incident-list-csv",
        Title = "ServiceNow incidents (CSV)",
        Shape = RecordShape.Delimited,
        Order = 53,
        DefaultSource = Source,
        NaturalKey = ["id"],
        VersionField = "updated_at",
        Vendor = VendorRule.FromColumn("u_vendor"),
        CustomFieldColumns = ["{0}", "u_{0}"],
        Times = TimeConvention.SourceZone,
        Dates = DateConvention.AskUser,
        DateFields = ["created_at", "updated_at", "solved_at", "closed_at"],
        IgnoresUnknownColumns = true,
        Fields =
        [
            Required("number", "number", "Incident number", "Nummer", "Número", "Numéro"),
            Required("created_at", "opened_at", "Opened", "Opened at", "Geöffnet", "Abierto", "Abierto el", "Ouvert", "Ouvert le"),
            Required("status", Reference("state", "State", "incident_state", "Incident state", "Status", "Estado", "État")),
            // The number is only unique where one table was exported; where the row's own id came along, that is the key.
            Optional("id", "sys_id", "Sys ID", "Sys_id", "number", "Incident number", "Nummer", "Número", "Numéro"),
            Optional("updated_at", "sys_updated_on", "Updated", "sys_updated_at", "Last updated", "Aktualisiert", "Actualizado", "Mis à jour"),
            Optional("solved_at", "resolved_at", "Resolved", "Resolved at", "Gelöst", "Resuelto", "Résolu"), Optional("closed_at", "closed_at", "Closed", "Closed at", "Geschlossen", "Cerrado", "Fermé"),
            Optional("subject", "short_description", "Short description", "Kurzbeschreibung", "Breve descripción", "Descripción breve", "Description brève"),
            Optional("priority", Reference("priority", "Priority", "Priorität", "Prioridad", "Priorité")), Optional("channel", Reference("contact_type", "Channel", "Contact type", "Kanal", "Canal")),
            Optional("type", Reference("subcategory", "Subcategory")), Optional("team", Reference("assignment_group", "Assignment group", "Zuweisungsgruppe", "Grupo de asignación", "Groupe d'affectation")),
            Optional("agent", Reference("assigned_to", "Assigned to", "Zugewiesen zu", "Zugewiesen an", "Asignado a", "Affecté à")),
            Optional("customer", Reference("caller_id", "Caller", "Anrufer", "Solicitante", "Appelant")),
            Optional("tags", "sys_tags", "Tags"), Optional("satisfaction", "u_satisfaction", "Satisfaction"),
            Optional("resolution_seconds", "calendar_stc", "Resolve time", "calendar_duration", "Duration"),
            Optional("business_resolution_seconds", "business_stc", "Business resolve time", "business_duration", "Business duration"),
            Optional("reopens", "reopen_count", "Reopen count"),
            TicketFields.Brand(Reference("company", "Company", "Unternehmen", "Firma", "Empresa", "Société", "Compañía")),
            .. TicketFields.Custom.Select(f => f.Name == "hold_reason" ? f with { Headers = [.. Reference("hold_reason", "On hold reason"), .. f.Headers] } : f),
        ],
        HeaderTest = headers => headers.Select(HeaderText.Fold).Any(h => Marks.Contains(h, StringComparer.Ordinal)),
        DelimitedMap = (context, columns) => new ServiceNowRowMap(context, columns),
    };

    /// <summary>
    /// Incidents of the table API (<c>{"result":[…]}</c>) and of JSON exports (<c>{"records":[…]}</c>). Stored values are in UTC; an answer that holds only
    /// what a person would see (<c>sysparm_display_value=true</c>) is in that person's zone and is read as the list is.
    /// </summary>
    public static FormatProfile IncidentRecords { get; } = Incidents with
    {
        Id = "servicenow-incident-json",
        Title = "ServiceNow incidents (JSON)",
        IsOfRecords = true,
        Times = TimeConvention.Utc,
        Dates = DateConvention.Iso,
        Fields = [.. Incidents.Fields.Where(f => f.Name != "id").Select(Stored), Required("id", "sys_id.value", "sys_id")],
        HeaderTest = headers => Incidents.HeaderTest!([.. headers.Select(h => h.Split('.')[0])]) && !IsAsShown(headers),
    };

    /// <summary>An instant's stored value before what is shown of it.</summary>
    private static FieldRule Stored(FieldRule field) => field.Name is "created_at" or "updated_at" or "solved_at" or "closed_at"
        ? field with { Headers = [.. field.Headers.Select(h => h + ".value"), .. field.Headers] }
        : field.Name is "number" or "subject" or "resolution_seconds" or "business_resolution_seconds" or "reopens"
            ? field with { Headers = [.. field.Headers, .. field.Headers.Select(h => h + ".value")] }
            : field with { Headers = [.. field.Headers, .. field.Headers.Select(h => h + ".display_value"), .. field.Headers.Select(h => h + ".value")] };

    private static bool IsAsShown(IReadOnlyList<string> headers) =>
        headers.Any(h => h.EndsWith(".display_value", StringComparison.OrdinalIgnoreCase)) && !headers.Any(h => h.EndsWith(".value", StringComparison.OrdinalIgnoreCase));

    /// <summary>A reference as shown before a reference as stored: people's names before their keys.</summary>
    private static string[] Reference(string column, params string[] labels) =>
        [$"{column}_display_value", $"dv_{column}", $"{column}.display_value", $"{column}.name", column, .. labels, $"{column}_value", $"{column}.value"];
}

internal sealed class ServiceNowRowMap(MapContext context, ColumnMap columns) : IRowMap
{
    private static readonly TicketVocabulary Words = TicketVocabulary.Of("servicenow");
    private readonly DelimitedTickets _tickets = new(context, columns, Words, TicketTags.Listed);

    public void Map(Row row, FactChunk chunk)
    {
        var ticket = _tickets.Read(row, out var tags);
        _tickets.Add(row, ticket, tags, chunk, new TicketEvents(chunk, ticket.ExternalId, row.Line));
    }
}
