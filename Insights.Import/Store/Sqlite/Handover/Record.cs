namespace Insights.Import.Store.Sqlite.Handover;

/// <summary>
/// One row as SQLite would store it. Columns are given in the order the import writes them in; the record has them in the order of the table, which a column that
/// was added by a later migration changes.
/// </summary>
internal sealed class Record
{
    private readonly (int From, int To)[] runs;
    private readonly int key;

    // A column's announcement and its bytes lie side by side with those of the columns before it, so that a run of columns is copied at once.
    private readonly int[] headerEnds;
    private readonly int[] bodyEnds;
    private byte[] header;
    private byte[] body = new byte[1024];
    private int columns;
    private int headerLength;
    private int bodyLength;

    /// <param name="written">Columns as the import writes them.</param>
    /// <param name="stored">The same columns as the table has them.</param>
    /// <param name="key">The table's integer key: the row's number in the tree, and empty in the record.</param>
    public Record(string[] written, string[] stored, string key)
    {
        this.key = Array.IndexOf(written, key);
        headerEnds = new int[written.Length + 1];
        bodyEnds = new int[written.Length + 1];
        header = new byte[written.Length * RecordFormat.LongestVarint];
        var found = new List<(int From, int To)>();
        foreach (var column in stored)
        {
            var from = Array.IndexOf(written, column);
            if (found.Count > 0 && found[^1].To == from && from != this.key)
                found[^1] = (found[^1].From, from + 1);
            else
                found.Add((from, from + 1));
        }

        runs = [.. found];
    }

    public int Length { get; private set; }

    public void Start() => columns = headerLength = bodyLength = 0;

    public void Null()
    {
        header[headerLength++] = RecordFormat.Null;
        End();
    }

    public void Number(long value)
    {
        if (columns == key)
        {
            Null();
            return;
        }

        Room(sizeof(long));
        header[headerLength++] = (byte)RecordFormat.WriteNumber(body.AsSpan(bodyLength), value, out var written);
        bodyLength += written;
        End();
    }

    public void Text(string value)
    {
        Room(ShortText.MostBytes(value.Length));
        var written = ShortText.Write(value, body.AsSpan(bodyLength));
        headerLength += RecordFormat.WriteVarint(header.AsSpan(headerLength), RecordFormat.Text(written));
        bodyLength += written;
        End();
    }

    /// <summary>After the last column.</summary>
    public void Finish()
    {
        if (columns != headerEnds.Length - 1)
            throw new InvalidOperationException("A row was handed over with other columns than its table has.");
        Length = HeaderLength + bodyLength;
    }

    public void CopyTo(Span<byte> to)
    {
        var at = RecordFormat.WriteVarint(to, HeaderLength);
        foreach (var (from, end) in runs)
            at = Copy(header, headerEnds[from], headerEnds[end], to, at);
        foreach (var (from, end) in runs)
            at = Copy(body, bodyEnds[from], bodyEnds[end], to, at);
    }

    /// <summary>The length of the header counts itself.</summary>
    private int HeaderLength => headerLength + (headerLength + 1 < 128 ? 1 : 2);

    private static int Copy(byte[] source, int from, int end, Span<byte> to, int at)
    {
        source.AsSpan(from, end - from).CopyTo(to[at..]);
        return at + end - from;
    }

    private void End()
    {
        columns++;
        headerEnds[columns] = headerLength;
        bodyEnds[columns] = bodyLength;
    }

    private void Room(int bytes)
    {
        if (body.Length - bodyLength < bytes)
            Array.Resize(ref body, Math.Max(body.Length * 2, bodyLength + bytes));
    }
}
