using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Delivery;
using Insights.Web.Delivery.Schedules;
using Insights.Web.Pages.Deliveries;
using Insights.Web.Pages.Jobs;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Subscriptions;

/// <summary>One subscription: when it goes out, to whom, and the buttons of its owner and its recipients.</summary>
[Authorize(Policies.Everyone)]
internal sealed class SubscriptionModel(
    SubscriptionBook book, SubscribedPages pages, SubscriptionForms forms, DeliveryLog log, Viewers viewers, PageFrame frame, MailOptions mail, IServiceProvider services, AuditLog audit) : PageModel
{
    private const int SentShown = 20;

    public SubscriptionEntry Entry { get; private set; } = null!;

    public SubscriptionLine Line { get; private set; } = null!;

    /// <summary>What it sends today; null when its saved view is gone, and <see cref="Stopped"/> says so.</summary>
    public SubscribedPage? Sends { get; private set; }

    public string? Stopped { get; private set; }

    public SubscriptionForm Form { get; private set; } = null!;

    public IReadOnlyList<string> Next { get; private set; } = [];

    public IReadOnlyList<string> Left { get; private set; } = [];

    public IReadOnlyList<MenuOption> Heirs { get; private set; } = [];

    public DeliveryListView Sent { get; private set; } = null!;

    public string? Missing => mail.Missing;

    public bool MayChange { get; private set; }

    public bool Receives { get; private set; }

    public bool HasLeft { get; private set; }

    public bool IsPaused => Entry.Subscription.PausedAt is not null;

    public bool IsDeleted => Entry.Subscription.DeletedAt is not null;

    public string? HeldReason => Entry.LastRun is { State: RunState.Held } held ? held.Reason : null;

    [TempData]
    public string? Done { get; set; }

    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancel) =>
        await FindAsync(id, mustChange: false, cancel) is { } viewer ? await ShowAsync(viewer, SubscriptionForm.DraftOf(Entry, Sends), cancel) : NotFound();

    public async Task<IActionResult> OnPostSaveAsync(int id, [FromForm] SubscriptionInput input, CancellationToken cancel)
    {
        if (await FindAsync(id, mustChange: true, cancel) is not { } viewer)
            return NotFound();
        // Which page it shows stays: the form changes when, how and to whom, and whether a saved view is followed or the filter kept.
        var draft = input.Draft with { ReportId = Sends?.ReportId ?? Entry.Subscription.ReportId, Query = input.WithVendor(ReportPress.FilterOf(Sends?.Query ?? Entry.Subscription.Query, await frame.TodayAsync())) };
        var (error, _) = await book.SaveAsync(Entry.Subscription, draft, viewer, cancel);
        if (error is not null)
        {
            Problem = error;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(viewer, draft, cancel);
        }
        return await SaidAsync("saved", "Saved. Below is when it goes out next.");
    }

    public async Task<IActionResult> OnPostSendAsync(int id, CancellationToken cancel)
    {
        if (await FindAsync(id, mustChange: true, cancel) is not { } viewer)
            return NotFound();
        Problem = await book.SendNowAsync(Entry.Subscription, User.Identity!.Name!, cancel);
        if (Problem is not null)
            return await RefuseAsync(viewer, cancel);
        // Nodes that only serve pages have no scheduler: there the next minute's run takes it.
        if (services.GetService<IJobControl>() is { } jobs && services.GetServices<Insights.Analytics.Jobs.IInsightsJob>().Any(job => job.Id == DeliverJob.JobId))
            await jobs.RunNowAsync(DeliverJob.JobId, User.Identity!.Name!, cancel);
        return await SaidAsync("sent now", "It is being made and goes out within a minute. “What was sent” shows what became of each mail.");
    }

    public Task<IActionResult> OnPostPauseAsync(int id, CancellationToken cancel) => DoAsync(id, book.PauseAsync, "paused", "Paused: nothing goes out until you resume it.", cancel);

    public async Task<IActionResult> OnPostResumeAsync(int id, CancellationToken cancel)
    {
        if (await FindAsync(id, mustChange: true, cancel) is not { } viewer)
            return NotFound();
        Problem = await book.ResumeAsync(Entry.Subscription, cancel);
        return Problem is null ? await SaidAsync("resumed", "It goes out again.") : await RefuseAsync(viewer, cancel);
    }

    public async Task<IActionResult> OnPostDeleteAsync(int id, CancellationToken cancel)
    {
        await DoAsync(id, book.DeleteAsync, "deleted", "", cancel);
        if (Entry is null)
            return NotFound();
        Done = $"“{Entry.Subscription.Name}” is deleted. “Undo” below brings it back.";
        return LocalRedirect("/subscriptions");
    }

    public async Task<IActionResult> OnPostHandOverAsync(int id, [FromForm] int to, CancellationToken cancel)
    {
        if (await FindAsync(id, mustChange: true, cancel) is not { Scope.IsStaff: true } viewer)
            return NotFound();
        Problem = await book.HandOverAsync(id, to, cancel);
        if (Problem is not null)
            return await RefuseAsync(viewer, cancel);
        await audit.RecordAsync(HttpContext, AuditActions.SubscriptionChanged, FormattableString.Invariant($"{Entry.Subscription.Name}: handed over to person {to}"));
        Done = $"“{Entry.Subscription.Name}” is handed over.";
        return LocalRedirect("/subscriptions");
    }

    public async Task<IActionResult> OnPostLeaveAsync(int id, CancellationToken cancel)
    {
        if (await FindAsync(id, mustChange: false, cancel) is not { } viewer || Entry.Recipients.FirstOrDefault(one => one.UserId == viewer.UserId) is not { } mine)
            return NotFound();
        await book.UnsubscribeAsync(mine.Id, cancel);
        await audit.RecordAsync(HttpContext, AuditActions.Unsubscribed, Entry.Subscription.Name);
        Done = $"You get “{Entry.Subscription.Name}” no more.";
        return LocalRedirect(MayChange ? FormattableString.Invariant($"/subscriptions/{id}") : "/subscriptions");
    }

    public async Task<IActionResult> OnPostReturnAsync(int id, CancellationToken cancel)
    {
        if (await FindAsync(id, mustChange: false, cancel) is not { } viewer)
            return NotFound();
        await book.ComeBackAsync(id, viewer.UserId, cancel);
        return await SaidAsync("subscribed again", "You get it again.");
    }

    private async Task<IActionResult> DoAsync(int id, Func<int, CancellationToken, Task> work, string what, string done, CancellationToken cancel)
    {
        if (await FindAsync(id, mustChange: true, cancel) is null)
            return NotFound();
        await work(id, cancel);
        return await SaidAsync(what, done);
    }

    private async Task<IActionResult> SaidAsync(string what, string done)
    {
        await audit.RecordAsync(HttpContext, AuditActions.SubscriptionChanged, $"{Entry.Subscription.Name}: {what}");
        Done = done;
        return RedirectToPage();
    }

    private async Task<Viewer?> FindAsync(int id, bool mustChange, CancellationToken cancel)
    {
        var viewer = await viewers.OfAsync(HttpContext);
        if (await book.FindAsync(id, viewer, cancel) is not { } entry || (mustChange && !SubscriptionBook.MayChange(entry.Subscription, viewer)))
            return null;
        Entry = entry;
        (Sends, Stopped) = await pages.OfAsync(entry.Subscription, cancel);
        MayChange = SubscriptionBook.MayChange(entry.Subscription, viewer);
        Receives = entry.Recipients.Any(one => one.UserId == viewer.UserId && one.UnsubscribedAt is null);
        HasLeft = entry.Recipients.Any(one => one.UserId == viewer.UserId && one.UnsubscribedAt is not null);
        return viewer;
    }

    private Task<IActionResult> RefuseAsync(Viewer viewer, CancellationToken cancel)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return ShowAsync(viewer, SubscriptionForm.DraftOf(Entry, Sends), cancel);
    }

    private async Task<IActionResult> ShowAsync(Viewer viewer, SubscriptionDraft draft, CancellationToken cancel)
    {
        ViewData["Title"] = Entry.Subscription.Name;
        Line = SubscriptionLine.Of(Entry);
        var schedule = Schedule.Of(Entry.Subscription);
        Next = [.. (await book.NextFiveAsync(Entry.Subscription, cancel)).Select(run => Moments.Text(run, schedule.Zone) + (schedule.WaitsForData ? ", or later, once the data is there" : ""))];
        Left = MayChange ? [.. Entry.Recipients.Where(one => one.UnsubscribedAt is not null).Select(one => one.Name.Length > 0 ? one.Name : one.Address ?? "")] : [];
        Form = await forms.MakeAsync(draft, Entry.Subscription.OwnerId, viewer.Scope, cancel);
        if (viewer.Scope.IsStaff && MayChange)
            Heirs = [.. (await book.AddresseesAsync(cancel)).Where(person => Roles.IsStaff(person.Role) && person.UserId != Entry.Subscription.OwnerId).Select(person => new MenuOption(FormattableString.Invariant($"{person.UserId}"), person.Name, false))];
        Sent = DeliveryListView.Of(await log.LatestAsync(viewer, Entry.Subscription.Id, null, SentShown, cancel), viewer, schedule.Zone);
        return Page();
    }
}
