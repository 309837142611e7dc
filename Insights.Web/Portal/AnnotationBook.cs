using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Portal;

/// <summary>Incidents, deploys and campaigns by day.</summary>
internal sealed class AnnotationBook(PortalStore store, TimeProvider clock)
{
    private long _version;

    /// <summary>Grows with every change made in this process: part of the keys of what is kept. Other nodes see a change within the minute their copies live.</summary>
    public long Version => Volatile.Read(ref _version);

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
        Interlocked.Increment(ref _version);
    }

    public async Task DeleteAsync(int id, CancellationToken cancel = default)
    {
        await using var db = store.Open();
        await db.Annotations.Where(a => a.Id == id).ExecuteDeleteAsync(cancel);
        Interlocked.Increment(ref _version);
    }
}
