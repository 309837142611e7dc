using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Zendesk;

/// <summary>
/// Zendesk's own clock events, read as what must have happened to the ticket: reply_time starts with the customer's message and is fulfilled
/// by an agent's, requester_wait_time runs while the ticket is open, pauses in pending and is fulfilled when it is solved.
/// </summary>
internal sealed class ZendeskMetricEventMap : IJsonMap
{
    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        string ticket = JsonFields.Id(record, "ticket_id", row);
        string id = JsonFields.Id(record, "id", row);
        var at = JsonFields.Instant(record, "time", row, required: true);
        if (row.IsRejected)
            return;
        if (JsonFields.IsTrue(record, "deleted"))
        {
            row.Skip("deleted", id, "metric-event-deleted", "Zendesk took this event back.");
            return;
        }

        string metric = JsonFields.Text(record, "metric", 100) ?? "";
        string type = JsonFields.Text(record, "type", 100) ?? "";
        bool first = JsonFields.WholeNumber(record, "instance_id") is null or 0 or 1;
        var (kind, actor, value) = (metric, type) switch
        {
            ("reply_time", "activate") when first => ("created", "customer", "new"),
            ("reply_time", "activate") => ("comment", "customer", null),
            ("reply_time", "fulfill") => ("comment", "agent", null),
            ("requester_wait_time", "activate") => ("status", "system", "open"),
            ("requester_wait_time", "pause") => ("status", "agent", "pending"),
            ("requester_wait_time", "fulfill") => ("status", "agent", "solved"),
            _ => ((string?)null, "", (string?)null),
        };
        if (kind is null)
        {
            row.Skip("metric", $"{metric} {type}", "metric-event-not-used", "This kind of metric event says nothing about the ticket that other events do not say.");
            return;
        }

        chunk.TicketEvents.Add(new TicketEvent
        {
            TicketRef = ticket,
            EventId = "metric." + id,
            OccurredAt = at!.Value,
            Kind = kind,
            ActorKind = actor,
            IsPublic = kind == "comment",
            Value = value,
            Line = row.Line,
        });
    }
}
