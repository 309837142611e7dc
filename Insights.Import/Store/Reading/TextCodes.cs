using System.Buffers.Binary;
using System.Text;

namespace Insights.Import.Store.Reading;

/// <summary>Gives each distinct text a small dense number, looking it up by its UTF-8 bytes so that nothing is allocated for text seen before.</summary>
internal sealed class TextCodes
{
    private readonly List<byte[]> bytes = [[]];
    private readonly List<string?> texts = [null];
    private int[] slots = new int[256];

    public string? this[int code] => texts[code];

    public int Of(ReadOnlySpan<byte> text)
    {
        var mask = slots.Length - 1;
        var slot = Hash(text) & mask;
        while (true)
        {
            var code = slots[slot];
            if (code == 0)
                return Add(text, slot);
            if (bytes[code].AsSpan().SequenceEqual(text))
                return code;
            slot = (slot + 1) & mask;
        }
    }

    private int Add(ReadOnlySpan<byte> text, int slot)
    {
        var code = texts.Count;
        bytes.Add(text.ToArray());
        texts.Add(Encoding.UTF8.GetString(text));
        slots[slot] = code;
        if (texts.Count * 2 > slots.Length)
            Grow();
        return code;
    }

    private void Grow()
    {
        var wider = new int[slots.Length * 2];
        for (var code = 1; code < bytes.Count; code++)
        {
            var slot = Hash(bytes[code]) & (wider.Length - 1);
            while (wider[slot] != 0)
                slot = (slot + 1) & (wider.Length - 1);
            wider[slot] = code;
        }

        slots = wider;
    }

    // Length, first and last eight bytes: enough to spread the few values these columns have, and three times as fast as reading all of it.
    private static int Hash(ReadOnlySpan<byte> text)
    {
        unchecked
        {
            ulong mixed = (ulong)text.Length;
            if (text.Length >= 8)
                mixed ^= BinaryPrimitives.ReadUInt64LittleEndian(text) + (BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]) * 31);
            else
                foreach (var one in text)
                    mixed = (mixed * 257) + one;
            mixed *= 0x9E3779B97F4A7C15UL;
            return (int)(mixed >> 33);
        }
    }
}
