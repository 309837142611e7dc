using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Delivery;
using Insights.Web.Delivery.Schedules;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Subscriptions;

/// <summary>Subscribes to a report, or to a page as it is filtered.</summary>
[Authorize(Policies.Everyone)]
internal sealed class NewModel(SubscriptionBook book, SubscribedPages pages, SubscriptionForms forms, Viewers viewers, ReportShelf shelf, PageFrame frame, MailOptions mail, AuditLog audit) : PageModel
{
    private const string MonthlyQuery = "period=last-month";

    public string Title { get; private set; } = "";

    public SubscriptionForm Form { get; private set; } = null!;

    public string? Missing => mail.Missing;

    public string? Problem { get; private set; }

    [TempData]
    public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync([FromQuery] string? report, CancellationToken cancel)
    {
        var viewer = await viewers.OfAsync(HttpContext);
        if (report is null)
            return LocalRedirect("/subscriptions");
        if (shelf.Find(report, viewer.Scope) is not { } builder)
            return NotFound();
        var pairs = ReportMonth.AsDays(FilterBar.Pairs(Request.Query).Where(pair => pair.Key != "report")).ToList();
        var isReport = !ReportShelf.IsScreen(builder);
        // A report of a month is asked for anew each month; a page keeps its filter as it is.
        var query = pairs.Count == 0 && isReport ? MonthlyQuery : ReportFilter.Parse(pairs, await frame.TodayAsync()).Filter.ToQueryString();
        await ShowAsync(viewer, new SubscriptionDraft
        {
            Name = builder.Title,
            ReportId = report,
            Query = query,
            // Asked for from a saved view as it stands: that view it is.
            ViewId = (await pages.ViewsAsync(viewer.UserId, report, cancel)).FirstOrDefault(view => view.Query == query)?.Id,
            Formats = isReport ? ["pdf"] : [],
            Cadence = (isReport ? Cadence.Monthly : Cadence.Weekly).ToString(),
            Zone = (await frame.WorkspaceAsync()).Zone.Id,
            People = [viewer.UserId],
        }, builder.Title, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] SubscriptionInput input, CancellationToken cancel)
    {
        var viewer = await viewers.OfAsync(HttpContext);
        if (shelf.Find(input.Report ?? "", viewer.Scope) is not { } builder)
            return NotFound();
        var draft = input.Draft with { Query = input.WithVendor(ReportPress.FilterOf(input.Query ?? "", await frame.TodayAsync())) };
        var (error, id) = await book.SaveAsync(null, draft, viewer, cancel);
        if (error is not null)
        {
            Problem = error;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            await ShowAsync(viewer, draft, builder.Title, cancel);
            return Page();
        }
        await audit.RecordAsync(HttpContext, AuditActions.SubscriptionChanged, $"{draft.Name}: made");
        Done = "Subscribed. Below is when it goes out next.";
        return LocalRedirect(FormattableString.Invariant($"/subscriptions/{id}"));
    }

    private async Task ShowAsync(Viewer viewer, SubscriptionDraft draft, string title, CancellationToken cancel)
    {
        ViewData["Title"] = "Subscribe";
        Title = title;
        Form = await forms.MakeAsync(draft, viewer.UserId, viewer.Scope, cancel);
    }
}
