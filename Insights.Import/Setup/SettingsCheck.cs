using Insights.Import.Pipeline.Values;
using Insights.Import.Reading;
using Insights.Import.Sources;

namespace Insights.Import;

/// <summary>What must hold in a document of settings; the first thing that does not is named with its property.</summary>
internal static class SettingsCheck
{
    public static readonly IReadOnlyList<string> Dates = ["iso", "day-first", "month-first"];
    public static readonly IReadOnlyList<string> Amounts = ["major", "minor", "decimal-comma", "decimal-point"];
    public static readonly IReadOnlyList<string> Currencies = ["iso", "stripe", "adyen", "two"];
    public static readonly IReadOnlyList<string> TestRows = ["skip", "keep"];

    public static readonly IReadOnlyList<string> Negatives = ["reject", "refund", "ignore"];

    public static void Of(SourceSettings settings, string at)
    {
        if (settings.Zone is { } zone && ZoneNames.Iana(zone) is null)
            throw new InvalidSettingsException(at + "zone", $"'{Shown(zone)}' is no time zone. Write its IANA name, like Europe/Berlin or UTC; abbreviations mean only one side of a clock change.");
        OneOf(settings.Dates, Dates, at + "dates");
        OneOf(settings.Amounts, Amounts, at + "amounts");
        OneOf(settings.Negatives, Negatives, at + "negatives");
        if (settings.Currency is { } currency && Pipeline.Values.Currencies.Iso.Find(currency) is null)
            throw new InvalidSettingsException(at + "currency", $"'{Shown(currency)}' is no ISO 4217 currency code.");
        OneOf(settings.Currencies, Currencies, at + "currencies");
        OneOf(settings.TestRows, TestRows, at + "test_rows");
        if (settings.Encoding is { } encoding && !TextEncoding.IsKnown(encoding))
            throw new InvalidSettingsException(at + "encoding", $"There is no encoding named '{Shown(encoding)}'. Write one like windows-1251, windows-1250, iso-8859-2, shift_jis or gb18030.");
        foreach (var (code, digits) in settings.Decimals ?? new Dictionary<string, int>())
        {
            if (Pipeline.Values.Currencies.Iso.Find(code) is null)
                throw new InvalidSettingsException($"{at}decimals.{Shown(code)}", "This is no ISO 4217 currency code.");
            if (digits is < 0 or > 4)
                throw new InvalidSettingsException($"{at}decimals.{code}", "A currency has 0 to 4 decimals.");
        }

        foreach (var (field, headers) in settings.Columns ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            if (headers.Count == 0 || headers.Any(string.IsNullOrWhiteSpace))
                throw new InvalidSettingsException($"{at}columns.{Shown(field)}", "Write the column's name, or a list of names.");
        }

        if (settings.Vendor is { } vendor)
            Of(vendor, at + "vendor");
        if (settings.Source is { } source && (source.Trim().Length == 0 || source.Length > 60 || source != Path.GetFileName(source)))
            throw new InvalidSettingsException(at + "source", "A source's name is a short word, like stripe or help-desk.");
        foreach (var (format, inner) in settings.Formats ?? new Dictionary<string, SourceSettings>())
        {
            string inside = $"{at}formats.{Shown(format)}";
            if (at.Length > 0)
                throw new InvalidSettingsException(inside, "Formats stand at the document's root only.");
            if (inner is null)
                throw new InvalidSettingsException(inside, "Write an object with the properties that differ.");
            if (inner.Source is not null || inner.Mapping is not null)
                throw new InvalidSettingsException(inside, "Source and mapping stand at the document's root only.");
            Of(inner, inside + ".");
        }

        settings.Mapping?.Validate();
    }

    private static void Of(VendorSettings vendor, string at)
    {
        string[] said = [.. Ways(vendor)];
        if (said.Length != 1)
        {
            throw new InvalidSettingsException(at, said.Length == 0
                ? "Say where the vendor stands: one of column, field, metadata, custom_field, path, account or constant."
                : $"{string.Join(" and ", said)} exclude each other. Keep one.");
        }

        if (vendor.Constant is not null && (vendor.Patterns is not null || vendor.Table is not null))
            throw new InvalidSettingsException(at, "A constant needs no patterns and no table.");
        for (int i = 0; i < (vendor.Patterns?.Count ?? 0); i++)
        {
            string where = $"{at}.patterns[{i}].match";
            if (string.IsNullOrEmpty(vendor.Patterns![i]?.Match) || vendor.Patterns[i].Match.Length > 1000)
                throw new InvalidSettingsException(where, "Write a regular expression of up to 1,000 characters.");
            try
            {
                VendorPattern.Of(vendor.Patterns[i].Match, vendor.Patterns[i].Vendor);
            }
            catch (ArgumentException problem)
            {
                throw new InvalidSettingsException(where, $"This is no valid regular expression: {problem.Message}");
            }
        }

        if (vendor.Table is { Count: 0 })
            throw new InvalidSettingsException(at + ".table", "The table is empty.");
    }

    private static IEnumerable<string> Ways(VendorSettings vendor)
    {
        (string Name, string? Value)[] ways =
        [
            ("column", vendor.Column), ("field", vendor.Field), ("metadata", vendor.Metadata), ("custom_field", vendor.CustomField), ("path", vendor.Path),
            ("account", vendor.Account == true ? "account" : null), ("constant", vendor.Constant),
        ];
        return ways.Where(w => !string.IsNullOrWhiteSpace(w.Value)).Select(w => w.Name);
    }

    private static void OneOf(string? value, IReadOnlyList<string> words, string property)
    {
        if (value is not null && !words.Contains(value, StringComparer.Ordinal))
            throw new InvalidSettingsException(property, $"'{Shown(value)}' is not known here. Write one of: {string.Join(", ", words)}.");
    }

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
