using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Portal;

/// <summary>A person's saved views.</summary>
internal sealed class SavedViews(PortalDbContext db, TimeProvider clock)
{
    // More than a menu can show helps nobody; the limit keeps one person from filling portal.db.
    public const int Limit = 50;

    public async Task<IReadOnlyList<SavedView>> OfAsync(int userId, CancellationToken cancel = default) =>
        await db.SavedViews.AsNoTracking().Where(v => v.UserId == userId).OrderBy(v => v.Name).ToListAsync(cancel);

    /// <summary>Saves under a name; an existing view of that name is replaced.</summary>
    /// <returns>Why it was not saved, or null.</returns>
    public async Task<string?> SaveAsync(int userId, string name, string page, string query, CancellationToken cancel = default)
    {
        name = name.Trim();
        if (name.Length is 0 or > 80)
            return "Give the view a name of up to 80 characters.";
        if (query.Length > 4000)
            return "This filter is too long to save: choose fewer values.";
        var view = await db.SavedViews.FirstOrDefaultAsync(v => v.UserId == userId && v.Name == name, cancel);
        if (view is null)
        {
            if (await db.SavedViews.CountAsync(v => v.UserId == userId, cancel) >= Limit)
                return "You have 50 saved views. Delete one first.";
            view = new SavedView { UserId = userId, Name = name };
            db.SavedViews.Add(view);
        }
        view.Page = page;
        view.Query = query;
        view.CreatedAt = clock.GetUtcNow().UtcDateTime;
        await db.SaveChangesAsync(cancel);
        return null;
    }

    /// <summary>Deletes one; subscriptions that send it are paused and say why.</summary>
    /// <returns>How many were paused.</returns>
    public async Task<int> DeleteAsync(int userId, int viewId, CancellationToken cancel = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.SavedViews.AsNoTracking().FirstOrDefaultAsync(v => v.Id == viewId && v.UserId == userId, cancel) is not { } view)
            return 0;
        await db.SavedViews.Where(v => v.Id == viewId).ExecuteDeleteAsync(cancel);
        // The filter as it was goes along: whoever mends the subscription may keep it.
        var sending = db.Subscriptions.Where(s => s.ViewId == viewId);
        await sending.ExecuteUpdateAsync(set => set.SetProperty(s => s.ReportId, view.DocumentId).SetProperty(s => s.Query, view.Query), cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var paused = await sending.Where(s => s.PausedAt == null && s.DeletedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.PausedAt, now).SetProperty(s => s.NextRunAt, (DateTime?)null).SetProperty(s => s.PausedBecause, GoneText(view.Name)), cancel);
        await transaction.CommitAsync(cancel);
        return paused;
    }

    /// <summary>Said of a subscription whose saved view is not there any more.</summary>
    public static string GoneText(string? name) =>
        (name is null ? "Its saved view was deleted." : $"Its saved view “{name}” was deleted.") + " Edit it and choose what it sends, and it goes out again.";
}
