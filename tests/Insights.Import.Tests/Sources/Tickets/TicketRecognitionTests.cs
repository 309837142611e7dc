using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Sources;
using Xunit;

namespace Insights.Import.Tests.Sources.Tickets;

/// <summary>Every list of a help desk is taken for itself: whatever the order of its columns, their capitals, and what an installation added.</summary>
public sealed class TicketRecognitionTests
{
    private const string Zendesk = "Summation column,Id,Requester,Requester id,Requester external id,Requester email,Requester domain,Submitter,Assignee,Group,Subject,Tags,Status,Priority,Via,Ticket type,Created at,Updated at,Assigned at,Organization,Due date,Initially assigned at,Solved at,Resolution time,Satisfaction Score,Group stations,Assignee stations,Reopens,Replies,First reply time in minutes,First reply time in minutes within business hours,First resolution time in minutes,First resolution time in minutes within business hours,Full resolution time in minutes,Full resolution time in minutes within business hours,Agent wait time in minutes,Agent wait time in minutes within business hours,Requester wait time in minutes,Requester wait time in minutes within business hours,On hold time in minutes,On hold time in minutes within business hours";
    private const string JiraEnglish = "Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Project type,Project lead,Project lead id,Project description,Priority,Resolution,Assignee,Assignee Id,Reporter,Reporter Id,Creator,Creator Id,Created,Updated,Last Viewed,Resolved,Due date,Votes,Description,Environment,Watchers,Watchers,Watchers Id,Watchers Id,Original estimate,Remaining Estimate,Time Spent,Work Ratio,Σ Original Estimate,Σ Remaining Estimate,Σ Time Spent,Security Level,Attachment,Custom field (Request Type),Custom field (Request language),Custom field (Request participants),Satisfaction rating,Custom field (Satisfaction date),Custom field (Time to done),Custom field (Time to first response),Custom field (Time to resolution),Comment,Comment,Parent,Parent key,Parent summary,Status Category,Status Category Changed";
    private const string JiraSpanish = "Resumen,Clave de incidencia,ID de la incidencia,Tipo de Incidencia,Estado,Clave del proyecto,Nombre del proyecto,Tipo de proyecto,Responsable del proyecto,Prioridad,Resolución,Persona asignada,ID de la persona asignada,Informador,ID del informador,Creador,ID del creador,Creada,Actualizada,Vista por Última Vez,Resuelta,Fecha de vencimiento,Votos,Descripción,Entorno,Interesados,Estimación original,Nivel de Seguridad,Campo personalizado (Impact),Calificación de satisfacción,Comentario,Comentario,Categoría de estado,Categoría de estado cambiada";
    private const string JiraGerman = "Zusammenfassung,Vorgangsschlüssel,Vorgangs-ID,Vorgangstyp,Status,Projektschlüssel,Projektname,Priorität,Lösung,Zugewiesene Person,Autor,Ersteller,Erstellt,Aktualisiert,Zuletzt angesehen,Erledigt,Fälligkeitsdatum,Stimmen,Beschreibung,Umgebung,Kommentar";
    private const string JiraFrench = "Résumé,Clé de ticket,ID de ticket,Type de ticket,État,Clé de projet,Nom du projet,Priorité,Résolution,Personne assignée,Rapporteur,Créateur,Création,Mise à jour,Résolu,Description,Champs personnalisés (Impact),Commentaire,Catégorie d'état";
    private const string JiraPortuguese = "Tipo de item,Chave da item,ID da item,Resumo,Responsável,ID do responsável,Relator,Prioridade,Status,Resolução,Criado,Atualizado(a),Data limite";
    private const string OsTicket = "Ticket Number,Date Created,Subject,From,From Email,Priority,Department,Help Topic,Source,Current Status,Last Updated,SLA Due Date,SLA Plan,Due Date,Closed Date,Overdue,Merged,Linked,Answered,Agent Assigned,Team Assigned,Thread Count,Reopen Count,Attachment Count,Task Count";

