using System.Numerics;
using System.Text;

namespace Insights.Analytics.Rollups.Cells;

/// <summary>
/// Cells as bytes: the words in the order of their letters, then the cells in the order of column and members. Each cell says how many of its leading codes are those of the cell
/// before, then the other codes, its count and its amount. Numbers take as many bytes as they need, seven bits each.
/// </summary>
internal static class CellBlock
{
    /// <param name="textOf">The word of a code; of equal words one code.</param>
    /// <param name="codes">How many codes a key has: the column and the members.</param>
    public static byte[] Pack(Dictionary<CellKey, CellSum> cells, Func<int, string> textOf, int codes)
    {
        var ranks = new Dictionary<int, int>();
        foreach (var (key, sum) in cells)
        {
            for (var i = 1; i < codes && sum != default; i++)
                ranks.TryAdd(key[i], 0);
        }
        var words = ranks.Keys.Select(code => (Code: code, Text: textOf(code))).OrderBy(word => word.Text, StringComparer.Ordinal).ToList();
        for (var rank = 0; rank < words.Count; rank++)
            ranks[words[rank].Code] = rank;

        var ranked = new CellKey[cells.Count];
        var sums = new CellSum[cells.Count];
        var at = 0;
        foreach (var (key, sum) in cells)
        {
            if (sum == default)
                continue;
            ranked[at][CellKey.Column] = key[CellKey.Column];
            for (var i = 1; i < codes; i++)
                ranked[at][i] = ranks[key[i]];
            sums[at++] = sum;
        }
        Sort(ranked, sums, at, codes, words.Count);

        var bytes = new Bytes(64 + (words.Count * 12) + (at * 12));
        bytes.Number((uint)words.Count);
        foreach (var word in words)
            bytes.Text(word.Text);
        bytes.Number((uint)at);
        CellKey before = default;
        for (var cell = 0; cell < at; cell++)
        {
            var own = (ReadOnlySpan<int>)ranked[cell];
            var same = cell == 0 ? 0 : own[..codes].CommonPrefixLength(((ReadOnlySpan<int>)before)[..codes]);
            bytes.Number((uint)same);
            for (var i = same; i < codes; i++)
                bytes.Number((uint)own[i]);
            bytes.Signed(sums[cell].Count);
            bytes.Signed(sums[cell].Minor);
            before = ranked[cell];
        }
        return bytes.ToArray();
    }

    /// <param name="codeOf">What a word is called by whoever reads.</param>
    public static void Unpack<TReader>(ReadOnlySpan<byte> bytes, int codes, Func<string, int> codeOf, ref TReader reader) where TReader : ICellReader, allows ref struct
    {
        var from = new From(bytes);
        var words = new int[(int)from.Number()];
        for (var rank = 0; rank < words.Length; rank++)
            words[rank] = codeOf(from.Text());
        CellKey key = default;
        for (var left = from.Number(); left > 0; left--)
        {
            var same = (int)from.Number();
            if (same == 0)
                key[CellKey.Column] = (int)from.Number();
            for (var i = Math.Max(1, same); i < codes; i++)
                key[i] = words[(int)from.Number()];
            reader.Read(key, from.Signed(), from.Signed());
        }
    }

    /// <summary>By column and members; where the ranks fit into one number each, by these.</summary>
    private static void Sort(CellKey[] keys, CellSum[] sums, int count, int codes, int words)
    {
        var bits = 32 - BitOperations.LeadingZeroCount((uint)Math.Max(words, 31));
        if (bits * codes > 64)
        {
            Array.Sort(keys, sums, 0, count, Comparer<CellKey>.Create((left, right) => ((ReadOnlySpan<int>)left).SequenceCompareTo(right)));
            return;
        }
        var (numbers, order) = (new ulong[count], new int[count]);
        for (var cell = 0; cell < count; cell++)
        {
            order[cell] = cell;
            for (var i = 0; i < codes; i++)
                numbers[cell] = (numbers[cell] << bits) | (uint)keys[cell][i];
        }
        Array.Sort(numbers, order);
        var (sortedKeys, sortedSums) = (new CellKey[count], new CellSum[count]);
        for (var cell = 0; cell < count; cell++)
            (sortedKeys[cell], sortedSums[cell]) = (keys[order[cell]], sums[order[cell]]);
        sortedKeys.CopyTo(keys, 0);
        sortedSums.CopyTo(sums, 0);
    }

    internal struct Bytes(int room)
    {
        private byte[] _bytes = new byte[room];
        private int _length;

        public void Number(ulong number)
        {
            if (_bytes.Length - _length < 10)
                Array.Resize(ref _bytes, _bytes.Length * 2);
            for (; number >= 0x80; number >>= 7)
                _bytes[_length++] = (byte)((number & 0x7F) | 0x80);
            _bytes[_length++] = (byte)number;
        }

        public void Signed(long number) => Number(unchecked((ulong)((number << 1) ^ (number >> 63))));

        public void Text(string text)
        {
            var length = Encoding.UTF8.GetByteCount(text);
            Number((uint)length);
            if (_bytes.Length - _length < length)
                Array.Resize(ref _bytes, (_bytes.Length * 2) + length);
            _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
        }

        public readonly byte[] ToArray() => _bytes[.._length];
    }

    internal ref struct From(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _at;

        public ulong Number()
        {
            ulong number = _bytes[_at++];
            if (number < 0x80)
                return number;
            number &= 0x7F;
            for (var shift = 7; ; shift += 7)
            {
                ulong next = _bytes[_at++];
                number |= (next & 0x7F) << shift;
                if (next < 0x80)
                    return number;
            }
        }

        public long Signed()
        {
            var number = Number();
            return unchecked((long)(number >> 1) ^ -(long)(number & 1));
        }

        public string Text()
        {
            var length = (int)Number();
            var text = Encoding.UTF8.GetString(_bytes.Slice(_at, length));
            _at += length;
            return text;
        }
    }
}

/// <summary>Takes the cells of a block one by one.</summary>
internal interface ICellReader
{
    void Read(CellKey key, long count, long minor);
}
