using System.Buffers.Text;
using System.Text;
using Insights.Analytics.Reports;
using NodaTime;
using NodaTime.TimeZones;

namespace Insights.Web.Exports.Excel;

/// <summary>
/// Writes a document's cells as sheet cells: numbers as numbers whose format shows the text that <see cref="CellText"/> prints, text as text
/// and never as a formula. One instance a workbook; style numbers are remembered per kind.
/// </summary>
internal sealed class CellXml(StyleBook styles, DateTimeZone zone)
{
    /// <summary>The most a cell holds.</summary>
    private const int LongestText = 32_767;

    /// <summary>Spreadsheets count days from here, but before 1 March 1900 they count a day that never was.</summary>
    private static readonly LocalDate DayZero = new(1899, 12, 30);
    private static readonly LocalDate FirstSafeDay = new(1900, 3, 1);

    /// <summary>A day later, so that it holds in every zone.</summary>
    private static readonly Instant FirstSafeInstant = Instant.FromUtc(1900, 3, 2, 0, 0);

    private static readonly byte[][] Letters = [.. Enumerable.Range(0, 200).Select(i => Encoding.ASCII.GetBytes(ColumnName(i)))];

    private readonly Dictionary<(string Format, bool Total), int> byFormat = [];

    // Every cell of a long table asks for its style: the answers of the kinds whose format never varies, and of the last currency and zone offset, are kept.
    private readonly int?[] fixedStyles = new int?[4];
    private string? lastCurrency;
    private int lastCurrencyStyle;
    private ZoneInterval? lastInterval;
    private ZoneInterval? styledInterval;
    private int styledIntervalStyle;

    private readonly byte[] rowDigits = new byte[12];
    private int rowLength;
    private int lastRow = -1;
    private readonly Dictionary<string, string> moneyFormats = [];
    private readonly Dictionary<string, string> momentFormats = [];
    private readonly int plain = styles.Index(new CellLook());
    private readonly int plainTotal = styles.Index(new CellLook(Total: true));
    private readonly int quoted = styles.Index(new CellLook(Quoted: true));
    private readonly int quotedTotal = styles.Index(new CellLook(Quoted: true, Total: true));
    private readonly int missing = styles.Index(new CellLook(Tone: Tone.Muted, Right: true));
    private readonly int missingTotal = styles.Index(new CellLook(Tone: Tone.Muted, Right: true, Total: true));

    public static string ColumnName(int index)
    {
        var name = "";
        for (var i = index + 1; i > 0; i = (i - 1) / 26)
            name = (char)('A' + ((i - 1) % 26)) + name;
        return name;
    }

    public void StartRow(Utf8Xml xml, int row, double? height = null)
    {
        xml.Raw("<row r=\""u8);
        xml.Integer(row);
        if (height is { } points)
        {
            xml.Raw("\" customHeight=\"1\" ht=\""u8);
            xml.Number(points);
        }
        xml.Raw("\">"u8);
    }

    public void EndRow(Utf8Xml xml) => xml.Raw("</row>"u8);

    public void Write(Utf8Xml xml, int column, int row, Cell? cell, bool total = false, string? formula = null)
    {
        switch (cell)
        {
            case null:
                if (total)
                    Empty(xml, column, row, plainTotal);
                break;
            case Cell.Text text:
                Text(xml, column, row, text.Value, StartsLikeFormula(text.Value) ? (total ? quotedTotal : quoted) : total ? plainTotal : plain);
                break;
            case Cell.None or Cell.Share { Denominator: 0 }:
                Text(xml, column, row, CellText.Missing, total ? missingTotal : missing);
                break;
            // A time before zero shows as a row of hashes in most spreadsheets.
            case Cell.Duration { Seconds: < 0 }:
            case Cell.Date { Value: var early } when early < FirstSafeDay:
            case Cell.Moment { Value: var at } when at < FirstSafeInstant:
                Text(xml, column, row, CellText.Of(cell, zone), total ? missingTotal : missing);
                break;
            default:
                Open(xml, column, row, total ? Style(FormatOf(cell), total) : Style(cell));
                if (formula is not null)
                {
                    xml.Raw("\"><f>"u8);
                    xml.Raw(formula);
                    xml.Raw("</f><v>"u8);
                }
                else
                {
                    xml.Raw("\"><v>"u8);
                }
                Value(xml, cell);
                xml.Raw("</v></c>"u8);
                break;
        }
    }

