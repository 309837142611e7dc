using Insights.Import.Store;
using Insights.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Hosting;

/// <summary>The portal's look at the store's vendors, for memberships.</summary>
internal sealed class VendorDirectory(IReportingStore store) : IVendorDirectory
{
    private readonly Lock _gate = new();
    private (long Version, IReadOnlyList<VendorEntry> Vendors)? _known;

    public async ValueTask<VendorEntry?> FindAsync(string code, CancellationToken cancel = default) =>
        (await AllAsync(cancel)).FirstOrDefault(v => string.Equals(v.Code, code, StringComparison.OrdinalIgnoreCase));

    public async ValueTask<IReadOnlyList<VendorEntry>> AllAsync(CancellationToken cancel = default)
    {
        // Asked on every request of a vendor: read again only when the store has changed.
        var version = store.DataVersion;
        lock (_gate)
            if (_known is { } known && known.Version == version)
                return known.Vendors;
        await using var context = store.Open(DataScope.Staff);
        var vendors = await context.Vendors.AsNoTracking().OrderBy(v => v.Name).ThenBy(v => v.Code)
            .Select(v => new VendorEntry(v.Id, v.Code, v.Name)).ToListAsync(cancel);
        lock (_gate)
            _known = (version, vendors);
        return vendors;
    }
}
