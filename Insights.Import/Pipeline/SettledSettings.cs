using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>
/// Everything a person or the file itself settled for one import, as a document that is kept with the file: the same bytes under other settings are
/// another import. Only values that change what is stored; words for people are made when they are shown.
/// </summary>
internal static class SettledSettings
{
    /// <summary>Longer tables of vendors are kept as their hash: an installation may have one of ten thousand lines, and a file a day.</summary>
    private const int LongestTable = 50;

    /// <param name="encoding">The one that was said; null where the bytes decided.</param>
    public static string Of(FilePlan plan, string? encoding)
    {
        var profile = plan.Profile;
        var mapped = profile.Mapping?.Settings;
        return SettingsDocument.Write(new SourceSettings
        {
            Vendor = Short(plan.Saying(s => s.Vendor is not null)?.Vendor ?? mapped?.Vendor),
            Zone = profile.Times == TimeConvention.Utc ? null : profile.Zone,
            Dates = profile.Shape != RecordShape.Delimited ? null : profile.Dates switch
            {
                DateConvention.DayFirst => "day-first",
                DateConvention.MonthFirst => "month-first",
                _ => "iso",
            },
            Amounts = profile.Amounts switch
            {
                AmountConvention.None => null,
                AmountConvention.Minor => "minor",
                AmountConvention.Localised => profile.DecimalMark == ',' ? "decimal-comma" : "decimal-point",
                _ => "major",
            },
            Negatives = profile.Negatives switch
            {
                NegativeAmounts.Refunds => "refund",
                NegativeAmounts.SignIgnored => "ignore",
                _ => "reject",
            },
            Currency = profile.Currency,
            Currencies = plan.Saying(s => s.Currencies is not null)?.Currencies ?? mapped?.Currencies,
            Decimals = Sorted(plan.Saying(s => s.Decimals is not null)?.Decimals ?? mapped?.Decimals),
            TestRows = profile.KeepsTestRows ? "keep" : "skip",
            Encoding = encoding?.ToLowerInvariant(),
            Columns = Sorted(plan.Saying(s => s.Columns is not null)?.Columns?.Where(c => profile.Fields.Any(f => f.Name == c.Key))),
            Mapping = profile.Mapping is { } mapping ? mapping with { Name = "", Source = null, Settings = null, IgnoreColumns = null, Fields = Sorted(mapping.Fields)! } : null,
        });
    }

    /// <summary>What was settled otherwise then than now; empty when the two imports would store the same.</summary>
    /// <param name="then">As <see cref="Of"/> wrote it.</param>
    public static IReadOnlyList<SettingDifference> Differences(string then, string now)
    {
        using var before = JsonDocument.Parse(then);
        using var after = JsonDocument.Parse(now);
        var names = before.RootElement.EnumerateObject().Concat(after.RootElement.EnumerateObject()).Select(p => p.Name).Distinct(StringComparer.Ordinal);
        var found = new List<SettingDifference>();
        foreach (string name in names)
        {
            JsonElement? old = before.RootElement.TryGetProperty(name, out var was) ? was : null;
            JsonElement? own = after.RootElement.TryGetProperty(name, out var isNow) ? isNow : null;
            if (old?.GetRawText() == own?.GetRawText())
                continue;
            var (a, b) = name == "mapping" ? Fields(old, own) : (Text(name, old), Text(name, own));
            found.Add(new SettingDifference(name, Title(name), a, a == b ? b + ", with other entries" : b));
        }

        return found;
    }

    private static string Title(string name) => name switch
    {
        "vendor" => "Vendor",
        "zone" => "Time zone",
        "dates" => "Order of dates",
        "amounts" => "Amounts",
        "negatives" => "Amounts below zero",
        "currency" => "Currency",
        "currencies" => "Decimals of currencies",
        "decimals" => "Decimals of single currencies",
        "test_rows" => "Rows of test mode",
        "encoding" => "Encoding of the text",
        "columns" => "Further names of columns",
        "mapping" => "Mapping of columns",
        _ => name,
    };

    private static string Text(string name, JsonElement? value)
    {
        if (value is not { } some)
            return name switch { "zone" => "none", "encoding" => "as its bytes say", _ => "as the format says" };
        if (name == "vendor" && some.Deserialize<VendorSettings>(SettingsDocument.Options) is { } vendor)
            return vendor.Description;
        return some.ValueKind == JsonValueKind.String ? some.GetString()! : string.Join(", ", some.EnumerateObject().Select(p => $"{p.Name} {p.Value}"));
    }

    /// <summary>Only the fields that are read from somewhere else.</summary>
    private static (string Then, string Now) Fields(JsonElement? then, JsonElement? now)
    {
        var before = then?.Deserialize<MappedFormat>(SettingsDocument.Options);
        var after = now?.Deserialize<MappedFormat>(SettingsDocument.Options);
        if (before is null || after is null)
            return (before is null ? "none" : before.Id, after is null ? "none" : after.Id);
        var names = before.Fields.Keys.Union(after.Fields.Keys, StringComparer.Ordinal)
            .Where(f => SettingsDocument.Write(before.Fields.GetValueOrDefault(f)) != SettingsDocument.Write(after.Fields.GetValueOrDefault(f))).ToList();
        return (Listed(before), Listed(after));

        string Listed(MappedFormat mapping) => names.Count == 0 ? $"header row {mapping.HeaderRow?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "found by its columns"}" : string.Join(", ", names.Select(f => $"{f} from {Place(mapping.Fields.GetValueOrDefault(f))}"));
    }

    private static string Place(MappedField? field) => field switch
    {
        null => "nowhere",
        { Constant: { } constant } => $"“{constant}”",
        { WholeRow: true } => "the whole row",
        { Column: { } column } => string.Join(" + ", (string[])[column, .. field.Join ?? [], .. new[] { field.TimeColumn, field.ZoneColumn }.OfType<string>()]) + (field.Words is { Count: > 0 } words ? $" ({words.Count} words)" : ""),
        _ => "nowhere",
    };

    private static VendorSettings? Short(VendorSettings? vendor)
    {
        if (vendor?.Table is not { } table)
            return vendor;
        if (table.Count <= LongestTable)
            return vendor with { Table = Sorted(table), TableFile = null };
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(SettingsDocument.Write(Sorted(table)))));
        return vendor with { Table = null, TableFile = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{table.Count} entries, sha256 {hash}") };
    }

    private static SortedDictionary<string, T>? Sorted<T>(IEnumerable<KeyValuePair<string, T>>? pairs)
    {
        if (pairs is null || !pairs.Any())
            return null;
        var sorted = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
            sorted[key] = value;
        return sorted;
    }
}
