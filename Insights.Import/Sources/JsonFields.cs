using System.Globalization;
using System.Text;
using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;

namespace Insights.Import.Sources;

/// <summary>Typed reading of a JSON record's properties, with the same rules and the same messages as for a delimited row's cells.</summary>
internal static class JsonFields
{
    private static readonly Fault Missing = new("required-value-missing", "This value is required and is missing. Fill it in at the source.");
    private const int MaxIdLength = 200;

    /// <summary>Text of a string or number; null when absent, null or blank.</summary>
    public static string? Text(JsonElement record, string property, int maxLength = 1000)
    {
        if (record.ValueKind != JsonValueKind.Object || !record.TryGetProperty(property, out var value))
            return null;
        string? text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
        text = text?.Trim().Replace("\0", "", StringComparison.Ordinal);
        if (string.IsNullOrEmpty(text))
            return null;
        return text.Length <= maxLength ? text : text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)];
    }

    /// <summary>An id the row cannot live without.</summary>
    public static string Id(JsonElement record, string property, RowProblems row) => Reference(record, property, row, required: true) ?? "";

    public static string? Reference(JsonElement record, string property, RowProblems row, bool required = false)
    {
        string? text = Text(record, property, MaxIdLength + 1);
        if (text is null)
        {
            if (required)
                row.Reject(property, null, Missing);
            return null;
        }

        if (text.Length > MaxIdLength)
        {
            row.Bad(required, property, text, new Fault("id-too-long", "Ids longer than 200 characters are not ids."));
            return null;
        }

        if (text.Contains("****", StringComparison.Ordinal))
        {
            row.Bad(required, property, text, new Fault("card-number-as-id", "The id is a full card number. It was truncated, so it cannot tell rows apart any more. Use an id that is not a card number."));
            return null;
        }

        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        if (SpreadsheetDamage.IsScientific(utf8))
        {
            row.Bad(required, property, text, SpreadsheetDamage.Id);
            return null;
        }

        return text;
    }

    public static DateTime? Instant(JsonElement record, string property, RowProblems row, bool required = false, bool assumeUtc = false)
    {
        string? text = Text(record, property, 64);
        if (text is null)
        {
            if (required)
                row.Reject(property, null, Missing);
            return null;
        }

        var fault = InstantText.TryInstant(Encoding.UTF8.GetBytes(text), assumeUtc, out var utc);
        if (fault is null)
            return utc;
        row.Bad(required, property, text, fault);
        return null;
    }

    /// <summary>By the file's conventions: text of any accepted form, or Unix seconds as a number.</summary>
    public static DateTime? Instant(JsonElement record, string property, RowProblems row, ValueRules rules, bool required = false)
    {
        string? text = Text(record, property, 80);
        if (text is null)
        {
            if (required)
                row.Reject(property, null, Missing);
            return null;
        }

        Fault? fault;
        DateTime utc;
        if (Child(record, property).ValueKind == JsonValueKind.Number)
        {
            fault = UnixSeconds(text, out utc);
        }
        else
        {
            fault = InstantText.TryInstant(Encoding.UTF8.GetBytes(text), rules, out utc);
        }

        if (fault is null)
            return utc;
        row.Bad(required, property, text, fault);
        return null;
    }

    /// <summary>An amount by the file's conventions, as text or number.</summary>
    public static long? Amount(JsonElement record, string property, Currency? currency, RowProblems row, ValueRules rules, bool required = false)
    {
        string? text = Text(record, property, 80);
        if (text is null)
        {
            if (required)
                row.Reject(property, null, Missing);
            return null;
        }

        if (currency is null)
        {
            if (!row.IsRejected)
                row.Warn(property, text, "amount-without-currency", "The amount has no currency beside it. The field was left empty.");
            return null;
        }

        var fault = rules.TryAmount(Encoding.UTF8.GetBytes(text), currency, out long minor);
        if (fault is null && minor < 0 && rules.Sign != SignConvention.Signed)
            fault = AmountText.Negative;
        if (fault is null)
            return minor;
        row.Bad(required, property, text, fault);
        return null;
    }

    private static Fault? UnixSeconds(string text, out DateTime utc)
    {
        utc = default;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seconds))
            return InstantText.NotAnInstant;
        // Thirteen digits are milliseconds.
        if (seconds is > 631_152_000_000 and < 4_133_980_800_000)
            seconds /= 1000;
        if (seconds is < 631_152_000 or > 4_133_980_799)
            return InstantText.OutOfRange;
        utc = DateTime.UnixEpoch.AddSeconds(seconds);
        return null;
    }

    public static string? Word(JsonElement record, string property, Vocabulary words, RowProblems row, bool required = false)
    {
        string? text = Text(record, property, 100);
        if (text is null)
        {
            if (required)
                row.Reject(property, null, Missing);
            return null;
        }

        string? word = words.Find(text);
        if (word is null && words.Kind is { } kind)
        {
            word = row.Meaning(kind, text);
            if (word is null && !required && row.MeansNothing(kind, text))
                return null;
        }

        if (word is null)
            row.Bad(required, property, text, new Fault("word-unknown", $"This word is not known here. Known: {words.Listing}."));
        return word;
    }

    public static bool IsTrue(JsonElement record, string property) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(property, out var value)
        && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && string.Equals(value.GetString(), "true", StringComparison.OrdinalIgnoreCase)));

    public static int? WholeNumber(JsonElement record, string property) =>
        Text(record, property, 20) is { } text && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>A nested object or list; an undefined element when absent, on which all readers here answer null.</summary>
    public static JsonElement Child(JsonElement record, string property) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(property, out var value) ? value : default;

    public static IEnumerable<JsonElement> Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];
}
