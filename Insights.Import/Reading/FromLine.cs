namespace Insights.Import.Reading;

/// <summary>A text from one of its lines on (counted from 1; CR, LF and CRLF end lines), for a table that begins inside a file.</summary>
internal sealed class FromLine : Containers.ReadOnlyStream
{
    private readonly Stream _text;
    private readonly byte[] _block = new byte[1 << 16];
    private int _at;
    private int _end;

    public FromLine(Stream text, int line)
    {
        _text = text;
        for (int skipped = 1; skipped < line && SkipLine(); skipped++)
        {
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (_at == _end)
            return _text.Read(buffer);
        int give = Math.Min(buffer.Length, _end - _at);
        _block.AsSpan(_at, give).CopyTo(buffer);
        _at += give;
        return give;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _text.Dispose();
        base.Dispose(disposing);
    }

    private bool SkipLine()
    {
        while (_at < _end || Fill())
        {
            int found = _block.AsSpan(_at, _end - _at).IndexOfAny((byte)'\n', (byte)'\r');
            if (found < 0)
            {
                _at = _end;
                continue;
            }

            bool carriage = _block[_at + found] == '\r';
            _at += found + 1;
            if (carriage && (_at < _end || Fill()) && _block[_at] == '\n')
                _at++;
            return true;
        }

        return false;
    }

    private bool Fill()
    {
        _at = 0;
        _end = _text.Read(_block);
        return _end > 0;
    }
}
