using System.Text.Json;
using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>sla-policies.json → <see cref="SlaPolicyDefinition"/>. As strict as <see cref="CalendarJson"/>: a misspelt condition would match every ticket.</summary>
internal static class SlaPolicyJson
{
    private static readonly string[] s_keys = ["code", "version", "name", "position", "valid_from", "valid_to", "match", "calendar", "hours", "targets", "pauses", "on_change", "warn_at"];
    private static readonly string[] s_conditions = ["priority", "vendor", "channel", "category", "tier", "brand", "team", "tag", "third_party"];

    public static IReadOnlyList<SlaPolicyDefinition> ParseAll(string json)
    {
        using var document = CalendarJson.Read(json, "policies file");
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            return [Parse(document.RootElement, "The policy")];
        return [.. document.RootElement.EnumerateArray().Select((item, index) => Parse(item, $"Policy {index + 1} in the file"))];
    }

    private static SlaPolicyDefinition Parse(JsonElement item, string where)
    {
        if (item.ValueKind != JsonValueKind.Object)
            throw new CalendarException($"{where} must be a JSON object, not {item.ValueKind}.");
        foreach (var property in item.EnumerateObject().Where(property => !s_keys.Contains(property.Name)))
            throw new CalendarException($"{where} has the unknown key '{property.Name}'. Known keys: {string.Join(", ", s_keys)}.");
        var code = CalendarJson.Text(item, "code") ?? throw new CalendarException($"{where} has no code.");
        where = $"Policy '{code}'";
        var validFrom = CalendarJson.Text(item, "valid_from") is { } begins ? CalendarJson.ParseInstant(begins, $"{where}: valid_from") : (Instant?)null;
        var validTo = CalendarJson.Text(item, "valid_to") is { } ends ? CalendarJson.ParseInstant(ends, $"{where}: valid_to") : (Instant?)null;
        if (validTo <= validFrom)
            throw new CalendarException($"{where}: it ends ({validTo}) before it begins ({validFrom}). Let valid_to lie after valid_from.");
        return new SlaPolicyDefinition
        {
            Code = code,
            Version = item.TryGetProperty("version", out var version) && version.TryGetInt32(out var number) ? number : 1,
            Name = CalendarJson.Text(item, "name") ?? code,
            ValidFrom = validFrom,
            ValidTo = validTo,
            Position = ParsePosition(item, where),
            Match = ParseMatch(item, where),
            CalendarCode = CalendarJson.Text(item, "calendar"),
            InBusinessHours = (CalendarJson.Text(item, "hours") ?? "business") switch
            {
                "business" => true,
                "calendar" => false,
                var other => throw new CalendarException($"{where}: hours is '{other}'. Write business, or calendar for round the clock."),
            },
            Targets = ParseTargets(item, where),
            Pauses = ParsePauses(item, where),
            WarnAt = ParseWarnings(item, where),
            OnChange = (CalendarJson.Text(item, "on_change") ?? "carry") switch
            {
                "carry" => TargetChange.Carry,
                "recompute" => TargetChange.Recompute,
                "reset" => TargetChange.Reset,
                var other => throw new CalendarException($"{where}: on_change is '{other}'. Write carry, recompute or reset."),
            },
        };
    }

    private static int? ParsePosition(JsonElement item, string where)
    {
        if (!item.TryGetProperty("position", out var position) || position.ValueKind == JsonValueKind.Null)
            return null;
        return position.ValueKind == JsonValueKind.Number && position.TryGetInt32(out var place) && place > 0
            ? place
            : throw new CalendarException($"{where}: position is a whole number from 1, its place in the order of matching.");
    }

