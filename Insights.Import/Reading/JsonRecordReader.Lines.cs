namespace Insights.Import.Reading;

/// <content>One value a line: a broken line costs itself.</content>
internal sealed partial class JsonRecordReader
{
    private bool ReadLine()
    {
        while (true)
        {
            int scanned = 0;
            int lineEnd;
            while ((lineEnd = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n')) < 0)
            {
                scanned = _end - _start;
                if (scanned > _maxRecordBytes)
                    return SkipLongLine();
                if (!Fill())
                    break;
            }

            int length = lineEnd < 0 ? _end - _start : scanned + lineEnd;
            if (length == 0 && lineEnd < 0)
                return false;
            Line = _line;
            bool last = lineEnd < 0;
            var text = _buffer.AsSpan(_start, length).TrimEnd("\r \t"u8);
            int record = text.Length;
            bool blank = text.Trim("\r \t\0"u8).IsEmpty;
            if (last)
            {
                _start = _end;
                if (blank)
                    return false;
                MoveRecordTo(_end - length, record);
                return true;
            }

            _line++;
            _start += length + 1;
            if (blank)
                continue;
            MoveRecordTo(_start - length - 1, record);
            return true;
        }
    }

    private void MoveRecordTo(int from, int length)
    {
        // Record ends where _start is; what was trimmed off behind it may be overwritten.
        Buffer.BlockCopy(_buffer, from, _buffer, _start - length, length);
        _recordLength = length;
    }

    private bool SkipLongLine()
    {
        Line = _line;
        Fault = $"The record is longer than {_maxRecordBytes >> 20} MiB.";
        while (true)
        {
            int lineEnd = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (lineEnd >= 0)
            {
                _start += lineEnd + 1;
                _line++;
                return true;
            }

            _start = _end;
            if (!Fill())
                return true;
        }
    }
}
