using System.Text;
using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Zendesk;

/// <summary>
/// Reads a ticket's events off its audits; off its comments where there are no audits and the end of the ticket is known as well. Without
/// either the ticket has no events, and its clocks are shown as unmeasured rather than guessed.
/// </summary>
internal readonly ref struct ZendeskHistory(JsonElement record, Ticket ticket, RowProblems row, FactChunk chunk, TextPool pool)
{
    /// <summary>The customer's number: what tells their words from ours.</summary>
    public string? Requester { get; init; } = ZendeskTicketMap.Requester(record);
    private readonly TextPool _pool = pool;

    public void Write()
    {
        var audits = JsonFields.Child(record, "audits");
        if (audits.ValueKind == JsonValueKind.Array && audits.GetArrayLength() > 0)
            FromAudits(audits);
        else
            FromComments(JsonFields.Child(record, "comments"));
    }

    private void FromAudits(JsonElement audits)
    {
        bool created = false;
        int from = chunk.TicketEvents.Count;
        foreach (var audit in audits.EnumerateArray())
            created |= Read(audit);

        // An audit trail without the first status (archived, or cut): the ticket's own creation stands in for it.
        if (!created && chunk.TicketEvents.Count > from)
            Add("created", ticket.CreatedAt, "created", "customer", value: "new");
    }

    /// <summary>The events of one audit.</summary>
    /// <returns>True when the ticket was created in it.</returns>
    public bool Read(JsonElement audit)
    {
        bool created = false;
        if (JsonFields.Instant(audit, "created_at", row) is not { } at)
            return false;
        string? auditId = JsonFields.Text(audit, "id", 200);
        int ordinal = 0;
        foreach (var change in JsonFields.Items(JsonFields.Child(audit, "events")))
        {
            ordinal++;
            var happened = Event(change, audit);
            if (happened is null)
                continue;
            happened.OccurredAt = at;
            happened.EventId = JsonFields.Text(change, "id", 200) ?? $"{auditId}.{ordinal}";
            created |= happened.Kind == "created";
            chunk.TicketEvents.Add(happened);
        }

        return created;
    }

    private void FromComments(JsonElement comments)
    {
        if (comments.ValueKind != JsonValueKind.Array || comments.GetArrayLength() == 0)
            return;
        var solvedAt = JsonFields.Instant(JsonFields.Child(record, "metric_set"), "solved_at", row);
        if (solvedAt is null && ticket.Status is "solved" or "closed" or null)
            return;
        Add("created", ticket.CreatedAt, "created", "customer", value: "new");
        foreach (var comment in comments.EnumerateArray())
        {
            if (JsonFields.Instant(comment, "created_at", row) is not { } at)
                continue;
            var (kind, actor) = Actor(comment, comment);
            Add(JsonFields.Text(comment, "id", 200) ?? $"comment.{at:yyyyMMddHHmmss}", at, "comment", kind, actor, isPublic: !IsFalse(comment, "public"));
        }

        if (solvedAt is not null && ticket.Status is "solved" or "closed")
            Add("solved", solvedAt.Value, "status", "agent", value: "solved");
        else if (ticket.Status is "pending" or "on_hold")
            Add("status", ticket.VersionAt ?? ticket.CreatedAt, "status", "system", value: ticket.Status);
    }

    private TicketEvent? Event(JsonElement change, JsonElement audit)
    {
        string? type = JsonFields.Text(change, "type", 100);
        var (actorKind, actor) = Actor(change, audit);
        var happened = new TicketEvent { TicketRef = ticket.ExternalId, ActorKind = actorKind, Actor = actor, Line = row.Line };
        switch (type)
        {
            case "Comment" or "VoiceComment":
                happened.Kind = "comment";
                happened.IsPublic = !IsFalse(change, "public");
                return happened;
            case "Create" or "Change":
                return Change(happened, change, isCreation: type == "Create");
            default:
                return null;
        }
    }

    private TicketEvent? Change(TicketEvent happened, JsonElement change, bool isCreation)
    {
        string? value = JsonFields.Text(change, "value", 200);
        switch (JsonFields.Text(change, "field_name", 100))
        {
            case "status" or "custom_status":
                happened.Kind = isCreation ? "created" : "status";
                happened.Value = value is null ? null : Words.TicketStatus.Find(value) ?? row.Meaning(ValueKinds.TicketStatus, value) ?? value;
                happened.Reason = Pooled(JsonFields.Text(change, "hold_reason", 100));
                return happened.Value is null ? null : happened;
            case "priority":
                happened.Kind = "priority";
                happened.Value = value is null ? null : Words.TicketPriority.Find(value) ?? value;
                return happened;
            case "group_id" or "team":
                happened.Kind = "team";
                break;
            case "tier":
                happened.Kind = "tier";
                break;
            case "assignee_id" or "agent":
                happened.Kind = "agent";
                break;
            case "merged":
                happened.Kind = "merged";
                break;
            case "satisfaction_score" or "satisfaction":
                happened.Kind = "satisfaction";
                break;
            default:
                return null;
        }

        happened.Value = Pooled(value);
        return happened.Kind == "merged" && value is null ? null : happened;
    }

    /// <summary>By the author's role where the export writes it. Else the requester is the customer, Zendesk's own hand is -1 or a rule, and everybody else works here.</summary>
    private (string Kind, string? Actor) Actor(JsonElement item, JsonElement audit)
    {
        string? author = JsonFields.Text(item, "author_id", 200) ?? JsonFields.Text(audit, "author_id", 200);
        if (JsonFields.Text(audit, "actor_kind", 50) is { } said && Words.ActorKind.Find(said) is { } kind)
            return (kind, Pooled(author));
        var person = JsonFields.Child(item, "author");
        author ??= JsonFields.Text(person, "id", 200);
        string? role = JsonFields.Text(person, "role", 50) ?? JsonFields.Text(item, "author_role", 50);
        if (role is not null && author is not "-1")
            return (role is "end-user" or "end_user" or "customer" ? "customer" : role is "bot" or "system" ? role : "agent", Pooled(author));
        if (author is null or "-1" or "0" || JsonFields.Text(JsonFields.Child(audit, "via"), "channel", 100) is "rule" or "system")
            return ("system", null);
        return author == Requester ? ("customer", Pooled(author)) : ("agent", Pooled(author));
    }

    private void Add(string id, DateTime at, string kind, string actorKind, string? actor = null, bool isPublic = false, string? value = null) =>
        chunk.TicketEvents.Add(new TicketEvent
        {
            TicketRef = ticket.ExternalId,
            EventId = id,
            OccurredAt = at,
            Kind = kind,
            ActorKind = actorKind,
            Actor = actor,
            IsPublic = isPublic,
            Value = value,
            Line = row.Line,
        });

    private static bool IsFalse(JsonElement item, string property) => JsonFields.Child(item, property).ValueKind == JsonValueKind.False;

    private string? Pooled(string? text) => text is null ? null : _pool.Get(Encoding.UTF8.GetBytes(text));
}
