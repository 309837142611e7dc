using System.Text.Json;
using System.Text.RegularExpressions;
using Insights.Import.Pipeline;
using Insights.Import.Sources.Tickets;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Intercom;

/// <summary>One conversation a record. Its parts are what happened to it; a list without parts still tells the instants of its statistics.</summary>
internal sealed class IntercomConversationMap(MapContext context) : IJsonMap
{
    private static readonly TicketVocabulary Words = TicketVocabulary.Of("intercom");
    private static readonly Regex Markup = new("<[^>]*>", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));

    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        if (IsHistory(record, row))
            return;
        var source = JsonFields.Child(record, "source");
        if (source.ValueKind == JsonValueKind.Undefined)
            source = JsonFields.Child(record, "conversation_message");
        var fields = TicketJson.CustomFields(record, "custom_attributes", "custom_fields");
        var tags = TicketTags.Of(Items(record, "tags"));
        var statistics = JsonFields.Child(record, "statistics");
        string? state = JsonFields.Text(record, "state", 100);
        var ticket = new Ticket
        {
            ExternalId = JsonFields.Id(record, "id", row),
            CustomerRef = fields.Text("customer") ?? Customer(record, source),
            Subject = Plain(JsonFields.Text(record, "title") ?? JsonFields.Text(source, "subject") ?? JsonFields.Text(record, "source_subject")),
            Channel = Words.Channel(JsonFields.Text(source, "type", 100) is { } type && type != "conversation_message" ? type : JsonFields.Text(record, "source_type", 100)),
            Category = Words.Category(fields.Text("category")) ?? tags.Category(Words),
            Priority = TicketJson.Priority(JsonFields.Text(record, "priority", 100), "priority", Words, row),
            RawStatus = state,
            Status = TicketJson.Status(state, "state", Words, row),
            Team = fields.Text("team") ?? Assigned(record, "team_assignee_id"),
            Tier = fields.Text("tier"),
            Brand = fields.Text("brand"),
            HoldReason = fields.Text("hold_reason"),
            Agent = Assigned(record, "admin_assignee_id") ?? Assigned(record, "assignee_id") ?? JsonFields.Text(JsonFields.Child(record, "assignee"), "id", 200),
            CreatedAt = context.Instant(record, "created_at", row, required: true) ?? default,
            VersionAt = context.Instant(record, "updated_at", row, required: true),
            TransactionRef = fields.Text("transaction_id") ?? tags.Value("payment"),
            Satisfaction = Words.Satisfaction(JsonFields.Text(JsonFields.Child(record, "conversation_rating"), "rating", 20) ?? JsonFields.Text(record, "conversation_rating_value", 20)),
            Tags = tags.Text,
            ReportedFirstReplySeconds = Seconds(statistics, "time_to_admin_reply"),
            ReportedFirstResolutionSeconds = Seconds(statistics, "time_to_first_close"),
            ReportedReopens = Seconds(statistics, "count_reopens"),
            ReportedFullResolutionSeconds = Seconds(statistics, "time_to_last_close") ?? Seconds(statistics, "time_to_first_close"),
            Line = row.Line,
        };
        var events = new TicketEvents(chunk, ticket.ExternalId, row.Line);
        if (JsonFields.Child(record, "conversation_parts").ValueKind != JsonValueKind.Undefined)
            new IntercomHistory(context, Words, row, events).Write(ticket, source, Items(record, "conversation_parts"));
        else if (context.Instant(statistics, "first_admin_reply_at", row) is { } replied && replied >= ticket.CreatedAt)
            events.Add("first-reply", replied, "comment", "agent", isPublic: true);
        if (ticket.Status is "solved" or "closed")
            ticket.SolvedAt = events.SolvedAt() ?? context.Instant(statistics, "last_close_at", row) ?? context.Instant(statistics, "first_close_at", row);
        TicketJson.RemarkMissingHistory(context, row, events);
        ticket.Intake = Intake.Named(fields.Text("intake"))
            ?? Intake.Of(Plain(JsonFields.Text(source, "body", 10_000)), JsonFields.Items(JsonFields.Child(source, "attachments")).Any(), ticket.TransactionRef is not null);
        Validate.Ticket(ticket, row);
        chunk.Add(ticket, context.VendorOf(record, fields.Text("vendor") ?? tags.Value("vendor")), statistics.ValueKind == JsonValueKind.Object ? Unsaid.None : Unsaid.Reported);
    }

    /// <summary>A warehouse keeps every version of a conversation as a row of its own; one is the active one.</summary>
    private static bool IsHistory(JsonElement record, RowProblems row)
    {
        if (IsFalse(record, "_fivetran_active"))
        {
            row.Skip("_fivetran_active", "false", "history-row", "An earlier version of a conversation; the active one stands in a row of its own.");
            return true;
        }

        if (JsonFields.IsTrue(record, "_fivetran_deleted"))
        {
            row.Skip("_fivetran_deleted", "true", "ticket-deleted", "The conversation was deleted in the help desk.");
            return true;
        }

        return false;
    }

    private static string? Customer(JsonElement record, JsonElement source)
    {
        var contacts = JsonFields.Items(Items(record, "contacts")).Concat(JsonFields.Items(Items(record, "customers"))).FirstOrDefault();
        if (JsonFields.Text(contacts, "id", 200) is { } contact)
            return contact;
        if (JsonFields.Text(JsonFields.Child(record, "user"), "id", 200) is { } user)
            return user;
        var author = JsonFields.Child(source, "author");
        return Words.Find("author", JsonFields.Text(author, "type", 50)) == "customer" ? JsonFields.Text(author, "id", 200)
            : Words.Find("author", JsonFields.Text(record, "source_author_type", 50)) == "customer" ? JsonFields.Text(record, "source_author_id", 200) : null;
    }

    /// <summary>A list of the API stands inside an object of the same name, beside its type and count; older ones and warehouses write it bare.</summary>
    private static JsonElement Items(JsonElement record, string name)
    {
        var value = JsonFields.Child(record, name);
        return value.ValueKind == JsonValueKind.Object ? JsonFields.Child(value, name) : value;
    }

    /// <summary>Nobody is 0.</summary>
    private static string? Assigned(JsonElement record, string property) => JsonFields.Text(record, property, 200) is { } id and not "0" ? id : null;

    private static int? Seconds(JsonElement statistics, string property) => JsonFields.WholeNumber(statistics, property) is { } seconds and >= 0 ? seconds : null;

    private static bool IsFalse(JsonElement record, string property)
    {
        var value = JsonFields.Child(record, property);
        return value.ValueKind == JsonValueKind.False || (value.ValueKind == JsonValueKind.String && string.Equals(value.GetString(), "false", StringComparison.OrdinalIgnoreCase));
    }

    private static string? Plain(string? html)
    {
        if (html is null)
            return null;
        string text = System.Net.WebUtility.HtmlDecode(Markup.Replace(html, " "));
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length == 0 ? null : text;
    }
}
