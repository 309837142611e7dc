using System.Text;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <content>Cells as instants, amounts, words and digits. One that cannot be read is reported and empty.</content>
internal sealed partial class Row
{
    public DateTime? Instant(Column column)
    {
        if (column.Time is not null || column.Zone is not null)
            return Instant(column, column.Time ?? Column.None, column.Zone ?? Column.None);
        var cell = Bytes(column);
        if (cell.IsEmpty)
        {
            MissingIfRequired(column);
            return null;
        }

        var fault = InstantText.TryInstant(cell, rules, out var utc);
        if (fault is null)
            return utc;
        Bad(column.IsRequired, column.Header, Encoding.UTF8.GetString(cell), fault);
        return null;
    }

    /// <summary>An instant whose time of day or zone stands in columns of its own; <see cref="Column.None"/> where it does not.</summary>
    /// <param name="atNight">A date without a time means the start of that day.</param>
    public DateTime? Instant(Column date, Column time, Column zone, bool atNight = false)
    {
        var cell = Bytes(date);
        if (cell.IsEmpty)
        {
            MissingIfRequired(date);
            return null;
        }

        var fault = LocalTime.TryInstant(cell, Bytes(time), Bytes(zone), rules, atNight, out var utc);
        if (fault is null)
            return utc;
        string shown = Encoding.UTF8.GetString(cell);
        if (time.Exists)
            shown += " " + Encoding.UTF8.GetString(Bytes(time));
        if (zone.Exists)
            shown += " " + Encoding.UTF8.GetString(Bytes(zone));
        Bad(date.IsRequired, date.Header, shown, fault);
        return null;
    }

    /// <summary>For instants the row cannot live without: the row is rejected when this is null.</summary>
    public DateTime RequiredInstant(Column column) => Instant(column) ?? default;

    public Currency? Currency(Column column, Currencies known)
    {
        var cell = Bytes(column);
        if (cell.IsEmpty)
        {
            MissingIfRequired(column);
            return null;
        }

        var currency = known.Find(cell);
        if (currency is null)
            Bad(column.IsRequired, column.Header, Encoding.UTF8.GetString(cell), new Fault("currency-unknown", "This is no ISO 4217 currency code, so the amount has no known decimals. Write a code such as EUR."));
        return currency;
    }

    /// <summary>An amount in stored minor units, by the file's conventions; a negative one is a fault unless they are signed.</summary>
    public long? Amount(Column column, Currency? currency) => Amount(column, currency, rules.Sign == SignConvention.Signed);

    /// <summary>An amount that carries its sign whatever the file's other amounts do, such as a fee or a balance.</summary>
    public long? SignedAmount(Column column, Currency? currency) => Amount(column, currency, maySubtract: true);

    private long? Amount(Column column, Currency? currency, bool maySubtract)
    {
        var cell = Bytes(column);
        if (cell.IsEmpty)
        {
            MissingIfRequired(column);
            return null;
        }

        if (currency is null)
        {
            // The currency's own problem was told. Where it is merely absent, so is the amount's meaning.
            if (!IsRejected)
                Warn(column.Header, Encoding.UTF8.GetString(cell), "amount-without-currency", "The amount has no currency beside it. The field was left empty.");
            return null;
        }

        var fault = rules.TryAmount(cell, currency, out long minor) ?? (minor < 0 && !maySubtract ? AmountText.Negative : null);
        if (fault is null)
            return minor;
        Bad(column.IsRequired, column.Header, Encoding.UTF8.GetString(cell), fault);
        return null;
    }

    /// <summary>One of a closed set of words.</summary>
    public string? Word(Column column, Vocabulary words)
    {
        var cell = Bytes(column);
        if (cell.IsEmpty)
            return MissingIfRequired(column);
        string? canonical = column.Own?.Words?.Find(cell) ?? words.Find(cell);
        if (canonical is null && words.Kind is { } kind)
        {
            string raw = Encoding.UTF8.GetString(cell);
            canonical = Meaning(kind, raw);
            if (canonical is null && !column.IsRequired && MeansNothing(kind, raw))
                return null;
        }

        if (canonical is null)
            Bad(column.IsRequired, column.Header, Encoding.UTF8.GetString(cell), new Fault("word-unknown", $"This word is not known here. Known: {words.Listing}."));
        return canonical;
    }

    public bool? YesNo(Column column)
    {
        var cell = Bytes(column);
        if (cell.IsEmpty)
        {
            MissingIfRequired(column);
            return null;
        }

        switch (YesNoWords.Find(cell))
        {
            case "true":
                return true;
            case "false":
                return false;
            default:
                Bad(column.IsRequired, column.Header, Encoding.UTF8.GetString(cell), new Fault("not-true-or-false", "This is neither true nor false."));
                return null;
        }
    }

    /// <summary>Exactly this many digits, as for the first six or last four of a card.</summary>
    public string? Digits(Column column, int count)
    {
        var cell = Bytes(column);
        if (cell.IsEmpty)
            return MissingIfRequired(column);
        if (cell.Length <= count && cell.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
        {
            // A spreadsheet drops leading zeros; they carry no doubt here.
            string digits = column.Pool.Get(cell);
            return digits.Length == count ? digits : digits.PadLeft(count, '0');
        }

        Bad(column.IsRequired, column.Header, Encoding.UTF8.GetString(cell), new Fault("digits-expected", $"Here only {count} digits are kept, never more of a card number."));
        return null;
    }

    private static readonly Vocabulary YesNoWords = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["true"] = "true",
        ["yes"] = "true",
        ["1"] = "true",
        ["t"] = "true",
        ["y"] = "true",
        // As spreadsheets of other languages write TRUE and FALSE.
        ["wahr"] = "true",
        ["ja"] = "true",
        ["vrai"] = "true",
        ["oui"] = "true",
        ["verdadero"] = "true",
        ["sí"] = "true",
        ["verdadeiro"] = "true",
        ["sim"] = "true",
        ["vero"] = "true",
        ["waar"] = "true",
        ["falsch"] = "false",
        ["nein"] = "false",
        ["faux"] = "false",
        ["non"] = "false",
        ["falso"] = "false",
        ["não"] = "false",
        ["onwaar"] = "false",
        ["false"] = "false",
        ["no"] = "false",
        ["0"] = "false",
        ["f"] = "false",
        ["n"] = "false",
    });
}
