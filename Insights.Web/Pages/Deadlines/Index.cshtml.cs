using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Deadlines;

/// <summary>Disputes that wait for evidence, in the reader's scope. Built anew each time: time left is never kept.</summary>
[Authorize(Policies.Everyone)]
internal sealed class DeadlinesModel(PageFrame frame, ReportShelf reports, FilterBar bar) : PageModel
{
    public const string ReportId = "deadlines";

    public FilterBarView Bar { get; private set; } = null!;

    public DocumentView View { get; private set; } = null!;

    /// <summary>Null when there is nothing to put into a calendar.</summary>
    public string? CalendarHref { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var today = await frame.TodayAsync();
        if (FilterBar.Canonical(Request.Query, today, []) is { } canonical)
            return LocalRedirect(Request.Path + "?" + canonical);
        var scope = await frame.ScopeAsync();
        if (reports.Find(ReportId, scope) is not { } builder)
            return NotFound();
        var reading = ReportFilter.Parse(FilterBar.Pairs(Request.Query), today);
        frame.FilterQuery = reading.Filter.ToQueryString();
        Bar = await bar.ViewAsync(reading, ["vendor", "network", "reason", "state", "country", "currency"], ExportLinks.Of(ReportId, frame.FilterQuery), isNow: true);
        var document = await builder.BuildAsync(reading.Filter, scope, cancel);
        View = new DocumentView
        {
            Document = document,
            Empty = document.Empty is { } reason ? EmptyView.Of(reason, frame.Role, Request.Path) : null,
            IsLive = true,
        };
        CalendarHref = document.Empty is null ? "/deadlines/calendar.ics?" + frame.FilterQuery : null;
        ViewData["Title"] = document.Title;
        return Page();
    }
}
