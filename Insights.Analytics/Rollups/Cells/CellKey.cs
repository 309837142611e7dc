using System.Runtime.CompilerServices;

namespace Insights.Analytics.Rollups.Cells;

/// <summary>What is counted, and the members it has: one code each, in the order of the kind's shape; what a kind does not use is 0.</summary>
[InlineArray(Length)]
internal struct CellKey : IEquatable<CellKey>
{
    private const int Length = CellShape.MostDimensions + 1;

    /// <summary>Of what is counted; the members follow it.</summary>
    public const int Column = 0;

    private int _first;

    public readonly bool Equals(CellKey other) => ((ReadOnlySpan<int>)this).SequenceEqual(other);

    public override readonly bool Equals(object? obj) => obj is CellKey other && Equals(other);

    public override readonly int GetHashCode()
    {
        var hash = 0UL;
        unchecked
        {
            foreach (var code in (ReadOnlySpan<int>)this)
                hash = (hash ^ (uint)code) * 0x9E3779B97F4A7C15UL;
            return (int)(hash >> 32);
        }
    }
}

/// <param name="Minor">What the rows amount to, in minor units of their currency; 0 where amounts do not matter.</param>
internal record struct CellSum(long Count, long Minor);
