using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Reports;

/// <summary>A report on screen: the same document its files are made from.</summary>
[Authorize(Policies.Everyone)]
internal sealed class PreviewModel(PageFrame frame, ReportShelf shelf) : PageModel
{
    public DocumentView View { get; private set; } = null!;

    public IReadOnlyList<ExportLink> Exports { get; private set; } = [];

    public string SubscribeHref { get; private set; } = "";

    public IReadOnlyList<string> Problems { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string reportId, CancellationToken cancel)
    {
        var scope = await frame.ScopeAsync();
        if (shelf.Find(reportId, scope) is not { } builder || ReportShelf.IsScreen(builder))
            return NotFound();
        var reading = ReportFilter.Parse(ReportMonth.AsDays(FilterBar.Pairs(Request.Query)), await frame.TodayAsync(), [TableSort.Key]);
        var query = reading.Filter.ToQueryString();
        Problems = reading.Problems;
        Exports = ExportLinks.Of(reportId, query);
        // A report of last month is subscribed to as such, not as the month it happens to be.
        SubscribeHref = "/subscriptions/new?report=" + reportId + string.Concat(reading.Filter.Values.GetValueOrDefault("vendor", []).Select(vendor => "&period=last-month&vendor=" + Uri.EscapeDataString(vendor)));
        var document = await shelf.BuildAsync(builder, reading.Filter, scope, cancel);
        View = new DocumentView
        {
            Document = document,
            Key = shelf.KeyOf(builder, reading.Filter, scope) + "|" + frame.Role + "|preview|" + Request.Query[TableSort.Key],
            Empty = document.Empty is { } reason ? EmptyView.Of(reason, frame.Role, "/reports/" + reportId) : null,
            Sort = TableSort.Read(Request.Query[TableSort.Key]),
            SortHref = sort => $"/reports/{reportId}?{query}&{TableSort.Key}={Uri.EscapeDataString(sort)}",
            IsPreview = true,
        };
        ViewData["Title"] = document.Title;
        return Page();
    }
}
