using System.Text;

namespace Insights.Import.Reading;

/// <summary>What a reader may be told about a delimited file instead of finding it out.</summary>
internal sealed record CsvHints
{
    /// <summary>Line (from 1) where the header or the first record stands; null: found.</summary>
    public int? FirstLine { get; init; }

    /// <summary>Lines of the header, joined cell by cell; null: one, and those that repeat it.</summary>
    public int? HeaderRows { get; init; }
}

/// <summary>
/// The tables of one delimited file as rectangular records: the lines above the header are left out, rows the rules cannot read are mended, a
/// further table is told from the first. Reads twice: the first records to learn the columns, then everything; memory does not grow with the file.
/// </summary>
internal sealed class CsvTables
{
    private const int RecordsForWidth = 50;
    private const int RecordsForShapes = 1000;
    private const int LongestPreamble = 20;

    private readonly Func<Stream> _open;
    private readonly CsvDialect _dialect;
    private readonly CsvHints _hints;

    public CsvTables(Func<Stream> openUtf8, CsvDialect dialect, CsvHints hints)
    {
        _open = openUtf8;
        _dialect = dialect;
        _hints = hints;
    }

    /// <summary>Every record of every table in order. Remarks go to <paramref name="remark"/> with their line.</summary>
    public IEnumerable<TableRecord> Read(Action<int, string> remark)
    {
        var (width, shapes) = Learn();
        if (width == 0)
            yield break;
        int firstLine = _hints.FirstLine ?? FirstLineOfTable(width, shapes);
        if (firstLine > 1 && _hints.FirstLine is null)
            remark(1, $"What stands above line {firstLine} is no part of the table and was left out.");

        using var reader = new CsvReader(_open(), _dialect) { ExpectedFields = width, Mender = new RowMender(_dialect, shapes) };
        int table = 1;
        int lastLine = firstLine - 1;
        byte[][]? header = null;
        byte[][] firstHeader = [];
        int headerRows = 0;
        bool rowsFollowed = false;
        while (reader.Read())
        {
            if (reader.Line < firstLine)
                continue;
            int gap = reader.Line - lastLine;
            lastLine = reader.Line;
            byte[][] cells = Cells(reader, width, remark, isHeader: header is null);
            if (header is null)
            {
                header = firstHeader = cells;
                headerRows = 1;
                continue;
            }

            if (!rowsFollowed && (_hints.HeaderRows is { } wanted ? headerRows < wanted : Same(firstHeader, cells) && IsHeader(header, shapes)))
            {
                header = Joined(header, cells);
                headerRows++;
                continue;
            }

            if (!rowsFollowed)
            {
                yield return new TableRecord(table, header);
                rowsFollowed = true;
            }

            if (BeginsTable(reader, cells, header, shapes, gap, width))
            {
                table++;
                header = reader.Mended is null ? [.. Plain(reader)] : cells;
                width = header.Length;
                shapes = new ColumnShapes();
                reader.ExpectedFields = width;
                reader.Mender = new RowMender(_dialect, shapes);
                remark(reader.Line, $"Table {table} begins here, with {width} columns.");
                yield return new TableRecord(table, header);
                continue;
            }

            yield return new TableRecord(table, cells);
        }

        if (header is not null && !rowsFollowed)
            yield return new TableRecord(table, header);
    }

    private (int Width, ColumnShapes Shapes) Learn()
    {
        var widths = new Dictionary<int, int>();
        using (var reader = new CsvReader(_open(), _dialect))
        {
            for (int records = 0; records < RecordsForWidth && reader.Read(); records++)
                widths[reader.FieldCount] = widths.GetValueOrDefault(reader.FieldCount) + 1;
        }

        var shapes = new ColumnShapes();
        int width = 0;
        foreach (var (cells, count) in widths)
        {
            if (width == 0 || count > widths[width] || (count == widths[width] && cells > width))
                width = cells;
        }

        using var again = new CsvReader(_open(), _dialect) { ExpectedFields = width };
        byte[][] first = [];
        for (int records = 0; records < RecordsForShapes && again.Read(); records++)
        {
            if (again.FieldCount != width || again.Fault != RecordFault.None || again.HasStrayQuote)
                continue;
            // The first record is mostly the header, which may come again.
            byte[][] cells = [.. Plain(again)];
            if (first.Length == 0)
                first = cells;
            else if (!Same(first, cells))
                shapes.Learn(cells);
        }

        return (width, shapes);
    }

