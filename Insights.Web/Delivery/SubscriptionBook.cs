using Insights.Web.Access;
using Insights.Web.Delivery.Schedules;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Web.Delivery;

/// <summary>The subscriptions, and who may do what with them: the owner and administrators change one, its recipients see it and leave it.</summary>
internal sealed class SubscriptionBook(PortalStore store, SubscribedPages pages, WorkingDays workingDays, IVendorDirectory vendors, TimeProvider clock)
{
    /// <summary>How long a deleted one can be taken back.</summary>
    public const int UndoDays = 30;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Those the viewer owns or receives; for administrators all. Deleted ones come last.</summary>
    public async Task<IReadOnlyList<SubscriptionEntry>> ListAsync(Viewer viewer, CancellationToken cancel)
    {
        await using var db = store.Open();
        var mine = db.Subscriptions.AsNoTracking().Where(s => viewer.IsAdministrator || s.OwnerId == viewer.UserId
            || (s.DeletedAt == null && db.Recipients.Any(r => r.SubscriptionId == s.Id && r.UserId == viewer.UserId && r.UnsubscribedAt == null)));
        return await EntriesAsync(db, mine, cancel);
    }

    /// <summary>Null when there is none, or none for this viewer.</summary>
    public async Task<SubscriptionEntry?> FindAsync(int id, Viewer viewer, CancellationToken cancel) =>
        (await ListAsync(viewer, cancel)).FirstOrDefault(entry => entry.Subscription.Id == id);

    public static bool MayChange(Subscription subscription, Viewer viewer) => viewer.IsAdministrator || subscription.OwnerId == viewer.UserId;

    /// <returns>Its number, or why it was not made.</returns>
    public async Task<Outcome<int>> SaveAsync(Subscription? present, SubscriptionDraft draft, Viewer viewer, CancellationToken cancel)
    {
        if (!viewer.Scope.IsStaff)
            // A vendor's person subscribes itself: it neither knows other people nor sends them anything.
            draft = draft with { People = [viewer.UserId], Contacts = [] };
        if (draft.Refusal(await workingDays.CalendarsAsync(cancel)) is { } refusal)
            return new(refusal);
        var known = (await vendors.AllAsync(cancel)).Select(vendor => vendor.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (draft.Contacts.FirstOrDefault(contact => !known.Contains(contact.VendorCode)) is { } wrong)
            return new($"There is no vendor “{wrong.VendorCode}”.");

        await using var db = store.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var subscription = present is null ? null : await db.Subscriptions.FirstOrDefaultAsync(s => s.Id == present.Id, cancel);
        if (subscription is null)
        {
            subscription = new Subscription { OwnerId = viewer.UserId, CreatedAt = Now };
            db.Subscriptions.Add(subscription);
        }
        if (draft.ViewId is { } viewId)
        {
            if (await db.SavedViews.AsNoTracking().FirstOrDefaultAsync(v => v.Id == viewId && v.UserId == subscription.OwnerId, cancel) is not { } view)
                return new("This saved view is not there any more. Choose another, or the filter as it is.");
            draft = draft with { ReportId = view.DocumentId, Query = view.Query };
        }
        var today = Instant.FromDateTimeUtc(Now).InUtc().Date;
        if (pages.IsOneVendors(draft.ReportId) && !ReportPress.NamesOneVendor(ReportPress.FilterOf(draft.Query, today)) && await HasStaffAsync(db, draft.People, cancel))
            return new(ReportPress.OneVendorText);
        Fill(subscription, draft);
        if (subscription.PausedBecause is not null)
            // What had stopped it has just been put right.
            (subscription.PausedAt, subscription.PausedBecause) = (null, null);
        subscription.NextRunAt = subscription.IsActive ? await NextAsync(subscription, cancel) : null;
        await db.SaveChangesAsync(cancel);
        await SetRecipientsAsync(db, subscription.Id, draft, cancel);
        await transaction.CommitAsync(cancel);
        return new(null, subscription.Id);
    }

    public Task PauseAsync(int id, CancellationToken cancel) => ChangeAsync(id, subscription => subscription.PausedAt ??= Now, cancel);

    /// <returns>Why not; null when it goes out again.</returns>
    public async Task<string?> ResumeAsync(Subscription subscription, CancellationToken cancel)
    {
        if ((await pages.OfAsync(subscription, cancel)).WhyNot is { } whyNot)
            return whyNot;
        await ChangeAsync(subscription.Id, found => (found.PausedAt, found.PausedBecause) = (null, null), cancel);
        return null;
    }

    public Task DeleteAsync(int id, CancellationToken cancel) => ChangeAsync(id, subscription => subscription.DeletedAt ??= Now, cancel);

    public Task RestoreAsync(int id, CancellationToken cancel) => ChangeAsync(id, subscription => subscription.DeletedAt = null, cancel);

    /// <summary>
    /// To another owner. A saved view stays its person's own, so from here on the subscription keeps the filter as the view has it today.
    /// </summary>
    /// <returns>Why not; null when it is the other's now.</returns>
    public async Task<string?> HandOverAsync(int id, int toUserId, CancellationToken cancel)
    {
        await using var db = store.Open();
        var heir = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == toUserId && !u.Disabled, cancel);
        if (heir is null || !Roles.IsStaff(heir.Role))
            return "Choose somebody of the house who may sign in.";
        if (await db.Subscriptions.FirstOrDefaultAsync(s => s.Id == id, cancel) is not { } subscription)
            return "There is no such subscription any more.";
        if ((await pages.OfAsync(subscription, cancel)).Page is { View: not null } page)
            (subscription.ReportId, subscription.Query, subscription.ViewId) = (page.ReportId, page.Query, null);
        subscription.OwnerId = toUserId;
        await db.SaveChangesAsync(cancel);
        return null;
    }

