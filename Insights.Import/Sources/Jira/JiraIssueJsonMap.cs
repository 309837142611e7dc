using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Sources.Tickets;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Jira;

/// <summary>One issue a record, as the API answers a search. With its change log (<c>expand=changelog</c>) an issue brings its whole history; its comments tell who wrote what.</summary>
internal sealed class JiraIssueJsonMap(MapContext context) : IJsonMap
{
    // A search for some fields only must not empty what another export knew.
    private static readonly string[] Whole = ["summary", "priority", "assignee", "labels", "reporter", "components", "resolutiondate"];
    private static readonly TicketVocabulary Words = TicketVocabulary.Of("jira");

    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        var fields = JsonFields.Child(record, "fields");
        var custom = TicketJson.CustomFields(record, "fields");
        var tags = TicketTags.Of(JsonFields.Child(fields, "labels"));
        var status = JsonFields.Child(fields, "status");
        string? raw = JsonFields.Text(status, "name", 100) ?? JsonFields.Text(fields, "status", 100);
        var reporter = JsonFields.Child(fields, "reporter");
        var ticket = new Ticket
        {
            ExternalId = JsonFields.Id(record, "id", row),
            CustomerRef = custom.Text("customer") ?? Person(reporter) ?? JsonFields.Text(fields, "reporter", 200),
            Subject = JsonFields.Text(fields, "summary"),
            Channel = Words.Channel(custom.Text("channel")),
            Category = Words.Category(custom.Text("category")) ?? tags.Category(Words) ?? Words.Category(RequestType(fields)) ?? Words.Category(Named(fields, "issuetype")),
            Priority = TicketJson.Priority(Named(fields, "priority"), "fields.priority", Words, row),
            RawStatus = raw,
            Status = Words.Status(raw) ?? (JsonFields.Text(JsonFields.Child(status, "statusCategory"), "key", 50) == "done" ? "solved" : TicketJson.Status(raw, "fields.status", Words, row)),
            Team = custom.Text("team") ?? Named(JsonFields.Items(JsonFields.Child(fields, "components")).FirstOrDefault()),
            Tier = custom.Text("tier"),
            Brand = custom.Text("brand") ?? Named(fields, "project"),
            HoldReason = custom.Text("hold_reason"),
            Agent = NameOf(JsonFields.Child(fields, "assignee")),
            CreatedAt = context.Instant(fields, "created", row, required: true) ?? default,
            VersionAt = context.Instant(fields, "updated", row),
            TransactionRef = custom.Text("transaction_id") ?? tags.Value("payment"),
            Satisfaction = Words.Satisfaction(Rating(fields)),
            Tags = tags.Text,
            Line = row.Line,
        };
        var events = new TicketEvents(chunk, ticket.ExternalId, row.Line);
        new JiraHistory(context, Words, row, events) { Reporter = Person(reporter) }.Write(ticket, fields, JsonFields.Child(record, "changelog"));
        if (ticket.Status is "solved" or "closed")
            ticket.SolvedAt = context.Instant(fields, "resolutiondate", row) ?? events.SolvedAt();
        TicketJson.RemarkMissingHistory(context, row, events);
        ticket.Intake = Intake.Named(custom.Text("intake"))
            ?? Intake.Of(JsonFields.Text(fields, "description", 10_000), JsonFields.Items(JsonFields.Child(fields, "attachment")).Any(), ticket.TransactionRef is not null);
        Validate.Ticket(ticket, row);
        chunk.Add(ticket, context.VendorOf(record, custom.Text("vendor") ?? tags.Value("vendor")), Unsaid.Reported, partial: Whole.Any(field => JsonFields.Child(fields, field).ValueKind == JsonValueKind.Undefined));
    }

    /// <summary>An account's id; older servers have a name or key in its place.</summary>
    internal static string? Person(JsonElement person) =>
        JsonFields.Text(person, "accountId", 200) ?? JsonFields.Text(person, "name", 200) ?? JsonFields.Text(person, "key", 200) ?? JsonFields.Text(person, "displayName", 200);

    /// <summary>As the CSV writes agents.</summary>
    private static string? NameOf(JsonElement person) => JsonFields.Text(person, "displayName", 200) ?? Person(person);

    private static string? Named(JsonElement fields, string property) => Named(JsonFields.Child(fields, property)) ?? JsonFields.Text(fields, property, 200);

    private static string? Named(JsonElement value) => JsonFields.Text(value, "name", 200) ?? JsonFields.Text(value, "value", 200);

    /// <summary>Service management keeps it in a custom field whose number differs from site to site, but whose shape does not.</summary>
    private static string? RequestType(JsonElement fields) =>
        Objects(fields).Select(value => JsonFields.Text(JsonFields.Child(value, "requestType"), "name", 200)).FirstOrDefault(name => name is not null);

    /// <summary>As the request type: <c>{ "rating": 4 }</c>.</summary>
    private static string? Rating(JsonElement fields) => Objects(fields).Select(value => JsonFields.Text(value, "rating", 10)).FirstOrDefault(rating => rating is not null);

    private static IEnumerable<JsonElement> Objects(JsonElement fields)
    {
        if (fields.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var field in fields.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Object && field.Name.StartsWith("customfield_", StringComparison.Ordinal))
                yield return field.Value;
        }
    }
}
