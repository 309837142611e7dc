using NodaTime;

namespace Insights.Web.Delivery;

/// <summary>What one recipient would get now.</summary>
internal sealed class PreviewMaker(SubscriptionBook book, SubscribedPages pages, Readers readers, RunMaker runs, ReportPress press, TimeProvider clock)
{
    /// <param name="recipientId">Null: the first there is.</param>
    /// <returns>Null when there is no such subscription for this viewer. Only who may change it sees others' previews, and nobody beyond their own eyes.</returns>
    public async Task<Preview?> MakeAsync(int id, int? recipientId, Viewer viewer, CancellationToken cancel)
    {
        if (await book.FindAsync(id, viewer, cancel) is not { } entry)
            return null;
        var recipients = entry.Recipients.Where(one => one.UnsubscribedAt is null && (SubscriptionBook.MayChange(entry.Subscription, viewer) || one.UserId == viewer.UserId)).ToList();
        var recipient = recipientId is null ? recipients.FirstOrDefault() : recipients.FirstOrDefault(one => one.Id == recipientId);
        if (recipient is null)
            return recipientId is null ? new(entry, recipients, null, null, "Nobody gets this: everybody has unsubscribed.") : null;
        var (page, gone) = await pages.OfAsync(entry.Subscription, cancel);
        if (page is null)
            return new(entry, recipients, recipient, null, gone);
        var (reader, whyNot) = await readers.ResolveAsync(recipient, cancel);
        if (reader is null || !Readers.MayOpen(reader.Eyes, viewer.Scope, viewer.VendorCode))
            return new(entry, recipients, recipient, null, whyNot ?? "This recipient’s figures are not open to you.");
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var (report, notMade) = await press.MakeAsync(page, reader.Scope, now, await runs.NoticeAsync(entry.Subscription, page, now, reader.Scope, cancel), cancel);
        return new(entry, recipients, recipient, report, notMade);
    }
}

/// <param name="WhyNot">Why there is none for this recipient.</param>
internal sealed record Preview(SubscriptionEntry Entry, IReadOnlyList<Portal.SubscriptionRecipient> Recipients, Portal.SubscriptionRecipient? Recipient, PressedReport? Report, string? WhyNot);
