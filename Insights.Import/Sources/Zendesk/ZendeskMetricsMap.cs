using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Zendesk;

/// <summary>
/// The durations Zendesk itself computed for a ticket, kept beside ours for reconciliation. A record completes its ticket and changes nothing
/// else of it; one whose ticket has not come yet makes a ticket of the little it knows, which the ticket's own export then fills.
/// </summary>
internal sealed class ZendeskMetricsMap(MapContext context) : IJsonMap
{
    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        var ticket = new Ticket
        {
            ExternalId = JsonFields.Id(record, "ticket_id", row),
            CreatedAt = context.Instant(record, "created_at", row, required: true) ?? default,
            SolvedAt = context.Instant(record, "solved_at", row),
            ReportedFirstReplySeconds = Seconds(record, "reply_time_in_minutes"),
            ReportedFullResolutionSeconds = Seconds(record, "full_resolution_time_in_minutes"),
            Line = row.Line,
        };
        Validate.Ticket(ticket, row);
        chunk.Tickets.Add(new Incoming<Ticket>(ticket, context.Profile.Vendor.Constant, Partial: true));
    }

    /// <summary>The business pair would depend on the help desk's own calendar; the calendar one is comparable.</summary>
    public static int? Seconds(JsonElement metrics, string property) =>
        JsonFields.WholeNumber(JsonFields.Child(metrics, property), "calendar") is { } minutes and >= 0 and < 60 * 24 * 3650 ? minutes * 60 : null;
}
