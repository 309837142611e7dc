using System.Globalization;
using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Sources.Tickets;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Jira;

/// <summary>An issue's change log and comments as events. Without a change log only who wrote is known, so that clocks which need past statuses stay unmeasured.</summary>
internal readonly struct JiraHistory(MapContext context, TicketVocabulary words, RowProblems row, TicketEvents events)
{
    /// <summary>Whose words and changes are the customer's.</summary>
    public string? Reporter { get; init; }

    public void Write(Ticket ticket, JsonElement fields, JsonElement log)
    {
        var comments = JsonFields.Child(fields, "comment");
        foreach (var comment in JsonFields.Items(comments.ValueKind == JsonValueKind.Object ? JsonFields.Child(comments, "comments") : comments))
            Comment(comment);
        // Who answered is not told where comments were left out, but when is: the clock of the desk's own target has stopped.
        if (events.Count == 0 && FirstResponse(fields) is { } replied && replied >= ticket.CreatedAt)
            events.Add("first-reply", replied, "comment", "agent", isPublic: true);
        if (log.ValueKind == JsonValueKind.Object)
            Log(ticket, log);
    }

    private void Comment(JsonElement comment)
    {
        if (context.Instant(comment, "created", row) is not { } at)
            return;
        var author = JsonFields.Child(comment, "author");
        // Not said of projects without a portal, where every comment is for all.
        bool isInternal = JsonFields.Child(comment, "jsdPublic").ValueKind == JsonValueKind.False || JsonFields.Child(comment, "visibility").ValueKind == JsonValueKind.Object;
        events.Add("comment." + IdOf(comment, at), at, "comment", Kind(author), JiraIssueJsonMap.Person(author), isPublic: !isInternal);
    }

    private void Log(Ticket ticket, JsonElement log)
    {
        (DateTime At, string? From)? first = null;
        foreach (var entry in JsonFields.Items(JsonFields.Child(log, "histories")))
        {
            if (context.Instant(entry, "created", row) is not { } at)
                continue;
            var author = JsonFields.Child(entry, "author");
            int ordinal = 0;
            foreach (var item in JsonFields.Items(JsonFields.Child(entry, "items")))
            {
                ordinal++;
                if (Change(item) is not { } change)
                    continue;
                if (change.Kind == "status" && (first is null || at < first.Value.At))
                    first = (at, JsonFields.Text(item, "fromString", 200));
                events.Add(string.Create(CultureInfo.InvariantCulture, $"{IdOf(entry, at)}.{ordinal}"), at, change.Kind, Kind(author), JiraIssueJsonMap.Person(author), value: change.Value);
            }
        }

        // An issue whose status never changed has been in it from the start.
        string? start = first is { } changed ? changed.From is { } from ? Status(from) : "new" : ticket.Status;
        events.Add("created", ticket.CreatedAt, "created", "customer", Reporter, value: start ?? ticket.RawStatus);
    }

    private (string Kind, string? Value)? Change(JsonElement item)
    {
        string? to = JsonFields.Text(item, "toString", 200);
        return JsonFields.Text(item, "field", 100)?.ToLowerInvariant() switch
        {
            "status" when to is not null => ("status", Status(to)),
            "priority" => ("priority", words.Priority(to, out _) ?? to),
            "assignee" => ("agent", to),
            _ => null,
        };
    }

    private static string IdOf(JsonElement item, DateTime at) => JsonFields.Text(item, "id", 100) ?? at.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    private string Status(string name) => words.Status(name) ?? row.Meaning(ValueKinds.TicketStatus, name) ?? name;

    private string Kind(JsonElement author)
    {
        string? who = JiraIssueJsonMap.Person(author);
        if (who is null)
            return "system";
        if (words.Find("bot", who) is not null || JsonFields.Text(author, "accountType", 20) == "app")
            return "bot";
        return who == Reporter || JsonFields.Text(author, "accountType", 20) == "customer" ? "customer" : "agent";
    }

    /// <summary>When the first response stopped its clock, by the cycles the desk measures itself.</summary>
    private static DateTime? FirstResponse(JsonElement fields)
    {
        if (fields.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var field in fields.EnumerateObject())
        {
            if (JsonFields.Text(field.Value, "name", 100) is not { } name || !name.Equals("Time to first response", StringComparison.OrdinalIgnoreCase))
                continue;
            var stopped = JsonFields.Child(JsonFields.Items(JsonFields.Child(field.Value, "completedCycles")).FirstOrDefault(), "stopTime");
            if (JsonFields.Child(stopped, "epochMillis") is { ValueKind: JsonValueKind.Number } millis && millis.TryGetInt64(out long at) && at is > 631_152_000_000 and < 4_133_980_800_000)
                return DateTimeOffset.FromUnixTimeSeconds(at / 1000).UtcDateTime;
        }

        return null;
    }
}
