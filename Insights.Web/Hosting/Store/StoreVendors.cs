using Insights.Import.Store;
using Insights.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Hosting.Store;

/// <summary>The reporting store's vendors by code, kept for as long as the data does not change.</summary>
internal sealed class StoreVendors(IReportingStore store) : IVendorDirectory
{
    private (long Version, Dictionary<string, VendorEntry> ByCode)? _known;

    public async ValueTask<VendorEntry?> FindAsync(string code, CancellationToken cancel = default) =>
        (await KnownAsync(cancel)).GetValueOrDefault(code);

    public async ValueTask<IReadOnlyList<VendorEntry>> AllAsync(CancellationToken cancel = default) =>
        [.. (await KnownAsync(cancel)).Values.OrderBy(v => v.Name, StringComparer.OrdinalIgnoreCase)];

    private async ValueTask<Dictionary<string, VendorEntry>> KnownAsync(CancellationToken cancel)
    {
        var version = store.DataVersion;
        if (_known is { } known && known.Version == version)
            return known.ByCode;
        await using var context = store.Open(DataScope.Staff);
        var vendors = await context.Vendors.AsNoTracking().Select(v => new VendorEntry(v.Id, v.Code, v.Name)).ToListAsync(cancel);
        var byCode = vendors.ToDictionary(v => v.Code, StringComparer.OrdinalIgnoreCase);
        _known = (version, byCode);
        return byCode;
    }
}