    private int FirstLineOfTable(int width, ColumnShapes shapes)
    {
        using var reader = new CsvReader(_open(), _dialect) { ExpectedFields = width, Mender = new RowMender(_dialect, shapes) };
        int first = 0;
        for (int records = 0; records < LongestPreamble && reader.Read(); records++)
        {
            first = first == 0 ? reader.Line : first;
            int filled = 0;
            for (int i = 0; i < reader.FieldCount; i++)
                filled += reader.Field(i).IsEmpty ? 0 : 1;
            bool isPreamble = width > 1 && reader.Mended is null && (filled <= 1 || reader.FieldCount * 2 < width);
            if (!isPreamble)
                return reader.Line;
        }

        return Math.Max(1, first);
    }

    private byte[][] Cells(CsvReader reader, int width, Action<int, string> remark, bool isHeader)
    {
        if (reader.Mended is { } mended)
        {
            remark(reader.Line, "The row was mended: its quotes or delimiters do not fit, and this reading has as many cells as the header.");
            return [.. mended];
        }

        if (reader.Fault == RecordFault.UnclosedQuote)
            remark(reader.FaultLine, "A quote opens here and is never closed; it was taken as text.");
        else if (reader.Fault == RecordFault.TooLong)
            remark(reader.Line, "The line is longer than any row can be; only its beginning was read.");
        var cells = Plain(reader);
        if (cells.Count > width && isHeader)
            DropEmpty(cells, width);
        while (cells.Count > width && cells[^1].Length == 0)
            cells.RemoveAt(cells.Count - 1);
        if (cells.Count != width)
            remark(reader.Line, cells.Count < width ? $"The row has {cells.Count} cells instead of {width}; the missing ones at its end are empty." : $"The row has {cells.Count} cells instead of {width}; all were kept.");
        while (cells.Count < width)
            cells.Add([]);
        return [.. cells];
    }

    /// <summary>A header names every column: names that are empty where there are too many of them are delimiters too many.</summary>
    private static void DropEmpty(List<byte[]> cells, int width)
    {
        for (int i = 0; i < cells.Count && cells.Count > width; i++)
        {
            if (cells[i].Length == 0 && cells.FindAll(c => c.Length == 0).Count <= cells.Count - width)
                cells.RemoveAt(i--);
        }
    }

    private static bool BeginsTable(CsvReader reader, byte[][] cells, byte[][] header, ColumnShapes shapes, int gap, int width)
    {
        if (!IsHeader(header, shapes))
            return false;
        // The header again, perhaps with columns more or fewer: files put one behind the other.
        var plain = Plain(reader);
        int common = Math.Min(plain.Count, header.Length);
        if (common >= 2 && common * 2 >= header.Length && Same(header.AsSpan(0, common), plain.ToArray().AsSpan(0, common)))
            return true;
        return gap > 1 && plain.Count >= 2 && plain.Count != width && reader.Mended is null && cells.Length > 0 && plain.TrueForAll(LooksLikeName);
    }

    /// <summary>Names of columns: none of them looks like what stands below.</summary>
    private static bool IsHeader(byte[][] header, ColumnShapes shapes)
    {
        if (!Array.TrueForAll(header, c => c.Length == 0 || LooksLikeName(c)))
            return false;
        for (int i = 0; i < header.Length; i++)
        {
            if (shapes.IsShaped(i) && header[i].Length > 0 && !shapes.Fits(i, header[i]))
                return true;
        }

        return false;
    }

    private static bool LooksLikeName(byte[] cell) => cell.Length > 0 && cell[0] is not ((>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'$' or (byte)'+');

    private static bool Same(ReadOnlySpan<byte[]> one, ReadOnlySpan<byte[]> other)
    {
        if (one.Length != other.Length)
            return false;
        for (int i = 0; i < one.Length; i++)
        {
            if (!one[i].AsSpan().SequenceEqual(other[i]))
                return false;
        }

        return true;
    }

    private static byte[][] Joined(byte[][] upper, byte[][] lower)
    {
        byte[][] joined = new byte[Math.Max(upper.Length, lower.Length)][];
        for (int i = 0; i < joined.Length; i++)
            joined[i] = Encoding.UTF8.GetBytes($"{Text(upper, i)} {Text(lower, i)}".Trim());
        return joined;
    }

    private static string Text(byte[][] cells, int i) => i < cells.Length ? Encoding.UTF8.GetString(cells[i]) : "";

    private static List<byte[]> Plain(CsvReader reader)
    {
        var cells = new List<byte[]>(reader.FieldCount);
        for (int i = 0; i < reader.FieldCount; i++)
            cells.Add(reader.Field(i).ToArray());
        return cells;
    }
}

/// <summary>One record of one of the file's tables; the first of each is its header.</summary>
internal readonly record struct TableRecord(int Table, IReadOnlyList<byte[]> Cells);
