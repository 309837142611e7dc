using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Text;

namespace Insights.Web.Pages.Today;

/// <summary>What is about to be missed, what has been, what waits on whom. Built anew each time it is asked for: nothing here may be a minute old.</summary>
[Authorize(Policies.Staff)]
internal sealed class TodayModel(PageFrame frame, ReportShelf reports, FilterBar bar) : PageModel
{
    private const string ReportId = "today";

    private static readonly LocalDateTimePattern s_second = LocalDateTimePattern.CreateWithInvariantCulture("HH:mm:ss");

    public PageFrame Frame { get; } = frame;

    /// <summary>Often enough that nobody waits for a deadline that has passed, seldom enough that a hundred open screens are a few requests a second.</summary>
    public int Seconds { get; } = 20;

    public FilterBarView Bar { get; private set; } = null!;

    public DocumentView View { get; private set; } = null!;

    /// <summary>The second everything on the page is true at; null when there is nothing on it.</summary>
    public string? At { get; private set; }

    public string Zone { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var today = await Frame.TodayAsync();
        if (FilterBar.Canonical(Request.Query, today, []) is { } canonical)
            return LocalRedirect(Request.Path + "?" + canonical);
        var scope = await Frame.ScopeAsync();
        if (reports.Find(ReportId, scope) is not { } builder)
            return NotFound();
        var reading = ReportFilter.Parse(FilterBar.Pairs(Request.Query), today);
        Frame.FilterQuery = reading.Filter.ToQueryString();
        Bar = await bar.ViewAsync(reading, ["vendor", "channel", "category", "priority", "team", "tier"], ExportLinks.Of(ReportId, Frame.FilterQuery), isNow: true);
        var document = await builder.BuildAsync(reading.Filter, scope, cancel);
        View = new DocumentView
        {
            Document = document,
            Empty = document.Empty is { } reason ? EmptyView.Of(reason, Frame.Role, Request.Path) : null,
            IsLive = true,
        };
        var at = document.MadeAt.InZone(document.Zone);
        (At, Zone) = (document.Empty is null ? s_second.Format(at.LocalDateTime) : null, at.GetZoneInterval().Name);
        ViewData["Title"] = document.Title;
        return Page();
    }
}
