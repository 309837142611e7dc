using System.Text.Json;

namespace Insights.Import.Sources;

/// <summary>The text of a JSON record that says whose it is, by a source's rule: at a path, or in a custom field.</summary>
internal static class JsonVendor
{
    public static string? TextOf(JsonElement record, VendorRule rule)
    {
        if (rule.CustomField is { } field && CustomField(record, field) is { } value)
            return value;
        if (rule.Path.Count > 0)
            return At(record, rule.Path);
        foreach (string column in rule.Columns)
        {
            if ((JsonFields.Text(record, column, 200) ?? At(record, column.Split('.')) ?? CustomField(record, column)) is { } text)
                return text;
        }

        return null;
    }

    private static string? At(JsonElement record, IReadOnlyList<string> path)
    {
        for (int i = 0; i < path.Count - 1; i++)
            record = JsonFields.Child(record, path[i]);
        return JsonFields.Text(record, path[^1], 200);
    }

    /// <summary>Help desks write custom fields as a list of objects that name themselves, or as one object.</summary>
    private static string? CustomField(JsonElement record, string wanted)
    {
        foreach (string list in (ReadOnlySpan<string>)["custom_fields", "custom_attributes", "fields"])
        {
            var fields = JsonFields.Child(record, list);
            if (fields.ValueKind == JsonValueKind.Object && (JsonFields.Text(fields, wanted, 200) ?? JsonFields.Text(JsonFields.Child(fields, wanted), "value", 200)) is { } direct)
                return direct;
            foreach (var field in JsonFields.Items(fields))
            {
                foreach (string naming in (ReadOnlySpan<string>)["id", "key", "title", "name"])
                {
                    if (string.Equals(JsonFields.Text(field, naming, 200), wanted, StringComparison.OrdinalIgnoreCase))
                        return JsonFields.Text(field, "value", 200);
                }
            }
        }

        return JsonFields.Text(record, wanted, 200);
    }
}
