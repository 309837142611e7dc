using System.Text;
using Insights.Import.Pipeline.Values;
using Insights.Import.Reading;
using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>
/// The delimited record being mapped: its cells as typed values. A cell that cannot be read is reported here, and the map goes on,
/// so that a row's problems are all told at once.
/// </summary>
internal sealed class Row(CsvReader cells, ValueRules rules) : RowProblems
{
    private static readonly Fault Missing = new("required-value-missing", "This value is required and the cell is empty. Fill it in at the source.");
    private static readonly Fault MaskedId = new("card-number-as-id", "The id is a full card number. It was truncated, so it cannot tell rows apart any more. Use an id that is not a card number.");
    private const int MaxIdLength = 200;
    private int _shiftAfter = int.MaxValue;
    private int _shiftBy;

    /// <summary>A card number was truncated in this record; set by the step that protects.</summary>
    public bool WasMasked { get; set; }

    public void Begin()
    {
        Begin(cells.Line);
        WasMasked = false;
        _shiftAfter = int.MaxValue;
        _shiftBy = 0;
    }

    /// <summary>Cells beyond the header, where the profile allows them.</summary>
    public int ExtraCells { get; set; }

    /// <summary>The row's last cells are empty.</summary>
    public bool EndsEmpty(int count)
    {
        for (int i = 1; i <= count; i++)
        {
            if (!cells.Field(cells.FieldCount - i).Trim(" \t\r\n"u8).IsEmpty)
                return false;
        }

        return true;
    }

    /// <summary>A list that ends at this column took this many cells more than the header has columns for it: all behind it lies further right.</summary>
    public void Shift(int after, int by) => (_shiftAfter, _shiftBy) = (after, by);

    /// <summary>The cell is empty or an instant; nothing is reported.</summary>
    public bool MayBeInstant(Column column) => IsEmpty(column) || InstantText.TryInstant(Bytes(column), rules, out _) is null;

    /// <summary>All values of a list: one a column of its name, and the cells it took from beyond the header.</summary>
    public IEnumerable<string> Texts(Column column)
    {
        if (!column.Exists)
            yield break;
        int last = column.Ordinal;
        foreach (int ordinal in (int[])[column.Ordinal, .. column.Repeats])
        {
            last = ordinal;
            if (TextAt(ordinal) is { } text)
                yield return text;
        }

        for (int i = 1; last == _shiftAfter && i <= _shiftBy; i++)
        {
            if (TextAt(cells.Field(last + i)) is { } text)
                yield return text;
        }
    }

    private string? TextAt(int ordinal) => TextAt(Cell(ordinal));

    private static string? TextAt(ReadOnlySpan<byte> cell)
    {
        cell = cell.Trim(" \t\r\n"u8);
        return cell.IsEmpty ? null : Encoding.UTF8.GetString(cell).Replace("\0", "", StringComparison.Ordinal);
    }

    private ReadOnlySpan<byte> Cell(int ordinal) => cells.Field(ordinal > _shiftAfter ? ordinal + _shiftBy : ordinal);

    /// <summary>The cell without surrounding blanks.</summary>
    public ReadOnlySpan<byte> Bytes(Column column)
    {
        if (!column.Exists)
            return column.Own?.Constant;
        var cell = Cell(column.Ordinal);
        if (cell.Length > 0 && (cell[0] <= ' ' || cell[^1] <= ' '))
            cell = cell.Trim(" \t\r\n"u8);
        if (cell.Length > 1 && cell[0] == '\'')
            cell = WithoutApostrophe(column, cell);
        return column.Repeats.Count == 0 ? cell : Agreeing(column, cell);
    }

    public bool IsEmpty(Column column) => Bytes(column).IsEmpty;

    /// <summary>A value that hardly repeats.</summary>
    public string? Text(Column column, int maxLength = 1000)
    {
        var cell = Bytes(column);
        if (cell.IsEmpty)
            return MissingIfRequired(column);
        if (cell.Length > maxLength)
            cell = Shorten(column, cell, maxLength);
        return cell.Contains((byte)0) ? WithoutNuls(column, cell) : Encoding.UTF8.GetString(cell);
    }

    /// <summary>A value of which a file holds few different ones: the same text is the same string.</summary>
    public string? Pooled(Column column)
    {
        var cell = Bytes(column);
        if (cell.IsEmpty)
            return MissingIfRequired(column);
        if (cell.Length > MaxIdLength)
            cell = Shorten(column, cell, MaxIdLength);
        return cell.Contains((byte)0) ? WithoutNuls(column, cell) : column.Pool.Get(cell);
    }

    /// <summary>The row's own id. Damaged or truncated ids reject the row, because other rows would look the same.</summary>
    public string Id(Column column)
    {
        string? id = Reference(column);
        if (id is null)
        {
            if (!IsRejected)
                Reject(column.Header, null, Missing);
            return "";
        }

        return id;
    }

