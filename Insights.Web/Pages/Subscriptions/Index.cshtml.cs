using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Delivery;
using Insights.Web.Delivery.Schedules;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Subscriptions;

/// <summary>What goes out by mail: one's own, what one receives, and for administrators everything.</summary>
[Authorize(Policies.Everyone)]
internal sealed class SubscriptionsModel(SubscriptionBook book, Viewers viewers, ReportShelf shelf, MailOptions mail, AuditLog audit) : PageModel
{
    public string Headline { get; private set; } = "";

    public string? Missing => mail.Missing;

    public IReadOnlyList<SubscriptionLine> Lines { get; private set; } = [];

    public IReadOnlyList<SubscriptionLine> Deleted { get; private set; } = [];

    public IReadOnlyList<MenuOption> Choices { get; private set; } = [];

    public EmptyView Nothing { get; } = new("No subscriptions yet", "Choose a report below, or press “Subscribe” in the filter bar of a page.");

    [TempData]
    public string? Done { get; set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        ViewData["Title"] = "Subscriptions";
        var viewer = await viewers.OfAsync(HttpContext);
        var entries = await book.ListAsync(viewer, cancel);
        Lines = [.. entries.Where(entry => entry.Subscription.DeletedAt is null).Select(SubscriptionLine.Of)];
        Deleted = [.. entries.Where(entry => entry.Subscription.DeletedAt is not null && SubscriptionBook.MayChange(entry.Subscription, viewer)).Select(SubscriptionLine.Of)];
        Choices = [.. shelf.For(viewer.Scope).Where(builder => !ReportShelf.IsScreen(builder)).Select(builder => new MenuOption(builder.Id, builder.Title, false))];
        var active = Lines.Count(line => line.Tone == "succeeded");
        Headline = Lines.Count == 0 ? "Subscriptions" : active == 1 ? "One subscription goes out" : $"{active} subscriptions go out";
    }

    public async Task<IActionResult> OnPostRestoreAsync([FromForm] int id, CancellationToken cancel)
    {
        var viewer = await viewers.OfAsync(HttpContext);
        if (await book.FindAsync(id, viewer, cancel) is not { } entry || !SubscriptionBook.MayChange(entry.Subscription, viewer))
            return NotFound();
        await book.RestoreAsync(id, cancel);
        await audit.RecordAsync(HttpContext, AuditActions.SubscriptionChanged, $"{entry.Subscription.Name}: deletion undone");
        Done = $"“{entry.Subscription.Name}” is back.";
        return RedirectToPage();
    }
}

internal sealed record SubscriptionLine(int Id, string Name, string State, string Tone, string When, string Next, int Recipients, string Owner, string LastRun)
{
    public static SubscriptionLine Of(SubscriptionEntry entry)
    {
        var subscription = entry.Subscription;
        var schedule = Schedule.Of(subscription);
        var held = entry.LastRun?.State == RunState.Held;
        var (state, tone) = subscription.PausedAt is not null ? ("paused", "cancelled") : held ? ("held", "running") : ("active", "succeeded");
        return new(
            subscription.Id, subscription.Name, state, tone, schedule.Words,
            subscription is { IsActive: true, NextRunAt: { } next } ? Moments.Text(next, schedule.Zone) : subscription.PausedBecause ?? "–",
            entry.Recipients.Count(one => one.UnsubscribedAt is null), entry.Owner,
            entry.LastRun is not { } run ? "never" : Moments.Text(run.DueAt, schedule.Zone) + ": " + (run.State == RunState.Made ? "made" : run.State) + (run.Reason is null ? "" : ". " + run.Reason));
    }
}
