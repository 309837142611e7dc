using System.Text;

namespace Insights.Import.Pipeline.Values;

/// <summary>Gives the same string for the same bytes, for columns with few different values: a vendor, a country, an agent. Stops growing when a column proves to have many.</summary>
internal sealed class TextPool
{
    private const int Slots = 4096;
    private const int MaxLength = 48;
    private readonly Entry[] _entries = new Entry[Slots];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxLength)
            return Encoding.UTF8.GetString(utf8);
        uint hash = Hash(utf8);
        ref var entry = ref _entries[hash & (Slots - 1)];
        if (entry.Text is not null && entry.Hash == hash && entry.Bytes.AsSpan().SequenceEqual(utf8))
            return entry.Text;
        // A slot is simply taken over: with few values that hardly happens, with many a pool would not help anyway.
        string text = Encoding.UTF8.GetString(utf8);
        entry = new Entry(hash, utf8.ToArray(), text);
        return text;
    }

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        unchecked
        {
            ulong hash = 14695981039346656037UL ^ (uint)utf8.Length;
            while (utf8.Length >= 8)
            {
                hash = (hash ^ BitConverter.ToUInt64(utf8)) * 0x9E3779B97F4A7C15UL;
                hash ^= hash >> 32;
                utf8 = utf8[8..];
            }

            foreach (byte b in utf8)
                hash = (hash ^ b) * 1099511628211UL;
            return (uint)(hash ^ (hash >> 32));
        }
    }

    private readonly record struct Entry(uint Hash, byte[] Bytes, string Text);
}
