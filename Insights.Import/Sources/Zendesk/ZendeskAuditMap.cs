using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Zendesk;

/// <summary>
/// Audits in a file of their own, as the API hands them over. Which of their authors is the customer stands in the audit that created the
/// ticket; what comes before that one in the file is held back until then.
/// </summary>
internal sealed class ZendeskAuditMap(MapContext context) : IJsonMap
{
    // The API lists a ticket's audits together and in order, or those of all tickets with the newest first.
    private const int MaxHeld = 200_000;
    private const int MaxRequesters = 500_000;

    private readonly TextPool _pool = new();
    private readonly Dictionary<string, string> _requesters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<List<TicketEvent>>> _held = new(StringComparer.Ordinal);
    private int _heldCount;

    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        string ticketId = JsonFields.Id(record, "ticket_id", row);
        JsonFields.Id(record, "id", row);
        context.Instant(record, "created_at", row, required: true);
        if (row.IsRejected)
            return;
        if (FirstRequester(record) is { } first)
        {
            if (_requesters.Count >= MaxRequesters)
                _requesters.Clear();
            _requesters[ticketId] = first;
        }

        string? requester = _requesters.GetValueOrDefault(ticketId);
        int from = chunk.TicketEvents.Count;
        new ZendeskHistory(record, new Ticket { ExternalId = ticketId }, row, chunk, _pool) { Requester = requester }.Read(record);
        var events = chunk.TicketEvents.GetRange(from, chunk.TicketEvents.Count - from);
        if (events.Count == 0)
        {
            row.Skip("events", null, "audit-not-used", "Nothing in this audit changes how the ticket stands: a notification, a field or a tag.");
            return;
        }

        chunk.TicketEvents.RemoveRange(from, events.Count);
        if (requester is null)
        {
            Hold(ticketId, events, chunk);
            return;
        }

        if (_held.Remove(ticketId, out var earlier))
        {
            _heldCount -= earlier.Sum(e => e.Count);
            foreach (var audit in earlier)
                Emit(audit, requester, chunk);
        }

        Emit(events, requester, chunk);
    }

    public void Finish(FactChunk chunk) => EmitAllHeld(chunk);

    private void Hold(string ticketId, List<TicketEvent> events, FactChunk chunk)
    {
        if (_heldCount >= MaxHeld)
            EmitAllHeld(chunk);
        if (!_held.TryGetValue(ticketId, out var audits))
            _held[ticketId] = audits = [];
        audits.Add(events);
        _heldCount += events.Count;
    }

    /// <summary>Without the creation nobody can say whose words these are, so they stop no clock.</summary>
    private void EmitAllHeld(FactChunk chunk)
    {
        if (_held.Count > 0 && context.FirstTime("requester-unknown"))
            context.Note("author_id", null, "requester-unknown", $"The file holds no audit that created the ticket {_held.Keys.First()}{(_held.Count > 1 ? " and others" : "")}, so it does not tell the customer's words from the agents'. Their comments stop no clock. Export all audits of a ticket.");
        foreach (var audit in _held.Values.SelectMany(audits => audits))
            Emit(audit, requester: null, chunk);
        _held.Clear();
        _heldCount = 0;
    }

    private static void Emit(List<TicketEvent> audit, string? requester, FactChunk chunk)
    {
        for (int i = 0; i < audit.Count; i++)
        {
            var happened = audit[i];
            if (requester is null && happened is { Kind: "comment", ActorKind: "agent" })
                happened.ActorKind = "system";
            else if (requester is not null && happened.Actor == requester)
                happened.ActorKind = "customer";
            chunk.TicketEvents.Add(happened);
            // The audit is the file's row; one of its events stands for it.
            if (i > 0)
                chunk.FollowingEvents.Add(happened);
        }
    }

    private static string? FirstRequester(JsonElement audit)
    {
        foreach (var happened in JsonFields.Items(JsonFields.Child(audit, "events")))
        {
            if (JsonFields.Text(happened, "type", 50) == "Create" && JsonFields.Text(happened, "field_name", 50) == "requester_id")
                return JsonFields.Text(happened, "value", 200);
        }

        return null;
    }
}