    public static TheoryData<string, string> Lists => new()
    {
        { "zendesk-tickets-csv", Zendesk },
        { "zendesk-tickets-csv", "ID,Requester id,Status,Created at,Updated at,Full resolution time in minutes" },
        { "zendesk-tickets-csv", "Id,Assignee,Group,Tags,Status,Via,Created at,Updated at,Solved at,Replies,Satisfaction Score,Reason for contact [list]" },
        { "freshdesk-tickets-csv", "Ticket ID,Subject,Description,Status,Priority,Type,Created time,Resolved time,Summary,Full name,Title,Email,Mobile phone,Contact ID,Company Name" },
        { "freshdesk-tickets-csv", "Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Due by Time,Resolved time,Closed time,Last update time,Initial response time,Time tracked,First response time (in hrs),Resolution time (in hrs),Agent interactions,Customer interactions,Resolution status,First response status,Tags,Survey results,Product" },
        { "freshdesk-tickets-csv", "Subject,Type,Status,Urgency,Impact,Priority,Group,Agent,Company,Category,Sub-Category,Item,Source,Ticket Id,Requester Name,Requester Email,Created Time,Due by Time,Resolved Time,Closed Time,Last Updated Time,First Response Time (in Hrs),Resolution Time (in Hrs)" },
        { "jira-issues-csv-en", JiraEnglish },
        { "jira-issues-csv-en", "Issue Type,Issue key,Issue id,Summary,Assignee,Reporter,Priority,Status,Resolution,Created,Updated,Due date" },
        { "jira-issues-csv-es", JiraSpanish },
        { "jira-issues-csv-de", JiraGerman },
        { "jira-issues-csv-fr", JiraFrench },
        { "jira-issues-csv-pt", JiraPortuguese },
        { "servicenow-incident-list-csv", "number,opened_at,short_description,caller_id,priority,state,assignment_group,assigned_to" },
        { "servicenow-incident-list-csv", "Number,Opened,Short description,Caller,Priority,State,Category,Assignment group,Assigned to,Updated,Updated by" },
        { "servicenow-incident-list-csv", "number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,caller_id,opened_by,opened_at,sys_created_by,sys_created_at,sys_updated_by,sys_updated_at,contact_type,location,category,subcategory,u_symptom,cmdb_ci,impact,urgency,priority,assignment_group,assigned_to,knowledge,u_priority_confirmation,notify,problem_id,rfc,vendor,caused_by,closed_code,resolved_by,resolved_at,closed_at" },
        { "osticket-tickets-csv", OsTicket },
        { "osticket-tickets-csv", "Ticketnummer,Erstellungsdatum,Betreff,Von,Priorität,Aktueller Status" },
        { "canonical-tickets", "ticket_id,status,created_at,updated_at,vendor,priority,channel,subject" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void Recognise_ListInAnyOrderWithExtras_IsItself(string format, string header)
    {
        string[] columns = header.Split(',');
        Assert.Equal(format, Recognised(columns));
        Assert.Equal(format, Recognised([.. columns.Select(c => c.ToUpperInvariant())]));
        Assert.Equal(format, Recognised([.. columns.Select(c => $" {c} ")]));
        Assert.Equal(format, Recognised(["\uFEFF" + columns[0], .. columns[1..]]));
        var random = new Random(7);
        for (int i = 0; i < 20; i++)
        {
            string[] shuffled = [.. columns, "Shoe size", "Brand", "Region [list]", "Notes", "", "Amount", "Type of card"];
            random.Shuffle(shuffled);
            Assert.Equal(format, Recognised(shuffled));
        }
    }

    public static TheoryData<string, string> Records => new()
    {
        { "zendesk-ticket-json", """{"id":1,"url":"","external_id":null,"via":{"channel":"web","source":{}},"created_at":"","updated_at":"","type":"question","subject":"","description":"","priority":null,"status":"open","recipient":null,"requester_id":1,"submitter_id":1,"assignee_id":2,"organization_id":null,"group_id":3,"tags":[],"custom_fields":[],"satisfaction_rating":{"score":"unoffered"},"brand_id":1}""" },
        { "zendesk-ticket-json", """{"ticket":{"id":1,"created_at":"","updated_at":"","status":"open","requester_id":1}}""" },
        { "zendesk-ticket-audits-json", """{"id":1,"ticket_id":2,"created_at":"","author_id":3,"metadata":{},"via":{"channel":"web"},"events":[]}""" },
        { "zendesk-ticket-metric-events-json", """{"id":1,"ticket_id":2,"metric":"reply_time","instance_id":1,"type":"activate","time":"","deleted":false}""" },
        { "zendesk-ticket-metrics-json", """{"id":1,"ticket_id":2,"url":"","created_at":"","updated_at":"","group_stations":1,"reopens":0,"replies":1,"solved_at":null,"reply_time_in_minutes":{"calendar":1,"business":1}}""" },
        { "zendesk-ticket-errors-json", """{"id":1,"error":"too large"}""" },
        { "freshdesk-ticket-json", """{"cc_emails":[],"fr_escalated":false,"spam":false,"email_config_id":null,"group_id":null,"priority":1,"requester_id":5,"responder_id":null,"source":2,"company_id":null,"status":2,"subject":"","id":20,"type":null,"due_by":"","fr_due_by":"","is_escalated":false,"created_at":"","updated_at":"","tags":[],"custom_fields":{}}""" },
        { "freshdesk-ticket-json", """{"helpdesk_ticket":{"display_id":5,"id":9,"status":2,"priority":1,"source":2,"created_at":"","updated_at":"","requester_id":1,"status_name":"Open"}}""" },
        { "intercom-conversation-json", """{"type":"conversation","id":"1","created_at":1,"updated_at":1,"state":"open","source":{"type":"email"},"contacts":{},"priority":"not_priority"}""" },
        { "intercom-conversation-json", """{"id":"1","_fivetran_active":true,"created_at":"","updated_at":"","state":"open","source_type":"email","assignee_id":"3","read":true}""" },
    };

    [Theory]
    [MemberData(nameof(Records))]
    public void Recognise_RecordInAnyOrderWithExtras_IsItself(string format, string json)
    {
        using var document = JsonDocument.Parse(json);
        var record = document.RootElement;
        Assert.Equal(format, RecognisedJson(json));
        bool isWrapped = record.EnumerateObject().Count() == 1;
        var properties = (isWrapped ? record.EnumerateObject().Single().Value : record).EnumerateObject().Select(p => $"\"{p.Name}\":{p.Value.GetRawText()}").ToList();
        var random = new Random(11);
        for (int i = 0; i < 10; i++)
        {
            string[] shuffled = [.. properties, "\"region\":1", "\"brand\":{\"name\":\"x\"}", "\"notes_count\":0"];
            random.Shuffle(shuffled);
            Assert.Equal(format, RecognisedJson($"{{{string.Join(',', shuffled)}}}"));
        }
    }

    /// <summary>Tables of others that share words with a help desk's list are nobody's.</summary>
    [Theory]
    [InlineData("Id,Status,Created at,Updated at,Amount")]
    [InlineData("Number,State,Opened,Author")]
    [InlineData("Ticket ID,Customer Name,Ticket Status,Ticket Subject,Ticket Priority,First Response Time")]
    [InlineData("ID,Title,State,Assigned To,Tags")]
    [InlineData("Key,Summary,Status,Created")]
    public void Recognise_OthersTables_AreRefused(string header) => Assert.Null(Recognised(header.Split(',')));

    /// <summary>What every format asks for is enough to be taken for it, and for no other.</summary>
    [Fact]
    public void Recognise_AllFieldsOfAFormat_AreThatFormat()
    {
        foreach (var format in Formats.All.Where(f => f.Shape == RecordShape.Delimited && f.DefaultSource is "zendesk" or "freshdesk" or "jira" or "servicenow" or "osticket" or "intercom"))
        {
            foreach (int alternative in (int[])[0, 1, 2])
            {
                string[] header = [.. format.Fields.Select(f => f.Headers[Math.Min(alternative, f.Headers.Length - 1)]).Distinct(StringComparer.OrdinalIgnoreCase)];
                Assert.Equal(format.Id, Recognised(header, format.IsOfRecords));
            }
        }
    }

    private static string? Recognised(string[] header, bool areRecords = false) => Recognise.Delimited([header], null, Formats.All, areRecords).Profile?.Id;

    private static string? RecognisedJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Recognise.Json([document.RootElement], null, Formats.All).Profile?.Id;
    }
}
