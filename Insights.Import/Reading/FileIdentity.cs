using System.Security.Cryptography;

namespace Insights.Import.Reading;

/// <summary>
/// By what a file's bytes are known again: their SHA-256, in lower-case hex. To hash a big file takes as long as to look at it, and an import has two threads of which one often waits for the other:
/// whoever waits hashes a block meanwhile.
/// </summary>
internal sealed class FileIdentity
{
    /// <summary>A fifth of a millisecond: so long at most does a chunk wait for it.</summary>
    private const int BlockBytes = 1 << 18;

    private readonly Lock _gate = new();
    private readonly Func<Stream>? _open;
    private volatile string? _value;
    private IncrementalHash? _hash;
    private Stream? _stream;
    private byte[] _block = [];

    public FileIdentity(string value) => _value = value;

    /// <param name="open">Opens the bytes from their first.</param>
    public FileIdentity(Func<Stream> open) => _open = open;

    public bool IsKnown => _value is not null;

    /// <summary>Hashes a block. False when there was none left to hash.</summary>
    public bool Advance()
    {
        if (IsKnown)
            return false;
        lock (_gate)
        {
            if (IsKnown)
                return false;
            if (_hash is null)
            {
                _stream = _open!();
                _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                _block = new byte[BlockBytes];
            }

            int read = _stream!.Read(_block);
            if (read > 0)
            {
                _hash.AppendData(_block, 0, read);
                return true;
            }

            _value = Convert.ToHexStringLower(_hash.GetHashAndReset());
            Close();
            return false;
        }
    }

    /// <summary>Hashes what is left.</summary>
    public string Find(CancellationToken cancel = default)
    {
        while (Advance())
            cancel.ThrowIfCancellationRequested();
        return _value!;
    }

    public Task<string> FindAsync(CancellationToken cancel) => _value is { } known ? Task.FromResult(known) : Task.Run(() => Find(cancel), cancel);

    /// <summary>Lets go of the file, where nobody will ask any more. Asked all the same, it begins anew.</summary>
    public void LetGo()
    {
        lock (_gate)
            Close();
    }

    private void Close()
    {
        _stream?.Dispose();
        _hash?.Dispose();
        (_stream, _hash, _block) = (null, null, []);
    }
}
