using System.Text.Json;

namespace Insights.Import.Reading;

/// <summary>How a JSON file lays out its records.</summary>
internal enum JsonLayout
{
    /// <summary>One value a line.</summary>
    Lines,

    /// <summary>One array of records.</summary>
    Array,

    /// <summary>An object whose list property holds the records: <c>{"tickets":[…],"next_page":null}</c>.</summary>
    ListWrapper,

    /// <summary>Values one after the other, each over several lines.</summary>
    Values,
}

/// <summary>
/// JSON as a sequence of records' bytes, in one forward pass; memory is bounded by the longest allowed record. Only the structure is
/// followed here (strings, brackets); whether a record is valid JSON is found when it is mapped, so one bad record never costs the next.
/// </summary>
internal sealed class JsonRecordReader : IDisposable
{
    /// <summary>A help desk's largest tickets are a few MB.</summary>
    public const int DefaultMaxRecordBytes = 16 << 20;

    private static readonly System.Buffers.SearchValues<byte> Structure = System.Buffers.SearchValues.Create("\"{}[]\n\r"u8);
    private static readonly System.Buffers.SearchValues<byte> InString = System.Buffers.SearchValues.Create("\"\\\n"u8);
    private static readonly string[] ListNames =
    [
        "tickets", "ticket_metrics", "ticket_metric_events", "ticket_events", "audits", "conversations", "data", "results", "items", "records", "value", "calendars", "policies", "disputes", "transactions",
    ];

    // GraphQL answers with its lists somewhere below "data".
    private static readonly string[] GraphLists = ["edges", "nodes"];

    private readonly Stream _stream;
    private readonly int _maxRecordBytes;
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _streamEnded;
    private int _line = 1;
    private bool _opened;
    private bool _closed;
    private int _recordLength;

    public JsonRecordReader(Stream utf8, int maxRecordBytes = DefaultMaxRecordBytes)
    {
        _stream = utf8;
        _maxRecordBytes = maxRecordBytes;
    }

    public JsonLayout Layout { get; private set; }

    /// <summary>Line of the file (from 1) where the current record begins.</summary>
    public int Line { get; private set; }

    /// <summary>The record is longer than the bound, or the file ends inside it.</summary>
    public string? Fault { get; private set; }

    public long BytesRead { get; private set; }

    /// <summary>The current record; valid until the next <see cref="Read"/>.</summary>
    public ReadOnlyMemory<byte> Record => _buffer.AsMemory(_start - _recordLength, _recordLength);

    public bool Read()
    {
        Fault = null;
        _recordLength = 0;
        if (!_opened)
            Open();
        return Layout switch
        {
            JsonLayout.Lines => ReadLine(),
            _ => ReadValue(),
        };
    }

    public void Dispose() => _stream.Dispose();

    private void Open()
    {
        _opened = true;
        while (_end < _buffer.Length && Fill())
        {
        }

        SkipBlank(commas: false);
        var head = _buffer.AsSpan(_start, _end - _start);
        if (head.IsEmpty)
            return;
        if (head[0] == '[')
        {
            Layout = JsonLayout.Array;
            _start++;
            return;
        }

        int list = StartOfWrappedList(head, _streamEnded);
        if (list >= 0)
        {
            Layout = JsonLayout.ListWrapper;
            _line += head[..list].Count((byte)'\n');
            _start += list;
            return;
        }

        int lineEnd = head.IndexOf((byte)'\n');
        Layout = lineEnd >= 0 && !LooksComplete(head[..lineEnd]) ? JsonLayout.Values : JsonLayout.Lines;
    }

