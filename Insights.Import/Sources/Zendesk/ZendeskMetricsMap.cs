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
            Line = row.Line,
        };
        Fill(ticket, record);
        Validate.Ticket(ticket, row);
        chunk.Tickets.Add(new Incoming<Ticket>(ticket, context.Profile.Vendor.Constant, Partial: true));
    }

    /// <summary>What a metric set, alone or beside its ticket, says of the ticket.</summary>
    public static void Fill(Ticket ticket, JsonElement metrics)
    {
        (ticket.ReportedFirstReplySeconds, ticket.ReportedFirstReplyBusinessSeconds) = Pair(metrics, "reply_time_in_minutes");
        (ticket.ReportedFirstResolutionSeconds, ticket.ReportedFirstResolutionBusinessSeconds) = Pair(metrics, "first_resolution_time_in_minutes");
        (ticket.ReportedFullResolutionSeconds, ticket.ReportedFullResolutionBusinessSeconds) = Pair(metrics, "full_resolution_time_in_minutes");
        (ticket.ReportedAgentWaitSeconds, ticket.ReportedAgentWaitBusinessSeconds) = Pair(metrics, "agent_wait_time_in_minutes");
        (ticket.ReportedRequesterWaitSeconds, ticket.ReportedRequesterWaitBusinessSeconds) = Pair(metrics, "requester_wait_time_in_minutes");
        (ticket.ReportedOnHoldSeconds, ticket.ReportedOnHoldBusinessSeconds) = Pair(metrics, "on_hold_time_in_minutes");
        ticket.ReportedReopens = Count(metrics, "reopens");
        ticket.ReportedReplies = Count(metrics, "replies");
    }

    private static (int? Calendar, int? Business) Pair(JsonElement metrics, string property)
    {
        var pair = JsonFields.Child(metrics, property);
        return (Seconds(pair, "calendar"), Seconds(pair, "business"));
    }

    private static int? Seconds(JsonElement pair, string property) => JsonFields.WholeNumber(pair, property) is { } minutes and >= 0 and < 60 * 24 * 3650 ? minutes * 60 : null;

    private static int? Count(JsonElement metrics, string property) => JsonFields.WholeNumber(metrics, property) is { } count and >= 0 ? count : null;
}
