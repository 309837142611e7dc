namespace Insights.Web.Access;

/// <summary>The vendors the reporting store knows: for memberships and the demo's accounts. Never shown to a vendor.</summary>
internal interface IVendorDirectory
{
    /// <summary>Null when no file has named the vendor yet: then its people see nothing.</summary>
    ValueTask<VendorEntry?> FindAsync(string code, CancellationToken cancel = default);

    ValueTask<IReadOnlyList<VendorEntry>> AllAsync(CancellationToken cancel = default);
}

internal sealed record VendorEntry(int Id, string Code, string Name);
