using System.Globalization;
using Insights.Web.Delivery.Schedules;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Web.Delivery;

/// <summary>
/// From a due time to mail in the outbox. Every step may be repeated: a run is one row by its key, a mail one row by its own, and a run and its mail are committed together.
/// </summary>
internal sealed class RunMaker(PortalStore store, SubscribedPages pages, WorkingDays workingDays, DataState data, Readers readers, ReportPress press, MailMaker mails, MailOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    // Numbers that are always being brought up to date must not keep a mail for ever.
    private static readonly TimeSpan MostMoving = TimeSpan.FromHours(1);

    // "Say it in the first line" of what waits for complete data: so long it waits before it is said.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(48);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Every subscription whose time has come gets its run.</summary>
    /// <returns>What could not be.</returns>
    public async Task<IReadOnlyList<string>> FallDueAsync(CancellationToken cancel)
    {
        await using var reading = store.Open();
        var now = Now;
        var due = await reading.Subscriptions.AsNoTracking().Where(s => s.NextRunAt <= now && s.PausedAt == null && s.DeletedAt == null).ToListAsync(cancel);
        var problems = new List<string>();
        foreach (var subscription in due)
        {
            try
            {
                await FallDueAsync(subscription, Instant.FromDateTimeUtc(now), cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // One whose zone or schedule cannot be read any more must not keep the others' mail.
                problems.Add($"“{subscription.Name}” cannot fall due: {failure.Message}");
            }
        }
        return problems;
    }

    /// <summary>Whether a subscription's time has come, or a run waits to be made that no process is making.</summary>
    public async Task<bool> IsDueAsync(CancellationToken cancel)
    {
        await using var db = store.Open();
        var now = Now;
        return await db.Subscriptions.AnyAsync(s => s.NextRunAt <= now && s.PausedAt == null && s.DeletedAt == null, cancel)
            || await db.DeliveryRuns.AnyAsync(r => (r.State == RunState.Due || r.State == RunState.Held) && (r.LeasedUntil == null || r.LeasedUntil < now), cancel);
    }

    /// <summary>Makes what is due and may be made now.</summary>
    /// <returns>How many mails were put into the outbox; what could not be made.</returns>
    public async Task<(int Mails, IReadOnlyList<string> Problems)> MakeAsync(CancellationToken cancel)
    {
        await using var reading = store.Open();
        var now = Now;
        var runs = await reading.DeliveryRuns.AsNoTracking().Where(r => (r.State == RunState.Due || r.State == RunState.Held) && (r.LeasedUntil == null || r.LeasedUntil < now)).OrderBy(r => r.Id).ToListAsync(cancel);
        var (mails, problems) = (0, new List<string>());
        foreach (var run in runs)
        {
            if (!await ClaimAsync(run, cancel))
                continue;
            var subscription = await reading.Subscriptions.AsNoTracking().FirstAsync(s => s.Id == run.SubscriptionId, cancel);
            try
            {
                mails += await MakeAsync(run, subscription, cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The lease stays: it is tried again when that has run out, and the others go on.
                problems.Add($"“{subscription.Name}”: {failure.Message}");
                await SetAsync(run.Id, run.State, "Could not be made and is tried again: " + failure.Message, null, keepLease: true, CancellationToken.None);
            }
        }
        return (mails, problems);
    }

    private async Task FallDueAsync(Subscription subscription, Instant now, CancellationToken cancel)
    {
        var schedule = Schedule.Of(subscription);
        var first = Instant.FromDateTimeUtc(subscription.NextRunAt!.Value);
        var isWorkingDay = await workingDays.ForAsync(subscription.Calendar, first.InUtc().Date, cancel);
        var due = schedule.LastUpTo(now, first, isWorkingDay);
        var next = schedule.Next(now, isWorkingDay).ToDateTimeUtc();

        await using var db = store.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var was = subscription.NextRunAt;
        // Of two processes at one minute one moves the hand.
        if (await db.Subscriptions.Where(s => s.Id == subscription.Id && s.NextRunAt == was).ExecuteUpdateAsync(set => set.SetProperty(s => s.NextRunAt, next), cancel) != 1)
            return;
        await db.DeliveryRuns.Where(r => r.SubscriptionId == subscription.Id && (r.State == RunState.Due || r.State == RunState.Held) && !r.Key.StartsWith(RunState.NowKey))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, RunState.Skipped).SetProperty(r => r.Reason, r => "The next one fell due first. " + (r.Reason ?? "")), cancel);
        db.DeliveryRuns.Add(new DeliveryRun { SubscriptionId = subscription.Id, Key = due.ToString("uuuu-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture), DueAt = due.ToDateTimeUtc(), StartedBy = "schedule" });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task<bool> ClaimAsync(DeliveryRun run, CancellationToken cancel)
    {
        await using var db = store.Open();
        var (now, until) = (Now, Now + Lease);
        return await db.DeliveryRuns.Where(r => r.Id == run.Id && r.State == run.State && (r.LeasedUntil == null || r.LeasedUntil < now))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.LeasedUntil, until), cancel) == 1;
    }

    private async Task<int> MakeAsync(DeliveryRun run, Subscription subscription, CancellationToken cancel)
    {
        var byHand = run.Key.StartsWith(RunState.NowKey, StringComparison.Ordinal);
        if (await WhySkipAsync(subscription, byHand, cancel) is { } skipped)
        {
            await SetAsync(run.Id, RunState.Skipped, skipped, null, keepLease: false, cancel);
            return 0;
        }
        var (page, gone) = await pages.OfAsync(subscription, cancel);
        if (page is null)
        {
            await PauseAsync(run, gone!, cancel);
            return 0;
        }
        if (await WhyWaitAsync(run, subscription, page, byHand, cancel) is { } wait)
        {
            await SetAsync(run.Id, RunState.Held, wait, null, keepLease: false, cancel);
            return 0;
        }

        await using var db = store.Open();
        var recipients = await db.Recipients.AsNoTracking().Where(r => r.SubscriptionId == subscription.Id && r.UnsubscribedAt == null).OrderBy(r => r.Id).ToListAsync(cancel);
        var pressed = new Dictionary<string, Pressed>();
        foreach (var recipient in recipients)
        {
            var (reader, whyNot) = await readers.ResolveAsync(recipient, cancel);
            var made = reader is null ? null : pressed.GetValueOrDefault(reader.Eyes);
            if (reader is not null && made is null)
                pressed[reader.Eyes] = made = await PressAsync(run, subscription, page, reader, cancel);
            if (made?.Report is null)
                db.Outbox.Add(mails.Failed(run, subscription, recipient, reader, whyNot ?? made!.WhyNot!));
            else
                db.Outbox.Add(mails.Mail(run, subscription, recipient, reader!, made.Report, made.Files));
        }
        foreach (var (eyes, made) in pressed)
            db.KeptFiles.AddRange(made.Files.Select(file => Kept(run, eyes, file)));

        var finished = await db.DeliveryRuns.FirstAsync(r => r.Id == run.Id, cancel);
        (finished.State, finished.Reason, finished.MadeAt, finished.LeasedUntil) = (RunState.Made, recipients.Count == 0 ? "Everybody has unsubscribed." : null, Now, null);
        // Run, documents and mail in one transaction: all of it or none.
        await db.SaveChangesAsync(cancel);
        return recipients.Count;
    }

    // What it sent is gone: nothing goes out until somebody says what shall, and the screens say so.
    private async Task PauseAsync(DeliveryRun run, string because, CancellationToken cancel)
    {
        await using var db = store.Open();
        var now = Now;
        await db.Subscriptions.Where(s => s.Id == run.SubscriptionId && s.PausedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.PausedAt, now).SetProperty(s => s.PausedBecause, because).SetProperty(s => s.NextRunAt, (DateTime?)null), cancel);
        await SetAsync(run.Id, RunState.Skipped, because, null, keepLease: false, cancel);
    }

    private async Task<string?> WhySkipAsync(Subscription subscription, bool byHand, CancellationToken cancel)
    {
        if (subscription.DeletedAt is not null)
            return "The subscription was deleted.";
        if (subscription.PausedAt is not null && !byHand)
            return subscription.PausedBecause ?? "The subscription was paused.";
        await using var db = store.Open();
        return await db.Users.AnyAsync(u => u.Id == subscription.OwnerId && !u.Disabled, cancel) ? null : "Its owner may not sign in any more: hand it over to somebody else.";
    }

    private async Task<string?> WhyWaitAsync(DeliveryRun run, Subscription subscription, SubscribedPage page, bool byHand, CancellationToken cancel)
    {
        if (options.Missing is { } missing)
            return "Mail is not set up: " + missing + ", is not set.";
        if (byHand)
            return null;
        if (Now - run.DueAt < MostMoving && await data.IsMovingAsync(cancel))
            return "Waits until the numbers are brought up to date.";
        var schedule = Schedule.Of(subscription);
        if (schedule.WaitsForData)
        {
            var incomplete = await data.IncompleteAsync(schedule.DayAfterPeriod(Instant.FromDateTimeUtc(run.DueAt)), page.Uses, DataScope.Staff, cancel);
            return subscription.HoldsStale || Now - run.DueAt < Patience ? incomplete : null;
        }
        return subscription.HoldsStale ? await data.LateAsync(page.Uses, DataScope.Staff, cancel) : null;
    }

    private async Task<Pressed> PressAsync(DeliveryRun run, Subscription subscription, SubscribedPage page, Reader reader, CancellationToken cancel)
    {
        var due = Instant.FromDateTimeUtc(run.DueAt);
        var (report, whyNot) = await press.MakeAsync(page, reader.Scope, due, await NoticeAsync(subscription, page, due, reader.Scope, cancel), cancel);
        return new Pressed(report, whyNot, report is null ? [] : [.. MailMaker.FormatsOf(subscription).Select(format => ReportPress.File(report, format))]);
    }

    /// <summary>The first line of what is sent now.</summary>
    public async Task<string?> NoticeAsync(Subscription subscription, SubscribedPage page, Instant due, DataScope scope, CancellationToken cancel)
    {
        var schedule = Schedule.Of(subscription);
        var incomplete = schedule.WaitsForData ? await data.IncompleteAsync(schedule.DayAfterPeriod(due), page.Uses, scope, cancel) : null;
        return incomplete ?? await data.LateAsync(page.Uses, scope, cancel);
    }

    private KeptFile Kept(DeliveryRun run, string eyes, PressedFile file) => new()
    {
        RunId = run.Id,
        Eyes = eyes,
        Format = file.Format,
        FileName = file.Name,
        MediaType = file.MediaType,
        Bytes = file.Content.LongLength,
        Sha256 = file.Sha256,
        Content = file.Content,
        MadeAt = Now,
    };

    private async Task SetAsync(int runId, string state, string? reason, DateTime? madeAt, bool keepLease, CancellationToken cancel)
    {
        await using var db = store.Open();
        reason = reason is null ? null : MailMaker.Shorten(reason, 1000);
        // What another process has made meanwhile stays made: this one was too slow, or its lease ran out.
        await db.DeliveryRuns.Where(r => r.Id == runId && (r.State == RunState.Due || r.State == RunState.Held)).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, state).SetProperty(r => r.Reason, reason).SetProperty(r => r.MadeAt, madeAt)
            .SetProperty(r => r.LeasedUntil, r => keepLease ? r.LeasedUntil : null), cancel);
    }

    private sealed record Pressed(PressedReport? Report, string? WhyNot, IReadOnlyList<PressedFile> Files);
}
