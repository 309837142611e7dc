using System.Globalization;
using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;

namespace Insights.Import.Sources.Canonical;

internal sealed class VendorMap(ColumnMap columns) : IRowMap
{
    private readonly Column _vendor = columns["vendor"], _name = columns["name"], _country = columns["country"];

    public void Map(Row row, FactChunk chunk)
    {
        string code = row.Id(_vendor);
        chunk.Vendors.Add(new Vendor { Code = code, Name = row.Text(_name, 200) ?? code, Country = Countries.Of(row, _country) });
    }
}

internal sealed class AgentMap(ColumnMap columns) : IRowMap
{
    private readonly Column _agent = columns["agent"], _team = columns["team"], _tier = columns["tier"];

    public void Map(Row row, FactChunk chunk) =>
        chunk.Agents.Add(new Agent { SourceId = chunk.SourceId, Code = row.Id(_agent), Team = row.Pooled(_team), Tier = row.Pooled(_tier) });
}

/// <summary>A day a row, a currency a column: how many units one euro bought.</summary>
internal sealed class FxRateMap : IRowMap
{
    private static readonly Fault NotARate = new("rate-not-a-number", "This is not an exchange rate. Write it with a point, like 1.0831, or leave it empty.");

    /// <summary>The bank's file of all days, and its file of the last one.</summary>
    private static readonly string[] DayFormats = ["yyyy-MM-dd", "d MMMM yyyy"];

    /// <summary>Currencies that are no more and still have their column in the bank's file of all days. They are not read: no payment is in them.</summary>
    private static readonly HashSet<string> Former = new(StringComparer.OrdinalIgnoreCase) { "CYP", "EEK", "LTL", "LVL", "MTL", "ROL", "SIT", "SKK", "TRL", "DEM", "FRF", "ITL", "ESP", "GRD", "ATS", "BEF", "FIM", "IEP", "LUF", "NLG", "PTE" };

    private readonly Column _day;
    private readonly List<(Column Column, string Currency)> _rates = [];
    private readonly HashSet<DateOnly> _days = [];

    public FxRateMap(ColumnMap columns)
    {
        _day = columns["date"];
        for (int i = 0; i < columns.Headers.Count; i++)
        {
            string header = CodeIn(columns.Headers[i]);
            if (i != _day.Ordinal && Currencies.Iso.Find(header) is { } currency)
                _rates.Add((new Column(i, header, IsRequired: false, []), currency.Code));
        }

        // A mapped table names its columns as it likes; the mapping says which currency each is.
        foreach (var (field, column) in columns.Fields)
        {
            if (column.Exists && Currencies.Iso.Find(field) is { } mapped && !_rates.Exists(r => r.Currency == mapped.Code))
                _rates.Add((column, mapped.Code));
        }
    }

    /// <summary>"Date" first, then nothing but currency codes (the bank's own file ends with an empty column).</summary>
    public static bool IsHeader(IReadOnlyList<string> headers) =>
        headers.Count >= 2 && HeaderText.Fold(headers[0]) == "date" && headers.Skip(1).Select(CodeIn).All(h => h.Length == 0 || Currencies.Iso.Find(h) is not null || Former.Contains(h))
        && headers.Skip(1).Any(h => Currencies.Iso.Find(CodeIn(h)) is not null);

    /// <summary>
    /// The currency a column is about: its header, or the daily series it names, as downloads of the data portal do
    /// (<c>US dollar/Euro (EXR.D.USD.EUR.SP00.A)</c>, behind a column TIME PERIOD that repeats the date). Averages of longer times are no such series.
    /// </summary>
    private static string CodeIn(string header)
    {
        header = header.Trim().Trim('\uFEFF');
        if (header.Equals("TIME PERIOD", StringComparison.OrdinalIgnoreCase))
            return "";
        const string start = "(EXR.D.", end = ".EUR.SP00.A)";
        int at = header.IndexOf(start, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && header.Length == at + start.Length + 3 + end.Length && header.EndsWith(end, StringComparison.OrdinalIgnoreCase) ? header.Substring(at + start.Length, 3) : header;
    }

    public void Map(Row row, FactChunk chunk)
    {
        var text = row.Bytes(_day);
        if (!DateOnly.TryParseExact(Encoding.UTF8.GetString(text), DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            row.Reject(_day.Header, Encoding.UTF8.GetString(text), "date-not-recognised", "This is not a day. Write it as 2026-10-30.");
            return;
        }

        if (!_days.Add(day))
        {
            row.Skip(_day.Header, Encoding.UTF8.GetString(text), "day-repeated", "The day stands in the file twice; the first of the two was taken.");
            return;
        }

        int before = chunk.FxRates.Count;
        foreach (var (column, currency) in _rates)
        {
            var cell = row.Bytes(column);
            if (cell.IsEmpty || cell.SequenceEqual("N/A"u8))
                continue;
            if (!decimal.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal rate) || rate is <= 0 or > 1_000_000_000)
            {
                row.Bad(required: false, column.Header, Encoding.UTF8.GetString(cell), NotARate);
                continue;
            }

            long millionths = decimal.ToInt64(decimal.Round(rate * 1_000_000m, MidpointRounding.ToEven));
            if (millionths > 0)
                chunk.FxRates.Add(new FxRate { Day = day, Currency = currency, PerEuroMillionths = millionths });
        }

        if (chunk.FxRates.Count == before)
            row.Skip(_day.Header, Encoding.UTF8.GetString(text), "no-rates", "The day has no rate at all: a holiday of the bank, or an empty row.");
    }
}
