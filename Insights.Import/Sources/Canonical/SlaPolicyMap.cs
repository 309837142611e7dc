using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;

namespace Insights.Import.Sources.Canonical;

/// <summary>One version of an SLA policy; its place in the file is its place in the order of matching.</summary>
internal sealed class SlaPolicyMap : IJsonMap
{
    private static readonly string[] MatchKeys = ["priority", "vendor", "channel", "category", "tier", "team", "tag"];
    private static readonly string[] Targets =
    [
        "first_reply_time", "next_reply_time", "periodic_update_time", "total_resolution_time", "requester_wait_time", "agent_work_time",
        "first_resolution_time", "full_resolution_time", "pausable_update_time", "group_ownership_time", "third_party_time",
    ];

    private const int YearInSeconds = 366 * 24 * 3600;
    private int _position;

    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        _position++;
        string code = JsonFields.Id(record, "code", row);
        int version = CodeVersion.Of(record, row);
        var validFrom = JsonFields.Instant(record, "valid_from", row, required: JsonFields.Text(record, "valid_from") is not null);
        string? hours = JsonFields.Text(record, "hours");
        if (hours is not (null or "business" or "calendar"))
            row.Reject("hours", hours, "hours-unknown", "Hours are 'business' (the calendar's) or 'calendar' (round the clock).");
        if (hours == "business" && JsonFields.Text(record, "calendar") is null)
            row.Reject("calendar", null, "calendar-missing", "Business hours need a calendar. Name one of calendars.json.");
        Match(JsonFields.Child(record, "match"), row);
        Limits(JsonFields.Child(record, "targets"), row);
        if (row.IsRejected)
            return;
        chunk.Policies.Add(new SlaPolicy
        {
            Code = code,
            Version = version,
            Name = JsonFields.Text(record, "name", 200) ?? code,
            Position = _position,
            ValidFrom = validFrom,
            DefinitionJson = JsonSerializer.Serialize(record),
        });
    }

    private static void Match(JsonElement match, RowProblems row)
    {
        if (match.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return;
        if (match.ValueKind != JsonValueKind.Object)
        {
            row.Reject("match", match.GetRawText(), "match-shape", "Conditions are an object of lists, like { \"priority\": [\"urgent\"] }.");
            return;
        }

        foreach (var condition in match.EnumerateObject())
        {
            if (Array.IndexOf(MatchKeys, condition.Name) < 0)
                row.Reject("match", condition.Name, "match-key-unknown", $"Conditions can be on {string.Join(", ", MatchKeys)}.");
            else if (condition.Value.ValueKind != JsonValueKind.Array || condition.Value.GetArrayLength() == 0)
                row.Reject("match." + condition.Name, condition.Value.GetRawText(), "match-empty", "A condition lists the values it accepts; an empty list would match no ticket.");
            else if (condition.Name == "priority" && condition.Value.EnumerateArray().Any(p => Words.TicketPriority.Find(p.ToString()) is null))
                row.Reject("match.priority", condition.Value.GetRawText(), "word-unknown", $"Priorities are {Words.TicketPriority.Listing}.");
        }
    }

    private static void Limits(JsonElement targets, RowProblems row)
    {
        if (targets.ValueKind != JsonValueKind.Object || !targets.EnumerateObject().Any())
        {
            row.Reject("targets", null, "targets-missing", "A policy without targets measures nothing. Give at least one, in seconds.");
            return;
        }

        foreach (var target in targets.EnumerateObject())
        {
            if (Array.IndexOf(Targets, target.Name) < 0)
                row.Reject("targets", target.Name, "target-unknown", $"Targets can be {string.Join(", ", Targets)}.");
            else if (target.Value.ValueKind != JsonValueKind.Number || !target.Value.TryGetInt64(out long seconds) || seconds is <= 0 or > YearInSeconds)
                row.Reject("targets." + target.Name, target.Value.GetRawText(), "target-out-of-range", "A target is a whole number of seconds between 1 and a year.");
        }
    }
}
