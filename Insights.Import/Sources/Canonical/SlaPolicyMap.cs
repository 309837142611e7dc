using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;

namespace Insights.Import.Sources.Canonical;

/// <summary>One version of an SLA policy; its place in the file is its place in the order of matching.</summary>
internal sealed class SlaPolicyMap : IJsonMap
{
    private static readonly string[] MatchKeys = ["priority", "vendor", "channel", "category", "tier", "brand", "team", "tag", "third_party"];
    private static readonly string[] Keys =
        ["code", "version", "name", "position", "valid_from", "valid_to", "match", "calendar", "hours", "targets", "pauses", "on_change", "warn_at"];

    private static readonly string[] Pausing = ["new", "open", "pending", "on_hold"];
    private static readonly string[] Changes = ["carry", "recompute", "reset"];
    private static readonly string[] Targets =
    [
        "first_reply_time", "next_reply_time", "periodic_update_time", "total_resolution_time", "requester_wait_time", "agent_work_time",
        "pausable_update_time", "group_ownership_time", "third_party_time",
    ];

    private const int YearInSeconds = 366 * 24 * 3600;
    private int _position;

    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        _position++;
        RuleRecord.OnlyKnownKeys(record, "", Keys, row);
        string code = JsonFields.Id(record, "code", row);
        int version = RuleRecord.Version(record, row);
        var validFrom = JsonFields.Instant(record, "valid_from", row, required: JsonFields.Text(record, "valid_from") is not null);
        var validTo = JsonFields.Instant(record, "valid_to", row, required: JsonFields.Text(record, "valid_to") is not null);
        if (validTo <= validFrom)
            row.Reject("valid_to", JsonFields.Text(record, "valid_to"), "ends-before-it-begins", "The policy ends before it begins. Let valid_to lie after valid_from.");
        string? hours = JsonFields.Text(record, "hours");
        if (hours is not (null or "business" or "calendar"))
            row.Reject("hours", hours, "hours-unknown", "Hours are 'business' (the calendar's) or 'calendar' (round the clock).");
        if (hours == "business" && JsonFields.Text(record, "calendar") is null)
            row.Reject("calendar", null, "calendar-missing", "Business hours need a calendar. Name one of calendars.json.");
        Match(JsonFields.Child(record, "match"), row);
        Limits(JsonFields.Child(record, "targets"), row);
        Pauses(JsonFields.Child(record, "pauses"), row);
        Rest(record, row);
        if (row.IsRejected)
            return;
        chunk.Policies.Add(new SlaPolicy
        {
            Code = code,
            Version = version,
            Name = JsonFields.Text(record, "name", 200) ?? code,
            Position = JsonFields.WholeNumber(record, "position") ?? _position,
            ValidFrom = validFrom,
            DefinitionJson = RuleRecord.Definition(record, validFrom, validTo),
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

    private static void Pauses(JsonElement pauses, RowProblems row)
    {
        if (pauses.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return;
        if (pauses.ValueKind != JsonValueKind.Object)
        {
            row.Reject("pauses", pauses.GetRawText(), "pauses-shape", "Pauses are an object of lists, like { \"total_resolution_time\": [\"pending\"] }.");
            return;
        }

        foreach (var metric in pauses.EnumerateObject())
        {
            if (Array.IndexOf(Targets, metric.Name) < 0 || metric.Name == "third_party_time")
                row.Reject("pauses", metric.Name, "pauses-metric-unknown", $"Pauses can be given for {string.Join(", ", Targets.Where(target => target != "third_party_time"))}.");
            else if (metric.Value.ValueKind != JsonValueKind.Array || metric.Value.EnumerateArray().Any(status => Array.IndexOf(Pausing, status.ToString()) < 0))
                row.Reject("pauses." + metric.Name, metric.Value.GetRawText(), "pauses-status-unknown", $"A list of statuses in which the clock stands still: {string.Join(", ", Pausing)}.");
            else if (Pausing.All(status => metric.Value.EnumerateArray().Any(each => each.ToString() == status)))
                row.Reject("pauses." + metric.Name, metric.Value.GetRawText(), "pauses-always", "Every status is named, so the clock would never run. Leave out those in which it counts.");
        }
    }

    private static void Rest(JsonElement record, RowProblems row)
    {
        if (JsonFields.Text(record, "on_change") is { } change && Array.IndexOf(Changes, change) < 0)
            row.Reject("on_change", change, "on-change-unknown", $"What a change of priority does is one of {string.Join(", ", Changes)}.");
        if (JsonFields.Child(record, "position") is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } position
            && (position.ValueKind != JsonValueKind.Number || !position.TryGetInt32(out int place) || place <= 0))
            row.Reject("position", position.GetRawText(), "position-not-a-number", "The place in the order of matching is a whole number from 1.");
        if (JsonFields.Child(record, "warn_at") is { ValueKind: not JsonValueKind.Undefined } shares
            && (shares.ValueKind != JsonValueKind.Array || shares.GetArrayLength() == 0
                || shares.EnumerateArray().Any(share => share.ValueKind != JsonValueKind.Number || share.GetDouble() is <= 0 or >= 1)))
            row.Reject("warn_at", shares.GetRawText(), "warn-at-out-of-range", "Warnings are shares of the target between 0 and 1, such as [0.5, 0.8].");
    }
}
