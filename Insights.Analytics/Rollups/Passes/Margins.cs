using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Insights.Analytics.Rollups.Tables;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>The sums of one margin row; which number is which column is the table's business.</summary>
[InlineArray(Length)]
internal struct Sums
{
    public const int Length = 15;
    private long _first;
}

/// <summary>Where a margin row belongs.</summary>
/// <param name="Member">A dense text code of the reader (0 = the row carries none), or the vendor's id under <see cref="RollupDimension.Vendor"/>.</param>
/// <param name="Currency">A dense text code; 0 where amounts do not matter.</param>
internal readonly record struct MarginKey(RollupDimension Dimension, int VendorId, int Day, int Member, int Currency);

/// <summary>
/// Sums facts into margins: each fact is added to its vendor and to all vendors together, once for every dimension. One dimension at a time, never
/// their product (decisions/0001), so a fact costs a fixed number of additions and the tables stay small.
/// </summary>
internal sealed class Margins(RollupDimension[] dimensions)
{
    private readonly Dictionary<MarginKey, Sums> _rows = [];

    public int Count => _rows.Count;

    public IReadOnlyDictionary<MarginKey, Sums> Rows => _rows;

    public void Clear() => _rows.Clear();

    /// <param name="members">The fact's members, aligned with the dimensions given to the constructor.</param>
    public void Add(int vendorId, int day, int currency, ReadOnlySpan<int> members, ReadOnlySpan<long> sums)
    {
        Add(new(RollupDimension.None, vendorId, day, 0, currency), sums);
        Add(new(RollupDimension.None, RollupVendor.All, day, 0, currency), sums);
        Add(new(RollupDimension.Vendor, RollupVendor.All, day, vendorId, currency), sums);
        for (var i = 0; i < dimensions.Length; i++)
        {
            Add(new(dimensions[i], vendorId, day, members[i], currency), sums);
            Add(new(dimensions[i], RollupVendor.All, day, members[i], currency), sums);
        }
    }

    private void Add(MarginKey key, ReadOnlySpan<long> sums)
    {
        ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, key, out _);
        for (var i = 0; i < Sums.Length; i++)
            row[i] += sums[i];
    }
}
