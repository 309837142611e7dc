using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;

namespace Insights.Import.Sources.Stripe;

/// <summary>How Stripe's objects write what they share.</summary>
internal static class StripeJson
{
    private static readonly Fault UnknownCurrency = new("currency-unknown", "This is no ISO 4217 currency code, so the amount has no known decimals.");

    public static Currency? Currency(JsonElement record, MapContext context, RowProblems row)
    {
        string? code = JsonFields.Text(record, "currency", 10);
        var currency = code is null ? null : context.Profile.Currencies.Find(code);
        if (currency is null)
            row.Reject("currency", code, UnknownCurrency);
        return currency;
    }

    /// <summary>The id of another object, which stands there as text, or whole where it was expanded.</summary>
    public static string? IdOf(JsonElement record, string property, RowProblems row)
    {
        var other = JsonFields.Child(record, property);
        return other.ValueKind == JsonValueKind.Object ? JsonFields.Reference(other, "id", row) : JsonFields.Reference(record, property, row);
    }

    /// <summary>The balance transaction came along whole and in the payment's own currency, so that its fee can stand beside the payment.</summary>
    public static bool BookedIn(JsonElement booking, Currency? currency) =>
        booking.ValueKind == JsonValueKind.Object && currency is not null && string.Equals(JsonFields.Text(booking, "currency", 10), currency.Code, StringComparison.OrdinalIgnoreCase);

    public static string? Brand(JsonElement card) =>
        (JsonFields.Text(card, "network", 40) ?? JsonFields.Text(card, "brand", 40)) is { } brand && brand != "unknown" ? Words.Brand.Find(brand) ?? brand.ToLowerInvariant() : null;

    public static string? Country(JsonElement card) =>
        JsonFields.Text(card, "country", 2) is { Length: 2 } country && country.All(char.IsAsciiLetter) ? country.ToUpperInvariant() : null;
}
