using Insights.Web.Access;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Hosting.WarmUp;

/// <summary>The vendors whose people signed in last: few of many come every day, and what is kept in memory is bounded.</summary>
internal sealed class RecentVendors(PortalStore portal, IVendorDirectory vendors, TimeProvider clock)
{
    /// <summary>At ten million payments the house and four vendors fill the memory for daily sums; one place is left for whoever comes unexpected.</summary>
    private const int Most = 3;

    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    /// <summary>Whoever came last first.</summary>
    public async Task<IReadOnlyList<DataScope>> ScopesAsync(CancellationToken cancel)
    {
        var since = (clock.GetUtcNow() - Recent).UtcDateTime;
        await using var db = portal.Open();
        var codes = await (from user in db.Users.AsNoTracking()
                           join membership in db.Memberships on user.Id equals membership.UserId
                           where user.Role == Roles.Vendor && !user.Disabled && user.LastSignInAt >= since
                           group user.LastSignInAt by membership.VendorCode into one
                           orderby one.Max() descending
                           select one.Key).Take(Most).ToListAsync(cancel);
        var scopes = new List<DataScope>();
        foreach (var code in codes)
        {
            if (await vendors.FindAsync(code, cancel) is { } vendor)
                scopes.Add(DataScope.Vendor(vendor.Id));
        }
        return scopes;
    }
}
