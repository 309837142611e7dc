using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Insights.Import.Reading.Containers;

/// <summary>
/// A copy of bytes that come only once and in order, so that they can be read from anywhere: archives and workbooks have their directory at
/// their end. The copy may hold card numbers, so nothing readable touches the disk: it is encrypted under a key that exists only in this
/// object, in a file that has no name any more. Small ones stay in memory.
/// </summary>
internal sealed class SealedSpool
{
    private const int InMemory = 8 << 20;
    private const int Block = 16;
    private readonly byte[]? _memory;
    private readonly SafeFileHandle? _file;
    private readonly Aes? _aes;

    private SealedSpool(byte[] memory, int length)
    {
        _memory = memory;
        Length = length;
    }

    private SealedSpool(SafeFileHandle file, Aes aes, long length)
    {
        _file = file;
        _aes = aes;
        Length = length;
    }

    public long Length { get; }

    /// <summary>Reads the stream to its end.</summary>
    public static SealedSpool Of(Stream source, long mostBytes, string name)
    {
        byte[] head = new byte[1 << 16];
        int length = 0;
        int read;
        while ((read = source.Read(head, length, head.Length - length)) > 0)
        {
            length += read;
            if (length < head.Length)
                continue;
            if (length >= InMemory)
                return ToDisk(head, source, mostBytes, name);
            Array.Resize(ref head, head.Length * 2);
        }

        return new SealedSpool(head, length);
    }

    /// <summary>A view of its own: several may read at once.</summary>
    public Stream Open() => _memory is not null ? new MemoryStream(_memory, 0, (int)Length, writable: false) : new View(this);

    private static SealedSpool ToDisk(byte[] head, Stream source, long mostBytes, string name)
    {
        string path = Path.Combine(Path.GetTempPath(), "insights-" + Path.GetRandomFileName());
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileOptions.DeleteOnClose);
        try
        {
            // Where the system allows it, the name is gone before the first byte is written; elsewhere it goes when the handle does.
            if (!OperatingSystem.IsWindows())
                File.Delete(path);
            var aes = Aes.Create();
            long at = 0;
            byte[] block = head;
            int length = head.Length;
            while (length > 0)
            {
                Crypt(aes, block.AsSpan(0, length), at);
                RandomAccess.Write(file, block.AsSpan(0, length), at);
                at += length;
                if (at > mostBytes)
                    throw new UnreadableContainerException($"{name} is larger than {mostBytes >> 30} GiB. Unpack it and import its files.");
                length = source.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
            }

            return new SealedSpool(file, aes, at);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Counter mode: the key stream of block n is the cipher of n, so any place can be read alone. The key is used for this one copy.</summary>
    private static void Crypt(Aes aes, Span<byte> bytes, long offset)
    {
        const int blocks = 512;
        Span<byte> counters = stackalloc byte[blocks * Block];
        Span<byte> keys = stackalloc byte[blocks * Block];
        while (!bytes.IsEmpty)
        {
            long first = offset / Block;
            int skip = (int)(offset % Block);
            int count = Math.Min(blocks, (skip + bytes.Length + Block - 1) / Block);
            counters.Clear();
            for (int i = 0; i < count; i++)
                BitConverter.TryWriteBytes(counters[(i * Block)..], first + i);
            aes.EncryptEcb(counters[..(count * Block)], keys, PaddingMode.None);
            int length = Math.Min(bytes.Length, (count * Block) - skip);
            for (int i = 0; i < length; i++)
                bytes[i] ^= keys[skip + i];
            bytes = bytes[length..];
            offset += length;
        }
    }

    private sealed class View(SealedSpool spool) : Stream
    {
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => spool.Length;

        public override long Position { get => _at; set => _at = value; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            int read = RandomAccess.Read(spool._file!, buffer, _at);
            // The cipher object is shared by the views.
            lock (spool)
                Crypt(spool._aes!, buffer[..read], _at);
            _at += read;
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin)
        {
            long to = origin switch
            {
                SeekOrigin.Begin => offset,
                SeekOrigin.Current => _at + offset,
                _ => Length + offset,
            };
            return _at = to >= 0 ? to : throw new IOException("A place before the beginning.");
        }

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
