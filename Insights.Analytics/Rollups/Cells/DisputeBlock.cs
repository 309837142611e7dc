using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Insights.Analytics.Queries;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;

namespace Insights.Analytics.Rollups.Cells;

/// <summary>What is measured of one dispute; which number is which is said by <see cref="DisputeCell"/> and <see cref="LedgerCell"/>.</summary>
[InlineArray(Length)]
internal struct DisputeNumbers
{
    public const int Length = 11;
    private long _first;
}

/// <summary>One dispute of a block.</summary>
internal struct PackedDispute
{
    public int VendorId;

    /// <summary>What holds of it, a bit each, and its members in the order of the shape.</summary>
    public CellKey Key;
    public DisputeNumbers Numbers;
}

/// <summary>
/// The disputes that one vendor, or all together, received on one day as bytes: the words in the order of their letters, then dispute by dispute its vendor, what holds of it, its members and its numbers,
/// seven bits to a byte. Some twenty bytes each, where a row of the ledger has six hundred: what changed is read anew in no time, and the history stays in memory.
/// </summary>
internal static class DisputeBlock
{
    private static readonly int s_codes = CellShape.Of(CellKind.Disputes).Length + 1;

    /// <param name="textOf">The word of a code; of equal words one code.</param>
    public static byte[] Pack(List<PackedDispute> disputes, Func<int, string> textOf)
    {
        var words = disputes.SelectMany(one => Enumerable.Range(1, s_codes - 1).Select(at => one.Key[at])).Distinct().Select(code => (Code: code, Text: textOf(code))).OrderBy(word => word.Text, StringComparer.Ordinal).ToList();
        var ranks = words.Select((word, rank) => (word.Code, Rank: rank)).ToDictionary(word => word.Code, word => word.Rank);
        // By what they are, so that equal disputes leave equal bytes, in whatever order they came.
        var ranked = disputes.ConvertAll(one =>
        {
            for (var i = 1; i < s_codes; i++)
                one.Key[i] = ranks[one.Key[i]];
            return one;
        });
        ranked.Sort((left, right) => left.VendorId != right.VendorId ? left.VendorId.CompareTo(right.VendorId)
            : ((ReadOnlySpan<int>)left.Key).SequenceCompareTo(right.Key) is not 0 and var order ? order : ((ReadOnlySpan<long>)left.Numbers).SequenceCompareTo(right.Numbers));

        var bytes = new CellBlock.Bytes(64 + (words.Count * 12) + (disputes.Count * 32));
        bytes.Number((uint)words.Count);
        foreach (var word in words)
            bytes.Text(word.Text);
        bytes.Number((uint)ranked.Count);
        foreach (var one in ranked)
        {
            bytes.Number((uint)one.VendorId);
            for (var i = 0; i < s_codes; i++)
                bytes.Number((uint)one.Key[i]);
            foreach (var number in one.Numbers)
                bytes.Signed(number);
        }
        return bytes.ToArray();
    }

    /// <param name="codeOf">What a word is called by whoever reads.</param>
    public static void Unpack(ReadOnlySpan<byte> bytes, Func<string, int> codeOf, Action<PackedDispute> read)
    {
        var from = new CellBlock.From(bytes);
        var words = new int[(int)from.Number()];
        for (var rank = 0; rank < words.Length; rank++)
            words[rank] = codeOf(from.Text());
        PackedDispute one = default;
        for (var left = from.Number(); left > 0; left--)
        {
            one.VendorId = (int)from.Number();
            one.Key[CellKey.Column] = (int)from.Number();
            for (var i = 1; i < s_codes; i++)
                one.Key[i] = words[(int)from.Number()];
            for (var i = 0; i < DisputeNumbers.Length; i++)
                one.Numbers[i] = from.Signed();
            read(one);
        }
    }
}

/// <summary>Gathers disputes into the blocks of their day: that of their vendor, and that of all together, so that the house reads one a day.</summary>
internal sealed class DisputeBlocks(CellKind kind)
{
    private readonly Dictionary<(int VendorId, int Day), List<PackedDispute>> _blocks = [];
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    /// <param name="holds">A bit for each thing that holds of it.</param>
    /// <param name="members">In the order of the shape. No text, empty text and the word "unknown" are one member, because a filter names all three alike.</param>
    public void Add(int vendorId, int day, uint holds, ReadOnlySpan<string?> members, DisputeNumbers numbers)
    {
        CellKey key = default;
        key[CellKey.Column] = (int)holds;
        for (var i = 0; i < members.Length; i++)
            key[i + 1] = CodeOf(string.IsNullOrEmpty(members[i]) ? ReportFilter.Unknown : members[i]!);
        foreach (var whose in (ReadOnlySpan<int>)[vendorId, RollupVendor.All])
        {
            ref var block = ref CollectionsMarshal.GetValueRefOrAddDefault(_blocks, (whose, day), out _);
            (block ??= []).Add(new() { VendorId = vendorId, Key = key, Numbers = numbers });
        }
    }

    /// <summary>What was gathered so far, in the order of the table.</summary>
    public List<DailyCells> Pack() =>
    [
        .. _blocks.OrderBy(block => block.Key.VendorId).ThenBy(block => block.Key.Day)
            .Select(block => new DailyCells { Kind = kind, VendorId = block.Key.VendorId, Day = UnixTime.FromDays(block.Key.Day), Cells = DisputeBlock.Pack(block.Value, code => _texts[code]) }),
    ];

    public void Clear() => _blocks.Clear();

    private int CodeOf(string text)
    {
        if (!_words.TryGetValue(text, out var code))
        {
            _words[text] = code = _texts.Count;
            _texts.Add(text);
        }
        return code;
    }
}
