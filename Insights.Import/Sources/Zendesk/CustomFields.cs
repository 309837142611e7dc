using System.Text.Json;

namespace Insights.Import.Sources.Zendesk;

/// <summary>
/// The ticket's custom fields under the names we read: vendor, category, transaction_id, customer, team, tier. Zendesk itself knows fields by
/// number; exports that put the field's key, title or name beside or in place of it are understood.
/// </summary>
internal sealed class CustomFields
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public static CustomFields Of(JsonElement ticket)
    {
        var fields = new CustomFields();
        foreach (string list in (ReadOnlySpan<string>)["custom_fields", "fields"])
        {
            foreach (var field in JsonFields.Items(JsonFields.Child(ticket, list)))
            {
                string? value = JsonFields.Text(field, "value", 200);
                if (value is null)
                    continue;
                foreach (string naming in (ReadOnlySpan<string>)["id", "key", "title", "name"])
                {
                    if (JsonFields.Text(field, naming, 200) is { } name)
                        fields._values.TryAdd(name.Replace(' ', '_'), value);
                }
            }
        }

        return fields;
    }

    public string? Text(string name) => _values.GetValueOrDefault(name.Replace(' ', '_'));
}
