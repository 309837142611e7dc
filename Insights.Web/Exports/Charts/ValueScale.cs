using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Exports.Charts;

/// <summary>The value axis: its ends, its round ticks, and their text, which is the text the cells themselves have.</summary>
internal sealed record ValueScale
{
    private static readonly double[] DurationSteps =
    [
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200,
        86400, 2 * 86400, 5 * 86400, 7 * 86400, 10 * 86400, 14 * 86400, 30 * 86400, 60 * 86400, 90 * 86400, 180 * 86400, 365 * 86400,
    ];

    private ValueScale(double min, double max, IReadOnlyList<Tick> ticks, string? unit) => (Min, Max, Ticks, Unit) = (min, max, ticks, unit);

    public double Min { get; }
    public double Max { get; }
    public IReadOnlyList<Tick> Ticks { get; }

    /// <summary>What the tick texts leave out because it is the same on all of them (the currency); said once in the axis title.</summary>
    public string? Unit { get; }

    /// <summary>0 at the bottom, 1 at the top.</summary>
    public double Position(double value) => Max == Min ? 0 : (value - Min) / (Max - Min);

    public static ValueScale Of(ChartSpec spec, int wantedTicks)
    {
        var numbers = Numbers(spec).ToList();
        var low = Math.Min(0, numbers.DefaultIfEmpty(0).Min());
        var high = Math.Max(0, numbers.DefaultIfEmpty(0).Max());
        // A line of shares that all lie high (attainment of 92–97 %) would be flat from zero; a bar's length must start at zero.
        if (spec.Kind == ChartKind.Line && spec.ValueKind == ColumnKind.Share && numbers.Count > 0 && numbers.Min() > 0.5 * high)
            low = Math.Max(0, numbers.Min() - (high - numbers.Min()) * 0.5 - 0.005);
        if (high == low)
            high = low + 1;

        var sample = Sample(spec);
        var money = sample as Cell.Money;
        var step = Step((high - low) / Math.Max(2, wantedTicks), spec.ValueKind, money);
        var first = Math.Floor(low / step + 1e-9);
        var last = Math.Ceiling(high / step - 1e-9);
        var ticks = new List<Tick>();
        for (var i = first; i <= last; i++)
            ticks.Add(new(i * step, Text(i * step, step, spec.ValueKind, sample)));
        return new(first * step, last * step, ticks, money?.Currency);
    }

    public static IEnumerable<double> Numbers(ChartSpec spec)
    {
        var lines = spec.Lines.Select(line => CellText.Number(line.Value)).OfType<double>();
        if (spec.Kind != ChartKind.StackedColumns)
            return spec.Series.SelectMany(series => series.Values).Select(CellText.Number).OfType<double>().Concat(lines);
        var stacked = spec.Series.Where(series => series.Role != SeriesRole.Previous).ToList();
        var sums = Enumerable.Range(0, spec.Categories.Count).SelectMany(i => new[]
        {
            stacked.Sum(series => Math.Max(0, NumberAt(series, i) ?? 0)),
            stacked.Sum(series => Math.Min(0, NumberAt(series, i) ?? 0)),
        });
        var previous = spec.Series.Where(series => series.Role == SeriesRole.Previous).SelectMany(series => series.Values).Select(CellText.Number).OfType<double>();
        return sums.Concat(previous).Concat(lines);
    }

    /// <summary>Null where there is no value, also past the end of a short series.</summary>
    public static double? NumberAt(ChartSeries series, int category) =>
        category < series.Values.Count ? CellText.Number(series.Values[category]) : null;

    private static Cell? Sample(ChartSpec spec) =>
        spec.Series.SelectMany(series => series.Values).Concat(spec.Lines.Select(line => line.Value)).FirstOrDefault(cell => CellText.Number(cell) is not null);

    private static double Step(double rough, ColumnKind kind, Cell.Money? money)
    {
        if (kind == ColumnKind.Duration)
        {
            var fitting = DurationSteps.FirstOrDefault(step => step >= rough);
            return fitting > 0 ? fitting : OneTwoFive(rough / 86400 / 365) * 86400 * 365;
        }

        var smallest = kind switch
        {
            ColumnKind.Count => 1,
            ColumnKind.Money => Math.Pow(10, -CellText.CurrencyDecimals(money?.Currency ?? "EUR")),
            _ => 0.00001,
        };
        return Math.Max(smallest, OneTwoFive(rough));
    }

    private static double OneTwoFive(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var digit = rough / power;
        return (digit <= 1.0000001 ? 1 : digit <= 2.0000001 ? 2 : digit <= 5.0000001 ? 5 : 10) * power;
    }

    private static string Text(double value, double step, ColumnKind kind, Cell? sample)
    {
        // 100 percent in hundredths: a step of 0.005 is half a per cent and needs one decimal.
        var decimals = (int)Math.Clamp(Math.Ceiling(-Math.Log10(step * 100) - 1e-9), 0, 3);
        switch (kind)
        {
            case ColumnKind.Share when sample is Cell.Change:
            case ColumnKind.Points when sample is Cell.Change:
                return CellText.Of(new Cell.Change(value), DateTimeZone.Utc);
            case ColumnKind.Share when sample is Cell.Share { Per: 1000 }:
                return CellText.Of(new Cell.Share((long)Math.Round(value * 1e9), 1_000_000_000, decimals) { Per = 1000 }, DateTimeZone.Utc)[..^" per 1,000".Length];
            case ColumnKind.Share:
                return CellText.Of(new Cell.Share((long)Math.Round(value * 1e9), 1_000_000_000, decimals), DateTimeZone.Utc);
            case ColumnKind.Points:
                return CellText.Of(new Cell.Points(value, decimals), DateTimeZone.Utc);
            case ColumnKind.Duration:
                return CellText.Of(new Cell.Duration((long)Math.Round(value)), DateTimeZone.Utc);
            case ColumnKind.Money when sample is Cell.Money money:
                var places = CellText.CurrencyDecimals(money.Currency);
                var text = CellText.MajorUnits((long)Math.Round(value * Math.Pow(10, places)), money.Currency, grouped: true);
                // Whole amounts do not need ".00" on an axis.
                return step >= 1 && places > 0 ? text[..^(places + 1)] : text;
            default:
                return CellText.Of(new Cell.Count((long)Math.Round(value)), DateTimeZone.Utc);
        }
    }
}

internal readonly record struct Tick(double Value, string Text);
