using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Insights.Web.Hosting.Imports;

/// <summary>
/// One received file: grows at its end, piece by piece, and is read from anywhere. Kept as frames of equal size, each encrypted and sealed on its own (AES-GCM),
/// so that a dropped connection costs nothing that had arrived and no pass over the file has to begin at its start.
/// The unfinished last frame stays in memory until it is full.
/// </summary>
internal sealed class SpooledFile : IDisposable
{
    internal const int FrameBytes = 64 * 1024;
    private const int TagBytes = 16;
    private const int StoredFrameBytes = FrameBytes + TagBytes;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly AesGcm _cipher;
    private readonly byte[] _nonceStart = RandomNumberGenerator.GetBytes(8);
    private readonly byte[] _tail = new byte[FrameBytes];
    private readonly byte[] _sealed = new byte[StoredFrameBytes];
    private readonly FileStream _file;
    private int _tailBytes;
    private long _frames;
    private bool _complete;

    public SpooledFile(string path, byte[] key)
    {
        Path = path;
        _cipher = new AesGcm(key, TagBytes);
        // Whoever else reads the data directory gains nothing from it, but has no business in it either.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _file = new FileStream(path, options);
    }

    public string Path { get; }

    /// <summary>How many plain bytes have arrived.</summary>
    public long Length
    {
        get
        {
            lock (_gate)
                return (_frames * FrameBytes) + _tailBytes;
        }
    }

    /// <summary>False when another connection is still sending this very file.</summary>
    public bool TryTakeTurn() => _turn.Wait(0);

    public void EndTurn() => _turn.Release();

    /// <summary>Appends what comes until its end or until <paramref name="most"/> bytes; the caller holds the turn. What arrived before a failure stays.</summary>
    public async Task AppendAsync(Stream content, long most, CancellationToken cancel)
    {
        while (most > 0)
        {
            var read = await content.ReadAsync(_tail.AsMemory(_tailBytes, (int)Math.Min(most, FrameBytes - _tailBytes)), cancel);
            if (read == 0)
                return;
            most -= read;
            Take(read);
        }
    }

    /// <summary>Nothing more comes: the last frame goes to disk, whatever its size.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            if (_complete)
                return;
            Seal();
            _complete = true;
        }
    }

    /// <summary>The plain bytes, seekable. Only of a complete file: what is still arriving is nobody's to read.</summary>
    public Stream OpenRead()
    {
        lock (_gate)
        {
            if (!_complete)
                throw new InvalidOperationException("This file has not arrived completely.");
            return new SpooledFileStream(this, (_frames * FrameBytes) + _tailBytes);
        }
    }

    /// <summary>Reads one frame into <paramref name="plain"/>.</summary>
    /// <returns>How many bytes it holds; 0 behind the last one.</returns>
    internal int ReadFrame(long frame, byte[] plain)
    {
        var bytes = frame < _frames ? FrameBytes : frame == _frames ? _tailBytes : 0;
        if (bytes == 0)
            return 0;
        var stored = new byte[bytes + TagBytes];
        if (RandomAccess.Read(_file.SafeFileHandle, stored, frame * StoredFrameBytes) != stored.Length)
            throw new IOException("A received file was shortened on the disk. Upload it again.");
        Span<byte> nonce = stackalloc byte[12];
        NonceOf(frame, nonce);
        lock (_gate)
            _cipher.Decrypt(nonce, stored.AsSpan(0, bytes), stored.AsSpan(bytes), plain.AsSpan(0, bytes));
        return bytes;
    }

    public void Dispose()
    {
        _file.Dispose();
        _cipher.Dispose();
        CryptographicOperations.ZeroMemory(_tail);
    }

    private void Take(int read)
    {
        lock (_gate)
        {
            _tailBytes += read;
            if (_tailBytes < FrameBytes)
                return;
            try
            {
                Seal();
            }
            catch
            {
                // A full disk: these bytes have not arrived, and the sender is asked for them again.
                _tailBytes -= read;
                throw;
            }
            _frames++;
            _tailBytes = 0;
        }
    }

    // Each frame is written once only, so its number makes a nonce that never comes twice under this file's random start.
    private void Seal()
    {
        if (_tailBytes == 0)
            return;
        Span<byte> nonce = stackalloc byte[12];
        NonceOf(_frames, nonce);
        _cipher.Encrypt(nonce, _tail.AsSpan(0, _tailBytes), _sealed.AsSpan(0, _tailBytes), _sealed.AsSpan(_tailBytes, TagBytes));
        RandomAccess.Write(_file.SafeFileHandle, _sealed.AsSpan(0, _tailBytes + TagBytes), _frames * StoredFrameBytes);
    }

    private void NonceOf(long frame, Span<byte> nonce)
    {
        _nonceStart.CopyTo(nonce);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[8..], (uint)frame);
    }
}
