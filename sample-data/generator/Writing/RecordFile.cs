using System.Buffers.Text;
using System.Text;
using Insights.SampleData.World;

namespace Insights.SampleData.Writing;

/// <summary>
/// A file of comma-separated records, formatted straight into a byte buffer: ten million rows spend their time here, so nothing is turned into text first.
/// UTF-8 without a byte-order mark, line ends LF, quotes only where needed.
/// </summary>
internal sealed class RecordFile : IDisposable
{
    private const int Room = 4096;
    private readonly FileStream stream;
    private readonly byte[] buffer = new byte[1 << 17];
    private readonly byte[] dayText = new byte[10];
    private long dayKnown = long.MinValue;
    private int used;
    private bool started;

    public RecordFile(string path, string header)
    {
        stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1);
        used = Encoding.UTF8.GetBytes(header, buffer);
        buffer[used++] = (byte)'\n';
    }

    public long Rows { get; private set; }

    public void EndRow()
    {
        buffer[used++] = (byte)'\n';
        started = false;
        Rows++;
        if (used > buffer.Length - Room)
            Flush();
    }

    public RecordFile Empty(int fields = 1)
    {
        for (var i = 0; i < fields; i++)
            Next();
        return this;
    }

    public RecordFile Text(string? value)
    {
        Next();
        if (string.IsNullOrEmpty(value))
            return this;
        if (value.AsSpan().IndexOfAny("\",\n\r") < 0)
        {
            used += Encoding.UTF8.GetBytes(value, buffer.AsSpan(used));
            return this;
        }
        buffer[used++] = (byte)'"';
        used += Encoding.UTF8.GetBytes(value.Replace("\"", "\"\"", StringComparison.Ordinal), buffer.AsSpan(used));
        buffer[used++] = (byte)'"';
        return this;
    }

    public RecordFile Number(ulong value, string prefix = "", int digits = 1)
    {
        Next();
        Prefix(prefix);
        Utf8Formatter.TryFormat(value, buffer.AsSpan(used), out var written, new('D', (byte)digits));
        used += written;
        return this;
    }

    /// <summary>A prefix and thirteen letters and digits that follow from the number one-to-one.</summary>
    public RecordFile Id(string prefix, ulong scrambled)
    {
        Next();
        Prefix(prefix);
        for (var i = 0; i < 13; i++)
        {
            buffer[used++] = IdText.Alphabet[(int)(scrambled & 31)];
            scrambled >>= 5;
        }
        return this;
    }

    /// <summary>Major units with the currency's decimals.</summary>
    public RecordFile Money(long minor, Currency currency)
    {
        Next();
        if (currency.Decimals == 0)
        {
            Utf8Formatter.TryFormat(minor, buffer.AsSpan(used), out var whole);
            used += whole;
            return this;
        }
        Utf8Formatter.TryFormat(minor / 100, buffer.AsSpan(used), out var written);
        used += written;
        buffer[used++] = (byte)'.';
        Two((int)(minor % 100));
        return this;
    }

    /// <summary>ISO 8601 with Z; 0 is left empty.</summary>
    public RecordFile Instant(long at)
    {
        Next();
        if (at == 0)
            return this;
        Moment(at, (byte)'T', seconds: true);
        buffer[used++] = (byte)'Z';
        return this;
    }

    /// <summary>Stripe's way: a blank between date and time, UTC said in the header; 0 is left empty.</summary>
    public RecordFile PlainInstant(long at, bool seconds = true)
    {
        Next();
        if (at != 0)
            Moment(at, (byte)' ', seconds);
        return this;
    }

    public void Dispose()
    {
        Flush();
        stream.Dispose();
    }

    private void Next()
    {
        if (started)
            buffer[used++] = (byte)',';
        started = true;
    }

    private void Prefix(string prefix)
    {
        foreach (var c in prefix)
            buffer[used++] = (byte)c;
    }

    private void Moment(long at, byte between, bool seconds)
    {
        var day = at / Story.DaySeconds;
        if (day != dayKnown)
        {
            var date = DateOnly.FromDayNumber((int)(day + 719_162));
            Encoding.ASCII.GetBytes(date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), dayText);
            dayKnown = day;
        }
        dayText.CopyTo(buffer, used);
        used += 10;
        var rest = (int)(at - (day * Story.DaySeconds));
        buffer[used++] = between;
        Two(rest / 3600);
        buffer[used++] = (byte)':';
        Two(rest / 60 % 60);
        if (!seconds)
            return;
        buffer[used++] = (byte)':';
        Two(rest % 60);
    }

    private void Two(int value)
    {
        buffer[used++] = (byte)('0' + (value / 10));
        buffer[used++] = (byte)('0' + (value % 10));
    }

    private void Flush()
    {
        stream.Write(buffer, 0, used);
        used = 0;
    }
}