    /// <summary>Offset behind the <c>[</c> of the list that holds the records, or -1. A record has an id of its own; a wrapper has not.</summary>
    private static int StartOfWrappedList(ReadOnlySpan<byte> head, bool final)
    {
        var reader = new Utf8JsonReader(head, final, default);
        string? property = null;
        bool isGraph = false;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && (reader.CurrentDepth == 1 || isGraph))
                {
                    property = reader.GetString();
                    if (property is "id" or "ticket_id")
                        return -1;
                }
                else if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 1 && property == "data")
                {
                    isGraph = true;
                }
                else if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 1)
                {
                    isGraph = false;
                }
                else if (isGraph && reader.TokenType == JsonTokenType.StartArray && Array.IndexOf(GraphLists, property) >= 0)
                {
                    return (int)reader.BytesConsumed;
                }
                else if (reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth == 1 && property is not null && Array.IndexOf(ListNames, property) >= 0)
                {
                    return (int)reader.BytesConsumed;
                }
                else if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0)
                {
                    return -1;
                }
            }
        }
        catch (JsonException)
        {
            return -1;
        }

        return -1;
    }

    private static bool LooksComplete(ReadOnlySpan<byte> line)
    {
        int depth = 0;
        bool inString = false;
        for (int i = 0; i < line.Length; i++)
        {
            byte b = line[i];
            if (inString)
            {
                if (b == '\\')
                    i++;
                else if (b == '"')
                    inString = false;
            }
            else if (b == '"')
            {
                inString = true;
            }
            else if (b is (byte)'{' or (byte)'[')
            {
                depth++;
            }
            else if (b is (byte)'}' or (byte)']')
            {
                depth--;
            }
        }

        // A first line cut inside a string is a broken record of an NDJSON file: no pretty-printer breaks a line there.
        return depth <= 0 || inString || line.TrimEnd("\r "u8).Length > 2 && line.TrimEnd("\r "u8)[^1] is not ((byte)',' or (byte)'{' or (byte)'[' or (byte)':');
    }

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

    private bool ReadValue()
    {
        if (_closed)
            return false;
        if (!SkipBlank(commas: true))
            return false;
        Line = _line;
        if (_buffer[_start] == ']')
        {
            // The end of the array; what follows in a wrapper (next_page, count) are no records.
            _closed = Layout != JsonLayout.Values;
            _start++;
            return !_closed && ReadValue();
        }

        int depth = 0;
        bool inString = false;
        int at = 0;
        while (true)
        {
            if (at >= _end - _start)
            {
                if (at > _maxRecordBytes)
                {
                    Fault = $"The record is longer than {_maxRecordBytes >> 20} MiB. Nothing behind it could be read.";
                    _closed = true;
                    _start = _end;
                    return true;
                }

                if (!Fill())
                {
                    Fault = depth > 0 || inString ? "The file ends in the middle of this record: it was cut off. Export or download it again." : null;
                    TakeRecord(_end - _start);
                    _closed = true;
                    return true;
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
                    TakeRecord(at + comma);
                    return true;
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
                case (byte)'\n':
                    if (depth == 0)
                    {
                        TakeRecord(at + found);
                        return true;
                    }

                    _line++;
                    break;
                case (byte)'}' or (byte)']':
                    if (depth == 0)
                    {
                        TakeRecord(at + found);
                        return true;
                    }

                    depth--;
                    if (depth == 0)
                    {
                        TakeRecord(at + found + 1);
                        return true;
                    }

                    break;
                default:
                    break;
            }

            at += found + 1;
        }
    }

    private void TakeRecord(int length)
    {
        // Always forward, so that nothing between records can hold the reader in place.
        length = Math.Min(length, _end - _start);
        if (length == 0 && _start < _end)
            length = 1;
        _start += length;
        _recordLength = length;
    }

    /// <summary>False at the end of the file.</summary>
    private bool SkipBlank(bool commas)
    {
        while (true)
        {
            while (_start < _end)
            {
                byte b = _buffer[_start];
                if (b == '\n')
                    _line++;
                else if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r') && !(commas && b == ','))
                    return true;
                _start++;
            }

            if (!Fill())
                return false;
        }
    }

    private bool Fill()
    {
        if (_streamEnded)
            return false;
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            if (_end > _maxRecordBytes)
                return false;
            Array.Resize(ref _buffer, (int)Math.Min((long)_end * 2, _maxRecordBytes + (1L << 16)));
        }

        int read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        if (read == 0)
        {
            _streamEnded = true;
            return false;
        }

        _end += read;
        BytesRead += read;
        return true;
    }
}