    public void Text(Utf8Xml xml, int column, int row, string text, CellLook look) =>
        Text(xml, column, row, text, styles.Index(StartsLikeFormula(text) ? look with { Quoted = true } : look));

    /// <summary>A typed cell in a look of its own (a coloured change on the summary); the number format still comes from the cell.</summary>
    public void Write(Utf8Xml xml, int column, int row, Cell cell, CellLook look)
    {
        if (IsNumber(cell))
        {
            Open(xml, column, row, styles.Index(look with { Format = FormatOf(cell) }));
            xml.Raw("\"><v>"u8);
            Value(xml, cell);
            xml.Raw("</v></c>"u8);
            return;
        }
        Text(xml, column, row, CellText.Of(cell, zone), look);
    }

    /// <summary>The number that stands in the sheet, for a chart's cache; null where the sheet holds text.</summary>
    public double? NumberOf(Cell? cell) => cell is null || !IsNumber(cell) ? null : cell switch
    {
        Cell.Duration duration => duration.Seconds / 86_400.0,
        Cell.Points points => points.Value * 100,
        Cell.Share { Per: 1000 } rate => 1000.0 * rate.Numerator / rate.Denominator,
        Cell.Date date => Serial(date.Value.AtMidnight()),
        Cell.Moment moment => Serial(moment.Value.InZone(zone).LocalDateTime),
        _ => CellText.Number(cell),
    };

    /// <summary>The number format that shows a value as <see cref="CellText"/> prints it. Durations are h:mm:ss, so that they add up on the sheet.</summary>
    public string FormatOf(Cell cell) => cell switch
    {
        Cell.Count => "#,##0",
        Cell.Share { Per: 1000 } rate => Digits(rate.Decimals) + "\" per 1,000\"",
        Cell.Share { Decimals: 1 } => "#,##0.0 %",
        Cell.Share share => Digits(share.Decimals) + " %",
        Cell.Points points => Signed(points.Value * 100, Digits(points.Decimals), "\" pp\"", points.Decimals),
        Cell.Change change => Signed(change.Value * 100, "#,##0.0", " %", 1),
        Cell.Money money => MoneyFormat(money.Currency),
        Cell.Duration => "[h]:mm:ss",
        Cell.Date => "d mmm yyyy",
        Cell.Moment moment => MomentFormat(zone.GetZoneInterval(moment.Value).Name),
        _ => "General",
    };

    private static bool IsNumber(Cell cell) => cell switch
    {
        Cell.Text or Cell.None or Cell.Share { Denominator: 0 } or Cell.Duration { Seconds: < 0 } => false,
        Cell.Date date => date.Value >= FirstSafeDay,
        Cell.Moment moment => moment.Value >= FirstSafeInstant,
        _ => true,
    };

    private static bool StartsLikeFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';

    private static string Digits(int decimals) => decimals switch
    {
        0 => "#,##0",
        1 => "#,##0.0",
        2 => "#,##0.00",
        3 => "#,##0.000",
        _ => "#,##0." + new string('0', decimals),
    };

