using System.Text.Json;
using System.Text.RegularExpressions;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources.Tickets;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Zendesk;

/// <summary>One ticket a record, with its audits or comments when the export carries them: those become the ticket's events.</summary>
internal sealed class ZendeskTicketMap(MapContext context) : IJsonMap
{
    private static readonly TicketVocabulary Words = ZendeskWords.Vocabulary;
    private static readonly Regex MergedText = new(@"merged into (?:request|ticket)\s*#?(?<other>\d+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromMilliseconds(100));
    private readonly TextPool _pool = new();

    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        if (IsLeftOut(record, row))
            return;
        var fields = TicketJson.CustomFields(record, "custom_fields", "fields");
        var tags = TicketTags.Of(JsonFields.Child(record, "tags"));
        string? rawStatus = JsonFields.Text(record, "status", 100);
        var metrics = JsonFields.Child(record, "metric_set");
        var ticket = new Ticket
        {
            ExternalId = JsonFields.Id(record, "id", row),
            CustomerRef = fields.Text("customer") ?? Requester(record) ?? JsonFields.Reference(record, "requester_id", row, required: true),
            Subject = JsonFields.Text(record, "subject") ?? JsonFields.Text(record, "raw_subject"),
            Channel = Pooled(Words.Channel(JsonFields.Text(JsonFields.Child(record, "via"), "channel", 100))),
            Category = Words.Category(fields.Text("category")) ?? tags.Category(Words),
            Priority = TicketJson.Priority(JsonFields.Text(record, "priority", 100), "priority", Words, row),
            RawStatus = rawStatus,
            Status = TicketJson.Status(rawStatus, "status", Words, row),
            Team = Pooled(fields.Text("team") ?? JsonFields.Text(JsonFields.Child(record, "group"), "name", 200) ?? JsonFields.Text(record, "group_id", 200)),
            Tier = Pooled(fields.Text("tier")),
            Brand = Pooled(JsonFields.Text(JsonFields.Child(record, "brand"), "name", 200) ?? JsonFields.Text(record, "brand", 200) ?? fields.Text("brand") ?? JsonFields.Text(record, "brand_id", 200)),
            HoldReason = Pooled(JsonFields.Text(record, "hold_reason", 200) ?? fields.Text("hold_reason")),
            Agent = Pooled(JsonFields.Text(JsonFields.Child(record, "assignee"), "name", 200) ?? JsonFields.Text(record, "assignee_id", 200)),
            CreatedAt = context.Instant(record, "created_at", row, required: true) ?? default,
            VersionAt = context.Instant(record, "updated_at", row, required: true),
            TransactionRef = fields.Text("transaction_id") ?? tags.Value("payment") ?? JsonFields.Reference(record, "external_id", row),
            FollowUpOf = JsonFields.Text(record, "via_followup_source_id", 200) ?? FollowUpSource(record),
            Satisfaction = Score(record),
            Tags = tags.Text,
            Line = row.Line,
        };
        ZendeskMetricsMap.Fill(ticket, metrics);
        var events = new TicketEvents(chunk, ticket.ExternalId, row.Line);
        int eventsBefore = chunk.TicketEvents.Count;
        new ZendeskHistory(record, ticket, row, chunk, _pool).Write();
        ticket.SolvedAt = events.SolvedAt() ?? JsonFields.Instant(metrics, "solved_at", row) ?? JsonFields.Instant(record, "solved_at", row);
        if (ticket.Status == "on_hold")
            ticket.HoldReason ??= events.HoldReason();
        ticket.MergedInto = MergedInto(record, tags) ?? chunk.TicketEvents.Skip(eventsBefore).LastOrDefault(e => e.Kind == "merged")?.Value;
        if (events.Count == 0 && !row.IsRejected && context.FirstTime("history-missing"))
            row.Warn(null, null, "history-missing", "Tickets of this file come without audits, so their times to reply and to solve cannot be measured. Export them with audits, or import the metric events as well. Said once for this file.");
        var opening = JsonFields.Items(JsonFields.Child(record, "comments")).FirstOrDefault();
        ticket.Intake = Intake.Named(fields.Text("intake"))
            ?? Intake.Of(JsonFields.Text(record, "description", 10_000) ?? JsonFields.Text(opening, "plain_body", 10_000), JsonFields.Items(JsonFields.Child(opening, "attachments")).Any(), ticket.TransactionRef is not null);
        Validate.Ticket(ticket, row);
        // An oversized ticket's second coming has lost its comments; it must not take from the first what they told.
        chunk.Add(ticket, Pooled(context.VendorOf(record, fields.Text("vendor") ?? tags.Value("vendor"))), Lacks(record, metrics), HasError(record));
    }

