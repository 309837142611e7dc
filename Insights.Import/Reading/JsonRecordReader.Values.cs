namespace Insights.Import.Reading;

/// <content>Values one after the other, in a list or not: only strings and brackets are followed.</content>
internal sealed partial class JsonRecordReader
{
    private const string CutOff = "The file ends in the middle of this record: it was cut off. Export or download it again.";

    private bool ReadValue()
    {
        if (_closed)
            return false;
        // Between two pages, after one that could not be read.
        if (Layout == JsonLayout.ListWrapper && !_inList && !AfterList())
            return Fault is not null;
        while (true)
        {
            if (!SkipBlank(commas: true))
            {
                _closed = true;
                if (!_inList)
                    return false;
                Line = _line;
                Fault = "The file ends before its list of records does: it was cut off. Export or download it again.";
                return true;
            }

            if (_buffer[_start] != ']')
                break;
            _start++;
            if (!_inList)
                continue;
            _inList = false;
            if (!AfterList())
                return Fault is not null;
        }

        Line = _line;
        ReadOneValue();
        return true;
    }

    private void ReadOneValue()
    {
        int depth = 0;
        bool inString = false;
        bool isTooLong = false;
        int at = 0;
        while (true)
        {
            if (at >= _end - _start)
            {
                if (at > _maxRecordBytes)
                {
                    // Thrown away as it is read; what comes behind it is read again.
                    isTooLong = true;
                    at -= _end - _start;
                    _start = _end;
                }

                if (!Fill())
                {
                    End(_end - _start, isTooLong);
                    Fault ??= depth > 0 || inString ? CutOff : null;
                    _closed = true;
                    return;
                }

                continue;
            }

            var rest = _buffer.AsSpan(_start + at, _end - _start - at);
            if (inString)
            {
                int stop = rest.IndexOfAny(InString);
                if (stop < 0)
                {
                    at += rest.Length;
                    continue;
                }

                if (rest[stop] == '\\')
                {
                    if (stop + 1 >= rest.Length && Fill())
                    {
                        at += stop;
                        continue;
                    }

                    at += stop + 2;
                    continue;
                }

                if (rest[stop] == '\n')
                    _line++;
                else
                    inString = false;
                at += stop + 1;
                continue;
            }

            int found = rest.IndexOfAny(Structure);
            if (depth == 0)
            {
                // A bare number or word between commas: ends at the comma, the bracket or the line.
                int comma = rest.IndexOf((byte)',');
                if (comma >= 0 && (found < 0 || comma < found))
                {
                    End(at + comma, isTooLong);
                    return;
                }
            }

            if (found < 0)
            {
                at += rest.Length;
                continue;
            }

            switch (rest[found])
            {
                case (byte)'"':
                    inString = true;
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'\n' when depth == 0:
                    End(at + found, isTooLong);
                    return;
                case (byte)'\n':
                    _line++;
                    break;
                case (byte)'}' or (byte)']' when depth == 0:
                    End(at + found, isTooLong);
                    return;
                case (byte)'}' or (byte)']':
                    if (--depth == 0)
                    {
                        End(at + found + 1, isTooLong);
                        return;
                    }

                    break;
                default:
                    break;
            }

            at += found + 1;
        }
    }

    private void End(int length, bool isTooLong)
    {
        TakeRecord(length);
        if (!isTooLong)
            return;
        Fault = $"The record is longer than {_maxRecordBytes >> 20} MiB.";
        _recordLength = 0;
    }
}
