namespace Insights.Import.Reading.Containers;

/// <summary>
/// The bytes that come out of a compressed entry, counted: more of them than the limits allow, or than the compressed bytes explain, end the
/// reading. What a directory says about sizes is not believed. A damaged entry becomes a sentence instead of a decoder's error.
/// </summary>
internal sealed class BoundedStream(Stream inner, string name, Func<long> compressedSoFar, PartBudget budget, ContainerLimits limits) : ReadOnlyStream
{
    private long _read;
    private Crc32 _checksum;

    /// <summary>What the content's checksum must be at its end; null where the format checks itself.</summary>
    public uint? Checksum { get; init; }

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = inner.Read(buffer);
        }
        catch (Exception problem) when ((problem is not (IOException or OperationCanceledException or OutOfMemoryException)) || problem is EndOfStreamException)
        {
            throw new UnreadableContainerException($"{name} is damaged and cannot be unpacked. Download or pack it again.", problem);
        }

        if (Checksum is { } expected)
        {
            _checksum.Append(buffer[..read]);
            if (read == 0 && !buffer.IsEmpty && _checksum.Value != expected)
                throw new UnreadableContainerException($"{name} is damaged: its content does not have the checksum it was packed with. Download or pack it again.");
        }

        _read += read;
        budget.Reached(_read, name);
        if (_read > limits.RatioFrom && _read / limits.Ratio > compressedSoFar())
            throw new UnreadableContainerException($"{name} unpacks to more than {limits.Ratio} times its size: that is how archives are made that fill a disk, and no export. It was not read.");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>What one entry took of the budget. It is read several times, and counts once.</summary>
internal sealed class PartBudget(ContainerBudget budget)
{
    private long _most;

    public void Reached(long bytes, string name)
    {
        if (bytes <= _most)
            return;
        budget.Take(bytes - _most, name);
        _most = bytes;
    }
}

/// <summary>What one file may bring in all: entries and bytes, over every archive inside it.</summary>
internal sealed class ContainerBudget(ContainerLimits limits)
{
    private long _bytes;
    private int _entries;

    public void Take(long bytes, string name)
    {
        _bytes += bytes;
        if (_bytes > limits.TotalBytes)
            throw new UnreadableContainerException($"With {name} the archive unpacks to more than {limits.TotalBytes >> 30} GiB. Import its files in several archives.");
    }

    public void TakeEntry(string name)
    {
        if (++_entries > limits.Entries)
            throw new UnreadableContainerException($"{name} holds more than {limits.Entries} files. Import them in several archives, or unpack them into a folder.");
    }
}
