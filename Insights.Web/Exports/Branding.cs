using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Exports.Pdf;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Exports;

/// <summary>How printed reports look: accent, footer and logo of the workspace, and of a vendor on that vendor's own reports.</summary>
internal sealed class Branding(PortalStore store, IVendorDirectory vendors, TimeProvider clock)
{
    /// <param name="vendorCode">Empty: the workspace's.</param>
    public async Task<Brand?> FindAsync(string vendorCode, CancellationToken cancel = default)
    {
        await using var db = store.Open();
        return await db.Brands.AsNoTracking().FirstOrDefaultAsync(brand => brand.VendorCode == vendorCode, cancel);
    }

    public async Task<IReadOnlyList<string>> VendorsWithOneAsync(CancellationToken cancel = default)
    {
        await using var db = store.Open();
        return await db.Brands.AsNoTracking().Where(brand => brand.VendorCode != "").Select(brand => brand.VendorCode).OrderBy(code => code).ToListAsync(cancel);
    }

    public async Task SetAsync(Brand brand, CancellationToken cancel = default)
    {
        await using var db = store.Open();
        await db.Brands.Where(one => one.VendorCode == brand.VendorCode).ExecuteDeleteAsync(cancel);
        if (brand is { Accent: null, Footer: null, Logo: null })
            return;
        brand.ChangedAt = clock.GetUtcNow().UtcDateTime;
        db.Brands.Add(brand);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Options for printing a document of this filter and scope: a report of one vendor wears that vendor's, whatever it lacks is the workspace's.</summary>
    public async Task<PdfOptions> OptionsAsync(ReportFilter filter, DataScope scope, Uri? portal, CancellationToken cancel = default)
    {
        var code = !scope.IsStaff ? (await vendors.AllAsync(cancel)).FirstOrDefault(vendor => vendor.Id == scope.VendorId)?.Code
            : filter.Values.TryGetValue("vendor", out var codes) && codes.Count == 1 ? codes[0] : null;
        return Options(code is null ? null : await FindAsync(code, cancel), await FindAsync("", cancel), portal);
    }

    public static PdfOptions Options(Brand? vendor, Brand? workspace, Uri? portal)
    {
        var options = new PdfOptions { PortalBaseUrl = portal };
        if ((vendor?.Accent ?? workspace?.Accent) is { } accent)
            options = options with { Accent = accent };
        var logo = vendor?.Logo is not null ? vendor : workspace;
        // Checked when it was stored; a stored one that cannot be read any more is left out rather than stopping every report.
        return options with { Footer = vendor?.Footer ?? workspace?.Footer, Logo = logo?.Logo is { } file ? PdfLogo.Read(file, logo.LogoText ?? "").Logo : null };
    }
}
