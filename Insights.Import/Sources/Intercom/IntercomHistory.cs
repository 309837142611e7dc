using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Sources.Tickets;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Intercom;

/// <summary>A conversation's parts as events: who wrote what, when it was closed, snoozed and opened again, who took it over.</summary>
internal readonly struct IntercomHistory(MapContext context, TicketVocabulary words, RowProblems row, TicketEvents events)
{
    public void Write(Ticket ticket, JsonElement source, JsonElement parts)
    {
        var (starter, starterId) = Author(source);
        events.Add("created", ticket.CreatedAt, "created", starter, starterId, value: "open");
        // The first message is no part; without it, a conversation we began would seem to be answered by our next word.
        if (source.ValueKind == JsonValueKind.Object)
            events.Add("source", ticket.CreatedAt, "comment", starter, starterId, isPublic: true);
        int ordinal = 0;
        foreach (var part in JsonFields.Items(parts))
        {
            ordinal++;
            if (context.Instant(part, "created_at", row) is { } at)
                Part(part, JsonFields.Text(part, "id", 200) ?? $"part.{ordinal}", at);
        }
    }

    private void Part(JsonElement part, string id, DateTime at)
    {
        string type = JsonFields.Text(part, "part_type", 100) ?? "comment";
        var (kind, actor) = Author(part);
        bool hasText = JsonFields.Text(part, "body", 10) is not null || JsonFields.Items(JsonFields.Child(part, "attachments")).Any();
        if (type is "note" or "note_and_reopen")
            events.Add(id, at, "comment", kind, actor, isPublic: false);
        else if (type is "comment" or "quick_reply" or "message" || (hasText && type is "open" or "close" or "assignment" or "snoozed" or "comment_and_reopen"))
            events.Add(id, at, "comment", kind, actor, isPublic: true);
        string? status = type switch
        {
            "close" or "closed" => "closed",
            "snoozed" or "snooze" => "pending",
            "open" or "opened" or "unsnoozed" or "timer_unsnooze" or "comment_and_reopen" or "note_and_reopen" => "open",
            _ => null,
        };
        if (status is not null)
            events.Add(id + ".status", at, "status", kind, actor, value: status);
        if (type.Contains("assignment", StringComparison.Ordinal))
            Assignment(part, id, at, kind, actor);
        if (type == "conversation_rating_changed")
            events.Add(id, at, "satisfaction", kind, actor);
    }

    private void Assignment(JsonElement part, string id, DateTime at, string kind, string? actor)
    {
        var to = JsonFields.Child(part, "assigned_to");
        string? whom = JsonFields.Text(to, "id", 200);
        string? what = JsonFields.Text(to, "type", 50) switch
        {
            "team" => "team",
            "admin" or "teammate" => "agent",
            _ => null,
        };
        if (what is not null)
            events.Add($"{id}.{what}", at, what, kind, actor, value: whom is "0" ? null : whom);
    }

    /// <summary>Whom we do not know stops no clock.</summary>
    private (string Kind, string? Id) Author(JsonElement item)
    {
        var author = JsonFields.Child(item, "author");
        string kind = words.Find("author", JsonFields.Text(author, "type", 50)) ?? "system";
        if (kind == "agent" && JsonFields.IsTrue(author, "from_ai_agent"))
            kind = "bot";
        return (kind, kind == "system" ? null : JsonFields.Text(author, "id", 200));
    }
}
