using Xunit;

namespace Insights.Import.Tests.Sources.Tickets;

/// <summary>A small list of each help desk, as a table that can be cut, shuffled and written with any delimiter. All of it is fictional.</summary>
internal sealed record TicketSample(string Format, string Source, string[] Header, string[][] Rows)
{
    public static IReadOnlyList<TicketSample> All { get; } =
    [
        Of(
            "zendesk-tickets-csv", "zendesk",
            "Id|Requester id|Assignee|Group|Subject|Tags|Status|Priority|Via|Created at|Updated at|Solved at|Satisfaction Score|First reply time in minutes|Full resolution time in minutes|Vendor [list]",
            "1|700|Noor|Payments|Charged twice|billing_error vip|Solved|High|Mail|2026-03-01 09:00|2026-03-02 13:00|2026-03-02 13:00|Good|30|1680|oak",
            "2|701||Payments|Where is it, please?||Open||Web form|2026-03-01 10:00|2026-03-01 10:00||Not Offered|||elm",
            "3|702|Sol|Disputes|Card \"declined\"|closed_by_merge|Closed|Urgent|Chat|2026-03-03 10:00|2026-03-04 10:00|2026-03-04 09:00|Bad|5|1380|"),
        Of(
            "freshdesk-tickets-csv", "freshdesk",
            "Ticket ID|Subject|Status|Priority|Source|Type|Agent|Group|Created time|Resolved time|Last update time|Initial response time|First response time (in hrs)|Resolution time (in hrs)|Tags|Contact ID|Vendor",
            "11|Refund|Resolved|Low|Email|Refund|Noor|Payments|2026-03-01 09:00:01|2026-03-02 09:00:00|2026-03-02 09:00:00|2026-03-01 09:30:00|00:30:00|23:59:59|vip, slow|9|oak",
            "12|Hello|Waiting on Third Party|Medium|Portal||No Agent||2026-03-01 10:00:00||2026-03-01 11:00:00||||urgent case|9|elm",
            "13|Line one\nline two|Closed|Urgent|Phone|Question|Sol|Disputes|2026-03-05 09:00:00|2026-03-06 09:00:00|2026-03-07 09:00:00||||||"),
        Of(
            "jira-issues-csv-en", "jira",
            "Summary|Issue key|Issue id|Status|Priority|Assignee|Reporter Id|Created|Updated|Resolved|Labels|Labels|Comment|Comment|Custom field (Vendor)|Status Category",
            "Charged twice|S-1|901|Resolved|Highest|Noor|acc:1|18/Jul/26 9:10 AM|19/Jul/26 9:10 AM|19/Jul/26 9:10 AM|vip|refund|18/Jul/26 9:20 AM;acc:7;We look|18/Jul/26 9:30 AM;acc:1;Thanks; bye|oak|Done",
            "Hello|S-2|902|Waiting for customer|Medium||acc:2|18/Jul/26 12:10 AM|18/Jul/26 12:20 PM||||||elm|In Progress"),
        Of(
            "jira-issues-csv-es", "jira",
            "Resumen|Clave de incidencia|ID de la incidencia|Estado|Prioridad|Persona asignada|ID del informador|Creada|Actualizada|Resuelta|Etiquetas|Comentario|Campo personalizado (Vendor)",
            "Cobro doble|S-1|801|Esperando al cliente|High|Noor|acc:1|18/ene/26 9:10 AM|19/abr/26 9:10 AM||vip|18/ene/26 9:20 AM;acc:7;texto|oak",
            "Hola|S-2|802|Finalizada|Lowest||acc:2|18/dic/25 9:10 AM|18/ago/26 12:20 PM|18/ago/26 12:20 PM|||elm"),
        Of(
            "servicenow-incident-list-csv", "servicenow",
            "number|opened_at|short_description|caller_id|priority|state|category|assignment_group|assigned_to|sys_updated_on|resolved_at|calendar_duration|sys_id|u_vendor",
            "INC1|2026-07-29 11:48:43|Refund|Ida|1 - Critical|Resolved|Refund|Payments|Noor|2026-07-30 22:00:00|2026-07-30 21:35:01|1970-01-02 09:46:18|a1|oak",
            "INC2|2026-07-29 11:49:43|Help|Bo|5 - Planning|On Hold|Network|||2026-07-29 22:00:00|||a2|elm"),
        Of(
            "osticket-tickets-csv", "osticket",
            "Ticket Number|Date Created|Subject|From|From Email|Priority|Department|Help Topic|Source|Current Status|Last Updated|Closed Date|Agent Assigned|Team Assigned|Vendor",
            "417|2026-01-15 15:04:00|Hello|Ida|ida@example.com|Emergency|Billing|Billing / Refund|Email|Closed|2026-01-16 09:00:00|2026-01-16 08:30:00|Noor|Second line|oak",
            "418|2026-01-15 16:04:00|'-12 on my card|Bo|bo@example.com|Low|Billing||Web|Open|2026-01-15 16:04:00||||elm"),
    ];

    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, All.Count)];

    public string Csv(char delimiter = ',', string lineEnd = "\n") => string.Concat(Rows.Prepend(Header).Select(row => string.Join(delimiter, row.Select(cell => Quoted(cell, delimiter))) + lineEnd));

    /// <summary>The columns in another order and others between them. Columns of one name stay in their order, because they are a list.</summary>
    public TicketSample Shuffled(Random random)
    {
        var groups = Enumerable.Range(0, Header.Length).GroupBy(i => Header[i]).Select(g => g.ToArray()).Append([-1]).Append([-2]).ToArray();
        random.Shuffle(groups);
        int[] order = [.. groups.SelectMany(g => g)];
        return this with
        {
            Header = [.. order.Select(i => i < 0 ? $"Extra {-i}" : random.Next(2) == 0 ? Header[i] : Header[i].ToUpperInvariant())],
            Rows = [.. Rows.Select(row => order.Select(i => i < 0 ? "x, y" : row[i]).ToArray())],
        };
    }

    private static TicketSample Of(string format, string source, string header, params string[] rows) => new(format, source, header.Split('|'), [.. rows.Select(r => r.Split('|'))]);

    private static string Quoted(string cell, char delimiter) =>
        cell.AsSpan().IndexOfAny([delimiter, '"', '\n', ' ']) < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
