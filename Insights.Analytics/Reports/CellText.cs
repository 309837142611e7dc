using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Insights.Analytics.Reports;

/// <summary>The one place where a cell becomes text. For people: <see cref="Of"/>. For machines: <see cref="Machine"/>.</summary>
public static partial class CellText
{
    /// <summary>Shown for a missing value; the reason goes beside it or into its title.</summary>
    public const string Missing = "–";

    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("d MMM uuuu");
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("d MMM uuuu HH:mm");

    /// <summary>Text for people: 1,234 · 12.3 % · 1,234.50 EUR · 2 d 4 h · 31 Oct 2026 · 31 Oct 2026 14:05 CET.</summary>
    public static string Of(Cell? cell, DateTimeZone zone) => cell switch
    {
        null => "",
        Cell.Text text => text.Value,
        Cell.Count count => count.Value.ToString("N0", CultureInfo.InvariantCulture),
        Cell.Share { Denominator: 0 } => Missing,
        Cell.Share { Per: 1000 } rate => Fixed(1000.0 * rate.Numerator / rate.Denominator, rate.Decimals) + " per 1,000",
        Cell.Share share => Fixed(100.0 * share.Numerator / share.Denominator, share.Decimals) + " %",
        Cell.Points points => Signed(points.Value * 100, points.Decimals) + " pp",
        Cell.Change change => Signed(change.Value * 100, 1) + " %",
        Cell.Money money => MajorUnits(money.Minor, money.Currency, grouped: true) + " " + money.Currency,
        Cell.Duration duration => DurationText(duration.Seconds),
        Cell.Date date => Day.Format(date.Value),
        Cell.Moment moment => Minute.Format(moment.Value.InZone(zone).LocalDateTime) + " " + zone.GetZoneInterval(moment.Value).Name,
        Cell.None => Missing,
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, "Unknown kind of cell."),
    };

    /// <summary>
    /// Text for machines: plain digits, shares as a decimal fraction (round-trip), money in minor units, durations in seconds,
    /// ISO dates, instants in UTC; empty where there is no value.
    /// </summary>
    public static string Machine(Cell? cell) => cell switch
    {
        null or Cell.None or Cell.Share { Denominator: 0 } => "",
        Cell.Text text => text.Value,
        Cell.Count count => count.Value.ToString(CultureInfo.InvariantCulture),
        Cell.Share share => ((double)share.Numerator / share.Denominator).ToString("R", CultureInfo.InvariantCulture),
        Cell.Points points => points.Value.ToString("R", CultureInfo.InvariantCulture),
        Cell.Change change => change.Value.ToString("R", CultureInfo.InvariantCulture),
        Cell.Money money => money.Minor.ToString(CultureInfo.InvariantCulture),
        Cell.Duration duration => duration.Seconds.ToString(CultureInfo.InvariantCulture),
        Cell.Date date => LocalDatePattern.Iso.Format(date.Value),
        Cell.Moment moment => InstantPattern.General.Format(moment.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, "Unknown kind of cell."),
    };

    /// <summary>The value as a number for drawing and for Excel: shares as a fraction, money in major units, durations in seconds; null for text and missing values.</summary>
    public static double? Number(Cell? cell) => cell switch
    {
        Cell.Count count => count.Value,
        Cell.Share { Denominator: > 0 } share => (double)share.Numerator / share.Denominator,
        Cell.Points points => points.Value,
        Cell.Change change => change.Value,
        Cell.Money money => (double)(money.Minor / PowerOfTen(CurrencyDecimals(money.Currency))),
        Cell.Duration duration => duration.Seconds,
        _ => null,
    };

    /// <summary>ISO 4217 minor-unit digits.</summary>
    public static int CurrencyDecimals(string currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    public static string MajorUnits(long minor, string currency, bool grouped)
    {
        var decimals = CurrencyDecimals(currency);
        return (minor / PowerOfTen(decimals)).ToString((grouped ? "N" : "F") + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static decimal PowerOfTen(int digits) => digits switch { 0 => 1m, 2 => 100m, 3 => 1000m, _ => throw new ArgumentOutOfRangeException(nameof(digits)) };

    // Away from zero, as a reader rounds by hand; "-0.0" would read as a fall.
    private static string Fixed(double value, int decimals)
    {
        var rounded = Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0m : rounded).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static string Signed(double value, int decimals)
    {
        var text = Fixed(value, decimals);
        var isZero = text.All(c => c is '0' or '.');
        return isZero ? "±" + text : value > 0 ? "+" + text : "−" + text.TrimStart('-');
    }

    private static string DurationText(long seconds)
    {
        if (seconds < 0)
            return "−" + DurationText(-seconds);
        // Rounded once, to the smaller of the two units shown, so that 59 min 59 s never reads "60 min".
        if (seconds < 60)
            return Unit(seconds, "s");
        if (seconds < 3600)
            return Pair(seconds / 60, "min", seconds % 60, "s");
        var minutes = (seconds + 30) / 60;
        if (minutes < 24 * 60)
            return Pair(minutes / 60, "h", minutes % 60, "min");
        var hours = (seconds + 1800) / 3600;
        return Pair(hours / 24, "d", hours % 24, "h");
    }

    private static string Pair(long large, string largeUnit, long small, string smallUnit) =>
        new StringBuilder().Append(Unit(large, largeUnit)).Append(small == 0 ? "" : " " + Unit(small, smallUnit)).ToString();

    private static string Unit(long value, string unit) => value.ToString("N0", CultureInfo.InvariantCulture) + " " + unit;
}
