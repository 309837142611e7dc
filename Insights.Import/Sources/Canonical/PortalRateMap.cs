using System.Globalization;
using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;

namespace Insights.Import.Sources.Canonical;

/// <summary>The ECB data portal's own layout (SDMX): an observation a row, for one currency and one day. Of its series the daily reference rates against the euro are taken.</summary>
internal sealed class PortalRateMap(ColumnMap columns) : IRowMap
{
    private readonly Column _frequency = columns["frequency"], _currency = columns["currency"], _against = columns["against"], _day = columns["date"], _value = columns["rate"];
    private readonly Column _type = columns["type"], _suffix = columns["suffix"], _multiplier = columns["multiplier"];
    private readonly HashSet<(DateOnly Day, string Currency)> _seen = [];

    public void Map(Row row, FactChunk chunk)
    {
        chunk.RatesCountEach = true;
        string code = row.Text(_currency, 20) ?? "";
        if (!Is(row, _against, "EUR") || !(row.IsEmpty(_type) || Is(row, _type, "SP00")) || !(row.IsEmpty(_suffix) || Is(row, _suffix, "A")))
        {
            row.Skip(_currency.Header, code, "other-series", "This is no reference rate against the euro, and no other series is read.");
            return;
        }

        if (!Is(row, _frequency, "D"))
        {
            row.Skip(_frequency.Header, row.Text(_frequency, 20), "not-daily", "An average over a longer time. Export the series with the frequency D (daily).");
            return;
        }

        if (Currencies.Iso.Find(code) is not { } currency)
        {
            row.Skip(_currency.Header, code, "currency-former", "This is no currency of today, so no payment is in it.");
            return;
        }

        string text = row.Text(_day, 40) ?? "";
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 1990 or > 2100)
        {
            row.Reject(_day.Header, text, "date-not-recognised", "This is not a day. Write it as 2026-10-30.");
            return;
        }

        var value = row.Bytes(_value);
        if (value.IsEmpty || value.SequenceEqual("NaN"u8) || value.SequenceEqual("-"u8))
        {
            row.Skip(_value.Header, Encoding.UTF8.GetString(value), "no-rates", "The day has no rate: a holiday of the bank, or none was published.");
            return;
        }

        if (!decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out decimal rate) || rate is <= 0 or > 1_000_000_000 || !(row.IsEmpty(_multiplier) || Is(row, _multiplier, "0")))
        {
            row.Reject(_value.Header, Encoding.UTF8.GetString(value), "rate-not-a-number", "This is not an exchange rate in single units. Write it with a point, like 1.0831.");
            return;
        }

        if (!_seen.Add((day, currency.Code)))
        {
            row.Skip(_day.Header, text, "day-repeated", "The day's rate of this currency stands in the file twice; the first of the two was taken.");
            return;
        }

        chunk.FxRates.Add(new FxRate { Day = day, Currency = currency.Code, PerEuroMillionths = decimal.ToInt64(decimal.Round(rate * 1_000_000m, MidpointRounding.ToEven)) });
    }

    private static bool Is(Row row, Column column, string word) => string.Equals(row.Text(column, 40), word, StringComparison.OrdinalIgnoreCase);
}
