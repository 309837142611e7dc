using System.Runtime.InteropServices;
using Insights.Analytics.Queries;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;

namespace Insights.Analytics.Rollups.Cells;

/// <summary>Counts rows into the cells of their vendor and day.</summary>
internal sealed class CellSums(CellKind kind)
{
    /// <summary>Codes from here on are words of ours; below they are a fact reader's. 0 is a member that is not given.</summary>
    private const int Own = 1 << 28;

    private readonly int _codes = CellShape.Of(kind).Length + 1;
    private readonly Dictionary<(int VendorId, int Day), Dictionary<CellKey, CellSum>> _blocks = [];
    private readonly Dictionary<string, int> _words = [];
    private readonly List<string> _texts = [];

    /// <summary>The code of a text that no fact reader knows. No text, empty text and the word "unknown" are one member, because a filter names all three alike.</summary>
    public int Member(string? text)
    {
        if (string.IsNullOrEmpty(text) || text == ReportFilter.Unknown)
            return 0;
        if (!_words.TryGetValue(text, out var code))
        {
            _words[text] = code = Own + _texts.Count;
            _texts.Add(text);
        }
        return code;
    }

    public void Add(int vendorId, int day, CellKey key, long count, long minor)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(BlockOf(vendorId, day), key, out _);
        sum.Count += count;
        sum.Minor += minor;
    }

    /// <summary>What is counted so far, in the order of the table. Whoever knows the codes below <see cref="Own"/> has to be open still.</summary>
    public List<DailyCells> Pack(Func<int, string?>? textOf = null) =>
    [
        .. _blocks.OrderBy(block => block.Key.VendorId).ThenBy(block => block.Key.Day).Where(block => block.Value.Values.Any(sum => sum != default)).Select(block => new DailyCells
        {
            Kind = kind,
            VendorId = block.Key.VendorId,
            Day = UnixTime.FromDays(block.Key.Day),
            Cells = CellBlock.Pack(block.Value, code => code >= Own ? _texts[code - Own] : code == 0 ? ReportFilter.Unknown : textOf!(code) ?? ReportFilter.Unknown, _codes),
        }),
    ];

    public void Clear() => _blocks.Clear();

    private Dictionary<CellKey, CellSum> BlockOf(int vendorId, int day)
    {
        ref var block = ref CollectionsMarshal.GetValueRefOrAddDefault(_blocks, (vendorId, day), out _);
        return block ??= [];
    }
}
