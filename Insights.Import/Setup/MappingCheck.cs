using System.Text.RegularExpressions;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources;
using Insights.Import.Sources.Canonical;

namespace Insights.Import;

/// <summary>What must hold in a mapping; the first thing that does not is named with its property.</summary>
internal static partial class MappingCheck
{
    /// <summary>Required of canonical files, and not of a user's table: the newest import then wins.</summary>
    public static bool IsNeeded(FieldRule field) => field.IsRequired && field.Name != "updated_at";

    public static void Of(MappedFormat mapping)
    {
        if (mapping.Id is null || !IdForm().IsMatch(mapping.Id))
            throw new InvalidSettingsException("id", "An id is 2 to 60 letters, digits and hyphens, like own-payments.");
        if (Formats.Find(mapping.Id) is not null)
            throw new InvalidSettingsException("id", $"'{mapping.Id}' is a format of the product. Choose another id.");
        if (string.IsNullOrWhiteSpace(mapping.Name) || mapping.Name.Length > 100)
            throw new InvalidSettingsException("name", "Give the mapping a name of up to 100 characters.");
        if (mapping.Kind is null || !CanonicalKinds.All.TryGetValue(mapping.Kind, out var profile))
            throw new InvalidSettingsException("kind", $"Write one of: {string.Join(", ", CanonicalKinds.All.Keys)}.");
        if (mapping.HeaderRow is < 1 or > 1000)
            throw new InvalidSettingsException("header_row", "Rows are counted from 1.");
        if (mapping.Source is { } source && (source.Trim().Length == 0 || source.Length > 60 || source != Path.GetFileName(source)))
            throw new InvalidSettingsException("source", "A source's name is a short word, like shop or help-desk.");
        foreach (var (name, field) in mapping.Fields ?? throw new InvalidSettingsException("fields", "Say which column each field comes from."))
            Field(mapping.Kind, profile, name, field);
        foreach (var field in profile.Fields.Where(IsNeeded))
        {
            if (!mapping.Fields.ContainsKey(field.Name))
                throw new InvalidSettingsException($"fields.{field.Name}", "This field is required. Give it a column or a constant.");
        }

        if (!mapping.Fields.Values.Any(f => f.Column is not null))
            throw new InvalidSettingsException("fields", "No field has a column, so no file could be recognised.");
        if (mapping.Settings is { } settings)
        {
            if (settings.Source is not null || settings.Formats is not null || settings.Mapping is not null || settings.Columns is not null)
                throw new InvalidSettingsException("settings", "Here only vendor, zone, dates, amounts, negatives, currencies, decimals and test_rows have a meaning.");
            SettingsCheck.Of(settings, "settings.");
        }
    }

    private static void Field(string kind, FormatProfile profile, string name, MappedField field)
    {
        string at = $"fields.{name}";
        bool isRate = kind == "fx-rates" && Currencies.Iso.Find(name) is not null;
        if (!isRate && !profile.Fields.Any(f => f.Name == name))
            throw new InvalidSettingsException(at, $"{profile.Title} has no such field. Known: {string.Join(", ", profile.Fields.Select(f => f.Name))}.");
        if (field is null)
            throw new InvalidSettingsException(at, "Give it a column or a constant.");
        int ways = (string.IsNullOrWhiteSpace(field.Column) ? 0 : 1) + (field.Constant is null ? 0 : 1) + (field.WholeRow == true ? 1 : 0);
        if (ways != 1)
            throw new InvalidSettingsException(at, ways == 0 ? "Give it a column or a constant." : "Column, constant and whole_row exclude each other. Keep one.");
        var described = CanonicalFields.Find(kind, name);
        if (field.WholeRow == true && described?.Type != "id")
            throw new InvalidSettingsException(at + ".whole_row", "Only an id can be made of the whole row.");
        if (field.Join is { Count: > 0 } && (described?.Type != "id" || field.Column is null))
            throw new InvalidSettingsException(at + ".join", "Only an id that has a column can take further columns.");
        if ((field.TimeColumn ?? field.ZoneColumn) is not null && described?.Type != "instant")
            throw new InvalidSettingsException(at, "Only an instant has columns for time and zone.");
        if (described?.Vocabulary is { } words)
        {
            if (field.Constant is { } constant && words.Find(constant) is null)
                throw new InvalidSettingsException(at + ".constant", $"'{constant}' is not known here. Write one of: {words.Listing}.");
            foreach (var (raw, meaning) in field.Words ?? new Dictionary<string, string>())
            {
                if (words.Find(meaning ?? "") is null)
                    throw new InvalidSettingsException($"{at}.words.{raw}", $"'{meaning}' is not known here. Write one of: {words.Listing}.");
            }
        }
        else if (field.Words is { Count: > 0 } && !TakesWords(kind, name))
        {
            throw new InvalidSettingsException(at + ".words", "This field has no closed vocabulary; its text is kept as it is.");
        }
    }

    /// <summary>Fields that are free text and hold words of ours all the same: the new status of a ticket event.</summary>
    private static bool TakesWords(string kind, string name) => kind == "ticket-events" && name == "value";

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9-]{1,59}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IdForm();
}
