using Insights.Analytics.Queries;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Components;

/// <summary>A screen that shows one document under a filter: bind the filter, build the document, hand it to the components.</summary>
internal sealed class DocumentScreen(PageFrame frame, ReportShelf reports, FilterBar bar)
{
    private static readonly string[] OwnKeys = [TableSort.Key];

    public FilterBarView? Bar { get; private set; }

    public DocumentView? View { get; private set; }

    /// <param name="dimensions">What the filter bar offers.</param>
    public async Task<IActionResult> ShowAsync(PageModel page, string reportId, params IReadOnlyList<string> dimensions)
    {
        var request = page.Request;
        var today = await frame.TodayAsync();
        if (FilterBar.Canonical(request.Query, today, OwnKeys) is { } canonical)
            return page.LocalRedirect(request.Path + "?" + canonical);

        var scope = await frame.ScopeAsync();
        if (reports.Find(reportId, scope) is not { } builder)
            return page.NotFound();
        var reading = ReportFilter.Parse(FilterBar.Pairs(request.Query), today, OwnKeys);
        var query = reading.Filter.ToQueryString();
        frame.FilterQuery = query;
        Bar = await bar.ViewAsync(reading, dimensions, ExportLinks.Of(reportId, query));
        var document = await reports.BuildAsync(builder, reading.Filter, scope, page.HttpContext.RequestAborted);
        View = new DocumentView
        {
            Document = document,
            Key = reports.KeyOf(builder, reading.Filter, scope) + "|" + frame.Role + "|" + request.Query[TableSort.Key],
            Empty = document.Empty is { } reason ? EmptyView.Of(reason, frame.Role, request.Path) : null,
            Sort = TableSort.Read(request.Query[TableSort.Key]),
            SortHref = sort => request.Path + "?" + query + "&" + TableSort.Key + "=" + Uri.EscapeDataString(sort),
        };
        page.ViewData["Title"] = document.Title;
        return page.Page();
    }
}
