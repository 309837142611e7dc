namespace Insights.Import.Reading;

/// <summary>
/// Reads a record that the rules cannot read into the expected number of cells the way a person would: a quote that was never closed is text,
/// a delimiter that is missing stood where two cells touch, one too many made an empty cell, one row was written with another delimiter.
/// </summary>
/// <remarks>
/// Only for reading on request (<c>csv read</c>), where every mended row is told. An import never uses it: a row of money that is not what it
/// says is rejected with its reason and corrected by whoever knows. Work is bounded by <see cref="MaxRowBytes"/> and <see cref="MaxMarks"/>.
/// </remarks>
internal sealed class RowMender(CsvDialect dialect, ColumnShapes shapes)
{
    /// <summary>Rows beyond these are left as the rules read them; trying out readings costs the square of the marks.</summary>
    private const int MaxRowBytes = 1 << 16;
    private const int MaxMarks = 400;
    private const int MaxCells = 200;

    private static readonly CsvDialect[] Others = [new((byte)' ', (byte)'"'), new((byte)';', (byte)'"'), new((byte)'\t', (byte)'"'), new((byte)'|', (byte)'"'), CsvDialect.Comma];

    /// <summary>The cells, or null when no reading fits better than the rules' own.</summary>
    public IReadOnlyList<byte[]>? Mend(ReadOnlySpan<byte> row, int width)
    {
        if (width < 2 || width > MaxCells || row.Length > MaxRowBytes)
            return null;
        var plain = QuoteMender.Split(row, dialect);
        if (plain.Count > MaxCells)
            return null;
        List<byte[]>? byQuotes = null;
        if (Marks(row, dialect) <= MaxMarks)
        {
            byQuotes = QuoteMender.Read(row, dialect, width);
            if (byQuotes is not null && shapes.Fit(byQuotes))
                return byQuotes;
        }

        if (RowAligner.Align(plain, width, shapes, dialect.DelimiterText) is { } aligned)
            return aligned;
        foreach (var other in Others)
        {
            if (other.Delimiter == dialect.Delimiter || Marks(row, other) is < 1 or > MaxMarks)
                continue;
            var cells = QuoteMender.Split(row, other);
            if (cells.Count == width && plain.Count * 2 < width && (shapes.Fit(Bytes(cells)) || !shapes.IsKnown || plain.Count == 1))
                return Bytes(cells);
            if (cells.Count <= MaxCells && RowAligner.Align(cells, width, shapes, other.DelimiterText) is { } whole)
                return whole;
        }

        return byQuotes;
    }

    private static List<byte[]> Bytes(List<SplitCell> cells) => [.. cells.Select(c => c.Text)];

    private static int Marks(ReadOnlySpan<byte> row, CsvDialect dialect) => row.Count(dialect.Delimiter) + (dialect.Quote == 0 ? 0 : row.Count(dialect.Quote));
}

/// <summary>A cell as one reading has it.</summary>
internal readonly record struct SplitCell(byte[] Text, bool WasQuoted);
