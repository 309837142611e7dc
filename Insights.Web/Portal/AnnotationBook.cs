using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Portal;

/// <summary>Incidents, deploys and campaigns by day.</summary>
internal sealed class AnnotationBook(PortalStore store, TimeProvider clock)
{
    /// <summary>Oldest first. Vendors get only those written for them.</summary>
    public async Task<IReadOnlyList<Annotation>> BetweenAsync(DateOnly from, DateOnly to, bool staff, CancellationToken cancel = default)
    {
        await using var db = store.Open();
        return await db.Annotations.AsNoTracking()
            .Where(a => a.Day >= from && a.Day <= to && (staff || a.ForVendors))
            .OrderBy(a => a.Day).ThenBy(a => a.Id)
            .ToListAsync(cancel);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Annotation>> LatestAsync(int take, CancellationToken cancel = default)
    {
        await using var db = store.Open();
        return await db.Annotations.AsNoTracking().OrderByDescending(a => a.Day).ThenByDescending(a => a.Id).Take(take).ToListAsync(cancel);
    }

    public async Task AddAsync(DateOnly day, string text, bool forVendors, string by, CancellationToken cancel = default)
    {
        await using var db = store.Open();
        db.Annotations.Add(new Annotation { Day = day, Text = text.Trim(), ForVendors = forVendors, CreatedBy = by, CreatedAt = clock.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync(cancel);
    }

    public async Task DeleteAsync(int id, CancellationToken cancel = default)
    {
        await using var db = store.Open();
        await db.Annotations.Where(a => a.Id == id).ExecuteDeleteAsync(cancel);
    }
}
