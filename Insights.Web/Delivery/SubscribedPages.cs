using Insights.Analytics.Reports;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Delivery;

/// <summary>What a subscription sends: its own filter, or its owner's saved view as that is now. Asked anew at each run, preview and look.</summary>
internal sealed class SubscribedPages(PortalStore store, ReportLibrary library)
{
    /// <summary>Or why there is none: the saved view is gone.</summary>
    public async Task<(SubscribedPage? Page, string? WhyNot)> OfAsync(Subscription subscription, CancellationToken cancel)
    {
        if (subscription.ViewId is not { } viewId)
            return (Page(subscription.ReportId, subscription.Query, null), null);
        await using var db = store.Open();
        // The owner's own: another person's view is not shared with anybody.
        var view = await db.SavedViews.AsNoTracking().FirstOrDefaultAsync(v => v.Id == viewId && v.UserId == subscription.OwnerId, cancel);
        return view is null ? (null, subscription.PausedBecause ?? SavedViews.GoneText(null)) : (Page(view.DocumentId, view.Query, view.Name), null);
    }

    /// <summary>A person's saved views of a document, by name.</summary>
    public async Task<IReadOnlyList<SavedView>> ViewsAsync(int userId, string reportId, CancellationToken cancel)
    {
        await using var db = store.Open();
        // By the document and not by the page: which page shows which document is known here, not to the database.
        return [.. (await db.SavedViews.AsNoTracking().Where(v => v.UserId == userId).OrderBy(v => v.Name).ToListAsync(cancel)).Where(view => view.DocumentId == reportId)];
    }

    /// <summary>What a document is made of; everything when nobody knows it.</summary>
    public RowKinds UsesOf(string reportId) => library.Find(reportId, DataScope.Staff)?.Uses ?? RowKinds.All;

    /// <summary>A report that is built of one vendor, whoever reads it.</summary>
    public bool IsOneVendors(string reportId) => library.Find(reportId, DataScope.Staff)?.OneVendor == true;

    private SubscribedPage Page(string reportId, string query, string? view) => new(reportId, query, view, UsesOf(reportId));
}

/// <param name="View">Name of the saved view; null: the subscription's own filter.</param>
/// <param name="Uses">Sources that deliver none of it are neither waited for nor missed.</param>
internal sealed record SubscribedPage(string ReportId, string Query, string? View, RowKinds Uses);
