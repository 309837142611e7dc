using System.Text;
using Insights.Import.Store.Keys;

namespace Insights.Import.Pipeline.Values;

/// <summary>
/// Numbers equal rows of one file from 0, for layouts whose rows have no id: two real equal fees stay two, and a second upload adds none.
/// Remembers eight bytes a different row, so that ten million of them fit beside everything else.
/// </summary>
internal sealed class Ordinals
{
    private readonly Dictionary<ulong, int> _repeated = [];
    private ulong[] _seen = new ulong[1024];
    private int _count;

    public int Next(string row) => Next(Encoding.UTF8.GetBytes(row));

    public int Next(ReadOnlySpan<byte> row)
    {
        ulong hash = StableHash.Of(row);
        if (hash == 0)
            hash = 1;
        if (Add(hash))
            return 0;
        int ordinal = _repeated.GetValueOrDefault(hash) + 1;
        _repeated[hash] = ordinal;
        return ordinal;
    }

    private bool Add(ulong hash)
    {
        if (_count >= _seen.Length / 4 * 3)
            Grow();
        int at = (int)(hash & (ulong)(_seen.Length - 1));
        while (_seen[at] != 0)
        {
            if (_seen[at] == hash)
                return false;
            at = (at + 1) & (_seen.Length - 1);
        }

        _seen[at] = hash;
        _count++;
        return true;
    }

    private void Grow()
    {
        ulong[] old = _seen;
        _seen = new ulong[checked(old.Length * 2)];
        foreach (ulong hash in old)
        {
            if (hash == 0)
                continue;
            int at = (int)(hash & (ulong)(_seen.Length - 1));
            while (_seen[at] != 0)
                at = (at + 1) & (_seen.Length - 1);
            _seen[at] = hash;
        }
    }
}
