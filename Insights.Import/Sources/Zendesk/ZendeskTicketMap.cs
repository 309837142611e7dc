using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Zendesk;

/// <summary>One ticket a record, with its audits or comments when the export carries them: those become the ticket's events.</summary>
internal sealed class ZendeskTicketMap(MapContext context) : IJsonMap
{
    private static readonly Vocabulary Channels = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["voice"] = "phone",
        ["phone"] = "phone",
        ["web"] = "web",
        ["web_form"] = "web",
        ["help_center"] = "web",
        ["web_widget"] = "web",
        ["email"] = "email",
        ["mail"] = "email",
        ["chat"] = "chat",
        ["native_messaging"] = "chat",
        ["messaging"] = "chat",
        ["api"] = "api",
        ["mobile_sdk"] = "app",
        ["mobile"] = "app",
    });

    private static readonly Vocabulary Scores = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["good"] = "good",
        ["good_with_comment"] = "good",
        ["goodwithcomment"] = "good",
        ["bad"] = "bad",
        ["bad_with_comment"] = "bad",
        ["badwithcomment"] = "bad",
        ["offered"] = "offered",
    });

    private readonly TextPool _pool = new();

    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        if (IsLeftOut(record, row))
            return;
        var fields = CustomFields.Of(record);
        string[] tags = [.. JsonFields.Items(JsonFields.Child(record, "tags")).Where(t => t.ValueKind == JsonValueKind.String).Select(t => t.GetString()!.Trim()).Where(t => t.Length > 0)];
        string? rawStatus = JsonFields.Text(record, "status", 100);
        var metrics = JsonFields.Child(record, "metric_set");
        var ticket = new Ticket
        {
            ExternalId = JsonFields.Id(record, "id", row),
            CustomerRef = fields.Text("customer") ?? JsonFields.Reference(record, "requester_id", row, required: true),
            Subject = JsonFields.Text(record, "subject") ?? JsonFields.Text(record, "raw_subject"),
            Channel = Channel(record),
            Category = Category(fields.Text("category"), tags),
            Priority = JsonFields.Word(record, "priority", Words.TicketPriority, row),
            RawStatus = rawStatus,
            Team = Pooled(fields.Text("team") ?? JsonFields.Text(record, "group_id", 200)),
            Tier = Pooled(fields.Text("tier")),
            Agent = Pooled(JsonFields.Text(record, "assignee_id", 200)),
            CreatedAt = JsonFields.Instant(record, "created_at", row, required: true) ?? default,
            VersionAt = JsonFields.Instant(record, "updated_at", row, required: true),
            TransactionRef = fields.Text("transaction_id") ?? Tagged(tags, "payment") ?? JsonFields.Reference(record, "external_id", row),
            FollowUpOf = JsonFields.Text(record, "via_followup_source_id", 200) ?? FollowUpSource(record),
            Satisfaction = Score(record),
            Tags = tags.Length == 0 ? null : Shortened(string.Join(' ', tags)),
            ReportedFirstReplySeconds = Minutes(metrics, "reply_time_in_minutes"),
            ReportedFullResolutionSeconds = Minutes(metrics, "full_resolution_time_in_minutes"),
            Line = row.Line,
        };
        ticket.Status = Status(rawStatus, row);
        int eventsBefore = chunk.TicketEvents.Count;
        new ZendeskHistory(record, ticket, row, chunk, _pool).Write();
        ticket.SolvedAt = SolvedAt(chunk, eventsBefore) ?? JsonFields.Instant(metrics, "solved_at", row) ?? JsonFields.Instant(record, "solved_at", row);
        ticket.MergedInto ??= chunk.TicketEvents.Skip(eventsBefore).LastOrDefault(e => e.Kind == "merged")?.Value;
        if (chunk.TicketEvents.Count == eventsBefore && !row.IsRejected && context.FirstTime("history-missing"))
            row.Warn(null, null, "history-missing", "Tickets of this file come without audits, so their times to reply and to solve cannot be measured. Export them with audits, or import the metric events as well. Said once for this file.");
        Validate.Ticket(ticket, row);
        chunk.Tickets.Add(new Incoming<Ticket>(ticket, Pooled(context.VendorOf(record, fields.Text("vendor") ?? Tagged(tags, "vendor")))));
    }

    /// <summary>A note about an oversized ticket is no ticket, and a deleted one is none any more.</summary>
    private static bool IsLeftOut(JsonElement record, RowProblems row)
    {
        if (JsonFields.Child(record, "error").ValueKind != JsonValueKind.Undefined && JsonFields.Child(record, "created_at").ValueKind == JsonValueKind.Undefined)
        {
            row.Skip("error", JsonFields.Text(record, "id"), "oversize-note", "A note about a ticket too large to export with its comments. The ticket itself stands elsewhere in the export.");
            return true;
        }

        if (string.Equals(JsonFields.Text(record, "status"), "deleted", StringComparison.OrdinalIgnoreCase))
        {
            row.Skip("status", "deleted", "ticket-deleted", "The ticket was deleted in the help desk.");
            return true;
        }

        return false;
    }

    private static string? Status(string? raw, RowProblems row)
    {
        if (raw is null)
        {
            row.Reject("status", null, "required-value-missing", "This value is required and is missing. Fill it in at the source.");
            return null;
        }

        string? status = Words.TicketStatus.Find(raw);
        if (status is null)
            row.Warn("status", raw, "status-unmapped", $"This status is not one of the six ({Words.TicketStatus.Listing}). The ticket is kept with its status unmapped.");
        return status;
    }

    private string? Channel(JsonElement record)
    {
        string? raw = JsonFields.Text(JsonFields.Child(record, "via"), "channel", 100);
        return raw is null ? null : Channels.Find(raw) ?? Pooled(raw.ToLowerInvariant());
    }

    private static string? Category(string? field, string[] tags)
    {
        if (field is not null && Words.TicketCategory.Find(field) is { } category)
            return category;
        foreach (string tag in tags)
        {
            if (Words.TicketCategory.Find(tag) is { } tagged)
                return tagged;
        }

        return null;
    }

    private static string? Score(JsonElement record)
    {
        var rating = JsonFields.Child(record, "satisfaction_rating");
        string? score = rating.ValueKind == JsonValueKind.Object ? JsonFields.Text(rating, "score", 100) : JsonFields.Text(record, "satisfaction_rating", 100);
        return score is null ? null : Scores.Find(score);
    }

    private static string? FollowUpSource(JsonElement record)
    {
        var source = JsonFields.Child(JsonFields.Child(record, "via"), "source");
        return JsonFields.Text(source, "rel") == "follow_up" ? JsonFields.Text(JsonFields.Child(source, "from"), "ticket_id", 200) : null;
    }

    /// <summary>The business pair would depend on the help desk's own calendar; the calendar one is comparable.</summary>
    private static int? Minutes(JsonElement metrics, string property) =>
        JsonFields.WholeNumber(JsonFields.Child(metrics, property), "calendar") is { } minutes and >= 0 and < 60 * 24 * 3650 ? minutes * 60 : null;

    /// <summary>The last change to solved; the last to closed for a ticket that never was.</summary>
    private static DateTime? SolvedAt(FactChunk chunk, int from)
    {
        DateTime? solved = null;
        DateTime? closed = null;
        for (int i = from; i < chunk.TicketEvents.Count; i++)
        {
            var happened = chunk.TicketEvents[i];
            if (happened.Kind is not ("status" or "created"))
                continue;
            if (happened.Value == "solved" && !(solved > happened.OccurredAt))
                solved = happened.OccurredAt;
            else if (happened.Value == "closed" && !(closed > happened.OccurredAt))
                closed = happened.OccurredAt;
        }

        return solved ?? closed;
    }

    /// <summary><c>vendor:acme</c> or <c>vendor_acme</c>.</summary>
    private static string? Tagged(string[] tags, string name)
    {
        foreach (string tag in tags)
        {
            if (tag.Length > name.Length + 1 && tag.StartsWith(name, StringComparison.OrdinalIgnoreCase) && tag[name.Length] is ':' or '_')
                return tag[(name.Length + 1)..];
        }

        return null;
    }

    private static string Shortened(string text) => text.Length <= 1000 ? text : text[..text.LastIndexOf(' ', 1000)];

    private string? Pooled(string? text) => text is null ? null : _pool.Get(System.Text.Encoding.UTF8.GetBytes(text));
}