    /// <summary>One run as soon as possible, beside the schedule.</summary>
    /// <returns>Why not; null when it is on its way.</returns>
    public async Task<string?> SendNowAsync(Subscription subscription, string by, CancellationToken cancel)
    {
        if ((await pages.OfAsync(subscription, cancel)).WhyNot is { } whyNot)
            return whyNot;
        var id = subscription.Id;
        await using var db = store.Open();
        // Pressed twice it is one, until the first has been made.
        if (await db.DeliveryRuns.AnyAsync(r => r.SubscriptionId == id && r.State == RunState.Due && r.Key.StartsWith(RunState.NowKey), cancel))
            return null;
        db.DeliveryRuns.Add(new DeliveryRun { SubscriptionId = id, Key = RunState.NowKey + Guid.NewGuid().ToString("N"), DueAt = Now, StartedBy = by });
        await db.SaveChangesAsync(cancel);
        return null;
    }

    /// <summary>Leaves; done twice it is done once. What waits for this recipient is not sent any more.</summary>
    /// <returns>The subscription's name; null when there is no such recipient.</returns>
    public async Task<string?> UnsubscribeAsync(int recipientId, CancellationToken cancel)
    {
        await using var db = store.Open();
        var now = Now;
        await db.Recipients.Where(r => r.Id == recipientId && r.UnsubscribedAt == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.UnsubscribedAt, now), cancel);
        return await NameForAsync(db, recipientId, cancel);
    }

    public async Task<string?> NameForAsync(int recipientId, CancellationToken cancel)
    {
        await using var db = store.Open();
        return await NameForAsync(db, recipientId, cancel);
    }

    /// <summary>The next five times; none while it is paused.</summary>
    public async Task<IReadOnlyList<Instant>> NextFiveAsync(Subscription subscription, CancellationToken cancel)
    {
        if (!subscription.IsActive)
            return [];
        var now = Instant.FromDateTimeUtc(Now);
        return Schedule.Of(subscription).NextFive(now, await workingDays.ForAsync(subscription.Calendar, now.InUtc().Date, cancel));
    }

    public async Task<DateTime> NextAsync(Subscription subscription, CancellationToken cancel)
    {
        var now = Instant.FromDateTimeUtc(Now);
        return Schedule.Of(subscription).Next(now, await workingDays.ForAsync(subscription.Calendar, now.InUtc().Date, cancel)).ToDateTimeUtc();
    }

    /// <summary>People of the house see everybody they may send to.</summary>
    public async Task<IReadOnlyList<Addressee>> AddresseesAsync(CancellationToken cancel)
    {
        await using var db = store.Open();
        var people = await db.Users.AsNoTracking().Where(u => !u.Disabled).OrderBy(u => u.DisplayName).ThenBy(u => u.Id)
            .Select(u => new { u.Id, u.DisplayName, u.UserName, u.Email, u.Role, Vendor = db.Memberships.Where(m => m.UserId == u.Id).Select(m => m.VendorCode).FirstOrDefault() }).ToListAsync(cancel);
        return [.. people.Select(u => new Addressee(u.Id, u.DisplayName, u.Role, u.Vendor, Readers.MailAddressOf(u.Email, u.UserName)))];
    }

    private static async Task<bool> HasStaffAsync(PortalDbContext db, IReadOnlyList<int> people, CancellationToken cancel) =>
        (await db.Users.AsNoTracking().Where(u => people.Contains(u.Id)).Select(u => u.Role).Distinct().ToListAsync(cancel)).Exists(Roles.IsStaff);

    private static void Fill(Subscription subscription, SubscriptionDraft draft)
    {
        // A line break in a subject would begin another header.
        subscription.Name = string.Concat(draft.Name.Trim().Select(c => char.IsControl(c) ? ' ' : c));
        subscription.ReportId = draft.ReportId;
        subscription.Query = draft.Query;
        subscription.ViewId = draft.ViewId;
        subscription.Formats = string.Join(' ', draft.Formats.Distinct());
        subscription.Cadence = draft.Cadence;
        subscription.Weekday = draft.Weekday;
        subscription.WorkingDay = draft.WorkingDay;
        subscription.Minute = Schedule.Minutes(draft.Time)!.Value;
        subscription.Zone = draft.Zone;
        subscription.Calendar = draft.Calendar;
        subscription.HoldsStale = draft.HoldsStale;
    }

    private async Task SetRecipientsAsync(PortalDbContext db, int id, SubscriptionDraft draft, CancellationToken cancel)
    {
        var present = await db.Recipients.Where(r => r.SubscriptionId == id).ToListAsync(cancel);
        var wanted = draft.Contacts.Select(contact => contact.Address.ToUpperInvariant()).ToHashSet();
        // Who has unsubscribed stays on the list as that: taking the row away would let the next save send to them again unawares.
        db.Recipients.RemoveRange(present.Where(r => r.UnsubscribedAt is null && (r.UserId is { } user ? !draft.People.Contains(user) : !wanted.Contains(r.Address!.ToUpperInvariant()))));
        foreach (var user in draft.People.Distinct().Where(user => present.All(r => r.UserId != user)))
            db.Recipients.Add(new SubscriptionRecipient { SubscriptionId = id, UserId = user, Name = await db.Users.Where(u => u.Id == user).Select(u => u.DisplayName).FirstOrDefaultAsync(cancel) ?? "" });
        foreach (var contact in draft.Contacts)
        {
            var row = present.FirstOrDefault(r => string.Equals(r.Address, contact.Address, StringComparison.OrdinalIgnoreCase));
            if (row is null)
            {
                row = new SubscriptionRecipient { SubscriptionId = id, Address = contact.Address };
                db.Recipients.Add(row);
            }
            (row.Name, row.VendorCode) = (string.Concat(contact.Name.Take(100).Select(c => char.IsControl(c) ? ' ' : c)), contact.VendorCode);
        }
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>A person who left may come back by its own hand, never by another's.</summary>
    public async Task ComeBackAsync(int id, int userId, CancellationToken cancel)
    {
        await using var db = store.Open();
        await db.Recipients.Where(r => r.SubscriptionId == id && r.UserId == userId).ExecuteUpdateAsync(set => set.SetProperty(r => r.UnsubscribedAt, (DateTime?)null), cancel);
    }

    private async Task ChangeAsync(int id, Action<Subscription> change, CancellationToken cancel)
    {
        await using var db = store.Open();
        if (await db.Subscriptions.FirstOrDefaultAsync(s => s.Id == id, cancel) is not { } subscription)
            return;
        change(subscription);
        subscription.NextRunAt = subscription.IsActive ? await NextAsync(subscription, cancel) : null;
        await db.SaveChangesAsync(cancel);
    }

    private static async Task<string?> NameForAsync(PortalDbContext db, int recipientId, CancellationToken cancel) =>
        await db.Recipients.Where(r => r.Id == recipientId).Join(db.Subscriptions, r => r.SubscriptionId, s => s.Id, (_, s) => s.Name).FirstOrDefaultAsync(cancel);

    private static async Task<IReadOnlyList<SubscriptionEntry>> EntriesAsync(PortalDbContext db, IQueryable<Subscription> wanted, CancellationToken cancel)
    {
        var subscriptions = await wanted.OrderBy(s => s.DeletedAt != null).ThenBy(s => s.Name).ThenBy(s => s.Id).ToListAsync(cancel);
        var ids = subscriptions.Select(s => s.Id).ToList();
        var owners = subscriptions.Select(s => s.OwnerId).Distinct().ToList();
        var names = await db.Users.AsNoTracking().Where(u => owners.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancel);
        var recipients = (await db.Recipients.AsNoTracking().Where(r => ids.Contains(r.SubscriptionId)).OrderBy(r => r.Name).ThenBy(r => r.Id).ToListAsync(cancel)).ToLookup(r => r.SubscriptionId);
        var runs = (await db.DeliveryRuns.AsNoTracking().Where(r => ids.Contains(r.SubscriptionId)).GroupBy(r => r.SubscriptionId).Select(g => g.OrderByDescending(r => r.DueAt).ThenByDescending(r => r.Id).First()).ToListAsync(cancel))
            .ToDictionary(r => r.SubscriptionId);
        return [.. subscriptions.Select(s => new SubscriptionEntry(s, names.GetValueOrDefault(s.OwnerId, "nobody"), [.. recipients[s.Id]], runs.GetValueOrDefault(s.Id)))];
    }
}

/// <summary>Who asks.</summary>
internal sealed record Viewer(int UserId, bool IsAdministrator, DataScope Scope, string? VendorCode);

/// <param name="LastRun">The newest; null when it never fell due.</param>
internal sealed record SubscriptionEntry(Subscription Subscription, string Owner, IReadOnlyList<SubscriptionRecipient> Recipients, DeliveryRun? LastRun);

internal sealed record Addressee(int UserId, string Name, string Role, string? VendorCode, string? Address);
