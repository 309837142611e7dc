namespace Insights.Import.Reading;

/// <content>What only dialects beyond RFC 4180 need: delimiters of several bytes, escapes that are not the quote itself.</content>
internal sealed partial class CsvReader
{
    private bool IsDelimiter(int at, int available) =>
        at + _delimiterLength <= available
        && _buffer[_recordStart + at] == _delimiter
        && _buffer.AsSpan(_recordStart + at + 1, _delimiterRest.Length).SequenceEqual(_delimiterRest);

    /// <summary>False when the stream may still bring the rest of a delimiter that seems to begin here: the scan resumes at it.</summary>
    private bool HoldsWholeDelimiter(ref ScanState scan, int at, int available)
    {
        if (at + _delimiterLength <= available || scan.LastByteIsFinal || _streamEnded)
            return true;
        scan.Position = at;
        return false;
    }

    private static BlockResult RepeatFrom(ref ScanState scan, int at)
    {
        scan.Position = at;
        return BlockResult.NeedsNextByte;
    }

    /// <summary>An odd number of escapes stands before the quote; two of them are one that is text.</summary>
    private bool IsEscaped(int at, int quoteStart)
    {
        int escapes = 0;
        while (at - 1 - escapes > quoteStart && _buffer[_recordStart + at - 1 - escapes] == _escape)
            escapes++;
        return (escapes & 1) == 1;
    }

    /// <summary>Takes the escape off quotes and off itself; before anything else it is text, as in <c>C:\temp</c>.</summary>
    private int UnescapeBefore(Span<byte> cell)
    {
        int written = 0;
        for (int read = 0; read < cell.Length; read++)
        {
            byte b = cell[read];
            bool isPair = read + 1 < cell.Length
                && ((b == _escape && (cell[read + 1] == _quote || cell[read + 1] == _escape)) || (_quotesAreDoubled && b == _quote && cell[read + 1] == _quote));
            if (isPair)
                b = cell[++read];
            cell[written++] = b;
        }

        return written;
    }

    private int CountDelimiters(ReadOnlySpan<byte> line)
    {
        if (_delimiterLength == 1)
            return line.Count(_delimiter);
        int count = 0;
        for (int at = line.IndexOf(_delimiter); at >= 0 && at < line.Length; at++)
        {
            if (line[at] == _delimiter && line[(at + 1)..].StartsWith(_delimiterRest))
            {
                count++;
                at += _delimiterRest.Length;
            }
        }

        return count;
    }

    private void AskMender(int recordEnd)
    {
        bool suspicious = ExpectedFields > 0 && FieldCount != ExpectedFields;
        for (int i = 0; i < FieldCount && !suspicious; i++)
            suspicious = (_flags[i] & (Stray | InnerQuote)) != 0;
        if (suspicious)
            Mended = Mender!.Mend(_buffer.AsSpan(_recordStart, recordEnd), ExpectedFields);
    }
}
