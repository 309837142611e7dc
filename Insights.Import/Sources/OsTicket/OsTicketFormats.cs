using Insights.Import.Pipeline;
using Insights.Import.Sources.Tickets;
using Insights.Import.Store;
using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.OsTicket;

/// <summary>osTicket's export of a queue. The columns' labels are in the agent's language, and an installation may have renamed them.</summary>
internal static class OsTicketFormats
{
    public const string Source = "osticket";

    public static FormatProfile Tickets { get; } = new()
    {
        Id = "osticket-tickets-csv",
        Title = "osTicket tickets (CSV)",
        Shape = RecordShape.Delimited,
        Order = 52,
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
            Required("id", "Ticket Number", "Ticketnummer", "Ticket-Nummer", "Número de Ticket", "Número del Ticket", "Numéro de ticket", "Numéro du ticket", "Número do Ticket", "Numero ticket", "Numero del ticket"),
            Required("created_at", "Date Created", "Create Date", "Created", "Erstellungsdatum", "Erstellt am", "Datum erstellt", "Erstelldatum", "Fecha de Creación", "Fecha de creado", "Fecha Creación", "Date de création", "Data de Criação", "Data da criação", "Data di creazione", "Data creazione"),
            Required("status", "Current Status", "Status", "Aktueller Status", "Estado Actual", "Estado", "Statut actuel", "État actuel", "Statut", "Status Atual", "Stato attuale", "Stato"),
            Optional("updated_at", "Last Updated", "Last Update", "Letzte Aktualisierung", "Zuletzt aktualisiert", "Última Actualización", "Última actualización", "Dernière mise à jour", "Última Atualização", "Ultimo aggiornamento"),
            Optional("solved_at", "Closed Date", "Close Date", "Date Closed", "Schließungsdatum", "Geschlossen am", "Fecha de Cierre", "Date de fermeture", "Date de clôture", "Data de Fechamento", "Data di chiusura"),
            Optional("subject", "Subject", "Betreff", "Asunto", "Sujet", "Objet", "Assunto", "Oggetto"),
            Optional("priority", "Priority", "Priorität", "Prioridad", "Priorité", "Prioridade", "Priorità"),
            Optional("channel", "Source", "Ticket Source", "Quelle", "Origen", "Fuente", "Origine", "Origem", "Fonte"),
            Optional("type", "Help Topic", "Hilfethema", "Hilfe-Thema", "Tema de Ayuda", "Temas de ayuda", "Rubrique d'aide", "Sujet d'aide", "Tópico de Ajuda", "Argomento"),
            Optional("team", "Team Assigned", "Department", "Zugewiesenes Team", "Abteilung", "Equipo Asignado", "Departamento", "Équipe assignée", "Département", "Service", "Equipe Atribuída", "Dipartimento"),
            Optional("department", "Department", "Abteilung", "Departamento", "Département", "Service", "Dipartimento"),
            Optional("agent", "Agent Assigned", "Assigned To", "Zugewiesener Agent", "Agent zugewiesen", "Agente Asignado", "Agent assigné", "Agente Atribuído", "Agente assegnato"),
            Optional("customer", "From Email", "User Email", "Von E-Mail", "Von Email", "Correo electrónico de", "De Email", "Email de", "E-mail de", "Do E-mail"),
            Optional("customer_email", "From", "Von", "De", "Da"), Optional("tags", "Tags"),
            Optional("reopens", "Reopen Count"), TicketFields.Brand(),
            .. TicketFields.Custom,
        ],
        DelimitedMap = (context, columns) => new OsTicketRowMap(context, columns),
    };
}

internal sealed class OsTicketRowMap(MapContext context, ColumnMap columns) : IRowMap
{
    private static readonly TicketVocabulary Words = TicketVocabulary.Of("osticket");
    private readonly DelimitedTickets _tickets = new(context, columns, Words, TicketTags.Listed);
    private readonly Column _department = columns["department"], _topic = columns["type"];

    public void Map(Row row, FactChunk chunk)
    {
        var ticket = _tickets.Read(row, out var tags);
        ticket.Team ??= _tickets.Said(row, _department);
        // Topics are paths: "Billing / Refund".
        ticket.Category ??= row.Pooled(_topic) is { } topic ? Words.Category(topic[(topic.LastIndexOf('/') + 1)..].Trim()) : null;
        _tickets.Add(row, ticket, tags, chunk, new TicketEvents(chunk, ticket.ExternalId, row.Line));
    }
}