    // The sign of a change is always shown; what rounds to nothing is neither a rise nor a fall, so it is given its own format.
    private static string Signed(double value, string digits, string unit, int decimals) =>
        Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero) == 0
            ? $"\"±\"{digits}{unit};\"±\"{digits}{unit};\"±\"{digits}{unit}"
            : $"\"+\"{digits}{unit};\"−\"{digits}{unit};\"±\"{digits}{unit}";

    private static double Serial(LocalDateTime local) =>
        Period.DaysBetween(DayZero, local.Date) + (local.TimeOfDay.TickOfDay / (double)NodaConstants.TicksPerDay);

    private string MoneyFormat(string currency)
    {
        if (!moneyFormats.TryGetValue(currency, out var format))
            moneyFormats[currency] = format = $"{Digits(CellText.CurrencyDecimals(currency))}\" {currency.Replace("\"", "", StringComparison.Ordinal)}\"";
        return format;
    }

    private string MomentFormat(string abbreviation)
    {
        if (!momentFormats.TryGetValue(abbreviation, out var format))
            momentFormats[abbreviation] = format = $"d mmm yyyy hh:mm\" {abbreviation.Replace("\"", "", StringComparison.Ordinal)}\"";
        return format;
    }

    private int Style(string format, bool total)
    {
        if (!byFormat.TryGetValue((format, total), out var style))
            byFormat[(format, total)] = style = styles.Index(new CellLook(format, Total: total));
        return style;
    }

    private int Style(Cell cell)
    {
        switch (cell)
        {
            case Cell.Count:
                return fixedStyles[0] ??= Style(FormatOf(cell), total: false);
            case Cell.Share { Decimals: 1, Per: 100 }:
                return fixedStyles[1] ??= Style(FormatOf(cell), total: false);
            case Cell.Duration:
                return fixedStyles[2] ??= Style(FormatOf(cell), total: false);
            case Cell.Date:
                return fixedStyles[3] ??= Style(FormatOf(cell), total: false);
            case Cell.Money money:
                if (!ReferenceEquals(lastCurrency, money.Currency))
                {
                    lastCurrency = money.Currency;
                    lastCurrencyStyle = Style(FormatOf(cell), total: false);
                }
                return lastCurrencyStyle;
            case Cell.Moment moment:
                var interval = IntervalAt(moment.Value);
                if (!ReferenceEquals(interval, styledInterval))
                {
                    styledInterval = interval;
                    styledIntervalStyle = Style(FormatOf(cell), total: false);
                }
                return styledIntervalStyle;
            default:
                return Style(FormatOf(cell), total: false);
        }
    }

    /// <summary>Rows come in time order, so the offset of the row before nearly always holds.</summary>
    private ZoneInterval IntervalAt(Instant instant)
    {
        if (lastInterval is { } known && known.Contains(instant))
            return known;
        return lastInterval = zone.GetZoneInterval(instant);
    }

    private LocalDateTime Local(Instant instant) => instant.WithOffset(IntervalAt(instant).WallOffset).LocalDateTime;

    private void Value(Utf8Xml xml, Cell cell)
    {
        switch (cell)
        {
            case Cell.Count count: xml.Integer(count.Value); break;
            case Cell.Share { Per: 1000 } rate: xml.Number(1000.0 * rate.Numerator / rate.Denominator); break;
            case Cell.Share share: xml.Number((double)share.Numerator / share.Denominator); break;
            case Cell.Points points: xml.Number(points.Value * 100); break;
            case Cell.Change change: xml.Number(change.Value); break;
            case Cell.Money money: xml.Fixed(money.Minor, CellText.CurrencyDecimals(money.Currency)); break;
            case Cell.Duration duration: xml.Number(duration.Seconds / 86_400.0); break;
            case Cell.Date date: xml.Integer(Period.DaysBetween(DayZero, date.Value)); break;
            case Cell.Moment moment: xml.Number(Serial(Local(moment.Value))); break;
            default: throw new ArgumentOutOfRangeException(nameof(cell), cell, "Not a number.");
        }
    }

    private void Text(Utf8Xml xml, int column, int row, string text, int style)
    {
        Open(xml, column, row, style);
        xml.Raw("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8);
        xml.Text(text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText - 1), "…"));
        xml.Raw("</t></is></c>"u8);
    }

    private void Empty(Utf8Xml xml, int column, int row, int style)
    {
        Open(xml, column, row, style);
        xml.Raw("\"/>"u8);
    }

    private void Open(Utf8Xml xml, int column, int row, int style)
    {
        if (row != lastRow)
        {
            lastRow = row;
            Utf8Formatter.TryFormat(row, rowDigits, out rowLength);
        }
        xml.Cell(column < Letters.Length ? Letters[column] : Encoding.ASCII.GetBytes(ColumnName(column)), rowDigits.AsSpan(0, rowLength), style);
    }
}
