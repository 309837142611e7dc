using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Insights.Analytics.Reports;

public static partial class CellText
{
    private static readonly LocalDateTimePattern Second = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    /// <summary>
    /// Text that a spreadsheet reads as the typed value when it opens a CSV file: no digit groups, amounts in major units without their
    /// currency (the header names it), shares and changes as 12.3%, durations as h:mm:ss, ISO dates, instants as local time in the zone. Empty where there is no value.
    /// </summary>
    /// <param name="decimalSign">Point or comma, as the reader's spreadsheet expects it.</param>
    public static string Spreadsheet(Cell? cell, DateTimeZone zone, char decimalSign = '.')
    {
        var text = cell switch
        {
            null or Cell.None or Cell.Share { Denominator: 0 } => "",
            Cell.Text value => value.Value,
            Cell.Share { Per: 1000 } rate => Plain(1000.0 * rate.Numerator / rate.Denominator, rate.Decimals),
            Cell.Share share => Plain(100.0 * share.Numerator / share.Denominator, share.Decimals) + "%",
            Cell.Points points => Plain(points.Value * 100, points.Decimals),
            Cell.Change change => Plain(change.Value * 100, 1) + "%",
            Cell.Money money => MajorUnits(money.Minor, money.Currency, grouped: false),
            Cell.Duration duration => Clock(duration.Seconds),
            Cell.Moment moment => Second.Format(moment.Value.InZone(zone).LocalDateTime),
            _ => Machine(cell),
        };
        return decimalSign != '.' && cell is Cell.Share or Cell.Points or Cell.Change or Cell.Money ? text.Replace('.', decimalSign) : text;
    }

    private static string Plain(double value, int decimals)
    {
        var rounded = Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0m : rounded).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static string Clock(long seconds)
    {
        var magnitude = Math.Abs(seconds);
        return string.Create(CultureInfo.InvariantCulture, $"{(seconds < 0 ? "-" : "")}{magnitude / 3600}:{magnitude / 60 % 60:00}:{magnitude % 60:00}");
    }
}
