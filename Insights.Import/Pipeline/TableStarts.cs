using System.Runtime.CompilerServices;
using System.Text;
using Insights.Import.Reading;
using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>
/// Sees where another table begins in a delimited file: a header of a known format below the rows of the first. Looked at with every row, so
/// it costs a few nanoseconds: only a row whose first cell could be the name of a column is looked at closer.
/// </summary>
internal sealed class TableStarts
{
    private const int LongestName = 64;
    // One bit each: eight kilobytes, which stay in the processor's first cache. The names of all formats fill a fortieth of them.
    private const int Slots = 1 << 16;
    private readonly FormatProfile? _wanted;
    private readonly IReadOnlyList<FormatProfile> _formats;
    private readonly string[] _headers;
    private readonly ulong[] _mayBegin;
    private readonly HashSet<string> _known;

    /// <summary>What begins columns of any format: the same for every file, unless an installation has further names.</summary>
    private static readonly ConditionalWeakTable<IReadOnlyList<FormatProfile>, Beginnings> OfFormats = [];

    /// <param name="headers">Of the table being read.</param>
    public TableStarts(FormatProfile? wanted, IReadOnlyList<FormatProfile> formats, IReadOnlyList<string> headers)
    {
        _wanted = wanted;
        _formats = formats;
        _headers = [.. headers.Select(HeaderText.Fold)];
        var known = OfFormats.GetValue(formats, all => new Beginnings(all));
        _known = known.Names;
        _mayBegin = [.. known.Slots];
        foreach (string name in headers)
            Mark(_mayBegin, name);
    }

    private sealed class Beginnings
    {
        public Beginnings(IReadOnlyList<FormatProfile> formats)
        {
            foreach (string name in formats.SelectMany(f => f.Fields).SelectMany(f => f.Headers))
            {
                Mark(Slots, name);
                Names.Add(HeaderText.Fold(name));
            }
        }

        public ulong[] Slots { get; } = new ulong[TableStarts.Slots / 64];

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);
    }

    private static void Mark(ulong[] slots, string name)
    {
        if (name.AsSpan().Trim().IsEmpty)
            return;
        int slot = Slot(Encoding.UTF8.GetBytes(name.Trim()));
        slots[slot / 64] |= 1UL << (slot % 64);
    }

    /// <summary>The row repeats the header of its table, as files put one behind the other do; or it is the header of another table.</summary>
    public (bool IsHeaderAgain, Recognition? Other) Look(CsvReader row)
    {
        var first = row.Field(0).Trim(" \""u8);
        if (first.IsEmpty || first.Length > LongestName || !MayBegin(Slot(first)))
            return default;
        // Ids fall into the names' slots now and then; holding such a row against every format would cost more than reading it.
        string begins = HeaderText.Fold(Encoding.UTF8.GetString(first));
        if (!_known.Contains(begins) && Array.IndexOf(_headers, begins) < 0)
            return default;
        string[] cells = new string[row.FieldCount];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = Encoding.UTF8.GetString(row.Field(i));
        if (cells.Length == _headers.Length && cells.Select(HeaderText.Fold).SequenceEqual(_headers, StringComparer.Ordinal))
            return (true, null);
        if (cells.Count(c => c.Length > 0) < 2)
            return default;
        var other = Recognise.Delimited([cells], _wanted, _formats);
        return other.Profile is null ? default : (false, other);
    }

    private bool MayBegin(int slot) => (_mayBegin[slot / 64] >> (slot % 64) & 1) != 0;

    /// <summary>Equal names fall into the same slot whatever their case; few others do.</summary>
    private static int Slot(ReadOnlySpan<byte> name)
    {
        unchecked
        {
            uint hash = (uint)name.Length;
            foreach (byte letter in (ReadOnlySpan<byte>)[name[0], name[name.Length / 4], name[name.Length / 2], name[^1], name[name.Length * 3 / 4]])
                hash = (hash ^ (letter | 0x20u)) * 0x9E3779B1;
            return (int)(hash >> 16);
        }
    }
}
