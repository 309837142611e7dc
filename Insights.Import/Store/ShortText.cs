using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Insights.Import.Store;

/// <summary>UTF-8 of the words and ids that rows are made of. They are short and nearly all ASCII, and the way into the framework's converter takes twice as long as a word.</summary>
internal static class ShortText
{
    /// <summary>More than this a text never takes.</summary>
    public static int MostBytes(int letters) => Encoding.UTF8.GetMaxByteCount(letters);

    /// <summary>Returns how many bytes were written.</summary>
    public static int Write(ReadOnlySpan<char> text, Span<byte> to)
    {
        if (to.Length < text.Length)
            return Encoding.UTF8.GetBytes(text, to);
        ref var source = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(text));
        ref var target = ref MemoryMarshal.GetReference(to);
        var at = 0;
        for (; at <= text.Length - Vector128<ushort>.Count; at += Vector128<ushort>.Count)
        {
            var letters = Vector128.LoadUnsafe(ref source, (nuint)at);
            if ((letters & Vector128.Create((ushort)0xFF80)) != Vector128<ushort>.Zero)
                return Encoding.UTF8.GetBytes(text, to);
            Vector128.Narrow(letters, letters).GetLower().StoreUnsafe(ref target, (nuint)at);
        }

        for (; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter > 0x7F)
                return Encoding.UTF8.GetBytes(text, to);
            to[at] = unchecked((byte)letter);
        }

        return text.Length;
    }
}
