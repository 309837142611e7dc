namespace Insights.SampleData.Writing;

/// <summary>How running numbers become the ids that providers and help desks hand out.</summary>
internal static class IdText
{
    /// <summary>Crockford's letters in lower case; digits come last, so that no id looks like a long number.</summary>
    public static ReadOnlySpan<byte> Alphabet => "abcdefghjkmnpqrstvwxyz0123456789"u8;

    public static string Of(string prefix, ulong scrambled)
    {
        Span<char> text = stackalloc char[13];
        for (var i = 0; i < 13; i++)
        {
            text[i] = (char)Alphabet[(int)(scrambled & 31)];
            scrambled >>= 5;
        }
        return string.Concat(prefix, text);
    }
}
