using System.Runtime.CompilerServices;

namespace Insights.Analytics.Queries.Loading;

/// <summary>A facet's member over some days: its daily sums added up.</summary>
internal struct FacetTotal
{
    public long Count;
    public long Base;
    public long Minor;
    private int _rows;

    public static IRangeSum<FacetSum, (int VendorId, string Member, string Currency), FacetTotal> Kind { get; } = new ByMember();

    /// <summary>Kept texts are one and the same string where they are equal.</summary>
    private sealed class ByMember : IRangeSum<FacetSum, (int VendorId, string Member, string Currency), FacetTotal>
    {
        public (int VendorId, string Member, string Currency) KeyOf(in FacetSum row) => (row.VendorId, row.Member, row.Currency);

        public void Add(ref FacetTotal sum, in FacetSum row, int sign)
        {
            sum.Count += sign * row.Count;
            sum.Base += sign * row.Base;
            sum.Minor += sign * row.Minor;
            sum._rows += sign;
        }

        public bool IsEmpty(FacetTotal sum) => sum._rows == 0;

        public bool Equals((int VendorId, string Member, string Currency) one, (int VendorId, string Member, string Currency) other) =>
            ReferenceEquals(one.Member, other.Member) && ReferenceEquals(one.Currency, other.Currency) && one.VendorId == other.VendorId;

        public int GetHashCode((int VendorId, string Member, string Currency) key) =>
            HashCode.Combine(key.VendorId, RuntimeHelpers.GetHashCode(key.Member), RuntimeHelpers.GetHashCode(key.Currency));
    }
}
