namespace Insights.Import.Reading;

/// <summary>Cells as RFC 4180 says: commas, CRLF, quotes where a cell needs them, quotes inside doubled.</summary>
internal sealed class CsvWriting(Stream output) : IDisposable
{
    private static readonly System.Buffers.SearchValues<byte> NeedsQuotes = System.Buffers.SearchValues.Create("\",\r\n"u8);
    private readonly BufferedStream _output = new(output, 1 << 16);

    public void Record(IReadOnlyList<byte[]> cells)
    {
        for (int i = 0; i < cells.Count; i++)
        {
            if (i > 0)
                _output.WriteByte((byte)',');
            Cell(cells[i], cells.Count == 1);
        }

        EmptyLine();
    }

    public void EmptyLine() => _output.Write("\r\n"u8);

    public void Dispose() => _output.Flush();

    private void Cell(byte[] cell, bool isAlone)
    {
        // A line with one empty cell would be a blank line.
        if (!(isAlone && cell.AsSpan().Trim(" \t"u8).IsEmpty) && cell.AsSpan().IndexOfAny(NeedsQuotes) < 0)
        {
            _output.Write(cell);
            return;
        }

        _output.WriteByte((byte)'"');
        var rest = cell.AsSpan();
        for (int quote = rest.IndexOf((byte)'"'); quote >= 0; quote = rest.IndexOf((byte)'"'))
        {
            _output.Write(rest[..(quote + 1)]);
            _output.WriteByte((byte)'"');
            rest = rest[(quote + 1)..];
        }

        _output.Write(rest);
        _output.WriteByte((byte)'"');
    }
}
