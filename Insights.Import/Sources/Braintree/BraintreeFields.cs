using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;

namespace Insights.Import.Sources.Braintree;

/// <summary>
/// A Braintree object whichever of its libraries wrote it: the same property is <c>amountDisputed</c> (GraphQL, Node, Java),
/// <c>amount_disputed</c> (Ruby, Python, PHP) or <c>AmountDisputed</c> (.NET). Found without case and underscores.
/// </summary>
internal readonly struct BraintreeFields(JsonElement record)
{
    public JsonElement Element => record;

    public bool IsObject => record.ValueKind == JsonValueKind.Object;

    /// <summary>The property's name as this record spells it; as given when it has none.</summary>
    public string Name(string property)
    {
        if (record.ValueKind != JsonValueKind.Object || record.TryGetProperty(property, out _))
            return property;
        foreach (var candidate in record.EnumerateObject())
        {
            if (Same(candidate.Name, property))
                return candidate.Name;
        }

        return property;
    }

    /// <summary>The record has the property, and it is not null.</summary>
    public bool Has(string property) => JsonFields.Child(record, Name(property)).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public BraintreeFields Child(string property) => new(JsonFields.Child(record, Name(property)));

    /// <summary>The first of several that is an object.</summary>
    public BraintreeFields Child(params ReadOnlySpan<string> properties)
    {
        foreach (string property in properties)
        {
            var child = Child(property);
            if (child.IsObject)
                return child;
        }

        return default;
    }

    public IEnumerable<JsonElement> Items(string property) => JsonFields.Items(JsonFields.Child(record, Name(property)));

    public string? Text(string property, int maxLength = 200) => JsonFields.Text(record, Name(property), maxLength);

    public string? Text(params ReadOnlySpan<string> properties)
    {
        foreach (string property in properties)
        {
            if (Text(property) is { } text)
                return text;
        }

        return null;
    }

    /// <summary>
    /// The id people and reports know. GraphQL has an id of its own beside it, the other libraries only this one, so that the same object is
    /// one fact whichever way it was exported.
    /// </summary>
    public string? KnownId(RowProblems row) => JsonFields.Reference(record, Name("legacyId"), row) ?? JsonFields.Reference(record, Name("id"), row);

    public DateTime? Instant(string property, MapContext context, RowProblems row, bool required = false)
    {
        string name = Name(property);
        if (JsonFields.Text(record, name, 64) is { Length: 10 } day)
            return Day(day, name, row);
        return context.Instant(record, name, row, required);
    }

    /// <summary>The last second of a day, for what is due "by" it; an instant as it stands.</summary>
    public DateTime? Deadline(string property, MapContext context, RowProblems row)
    {
        bool isDay = Text(property) is { Length: 10 };
        return Instant(property, context, row) is { } at ? isDay ? at.AddDays(1).AddSeconds(-1) : at : null;
    }

    /// <summary>An amount and its currency: <c>{"value":"5.35","currencyCode":"USD"}</c>, or the text alone with the currency beside it.</summary>
    public (long? Minor, Currency? Currency) Money(string property, MapContext context, RowProblems row, Currency? beside = null, bool required = false)
    {
        var value = Child(property);
        var holder = value.IsObject ? value : this;
        string? code = value.IsObject ? value.Text("currencyCode", "currencyIsoCode") : null;
        var currency = code is null ? beside : context.Profile.Currencies.Find(code);
        if (code is not null && currency is null)
            row.Bad(required, property + ".currencyCode", code, new Fault("currency-unknown", "This is no ISO 4217 currency code, so the amount has no known decimals."));
        return (context.Amount(holder.Element, holder.Name(value.IsObject ? "value" : property), currency, row, required), currency);
    }

    private static DateTime? Day(string day, string property, RowProblems row)
    {
        if (DateOnly.TryParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var date) && date.Year is >= 1990 and <= 2100)
            return date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        row.Warn(property, day, "instant-not-recognised", "This is not a day. Write it as 2026-10-31. The field was left empty.");
        return null;
    }

    private static bool Same(string one, string other)
    {
        int j = 0;
        foreach (char c in one)
        {
            if (c == '_')
                continue;
            if (j == other.Length || char.ToLowerInvariant(c) != char.ToLowerInvariant(other[j++]))
                return false;
        }

        return j == other.Length;
    }
}