    /// <summary>A note about an oversized ticket is no ticket, and a deleted one is none any more.</summary>
    private static bool IsLeftOut(JsonElement record, RowProblems row)
    {
        // A search over everything answers with people and groups among the tickets.
        if (JsonFields.Text(record, "result_type", 60) is { } type && !string.Equals(type, "ticket", StringComparison.OrdinalIgnoreCase))
        {
            row.Skip("result_type", type, "no-ticket", "The search found something that is no ticket. It was left out.");
            return true;
        }

        if (HasError(record) && JsonFields.Child(record, "created_at").ValueKind == JsonValueKind.Undefined)
        {
            row.Skip("error", JsonFields.Text(record, "id") ?? JsonFields.Text(record, "ticket_id"), "oversize-note", "A note about a ticket too large to export with its comments. The ticket itself stands elsewhere in the export.");
            return true;
        }

        if (string.Equals(JsonFields.Text(record, "status"), "deleted", StringComparison.OrdinalIgnoreCase))
        {
            row.Skip("status", "deleted", "ticket-deleted", "The ticket was deleted in the help desk.");
            return true;
        }

        return false;
    }

    /// <summary>By number; exports that write people out name the requester as an object.</summary>
    internal static string? Requester(JsonElement record) =>
        JsonFields.Text(record, "requester_id", 200) is { } id && !id.Contains('*', StringComparison.Ordinal) ? id : JsonFields.Text(JsonFields.Child(record, "requester"), "id", 200);

    private static bool HasError(JsonElement record) =>
        JsonFields.Child(record, "error").ValueKind != JsonValueKind.Undefined || JsonFields.Child(record, "errors").ValueKind != JsonValueKind.Undefined
        || JsonFields.Child(record, "error_message").ValueKind != JsonValueKind.Undefined;

    /// <summary>Metrics are side-loaded or come in a file of their own, and older exports know no brands.</summary>
    private static Unsaid Lacks(JsonElement record, JsonElement metrics) =>
        (metrics.ValueKind == JsonValueKind.Object ? Unsaid.None : Unsaid.Reported)
        | (JsonFields.Child(record, "brand_id").ValueKind == JsonValueKind.Undefined && JsonFields.Child(record, "brand").ValueKind == JsonValueKind.Undefined ? Unsaid.Brand : Unsaid.None);

    private static string? Score(JsonElement record)
    {
        var rating = JsonFields.Child(record, "satisfaction_rating");
        string? score = rating.ValueKind == JsonValueKind.Object ? JsonFields.Text(rating, "score", 100) : JsonFields.Text(record, "satisfaction_rating", 100);
        return Words.Satisfaction(score);
    }

    private static string? FollowUpSource(JsonElement record)
    {
        var source = JsonFields.Child(JsonFields.Child(record, "via"), "source");
        return JsonFields.Text(source, "rel") == "follow_up" ? JsonFields.Text(JsonFields.Child(source, "from"), "ticket_id", 200) : null;
    }

    /// <summary>
    /// Zendesk closes the ticket it merges, tags it and writes a comment that names the other. The audit of the merge may carry its number as well.
    /// </summary>
    private static string? MergedInto(JsonElement record, TicketTags tags)
    {
        if (!tags.Contains(ZendeskWords.MergedTag))
            return null;
        foreach (var audit in JsonFields.Items(JsonFields.Child(record, "audits")))
        {
            foreach (var happened in JsonFields.Items(JsonFields.Child(audit, "events")))
            {
                if (Named(happened) is { } other)
                    return other;
            }
        }

        foreach (var comment in JsonFields.Items(JsonFields.Child(record, "comments")))
        {
            if (Named(comment) is { } other)
                return other;
        }

        return ZendeskWords.UnknownTicket;
    }

    private static string? Named(JsonElement comment)
    {
        string? body = JsonFields.Text(comment, "body", 400) ?? JsonFields.Text(comment, "plain_body", 400);
        if (body is null)
            return null;
        var match = MergedText.Match(body);
        return match.Success ? match.Groups["other"].Value : null;
    }

    private string? Pooled(string? text) => text is null ? null : _pool.Get(System.Text.Encoding.UTF8.GetBytes(text));
}
