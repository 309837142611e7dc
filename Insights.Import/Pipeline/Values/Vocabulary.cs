using System.Text;

namespace Insights.Import.Pipeline.Values;

/// <summary>Words a column may hold, each with the canonical word it stands for. Case, surrounding blanks, and <c>-</c>, <c>_</c>, blank inside make no difference.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public Vocabulary(params string[] canonical)
    {
        foreach (string word in canonical)
            _words[Fold(word)] = word;
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public Vocabulary(IEnumerable<KeyValuePair<string, string>> words)
    {
        foreach (var (word, canonical) in words)
            _words[Fold(word)] = canonical;
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>What unknown words are listed as to be mapped; see <see cref="ValueKinds"/>. Null: they are not listed.</summary>
    public string? Kind { get; private set; }

    /// <summary>Its unknown words are listed under this kind; said once, where the vocabulary is made.</summary>
    public Vocabulary As(string kind)
    {
        Kind = kind;
        return this;
    }

    /// <summary>The words values are mapped to.</summary>
    public IReadOnlyList<string> Canonical => [.. _words.Values.Distinct(StringComparer.Ordinal)];

    /// <summary>For messages: the accepted words.</summary>
    public string Listing => string.Join(", ", _words.Values.Distinct(StringComparer.Ordinal));

    public string? Find(ReadOnlySpan<byte> word)
    {
        if (word.Length > 64)
            return null;
        Span<char> folded = stackalloc char[64];
        for (int i = 0; i < word.Length; i++)
        {
            byte b = word[i];
            if (b >= 0x80)
                return Find(Encoding.UTF8.GetString(word));
            folded[i] = b is (byte)'-' or (byte)' ' ? '_' : (char)(b is >= (byte)'A' and <= (byte)'Z' ? b | 0x20 : b);
        }

        return _lookup.TryGetValue(folded[..word.Length], out string? canonical) ? canonical : null;
    }

    public string? Find(string word) => _words.GetValueOrDefault(Fold(word));

    private static string Fold(string word) => word.Trim().ToLowerInvariant().Replace('-', '_').Replace(' ', '_');
}
