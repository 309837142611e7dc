namespace Insights.Import.Reading;

/// <content>Where a record ends: at its line end, at the end of the input, and where a quote or a line without end is cut off. Then quotes are taken off its cells.</content>
internal sealed partial class CsvReader
{
    private bool Finish(ref ScanState scan)
    {
        AddField(scan.FieldStart, scan.RecordEnd, scan.Flags);
        _rawLength = scan.RecordEnd;
        _next = _recordStart + scan.Position;
        if (scan.LineBreaks > 0 && ExpectedFields > 0 && FieldCount != ExpectedFields && SwallowedARecord(scan.RecordEnd, out int quoteStart, out int quoteLine))
            return CutAtOpeningQuote(quoteStart, quoteLine);
        _nextLine = Line + (CountsRecords ? 0 : scan.LineBreaks) + 1;
        if (Mender is not null)
            AskMender(scan.RecordEnd);
        Unquote();
        return true;
    }

    private bool EndOfInput(ref ScanState scan, int available)
    {
        // Where the quote's own line goes on behind the bound, cutting there would make two rows of one line.
        bool isInLongLine = available > _maxRecordBytes && _buffer.AsSpan(_recordStart + scan.QuoteStart, available - scan.QuoteStart).IndexOfAny((byte)'\n', (byte)'\r') < 0;
        if (scan.InQuotes && !isInLongLine)
            return CutAtOpeningQuote(scan.QuoteStart, scan.QuoteLine);
        if (available > _maxRecordBytes)
            return CutLongLine(ref scan, available);
        if (available == 0)
            return false;
        scan.RecordEnd = available;
        scan.Position = available;
        bool read = Finish(ref scan);
        EndsWithoutLineEnd = Fault == RecordFault.None;
        return read;
    }

    /// <summary>
    /// True when a quoted cell spans lines, the record has the wrong number of cells, and the line after the opening quote has as many cells
    /// as a record should: then that quote was a lone one and what it swallowed are records of their own.
    /// </summary>
    private bool SwallowedARecord(int recordEnd, out int quoteStart, out int quoteLine)
    {
        quoteStart = 0;
        quoteLine = Line;
        var record = _buffer.AsSpan(_recordStart, recordEnd);
        for (int i = 0; i < FieldCount; i++)
        {
            var cell = record[_starts[i].._ends[i]];
            if ((_flags[i] & Quoted) == 0)
                continue;
            int lineBreak = cell.IndexOfAny((byte)'\n', (byte)'\r');
            if (lineBreak < 0)
                continue;
            var rest = record[(_starts[i] + lineBreak)..].TrimStart("\r\n"u8);
            int lineEnd = rest.IndexOfAny((byte)'\n', (byte)'\r');
            var following = lineEnd < 0 ? rest : rest[..lineEnd];
            quoteStart = _starts[i];
            quoteLine = Line + CountLineBreaks(record[.._starts[i]]);
            return CountDelimiters(following) + 1 >= ExpectedFields;
        }

        return false;
    }

    private bool CutAtOpeningQuote(int quoteStart, int quoteLine)
    {
        // Cells before the quote stand; the rest of its line becomes one literal cell; reading goes on with the next line.
        var record = _buffer.AsSpan(_recordStart, _end - _recordStart);
        int lineEnd = record[quoteStart..].IndexOfAny((byte)'\n', (byte)'\r');
        lineEnd = lineEnd < 0 ? record.Length : quoteStart + lineEnd;
        int keep = 0;
        while (keep < FieldCount && _starts[keep] < quoteStart)
            keep++;
        FieldCount = keep;
        AddField(quoteStart, lineEnd, Plain);
        Fault = RecordFault.UnclosedQuote;
        FaultLine = quoteLine;
        _rawLength = lineEnd;
        int next = lineEnd;
        if (next < record.Length && record[next++] == '\r' && next < record.Length && record[next] == '\n')
            next++;
        _next = _recordStart + next;
        _nextLine = quoteLine + 1;
        Mended = Mender?.Mend(record[..lineEnd], ExpectedFields);
        Unquote();
        return true;
    }

    private bool CutLongLine(ref ScanState scan, int available)
    {
        int kept = Math.Min(200, available);
        int line = Line + scan.LineBreaks;
        int from = scan.Position;
        byte last = 0;
        while (true)
        {
            var tail = _buffer.AsSpan(_recordStart + from, _end - _recordStart - from);
            int lineEnd = tail.IndexOfAny((byte)'\n', (byte)'\r');
            if (lineEnd >= 0)
            {
                int next = _recordStart + from + lineEnd;
                last = _buffer[next++];
                if (last == '\r' && (next < _end || FillAfter(kept, ref next)) && _buffer[next] == '\n')
                    next++;
                _next = next;
                break;
            }

            _next = _end;
            if (!Discard(kept))
                break;
            from = kept;
        }

        FieldCount = 0;
        AddField(0, kept, Plain);
        _rawLength = kept;
        Fault = RecordFault.TooLong;
        FaultLine = line;
        _nextLine = line + 1;
        return true;
    }

    /// <summary>Throws away all but the first bytes of the record, which are kept to be shown, and reads on behind them.</summary>
    private bool Discard(int kept)
    {
        if (_streamEnded)
            return false;
        Buffer.BlockCopy(_buffer, _recordStart, _buffer, 0, kept);
        _recordStart = 0;
        _end = kept;
        _next = kept;
        return Fill();
    }

    private bool FillAfter(int kept, ref int next)
    {
        if (!Discard(kept))
            return false;
        next = kept;
        return true;
    }

    /// <summary>Takes off the quotes of quoted cells, in place.</summary>
    private void Unquote()
    {
        for (int i = 0; i < FieldCount; i++)
        {
            byte flags = _flags[i];
            if ((flags & Quoted) == 0)
                continue;
            int start = _starts[i] + 1;
            int end = _ends[i];
            if (end > start && _buffer[_recordStart + end - 1] == _quote)
                end--;
            if ((flags & Stray) != 0)
                HasStrayQuote = true;
            if (_escape != 0 || (flags & (Escaped | Stray)) == Escaped)
                end = start + Unescape(_buffer.AsSpan(_recordStart + start, end - start));
            _starts[i] = start;
            _ends[i] = Math.Max(start, end);
        }
    }

    private int Unescape(Span<byte> cell)
    {
        if (_escape != 0)
            return UnescapeBefore(cell);
        int written = cell.IndexOf(_quote);
        for (int read = written; read < cell.Length; read++)
        {
            byte b = cell[read];
            cell[written++] = b;
            if (b == _quote)
                read++;
        }

        return written;
    }

    private static int CountLineBreaks(ReadOnlySpan<byte> text)
    {
        int count = text.Count((byte)'\n');
        for (int i = text.IndexOf((byte)'\r'); i >= 0 && i < text.Length; i++)
        {
            if (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))
                count++;
        }

        return count;
    }
}
