using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Insights.Import.Reading;

/// <content>Finding the cells: 64 bytes at a time, stopping only at delimiters, quotes and line ends.</content>
internal sealed partial class CsvReader
{
    private bool ReadAny()
    {
        _recordStart = _next;
        _rawLength = 0;
        FieldCount = 0;
        Fault = RecordFault.None;
        HasStrayQuote = false;
        Mended = null;
        EndsWithoutLineEnd = false;
        Line = _nextLine;
        if (_recordStart >= _end && !Fill())
            return false;

        // All positions are relative to _recordStart, because Fill moves the record to the front of the buffer.
        var scan = new ScanState { QuoteLine = Line };
        while (true)
        {
            int available = _end - _recordStart;
            if (scan.Position >= available)
            {
                if (available > _maxRecordBytes || !Fill())
                    return EndOfInput(ref scan, available);
                continue;
            }

            switch (ScanBlock(ref scan, available))
            {
                case BlockResult.RecordEnded:
                    return Finish(ref scan);
                case BlockResult.NeedsNextByte:
                    if (!Fill())
                        scan.LastByteIsFinal = true;
                    continue;
                case BlockResult.QuoteClosedBadly:
                    return CutAtOpeningQuote(scan.QuoteStart, scan.QuoteLine);
            }
        }
    }

    private BlockResult ScanBlock(ref ScanState scan, int available)
    {
        ref byte record = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_buffer), _recordStart);
        int blockStart = scan.Position;
        unchecked
        {
            ulong mask = Specials(ref Unsafe.Add(ref record, blockStart));
            int valid = Math.Min(64, available - blockStart);
            if (valid < 64)
                mask &= (1UL << valid) - 1;

            while (mask != 0)
            {
                int at = blockStart + BitOperations.TrailingZeroCount(mask);
                mask &= mask - 1;
                byte b = Unsafe.Add(ref record, at);
                if (!scan.InQuotes)
                {
                    if (b == _delimiter)
                    {
                        if (_delimiterLength > 1)
                        {
                            if (!HoldsWholeDelimiter(ref scan, at, available))
                                return BlockResult.NeedsNextByte;
                            if (at < scan.SkipUntil || !IsDelimiter(at, available))
                                continue;
                            scan.SkipUntil = at + _delimiterLength;
                        }

                        AddField(scan.FieldStart, at, scan.Flags);
                        scan.FieldStart = at + _delimiterLength;
                        scan.Flags = Plain;
                    }
                    else if (b == _quote)
                    {
                        if (at != scan.FieldStart)
                        {
                            scan.Flags |= InnerQuote;
                        }
                        else
                        {
                            scan.InQuotes = true;
                            scan.Flags = Quoted;
                            scan.QuoteStart = at;
                            scan.QuoteLine = Line + scan.LineBreaks;
                            scan.LineBreaksAtQuote = scan.LineBreaks;
                        }
                    }
                    else
                    {
                        scan.RecordEnd = at;
                        if (b == (byte)'\r')
                        {
                            if (at + 1 >= available && !scan.LastByteIsFinal && !_streamEnded)
                            {
                                scan.Position = at;
                                return BlockResult.NeedsNextByte;
                            }

                            scan.Position = at + 1 < available && Unsafe.Add(ref record, at + 1) == (byte)'\n' ? at + 2 : at + 1;
                        }
                        else
                        {
                            scan.Position = at + 1;
                        }

                        return BlockResult.RecordEnded;
                    }

                    continue;
                }

                if (at < scan.SkipUntil)
                    continue;
                if (b == (byte)'\n')
                {
                    scan.LineBreaks++;
                    continue;
                }

                if (b == _delimiter)
                    continue;

                // A quote or CR inside quotes means something only together with the bytes after it.
                if (_delimiterLength > 1 && !HoldsWholeDelimiter(ref scan, at + 1, available))
                    return RepeatFrom(ref scan, at);
                if (at + 1 >= available && !scan.LastByteIsFinal && !_streamEnded)
                {
                    scan.Position = at;
                    return BlockResult.NeedsNextByte;
                }

                int follower = at + 1 < available ? Unsafe.Add(ref record, at + 1) : -1;
                if (b == (byte)'\r')
                {
                    if (follower != '\n')
                        scan.LineBreaks++;
                    continue;
                }

                if (_escape != 0 && IsEscaped(at, scan.QuoteStart))
                {
                    scan.Flags |= Escaped;
                }
                else if (follower == _quote && _quotesAreDoubled)
                {
                    scan.Flags |= Escaped;
                    scan.SkipUntil = at + 2;
                }
                else if ((follower == _delimiter && (_delimiterLength == 1 || IsDelimiter(at + 1, available))) || follower is '\n' or '\r' or -1)
                {
                    scan.InQuotes = false;
                }
                else if (scan.LineBreaks > scan.LineBreaksAtQuote)
                {
                    // No writer closes a quote on a later line and goes on with text: the opening quote stands alone.
                    return BlockResult.QuoteClosedBadly;
                }
                else
                {
                    scan.InQuotes = false;
                    scan.Flags |= Stray;
                }
            }

            scan.Position = blockStart + valid;
        }

        return BlockResult.Continue;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Specials(ref byte at)
    {
        var delimiter = Vector256.Create(_delimiter);
        var quote = Vector256.Create(_quote);
        var lf = Vector256.Create((byte)'\n');
        var cr = Vector256.Create((byte)'\r');
        var low = Vector256.LoadUnsafe(ref at);
        var high = Vector256.LoadUnsafe(ref at, 32);
        uint lowBits = (Vector256.Equals(low, delimiter) | Vector256.Equals(low, quote) | Vector256.Equals(low, lf) | Vector256.Equals(low, cr)).ExtractMostSignificantBits();
        uint highBits = (Vector256.Equals(high, delimiter) | Vector256.Equals(high, quote) | Vector256.Equals(high, lf) | Vector256.Equals(high, cr)).ExtractMostSignificantBits();
        return lowBits | ((ulong)highBits << 32);
    }

    private enum BlockResult
    {
        Continue,
        RecordEnded,
        NeedsNextByte,
        QuoteClosedBadly,
    }

    private struct ScanState
    {
        public int Position;
        public int FieldStart;
        public int RecordEnd;
        public int SkipUntil;
        public int LineBreaks;
        public int LineBreaksAtQuote;
        public int QuoteStart;
        public int QuoteLine;
        public byte Flags;
        public bool InQuotes;
        public bool LastByteIsFinal;
    }
}
