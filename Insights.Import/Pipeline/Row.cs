using System.Text;
using Insights.Import.Pipeline.Values;
using Insights.Import.Reading;
using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>
/// The delimited record being mapped: its cells as typed values. A cell that cannot be read is reported here, and the map goes on,
/// so that a row's problems are all told at once.
/// </summary>
internal sealed partial class Row(CsvReader cells, ValueRules rules) : RowProblems
{
    private static readonly Fault Missing = new("required-value-missing", "This value is required and the cell is empty. Fill it in at the source.");
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

    /// <summary>The cell says a day and no time of day.</summary>
    public bool IsDayAlone(Column column) => ReferenceEquals(LocalTime.TryInstant(Bytes(column), default, default, rules, atNight: false, out _), InstantText.DateOnly);

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
        else if (cell.Length > 3 && cell[0] == '=' && cell[1] == '"' && cell[^1] == '"' && cell[2..^1].IndexOf((byte)'"') < 0)
            // ="00123": how programs keep a spreadsheet from taking a text for a number.
            cell = cell[2..^1];
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
