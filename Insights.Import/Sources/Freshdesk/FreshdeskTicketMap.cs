using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Sources.Tickets;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Freshdesk;

/// <summary>One ticket a record: of the API (numbers for status, priority and source) or of the account's export (<c>helpdesk_ticket</c>, with names beside the numbers).</summary>
internal sealed class FreshdeskTicketMap(MapContext context) : IJsonMap
{
    private static readonly TicketVocabulary Words = FreshdeskWords.Vocabulary;

    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        foreach (string flag in (ReadOnlySpan<string>)["deleted", "spam"])
        {
            if (!JsonFields.IsTrue(record, flag))
                continue;
            row.Skip(flag, "true", "ticket-" + flag, flag == "spam" ? "Freshdesk holds the ticket for spam." : "The ticket was deleted in the help desk.");
            return;
        }

        var fields = TicketJson.CustomFields(record, "custom_fields", "custom_field");
        var tags = TicketTags.Of(JsonFields.Child(record, "tags"));
        var stats = JsonFields.Child(record, "stats");
        // The account's export numbers tickets by display_id; its id is the database's own.
        string id = JsonFields.Reference(record, "display_id", row) ?? JsonFields.Id(record, "id", row);
        string? requester = JsonFields.Text(record, "requester_id", 200);
        string? statusName = JsonFields.Text(record, "status_name", 100);
        string? status = statusName ?? JsonFields.Text(record, "status", 100);
        var ticket = new Ticket
        {
            ExternalId = id,
            CustomerRef = fields.Text("customer") ?? requester ?? JsonFields.Text(JsonFields.Child(record, "requester"), "id", 200) ?? JsonFields.Text(record, "email", 200),
            Subject = JsonFields.Text(record, "subject"),
            Channel = Words.Channel(JsonFields.Text(record, "source", 100)),
            Category = Words.Category(fields.Text("category")) ?? tags.Category(Words) ?? Words.Category(JsonFields.Text(record, "type", 200) ?? JsonFields.Text(record, "ticket_type", 200)),
            Priority = TicketJson.Priority(JsonFields.Text(record, "priority_name", 100) ?? JsonFields.Text(record, "priority", 100), "priority", Words, row),
            RawStatus = status,
            Status = Words.Status(statusName) ?? TicketJson.Status(status, "status", Words, row),
            Team = fields.Text("team") ?? JsonFields.Text(record, "group_id", 200),
            Tier = fields.Text("tier"),
            Brand = JsonFields.Text(JsonFields.Child(record, "product"), "name", 200) ?? JsonFields.Text(record, "product_name", 200) ?? fields.Text("brand") ?? JsonFields.Text(record, "product_id", 200),
            HoldReason = fields.Text("hold_reason"),
            Agent = JsonFields.Text(record, "responder_id", 200),
            CreatedAt = context.Instant(record, "created_at", row, required: true) ?? default,
            VersionAt = context.Instant(record, "updated_at", row, required: true),
            SolvedAt = context.Instant(stats, "resolved_at", row) ?? context.Instant(stats, "closed_at", row),
            TransactionRef = fields.Text("transaction_id") ?? tags.Value("payment"),
            Satisfaction = Words.Satisfaction(JsonFields.Text(JsonFields.Child(record, "satisfaction_rating"), "rating", 100)),
            Tags = tags.Text,
            Line = row.Line,
        };
        var events = new TicketEvents(chunk, id, row.Line);
        Conversations(record, requester, row, events);
        // Where the conversation did not come along, the instant of the first reply still did.
        if (events.Count == 0 && context.Instant(stats, "first_responded_at", row) is { } replied && replied >= ticket.CreatedAt)
            events.Add("first-reply", replied, "comment", "agent", isPublic: true);
        TicketJson.RemarkMissingHistory(context, row, events);
        ticket.Intake = Intake.Named(fields.Text("intake"))
            ?? Intake.Of(JsonFields.Text(record, "description_text", 10_000) ?? JsonFields.Text(record, "description", 10_000), JsonFields.Items(JsonFields.Child(record, "attachments")).Any(), ticket.TransactionRef is not null);
        Validate.Ticket(ticket, row);
        // The account's own measures stand in its lists only.
        bool hasProduct = JsonFields.Child(record, "product_id").ValueKind != JsonValueKind.Undefined || ticket.Brand is not null;
        chunk.Add(ticket, context.VendorOf(record, fields.Text("vendor") ?? tags.Value("vendor")), hasProduct ? Unsaid.Reported : Unsaid.Reported | Unsaid.Brand);
    }

    /// <summary>Who wrote what the customer could read. Statuses of the past are not in Freshdesk's JSON, so clocks that need them stay unmeasured.</summary>
    private void Conversations(JsonElement record, string? requester, RowProblems row, TicketEvents events)
    {
        int ordinal = 0;
        foreach (string list in (ReadOnlySpan<string>)["conversations", "notes"])
        {
            foreach (var item in JsonFields.Items(JsonFields.Child(record, list)))
            {
                var note = Recognise.Unwrap(item);
                ordinal++;
                if (JsonFields.IsTrue(note, "deleted") || context.Instant(note, "created_at", row) is not { } at)
                    continue;
                string? author = JsonFields.Text(note, "user_id", 200);
                bool ofCustomer = JsonFields.IsTrue(note, "incoming") || (author is not null && author == requester);
                events.Add(JsonFields.Text(note, "id", 200) ?? $"note.{ordinal}", at, "comment", ofCustomer ? "customer" : author is null ? "system" : "agent", author, isPublic: !JsonFields.IsTrue(note, "private"));
            }
        }
    }
}
