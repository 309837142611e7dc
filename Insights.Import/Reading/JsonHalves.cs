namespace Insights.Import.Reading;

/// <summary>
/// Escapes that name half a character (<c>"\ud83d"</c> cut off from its second half, as texts shortened to a length hold them) are no text: what
/// reads such a string throws. They become the replacement character, in place, since it is as long.
/// </summary>
internal static class JsonHalves
{
    public static void Mend(Span<byte> json)
    {
        int at = 0;
        while (json[at..].IndexOf("\\"u8) is var found and >= 0)
        {
            at += found;
            int unit = Unit(json, at);
            if (unit < 0)
            {
                at = Math.Min(at + 2, json.Length);
                continue;
            }

            bool isWhole = char.IsHighSurrogate((char)unit) && Unit(json, at + 6) is var low and >= 0 && char.IsLowSurrogate((char)low);
            if (isWhole)
                at += 12;
            else
            {
                if (char.IsSurrogate((char)unit))
                    "fffd"u8.CopyTo(json[(at + 2)..]);
                at += 6;
            }
        }
    }

    /// <summary>The UTF-16 unit that an escape at this place names, or -1.</summary>
    private static int Unit(ReadOnlySpan<byte> json, int at)
    {
        if (at + 6 > json.Length || json[at] != '\\' || json[at + 1] != 'u')
            return -1;
        int unit = 0;
        foreach (byte digit in json.Slice(at + 2, 4))
        {
            int value = digit switch
            {
                >= (byte)'0' and <= (byte)'9' => digit - '0',
                >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
                _ => -1,
            };
            if (value < 0)
                return -1;
            unit = (unit << 4) | value;
        }

        return unit;
    }
}
