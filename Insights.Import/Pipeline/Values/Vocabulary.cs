using System.Text;

namespace Insights.Import.Pipeline.Values;

/// <summary>Words a column may hold, each with the canonical word it stands for. Case, surrounding blanks, and <c>-</c>, <c>_</c>, blank inside make no difference.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    // Words as most files write them, so that those need no folding. Where two meet, the second is folded.
    private const int Slots = 256;
    private readonly (byte[] Utf8, string Canonical)[] _asWritten = new (byte[], string)[Slots];

    public Vocabulary(params string[] canonical)
    {
        foreach (string word in canonical)
            _words[Fold(word)] = word;
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        KeepAsWritten();
    }

    public Vocabulary(IEnumerable<KeyValuePair<string, string>> words)
    {
        foreach (var (word, canonical) in words)
            _words[Fold(word)] = canonical;
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        KeepAsWritten();
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
        if (word.Length is 0 or > 64)
            return null;
        ref readonly var usual = ref _asWritten[Slot(word)];
        if (usual.Utf8 is not null && word.SequenceEqual(usual.Utf8))
            return usual.Canonical;
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

    private void KeepAsWritten()
    {
        foreach (var (word, canonical) in _words)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(word);
            if (utf8.Length > 0 && _asWritten[Slot(utf8)].Utf8 is null)
                _asWritten[Slot(utf8)] = (utf8, canonical);
        }
    }

    private static int Slot(ReadOnlySpan<byte> word) => ((word[0] * 7) + (word[word.Length / 2] * 31) + (word[^1] * 3) + (word.Length * 17)) % Slots;

    private static string Fold(string word) => word.Trim().ToLowerInvariant().Replace('-', '_').Replace(' ', '_');
}
