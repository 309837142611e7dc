using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Reports;

/// <summary>The report library: what there is, for whom, and the file of any month.</summary>
[Authorize(Policies.Everyone)]
internal sealed class ReportsModel(PageFrame frame, ReportShelf shelf, IOptionQueries options) : PageModel
{
    public IReadOnlyList<ReportCard> Reports { get; private set; } = [];

    public IReadOnlyList<MenuOption> Months { get; private set; } = [];

    public IReadOnlyList<MenuOption> Vendors { get; private set; } = [];

    public EmptyView Nothing { get; } = new("No reports for you yet", "Your account belongs to no vendor whose data is here. An administrator can set this.");

    public async Task OnGetAsync(CancellationToken cancel)
    {
        ViewData["Title"] = "Reports";
        var scope = await frame.ScopeAsync();
        Months = ReportMonth.Choices(await frame.TodayAsync());
        Reports = [.. shelf.For(scope).Where(builder => !ReportShelf.IsScreen(builder)).Select(builder => new ReportCard(builder.Id, builder.Title, builder.Audience, builder.ForVendors && scope.IsStaff))];
        if (Reports.Any(report => report.AsksForVendor))
            Vendors = [.. (await options.OptionsAsync("vendor", scope, cancel)).OrderBy(option => option.Label, StringComparer.OrdinalIgnoreCase).Select(option => new MenuOption(option.Value, option.Label, false))];
    }
}

internal sealed record ReportCard(string Id, string Title, string Audience, bool AsksForVendor);
