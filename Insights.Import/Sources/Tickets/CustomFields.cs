using System.Text.Json;

namespace Insights.Import.Sources.Tickets;

/// <summary>
/// A record's custom fields under the names we read: vendor, category, transaction_id, customer, team, tier. Help desks write them as a list of
/// objects that name themselves (Zendesk itself by number only; id, key, title and name are understood), or as one object of values.
/// </summary>
internal sealed class CustomFields
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public void Read(JsonElement fields)
    {
        if (fields.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in fields.EnumerateObject())
            {
                if (JsonFields.Text(fields, field.Name, 200) is { } value)
                    _values.TryAdd(Plain(field.Name), value);
            }
        }

        foreach (var field in JsonFields.Items(fields))
        {
            string? value = JsonFields.Text(field, "value", 200);
            if (value is null)
                continue;
            foreach (string naming in (ReadOnlySpan<string>)["id", "key", "title", "name"])
            {
                if (JsonFields.Text(field, naming, 200) is { } name)
                    _values.TryAdd(Plain(name), value);
            }
        }
    }

    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <summary>Without Freshdesk's <c>cf_</c> and its account's number behind the name.</summary>
    private static string Plain(string name)
    {
        name = name.Trim().Replace(' ', '_').ToLowerInvariant();
        if (name.StartsWith("cf_", StringComparison.Ordinal))
            name = name[3..];
        int last = name.LastIndexOf('_');
        return last > 0 && name.Length - last > 3 && name.AsSpan(last + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? name[..last] : name;
    }
}
