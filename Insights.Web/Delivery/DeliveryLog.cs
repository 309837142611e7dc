using Insights.Web.Delivery.Sending;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Delivery;

/// <summary>What was sent to whom and what became of it. Everybody reads what went to them and what their own subscriptions sent; administrators read all.</summary>
internal sealed class DeliveryLog(PortalStore store, Readers readers, MailOptions options, TimeProvider clock)
{
    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<DeliveryEntry>> LatestAsync(Viewer viewer, int? subscriptionId, int? beforeId, int take, CancellationToken cancel)
    {
        await using var db = store.Open();
        var rows = await Visible(db, viewer).Where(m => (subscriptionId == null || m.SubscriptionId == subscriptionId) && (beforeId == null || m.Id < beforeId))
            .OrderByDescending(m => m.Id).Take(take)
            .Select(m => new DeliveryEntry(m.Id, m.SubscriptionId, m.RunId, m.Subject, m.ToName, m.ToAddress, m.State, m.Attempts, m.CreatedAt, m.NextAttemptAt, m.EndedAt, m.Reply, m.Eyes)).ToListAsync(cancel);
        return rows;
    }

    /// <summary>Null when there is none, or none for this viewer.</summary>
    public async Task<DeliveryDetail?> FindAsync(int id, Viewer viewer, CancellationToken cancel)
    {
        await using var db = store.Open();
        if (await Visible(db, viewer).FirstOrDefaultAsync(m => m.Id == id, cancel) is not { } message)
            return null;
        var mayOpen = Readers.MayOpen(message.Eyes, viewer.Scope, viewer.VendorCode);
        IReadOnlyList<KeptFileLine> files = !mayOpen ? [] : await db.KeptFiles.AsNoTracking().Where(f => f.RunId == message.RunId && f.Eyes == message.Eyes).OrderBy(f => f.Id)
            .Select(f => new KeptFileLine(f.Format, f.FileName, f.Bytes, f.Sha256)).ToListAsync(cancel);
        return new(message, mayOpen, files);
    }

    /// <summary>The document as it was sent; null when there is none for these eyes.</summary>
    public async Task<KeptFile?> FileAsync(int id, string format, Viewer viewer, CancellationToken cancel)
    {
        if (await FindAsync(id, viewer, cancel) is not { MayOpen: true } found)
            return null;
        await using var db = store.Open();
        return await db.KeptFiles.AsNoTracking().FirstOrDefaultAsync(f => f.RunId == found.Message.RunId && f.Eyes == found.Message.Eyes && f.Format == format, cancel);
    }

    /// <summary>The document a signed link leads to, while its recipient may still see it; null otherwise.</summary>
    public async Task<KeptFile?> FileAsync(FileLink link, CancellationToken cancel)
    {
        await using var db = store.Open();
        var key = MailMaker.KeyOf(link.RunId, link.RecipientId);
        if (await db.Outbox.AsNoTracking().FirstOrDefaultAsync(m => m.Key == key, cancel) is not { } message || await readers.WhyNotAsync(message, cancel) is not null)
            return null;
        return await db.KeptFiles.AsNoTracking().FirstOrDefaultAsync(f => f.RunId == link.RunId && f.Eyes == message.Eyes && f.Format == link.Format, cancel);
    }

    /// <summary>Lets go what is older than its keeping, and subscriptions deleted for good.</summary>
    public async Task<int> TidyAsync(CancellationToken cancel)
    {
        await using var db = store.Open();
        var now = clock.GetUtcNow().UtcDateTime;
        var (old, forgotten) = (now.AddDays(-options.KeepDays), now.AddDays(-SubscriptionBook.UndoDays));
        var gone = await db.KeptFiles.Where(f => f.MadeAt < old).ExecuteDeleteAsync(cancel);
        gone += await db.Outbox.Where(m => m.EndedAt < old).ExecuteDeleteAsync(cancel);
        return gone + await db.Subscriptions.Where(s => s.DeletedAt < forgotten).ExecuteDeleteAsync(cancel);
    }

    private static IQueryable<OutboxMessage> Visible(PortalDbContext db, Viewer viewer) =>
        db.Outbox.AsNoTracking().Where(m => viewer.IsAdministrator || m.UserId == viewer.UserId || db.Subscriptions.Any(s => s.Id == m.SubscriptionId && s.OwnerId == viewer.UserId));
}

internal sealed record DeliveryEntry(
    int Id, int? SubscriptionId, int? RunId, string Subject, string ToName, string ToAddress, string State, int Attempts, DateTime CreatedAt, DateTime? NextAttemptAt, DateTime? EndedAt, string? Reply, string Eyes)
{
    public bool MayRepeat => State is MailState.Failed or MailState.Unconfirmed;
}

/// <param name="MayOpen">Its words and files were made for eyes the viewer has.</param>
internal sealed record DeliveryDetail(OutboxMessage Message, bool MayOpen, IReadOnlyList<KeptFileLine> Files);

internal sealed record KeptFileLine(string Format, string Name, long Bytes, string Sha256);
