using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Portal;

/// <summary>Which alerts a person has muted.</summary>
internal sealed class AlertMutes(PortalStore store, TimeProvider clock)
{
    public async Task<IReadOnlySet<string>> OfAsync(int userId, CancellationToken cancel = default)
    {
        await using var db = store.Open();
        return await db.AlertMutes.AsNoTracking().Where(mute => mute.UserId == userId).Select(mute => mute.Subject).ToHashSetAsync(cancel);
    }

    /// <summary>Done twice it is done once.</summary>
    public async Task SetAsync(int userId, string subject, bool muted, CancellationToken cancel = default)
    {
        await using var db = store.Open();
        await db.AlertMutes.Where(mute => mute.UserId == userId && mute.Subject == subject).ExecuteDeleteAsync(cancel);
        if (!muted)
            return;
        db.AlertMutes.Add(new() { UserId = userId, Subject = subject, At = clock.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync(cancel);
    }
}
