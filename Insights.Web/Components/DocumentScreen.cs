using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Components;

/// <summary>A screen that shows one document under a filter: bind the filter, build the document, hand it to the components.</summary>
internal sealed class DocumentScreen(PageFrame frame, ReportShelf reports, FilterBar bar)
{
    private static readonly string[] OwnKeys = [TableSort.Key, TableSearch.Key];

    public FilterBarView? Bar { get; private set; }

    public DocumentView? View { get; private set; }

    /// <summary>What the reader looks for in the searched table; empty: everything.</summary>
    public string Find { get; private set; } = "";

    /// <summary>The filter's pairs without the search, for the form that searches.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> FilterPairs { get; private set; } = [];

    /// <param name="dimensions">What the filter bar offers.</param>
    public async Task<IActionResult> ShowAsync(PageModel page, string reportId, params IReadOnlyList<string> dimensions) =>
        await ShowAsync(page, reportId, await frame.ScopeAsync(), vendor: null, search: null, dimensions);

    /// <summary>The same, with one table of the document searched for the names in its first column.</summary>
    public async Task<IActionResult> ShowSearchedAsync(PageModel page, string reportId, TableSearch search, params IReadOnlyList<string> dimensions) =>
        await ShowAsync(page, reportId, await frame.ScopeAsync(), vendor: null, search, dimensions);

    /// <summary>One vendor's own document, also when somebody of the house reads it: built in that vendor's scope.</summary>
    public Task<IActionResult> ShowOfVendorAsync(PageModel page, string reportId, DataScope scope, string vendor, params IReadOnlyList<string> dimensions) =>
        ShowAsync(page, reportId, scope, vendor, search: null, dimensions);

    /// <summary>A document that is not on the shelf: one of many of a kind, found by its page.</summary>
    /// <param name="exports">Where its files are, below /exports.</param>
    public async Task<IActionResult> ShowOneAsync(PageModel page, IReportBuilder builder, string exports) =>
        await ShowAsync(page, builder, exports, await frame.ScopeAsync(), vendor: null, search: null, []);

    private async Task<IActionResult> ShowAsync(PageModel page, string reportId, DataScope scope, string? vendor, TableSearch? search, IReadOnlyList<string> dimensions) =>
        await ShowAsync(page, reports.Find(reportId, scope), reportId, scope, vendor, search, dimensions);

    private async Task<IActionResult> ShowAsync(PageModel page, IReportBuilder? builder, string exports, DataScope scope, string? vendor, TableSearch? search, IReadOnlyList<string> dimensions)
    {
        var request = page.Request;
        var today = await frame.TodayAsync();
        if (FilterBar.Canonical(request.Query, today, OwnKeys) is { } canonical)
            return page.LocalRedirect(request.Path + "?" + canonical);

        if (builder is null)
            return page.NotFound();
        var reading = ReportFilter.Parse(FilterBar.Pairs(request.Query), today, OwnKeys);
        // The vendor is in the address and in the scope; a filter for another one that came along would leave nothing.
        if (vendor is not null)
            reading = reading with { Filter = reading.Filter.With("vendor") };
        var query = reading.Filter.ToQueryString();
        frame.FilterQuery = query;
        Find = search is null ? "" : request.Query[TableSearch.Key].ToString().Trim();
        FilterPairs = [.. reading.Filter.ToPairs()];
        IReadOnlyList<KeyValuePair<string, string>> kept = Find.Length > 0 ? [new(TableSearch.Key, Find)] : [];
        // Its numbers lead to rows, which the house reads in its own scope: there the vendor has to be named.
        var filter = vendor is null ? reading.Filter : reading.Filter.With("vendor", vendor);
        Bar = await bar.ViewAsync(reading, dimensions, ExportLinks.Of(exports, filter.ToQueryString()), kept);
        var document = await reports.BuildAsync(builder, filter, scope, page.HttpContext.RequestAborted);
        var own = Find.Length > 0 ? "&" + TableSearch.Key + "=" + Uri.EscapeDataString(Find) : "";
        View = new DocumentView
        {
            Document = search is null ? document : search.Apply(document, Find),
            Key = reports.KeyOf(builder, filter, scope) + "|" + frame.Role + "|" + request.Query[TableSort.Key] + "|" + Find,
            Empty = document.Empty is { } reason ? EmptyView.Of(reason, frame.Role, request.Path) : null,
            Sort = TableSort.Read(request.Query[TableSort.Key]),
            SortHref = sort => request.Path + "?" + query + own + "&" + TableSort.Key + "=" + Uri.EscapeDataString(sort),
        };
        page.ViewData["Title"] = document.Title;
        return page.Page();
    }
}
