using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Insights.Import.Pipeline;

namespace Insights.Import.Sources.Canonical;

/// <summary>What records of calendars and policies have in common.</summary>
internal static class RuleRecord
{
    public static int Version(JsonElement record, RowProblems row)
    {
        int? version = JsonFields.WholeNumber(record, "version");
        if (version is not > 0)
            row.Reject("version", JsonFields.Text(record, "version"), "version-not-a-number", "Versions are whole numbers from 1.");
        return version ?? 0;
    }

    /// <summary>A misspelt key would silently turn a holiday into a working day, or make a policy match every ticket.</summary>
    public static void OnlyKnownKeys(JsonElement record, string where, string[] known, RowProblems row)
    {
        foreach (var property in record.EnumerateObject())
        {
            if (Array.IndexOf(known, property.Name) < 0)
                row.Reject(where.Length == 0 ? property.Name : where, property.Name, "key-unknown", $"This key is not known here. Known: {string.Join(", ", known)}.");
        }
    }

    /// <summary>The record as it is kept. Instants are written one way, because those who count by it read no other.</summary>
    public static string Definition(JsonElement record, DateTime? validFrom, DateTime? validTo)
    {
        var kept = JsonObject.Create(record)!;
        Set(kept, "valid_from", validFrom);
        Set(kept, "valid_to", validTo);
        return kept.ToJsonString(JsonSerializerOptions.Default);
    }

    private static void Set(JsonObject kept, string key, DateTime? instant)
    {
        if (instant is { } at)
            kept[key] = at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
