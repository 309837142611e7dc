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
internal sealed partial class JsonRecordReader : IDisposable
{
    /// <summary>A help desk's largest tickets are a few MB.</summary>
    public const int DefaultMaxRecordBytes = 16 << 20;

    private const int HeadBytes = 1 << 18;
    private static readonly System.Buffers.SearchValues<byte> Structure = System.Buffers.SearchValues.Create("\"{}[]\n\r"u8);
    private static readonly System.Buffers.SearchValues<byte> InString = System.Buffers.SearchValues.Create("\"\\\n"u8);
    private readonly Stream _stream;
    private readonly int _maxRecordBytes;
    private byte[] _buffer = new byte[HeadBytes];
    private int _start;
    private int _end;
    private bool _streamEnded;
    private int _line = 1;
    private bool _opened;
    private bool _closed;
    private readonly List<(int, string)> _remarks = [];
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

    /// <summary>What stands beside the records and was not read, with its line.</summary>
    public IReadOnlyList<(int Line, string Text)> Remarks => _remarks;

    public long BytesRead { get; private set; }

    /// <summary>The current record; valid until the next <see cref="Read"/>.</summary>
    public ReadOnlyMemory<byte> Record => _buffer.AsMemory(_start - _recordLength, _recordLength);

    public bool Read()
    {
        Fault = null;
        _recordLength = 0;
        if (!_opened)
            Open();
        if (!(Layout == JsonLayout.Lines ? ReadLine() : ReadValue()))
            return false;
        JsonHalves.Mend(_buffer.AsSpan(_start - _recordLength, _recordLength));
        return true;
    }

    public void Dispose() => _stream.Dispose();

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
