using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Analytics.Queries;
using NodaTime;

namespace Insights.Web.Pages.Rules;

/// <summary>A policy as the form shows it, and as the file's item it becomes.</summary>
internal sealed record PolicyForm
{
    public static readonly IReadOnlyList<string> Conditions = ["priority", "vendor", "channel", "category", "tier", "brand", "team", "tag", "third_party"];

    public static readonly IReadOnlyList<(string Key, string Name)> Statuses = [("new", "New"), ("open", "Open"), ("pending", "Pending"), ("on_hold", "On hold")];

    public string Code { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>Its place in the order of matching, from 1; empty: last.</summary>
    public string Place { get; init; } = "";
    public string ValidFrom { get; init; } = "";
    public string ValidTo { get; init; } = "";

    /// <summary>Values separated by commas; empty: every ticket.</summary>
    public IReadOnlyDictionary<string, string> Match { get; init; } = new Dictionary<string, string>();
    public string Calendar { get; init; } = "";
    public bool InBusinessHours { get; init; } = true;

    /// <summary>"4h", "1h 30m"; empty: no promise.</summary>
    public IReadOnlyDictionary<string, string> Targets { get; init; } = new Dictionary<string, string>();

    /// <summary>Statuses each metric's clock stands still in.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Pauses { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
    public string OnChange { get; init; } = "carry";

    /// <summary>"50, 80": percent of the target.</summary>
    public string WarnAt { get; init; } = "80";

    public static PolicyForm Of(IFormCollection form, IReadOnlyList<PromisedMetric> metrics)
    {
        string Text(string key) => form[key].ToString().Trim();
        return new()
        {
            Code = Text("code"),
            Name = Text("name"),
            Place = Text("place"),
            ValidFrom = Text("validFrom"),
            ValidTo = Text("validTo"),
            Match = Conditions.ToDictionary(key => key, key => Text("match." + key)),
            Calendar = Text("calendar"),
            InBusinessHours = Text("hours") != "calendar",
            Targets = metrics.ToDictionary(metric => metric.Id, metric => Text("target." + metric.Id)),
            Pauses = metrics.ToDictionary(metric => metric.Id, metric => (IReadOnlyList<string>)[.. form["pause." + metric.Id].OfType<string>()]),
            OnChange = Text("onChange"),
            WarnAt = Text("warnAt"),
        };
    }

    public static PolicyForm Of(string json, int place, IReadOnlyList<PromisedMetric> metrics)
    {
        var item = JsonNode.Parse(json)!.AsObject();
        string Text(string key) => item[key]?.ToString() ?? "";
        return new()
        {
            Code = Text("code"),
            Name = Text("name"),
            Place = place > 0 ? place.ToString(CultureInfo.InvariantCulture) : "",
            Match = Conditions.ToDictionary(key => key, key => item["match"]?[key] is JsonArray values ? string.Join(", ", values.Select(value => value?.ToString())) : item["match"]?[key]?.ToString() ?? ""),
            Calendar = Text("calendar"),
            InBusinessHours = Text("hours") != "calendar",
            Targets = metrics.ToDictionary(metric => metric.Id, metric => item["targets"]?[metric.Id] is { } seconds ? TimeTexts.OfSeconds(seconds.GetValue<long>()) : ""),
            Pauses = metrics.ToDictionary(metric => metric.Id, metric => item["pauses"]?[metric.Id] is JsonArray own ? [.. own.Select(status => status!.ToString())] : metric.Pauses),
            OnChange = Text("on_change") is { Length: > 0 } change ? change : "carry",
            WarnAt = item["warn_at"] is JsonArray shares ? string.Join(", ", shares.Select(share => (share!.GetValue<double>() * 100).ToString("0.##", CultureInfo.InvariantCulture))) : "80",
        };
    }

    /// <summary>What of the typed cannot be read; the sense of it is checked behind.</summary>
    public string? Unreadable()
    {
        foreach (var (metric, text) in Targets.Where(target => target.Value.Length > 0))
        {
            if (TimeTexts.Seconds(text) is not { } seconds)
                return $"The target “{text}” of {metric.Replace('_', ' ')} is no length of time. Write it like 4h, 1h 30m or 1:30.";
            if (seconds <= 0)
                return $"The target of {metric.Replace('_', ' ')} is {text}. A target is above zero; leave it empty where nothing is promised.";
        }

        if (Shares() is null)
            return $"The warnings “{WarnAt}” are no percentages between 0 and 100. Write them like 50, 80.";
        return Place.Length > 0 && !(int.TryParse(Place, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place > 0)
            ? $"The place “{Place}” is no number from 1. 1 is tried first." : null;
    }

    public JsonObject ToJson(int version, int place, Instant? validFrom, Instant? validTo, IReadOnlyList<PromisedMetric> metrics)
    {
        var match = new JsonObject();
        foreach (var (key, text) in Match.Where(condition => condition.Value.Length > 0))
            match[key] = new JsonArray([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(value => JsonValue.Create(value))]);
        var (targets, pauses) = (new JsonObject(), new JsonObject());
        foreach (var metric in metrics)
        {
            if (Targets.GetValueOrDefault(metric.Id) is not { Length: > 0 } text)
                continue;
            targets[metric.Id] = TimeTexts.Seconds(text);
            var own = Pauses.GetValueOrDefault(metric.Id) ?? [];
            if (metric.MayPause && !own.ToHashSet().SetEquals(metric.Pauses))
                pauses[metric.Id] = new JsonArray([.. own.Select(status => JsonValue.Create(status))]);
        }

        var item = new JsonObject
        {
            ["code"] = Code,
            ["version"] = version,
            ["name"] = Name.Length == 0 ? Code : Name,
            ["position"] = place,
            ["valid_from"] = validFrom is { } from ? TimeTexts.Iso(from) : null,
            ["valid_to"] = validTo is { } to ? TimeTexts.Iso(to) : null,
            ["match"] = match,
            ["hours"] = InBusinessHours ? "business" : "calendar",
            ["targets"] = targets,
            ["on_change"] = OnChange,
            ["warn_at"] = new JsonArray([.. Shares()!.Select(share => JsonValue.Create(share))]),
        };
        if (Calendar.Length > 0)
            item["calendar"] = Calendar;
        if (pauses.Count > 0)
            item["pauses"] = pauses;
        return item;
    }

    private List<double>? Shares()
    {
        var shares = new List<double>();
        foreach (var part in WarnAt.Split([',', ' ', '%'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) || percent is <= 0 or >= 100)
                return null;
            shares.Add(percent / 100);
        }

        return shares.Count == 0 ? null : shares;
    }
}
