using System.Text;

namespace Insights.Import.Reading;

/// <summary>Why a record could not be read as the file's other records are.</summary>
internal enum RecordFault
{
    None,

    /// <summary>A quote opened in this record and was never closed; only the lines up to the one where it opened belong to this record.</summary>
    UnclosedQuote,

    /// <summary>One line is longer than the bound; it is kept shortened.</summary>
    TooLong,
}

/// <summary>
/// Delimited text as records of UTF-8 spans, in one forward pass over a stream of any length. Memory is bounded by the longest allowed record.
/// </summary>
/// <remarks>
/// Our own because real files break what libraries assume, and because a row's bytes must be changed in place before anything sees them
/// (see Reading/README.md). Spans stay valid until the next <see cref="Read"/>. Line ends are LF, CRLF or CR, also mixed.
/// A lone quote cannot swallow the file: when the quote is not closed within the bound, before the end, or is closed in a way no writer
/// closes one, the record ends with the line where it opened and reading goes on with the line after it.
/// </remarks>
internal sealed partial class CsvReader : IDisposable
{
    /// <summary>Long enough for a help-desk description, short enough that a lone quote costs nothing.</summary>
    public const int DefaultMaxRecordBytes = 1 << 20;

    private const int VectorPadding = 64;
    private const byte Plain = 0;
    private const byte Quoted = 1;
    private const byte Escaped = 2;
    private const byte Stray = 4;
    private const byte InnerQuote = 8;

    private readonly Stream _stream;
    private readonly int _maxRecordBytes;
    private readonly byte _delimiter;
    private readonly byte[] _delimiterRest;
    private readonly int _delimiterLength;
    private readonly byte _quote;
    private readonly byte _escape;
    private readonly bool _quotesAreDoubled;
    private readonly bool _hasQuotes;
    private byte[] _buffer;
    private int _recordStart;
    private int _next;
    private int _end;
    private bool _streamEnded;
    private int _nextLine;

    // Cells of the current record, relative to its first byte.
    private int[] _starts = new int[64];
    private int[] _ends = new int[64];
    private byte[] _flags = new byte[64];
    private int _rawLength;

    /// <param name="firstLine">The line of the file with which the stream begins.</param>
    public CsvReader(Stream utf8, CsvDialect dialect, int maxRecordBytes = DefaultMaxRecordBytes, int firstLine = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRecordBytes, 64);
        _stream = utf8;
        _nextLine = firstLine;
        _maxRecordBytes = maxRecordBytes;
        _delimiter = dialect.Delimiter;
        _delimiterRest = Encoding.UTF8.GetBytes(dialect.DelimiterRest);
        _delimiterLength = 1 + _delimiterRest.Length;
        _hasQuotes = dialect.Quote != 0;
        // Without quotes nothing is special but delimiters and line ends; the delimiter stands in, so that the scan needs no further case.
        _quote = _hasQuotes ? dialect.Quote : dialect.Delimiter;
        _quotesAreDoubled = dialect.Escape == dialect.Quote || dialect.Escape == (byte)'\\';
        _escape = dialect.Escape == dialect.Quote ? (byte)0 : dialect.Escape;
        _buffer = new byte[Math.Min(1 << 20, maxRecordBytes * 2) + VectorPadding];
    }

    /// <summary>Cells the header has; 0 until known. Lets a record that swallowed its successors be told from one that holds line breaks.</summary>
    public int ExpectedFields { get; set; }

    /// <summary>Lines are counted by records, not by line breaks: a sheet's row is one, whatever its cells hold.</summary>
    public bool CountsRecords { get; init; }

    /// <summary>Asked for another reading of records that are broken by the rules; null where such records are to be reported as they are.</summary>
    public RowMender? Mender { get; set; }

    /// <summary>The record's cells as the mender reads them; null where the rules gave a record of the expected shape.</summary>
    public IReadOnlyList<byte[]>? Mended { get; private set; }

    /// <summary>Line of the file (from 1) where the current record begins.</summary>
    public int Line { get; private set; }

    /// <summary>For <see cref="RecordFault.UnclosedQuote"/>: the line where the quote opened.</summary>
    public int FaultLine { get; private set; }

    public RecordFault Fault { get; private set; }

    /// <summary>Text followed a closing quote, as in <c>"5" pipe"</c>; the cell is kept as it stands, without the outer quotes.</summary>
    public bool HasStrayQuote { get; private set; }

    /// <summary>The last record of the file, and the file ends in the middle of its line: it may have been cut off.</summary>
    public bool EndsWithoutLineEnd { get; private set; }

    public int FieldCount { get; private set; }

    /// <summary>Bytes of the (transcoded) stream consumed so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>One cell, unquoted; empty where the record is too short.</summary>
    public ReadOnlySpan<byte> Field(int ordinal) => ordinal >= 0 && ordinal < FieldCount
        ? _buffer.AsSpan(_recordStart + _starts[ordinal], _ends[ordinal] - _starts[ordinal])
        : default;

    /// <summary>The same cell for writing, so that a card number can be truncated before anything has read it.</summary>
    public Span<byte> MutableField(int ordinal) => _buffer.AsSpan(_recordStart + _starts[ordinal], _ends[ordinal] - _starts[ordinal]);

    /// <summary>All bytes of the record with its delimiters, to be searched once instead of cell by cell.</summary>
    public ReadOnlySpan<byte> Raw => _buffer.AsSpan(_recordStart, _rawLength);

    /// <summary>Advances to the next record that is not blank.</summary>
    public bool Read()
    {
        while (ReadAny())
        {
            if (FieldCount == 1 && Fault == RecordFault.None && _flags[0] == Plain && IsBlank(Field(0)))
                continue;
            return true;
        }

        return false;
    }

    /// <summary>Passes over the records before a line; where records count as lines, nothing between them can be lost.</summary>
    public void SkipTo(int line)
    {
        while (_nextLine < line && ReadAny())
        {
        }
    }

    public void Dispose() => _stream.Dispose();

    private static bool IsBlank(ReadOnlySpan<byte> cell) => cell.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0;

    /// <summary>Makes more bytes of the current record available; false at the end of the stream or when the record is at its bound.</summary>
    private bool Fill()
    {
        if (_streamEnded)
            return false;
        if (_recordStart > 0)
        {
            // Everything before the current record is done with.
            Buffer.BlockCopy(_buffer, _recordStart, _buffer, 0, _end - _recordStart);
            _end -= _recordStart;
            _recordStart = 0;
        }

        if (_end == _buffer.Length - VectorPadding)
        {
            if (_end > _maxRecordBytes)
                return false;
            Array.Resize(ref _buffer, (int)Math.Min((long)_end * 2, _maxRecordBytes + (1L << 16)) + VectorPadding);
        }

        int read = _stream.Read(_buffer, _end, _buffer.Length - VectorPadding - _end);
        if (read == 0)
        {
            _streamEnded = true;
            return false;
        }

        _end += read;
        BytesRead += read;
        return true;
    }

    private void AddField(int start, int end, byte flags)
    {
        if (FieldCount == _starts.Length)
        {
            Array.Resize(ref _starts, FieldCount * 2);
            Array.Resize(ref _ends, FieldCount * 2);
            Array.Resize(ref _flags, FieldCount * 2);
        }

        _starts[FieldCount] = start;
        _ends[FieldCount] = end;
        _flags[FieldCount] = flags;
        FieldCount++;
    }
}