    /// <summary>The id of another row. The same care as for the row's own id when it is required; otherwise a damaged one is left empty.</summary>
    public string? Reference(Column column)
    {
        if (column.Own is { } own && (own.IsWholeRow || column.Join.Count > 0))
            return own.IsWholeRow ? WholeRowId() : Joined(column);
        return Reference(column, Bytes(column));
    }

    private string? Reference(Column column, ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
            return MissingIfRequired(column);
        if (SpreadsheetDamage.IsScientific(cell))
        {
            Bad(column.IsRequired, column.Header, Encoding.UTF8.GetString(cell), SpreadsheetDamage.Id);
            return null;
        }

        if (cell.Length > MaxIdLength)
        {
            Bad(column.IsRequired, column.Header, Encoding.UTF8.GetString(cell), new Fault("id-too-long", "Ids longer than 200 bytes are not ids. Check the order of the columns."));
            return null;
        }

        // Truncated here, or before: a row that is run again, or comes back in a corrected rejects file, was protected the first time.
        if (WasMasked ? cell.Contains((byte)'*') : cell.IndexOf("****"u8) >= 0)
        {
            Bad(column.IsRequired, column.Header, Encoding.UTF8.GetString(cell), MaskedId);
            return null;
        }

        return cell.Contains((byte)0) ? WithoutNuls(column, cell) : Encoding.UTF8.GetString(cell);
    }

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
        ["false"] = "false",
        ["no"] = "false",
        ["0"] = "false",
        ["f"] = "false",
        ["n"] = "false",
    });

    /// <summary>An id made of several columns; empty ones keep their place, so that two different rows stay two.</summary>
    private string? Joined(Column column)
    {
        string? id = Reference(column, Bytes(column));
        foreach (var part in column.Join)
            id += "|" + Reference(part, Bytes(part));
        return id?.Trim('|').Length == 0 ? MissingIfRequired(column) : id;
    }

    /// <summary>For rows without an id: what they say, and their place among rows that say the same.</summary>
    private string WholeRowId()
    {
        ulong hash = Store.Keys.StableHash.Of(cells.Raw);
        int ordinal = (_ordinals ??= new Ordinals()).Next(cells.Raw);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"row-{hash:x16}{(ordinal == 0 ? "" : "-" + (ordinal + 1))}");
    }

    private Ordinals? _ordinals;

    /// <summary>
    /// The apostrophe with which exports keep a spreadsheet from running or rewriting a cell is no part of the value. Before a number it is
    /// remarked upon: whoever wrote it may have meant text.
    /// </summary>
    private ReadOnlySpan<byte> WithoutApostrophe(Column column, ReadOnlySpan<byte> cell)
    {
        var rest = cell[1..];
        bool isNumber = rest.IndexOfAnyExcept(NumberBytes) < 0 && rest.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;
        if (!isNumber)
            return rest[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' ? rest : cell;
        if (!All.Any(p => p.Rule == "apostrophe-removed" && p.Column == column.Header))
            Warn(column.Header, Encoding.UTF8.GetString(cell), "apostrophe-removed", "The apostrophe before the number is a spreadsheet's mark and was removed.");
        return rest;
    }

    private static readonly System.Buffers.SearchValues<byte> NumberBytes = System.Buffers.SearchValues.Create("0123456789.,+-"u8);

    private string? MissingIfRequired(Column column)
    {
        if (column.IsRequired)
            Reject(column.Header, null, Missing);
        return null;
    }

    private ReadOnlySpan<byte> Shorten(Column column, ReadOnlySpan<byte> cell, int maxLength)
    {
        // Not in the middle of a character.
        int end = maxLength;
        while (end > 0 && (cell[end] & 0xC0) == 0x80)
            end--;
        Warn(column.Header, Encoding.UTF8.GetString(cell[..40]), "text-shortened", $"The text is {cell.Length} bytes long; the first {end} are kept.");
        return cell[..end];
    }

    private string? WithoutNuls(Column column, ReadOnlySpan<byte> cell)
    {
        string text = Encoding.UTF8.GetString(cell).Replace("\0", "", StringComparison.Ordinal);
        Warn(column.Header, text, "nul-removed", "The text holds NUL characters, which are no text. They were removed.");
        return text.Length == 0 ? MissingIfRequired(column) : text;
    }

    /// <summary>A header that appears twice: the cells must agree, or one must be empty; which of two is right is not for us to say.</summary>
    private ReadOnlySpan<byte> Agreeing(Column column, ReadOnlySpan<byte> cell)
    {
        foreach (int repeat in column.Repeats)
        {
            var other = Cell(repeat).Trim(" \t\r\n"u8);
            if (other.IsEmpty || other.SequenceEqual(cell))
                continue;
            if (cell.IsEmpty)
            {
                cell = other;
                continue;
            }

            if (column.IsList)
                break;

            if (!All.Any(p => p.Rule == "duplicate-columns-differ" && p.Column == column.Header))
                Reject(column.Header, Encoding.UTF8.GetString(other), "duplicate-columns-differ", $"The file has two columns named {column.Header} and they differ in this row. Remove the wrong one.");
        }

        return cell;
    }
}