    private static Dictionary<ClockMetric, StatusSet> ParsePauses(JsonElement item, string where)
    {
        var parsed = new Dictionary<ClockMetric, StatusSet>();
        if (!item.TryGetProperty("pauses", out var pauses) || pauses.ValueKind == JsonValueKind.Null)
            return parsed;
        if (pauses.ValueKind != JsonValueKind.Object)
            throw new CalendarException($"{where}: pauses must be an object such as {{\"total_resolution_time\": [\"pending\"]}}.");
        foreach (var property in pauses.EnumerateObject())
        {
            if (ClockMetrics.Find(property.Name) is not { } metric || !metric.MayPause())
                throw new CalendarException($"{where}: '{property.Name}' cannot be given pauses. Metrics with pauses: {string.Join(", ", ClockMetrics.WithTarget.Where(ClockMetrics.MayPause).Select(each => each.Id()))}.");
            if (property.Value.ValueKind != JsonValueKind.Array)
                throw new CalendarException($"{where}: pauses.{property.Name} must be a list of statuses; an empty list lets the clock run in all of them.");
            var set = StatusSet.None;
            foreach (var status in property.Value.EnumerateArray())
            {
                set |= status.ValueKind == JsonValueKind.String && HistoryEvent.ParseStatus(status.GetString()) is { } known and not (TicketStatus.Solved or TicketStatus.Closed)
                    ? (StatusSet)(1 << (int)known)
                    : throw new CalendarException($"{where}: pauses.{property.Name} holds {status.GetRawText()}. Statuses a clock can pause in: new, open, pending, on_hold.");
            }

            if ((StatusSet.Unsolved & ~set) == StatusSet.None)
                throw new CalendarException($"{where}: pauses.{property.Name} names every status, so the clock would never run. Leave out those in which it counts.");
            parsed[metric] = set;
        }

        return parsed;
    }

    private static double[] ParseWarnings(JsonElement item, string where)
    {
        if (!item.TryGetProperty("warn_at", out var shares))
            return [0.8];
        if (shares.ValueKind != JsonValueKind.Array || shares.GetArrayLength() == 0
            || shares.EnumerateArray().Any(share => share.ValueKind != JsonValueKind.Number || share.GetDouble() is <= 0 or >= 1))
        {
            throw new CalendarException($"{where}: warn_at must be a list of shares of the target between 0 and 1, such as [0.5, 0.8].");
        }

        return [.. shares.EnumerateArray().Select(share => share.GetDouble()).Distinct().Order()];
    }

    private static PolicyMatch ParseMatch(JsonElement item, string where)
    {
        if (!item.TryGetProperty("match", out var match) || match.ValueKind == JsonValueKind.Null)
            return PolicyMatch.Everything;
        if (match.ValueKind != JsonValueKind.Object)
            throw new CalendarException($"{where}: match must be an object such as {{\"priority\": [\"urgent\"]}}.");
        foreach (var property in match.EnumerateObject().Where(property => !s_conditions.Contains(property.Name)))
            throw new CalendarException($"{where}: match has the unknown condition '{property.Name}'. Conditions: {string.Join(", ", s_conditions)}.");
        return new PolicyMatch
        {
            Priority = Values(match, "priority", where),
            Vendor = Values(match, "vendor", where),
            Channel = Values(match, "channel", where),
            Category = Values(match, "category", where),
            Tier = Values(match, "tier", where),
            Brand = Values(match, "brand", where),
            Team = Values(match, "team", where),
            Tag = Values(match, "tag", where),
            ThirdParty = Values(match, "third_party", where),
        };
    }

    private static string[]? Values(JsonElement match, string key, string where)
    {
        if (!match.TryGetProperty(key, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return [value.GetString()!];
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0 || value.EnumerateArray().Any(each => each.ValueKind != JsonValueKind.String))
            throw new CalendarException($"{where}: match.{key} must be a list of at least one text. Leave the key out to match everything.");
        return [.. value.EnumerateArray().Select(each => each.GetString()!)];
    }

    private static Dictionary<ClockMetric, long> ParseTargets(JsonElement item, string where)
    {
        var known = string.Join(", ", ClockMetrics.WithTarget.Select(metric => metric.Id()));
        if (!item.TryGetProperty("targets", out var targets) || targets.ValueKind != JsonValueKind.Object || !targets.EnumerateObject().Any())
            throw new CalendarException($"{where} has no targets, so it would promise nothing. Give at least one of {known}, in seconds.");
        var parsed = new Dictionary<ClockMetric, long>();
        foreach (var target in targets.EnumerateObject())
        {
            if (ClockMetrics.Find(target.Name) is not { } metric || !ClockMetrics.WithTarget.Contains(metric))
                throw new CalendarException($"{where}: '{target.Name}' cannot have a target. Metrics with targets: {known}.");
            if (target.Value.ValueKind != JsonValueKind.Number || !target.Value.TryGetInt64(out var seconds) || seconds <= 0)
                throw new CalendarException($"{where}: the target of {target.Name} must be a whole number of seconds above zero, not {target.Value.GetRawText()}.");
            parsed[metric] = seconds;
        }

        return parsed;
    }
}
