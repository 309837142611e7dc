using System.Buffers.Binary;

namespace Insights.Import.Store.Sqlite.Handover;

/// <summary>
/// Lays records in ascending order of their keys into the pages of one table, two levels deep: https://www.sqlite.org/fileformat2.html, "B-tree Pages".
/// </summary>
internal sealed unsafe class TablePages(byte* pages)
{
    public const int PageSize = 16_384;

    /// <summary>A megabyte stays in the processor's cache; some five thousand payments or fifty thousand ids.</summary>
    public const int Leaves = 64;

    /// <summary>A longer one would go on in pages of its own.</summary>
    public const int LongestRecord = PageSize - 35;

    private const int LeafHeader = 8;
    private const int TreeHeader = 12;
    private const byte LeafKind = 0x0D;
    private const byte TreeKind = 0x05;

    private readonly long[] lastKeys = new long[Leaves];
    private int root;
    private int firstLeaf;
    private int leaf;
    private int cells;
    private int top;

    /// <summary>Rows since <see cref="Start"/>.</summary>
    public int Count { get; private set; }

    /// <summary>The key added last.</summary>
    public long Last => lastKeys[leaf];

    /// <summary>Begins anew; pages are counted from 1.</summary>
    public void Start(int rootPage, int firstLeafPage)
    {
        (root, firstLeaf, leaf, Count) = (rootPage, firstLeafPage, 0, 0);
        Open();
    }

    /// <summary>Where the row's record goes; empty when it does not fit any more.</summary>
    public Span<byte> Add(long key, int length)
    {
        var cell = RecordFormat.VarintLength(length) + RecordFormat.VarintLength(key) + length;
        if (LeafHeader + ((cells + 1) * sizeof(ushort)) + cell > top)
        {
            if (leaf == Leaves - 1)
                return default;
            Close();
            leaf++;
            Open();
        }

        top -= cell;
        var page = Page(firstLeaf + leaf);
        BinaryPrimitives.WriteUInt16BigEndian(page[(LeafHeader + (cells * sizeof(ushort)))..], (ushort)top);
        var to = page[top..];
        var at = RecordFormat.WriteVarint(to, length);
        at += RecordFormat.WriteVarint(to[at..], key);
        lastKeys[leaf] = key;
        cells++;
        Count++;
        return to.Slice(at, length);
    }

    /// <summary>After the last row.</summary>
    public void Finish()
    {
        Close();
        if (leaf == 0)
        {
            Page(firstLeaf).CopyTo(Page(root));
            return;
        }

        var page = Page(root);
        var at = PageSize;
        for (var child = 0; child < leaf; child++)
        {
            at -= sizeof(int) + RecordFormat.VarintLength(lastKeys[child]);
            BinaryPrimitives.WriteInt32BigEndian(page[at..], firstLeaf + child);
            _ = RecordFormat.WriteVarint(page[(at + sizeof(int))..], lastKeys[child]);
            BinaryPrimitives.WriteUInt16BigEndian(page[(TreeHeader + (child * sizeof(ushort)))..], (ushort)at);
        }

        Head(page, TreeKind, leaf, at);
        BinaryPrimitives.WriteInt32BigEndian(page[LeafHeader..], firstLeaf + leaf);
    }

    private void Open() => (cells, top) = (0, PageSize);

    private void Close() => Head(Page(firstLeaf + leaf), LeafKind, cells, top);

    private Span<byte> Page(int number) => new(pages + ((number - 1L) * PageSize), PageSize);

    private static void Head(Span<byte> page, byte kind, int cells, int top)
    {
        page[0] = kind;
        BinaryPrimitives.WriteUInt16BigEndian(page[1..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(page[3..], (ushort)cells);
        BinaryPrimitives.WriteUInt16BigEndian(page[5..], (ushort)top);
        page[7] = 0;
    }
}
