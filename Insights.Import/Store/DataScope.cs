namespace Insights.Import.Store;

/// <summary>
/// What a reader may see. It is a required argument wherever facts are read, and it has no default:
/// forgetting it does not compile, and <see cref="Nothing"/> reads no rows at all.
/// </summary>
public sealed record DataScope
{
    private DataScope(ScopeKind kind, int vendorId)
    {
        Kind = kind;
        VendorId = vendorId;
    }

    /// <summary>Every vendor's rows, and rows that no vendor owns yet. Only for people and jobs of the house.</summary>
    public static DataScope Staff { get; } = new(ScopeKind.Staff, 0);

    /// <summary>No rows. What a signed-in person without a membership gets.</summary>
    public static DataScope Nothing { get; } = new(ScopeKind.Nothing, -1);

    /// <summary>One vendor's rows and never another's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Vendor ids start at 1; 0 marks rows without a vendor, which belong to no vendor.</exception>
    public static DataScope Vendor(int vendorId)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vendorId, 1);
        return new(ScopeKind.Vendor, vendorId);
    }

    public ScopeKind Kind { get; }

    /// <summary>The vendor of a vendor scope; a number no row carries for <see cref="Nothing"/>.</summary>
    public int VendorId { get; }

    public bool IsStaff => Kind == ScopeKind.Staff;

    /// <summary>Part of every cache key, so that a warm cache can never answer across scopes.</summary>
    public string CacheKey => Kind switch { ScopeKind.Staff => "staff", ScopeKind.Vendor => "vendor:" + VendorId.ToString(System.Globalization.CultureInfo.InvariantCulture), _ => "nothing" };
}

public enum ScopeKind
{
    Nothing = 0,
    Vendor = 1,
    Staff = 2,
}
