using System.Globalization;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Pipeline;

/// <summary>Facts as names and texts, for people who look at a preview.</summary>
internal static class FactText
{
    // What the store adds for itself says nothing about the file.
    private static readonly string[] Hidden = [nameof(IFact.Key), nameof(IFact.SourceId), nameof(IFact.VendorId), nameof(IFact.ContentHash), nameof(IFact.FileId), nameof(IFact.Line), "TicketHash", "ChargebackHash", "Id"];

    public static IEnumerable<PreviewFact> Of(FactChunk chunk)
    {
        foreach (var t in chunk.Transactions)
            yield return Fact("transaction", t.Row, t.VendorCode, t.Row.Currency);
        foreach (var t in chunk.Tickets)
            yield return Fact("ticket", t.Row, t.VendorCode, "");
        foreach (var c in chunk.Chargebacks)
            yield return Fact("chargeback", c.Row, c.VendorCode, c.Row.Currency);
        foreach (var e in chunk.TicketEvents)
            yield return Fact("ticket event", e, null, "");
        foreach (var e in chunk.ChargebackEvents)
            yield return Fact("chargeback event", e, null, "");
        foreach (var v in chunk.Vendors)
            yield return Fact("vendor", v, null, "");
        foreach (var a in chunk.Agents)
            yield return Fact("agent", a, null, "");
        foreach (var r in chunk.FxRates)
            yield return Fact("rate", r, null, "");
        foreach (var c in chunk.Calendars)
            yield return Fact("calendar", c, null, "");
        foreach (var p in chunk.Policies)
            yield return Fact("policy", p, null, "");
    }

    /// <summary>Line of the record the chunk's facts were read from.</summary>
    public static int? LineOf(FactChunk chunk) =>
        chunk.Transactions.Select(t => (int?)t.Row.Line).Concat(chunk.Tickets.Select(t => (int?)t.Row.Line)).Concat(chunk.Chargebacks.Select(c => (int?)c.Row.Line))
            .Concat(chunk.TicketEvents.Select(e => (int?)e.Line)).Concat(chunk.ChargebackEvents.Select(e => (int?)e.Line)).FirstOrDefault();

    private static PreviewFact Fact(string kind, object row, string? vendor, string currency)
    {
        var fields = new List<KeyValuePair<string, string>>();
        if (vendor is not null)
            fields.Add(KeyValuePair.Create("vendor", vendor));
        foreach (var property in row.GetType().GetProperties())
        {
            if (Array.IndexOf(Hidden, property.Name) >= 0 || property.GetValue(row) is not { } value)
                continue;
            string text = Text(property.Name, value, currency);
            if (text.Length > 0)
                fields.Add(KeyValuePair.Create(StoreConventions.Snake(property.Name), text));
        }

        return new PreviewFact(kind, fields);
    }

    private static string Text(string name, object value, string currency) => value switch
    {
        DateTime instant => instant.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "",
        long minor when name.EndsWith("Minor", StringComparison.Ordinal) => minor == 0 && name != "AmountMinor" ? "" : Money(minor, currency),
        string text => text.Length > 200 ? text[..199] + "…" : text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "",
    };

    private static string Money(long minor, string currency)
    {
        int decimals = Currencies.Iso.Find(currency)?.StoredDecimals ?? 0;
        decimal major = minor;
        for (int i = 0; i < decimals; i++)
            major /= 10;
        return $"{major.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)} {currency}".TrimEnd();
    }
}
