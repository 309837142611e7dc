using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Delivery;
using Insights.Web.Delivery.Published;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Published;

/// <summary>One published report: number, hashes, as-of, its files, and what is different from the version before.</summary>
[Authorize(Policies.Everyone)]
internal sealed class ReportModel(PublishedShelf shelf, Viewers viewers, PageFrame frame) : PageModel
{
    public PublishedDetail Detail { get; private set; } = null!;

    public int? NewerId { get; private set; }

    public TableView? Differences { get; private set; }

    public IReadOnlyList<SavedViewLink> Versions { get; private set; } = [];

    public string PublishedAt { get; private set; } = "";

    public string AsOf { get; private set; } = "";

    public string Month => ReportMonth.InWords(Detail.Report.Month);

    /// <summary>Names of the house's people are shown to the house.</summary>
    public string By { get; private set; } = "";

    public string Zone { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancel)
    {
        var viewer = await viewers.OfAsync(HttpContext);
        if (await shelf.FindAsync(id, viewer.Scope, viewer.VendorCode, cancel) is not { } detail)
            return NotFound();
        var zone = (await frame.WorkspaceAsync()).Zone;
        ViewData["Title"] = detail.Report.Title;
        Detail = detail;
        Zone = zone.Id;
        NewerId = detail.Versions[0].Id == id ? null : detail.Versions[0].Id;
        PublishedAt = Moments.Text(detail.Report.PublishedAt, zone);
        AsOf = detail.Report.AsOf is { } asOf ? Moments.Text(asOf, zone) : "–";
        By = viewer.Scope.IsStaff ? detail.Report.PublishedBy : "us";
        Versions = [.. detail.Versions.Select(version => new SavedViewLink(version.Id, FormattableString.Invariant($"Version {version.Version}, ") + Moments.Text(version.PublishedAt, zone), FormattableString.Invariant($"/reports/published/{version.Id}"), version.Id == id))];
        if (detail.Differences.Count > 0)
            Differences = TableView.Of(PublishedShelf.DifferenceTable(detail.Report.Version - 1, detail.Differences, int.MaxValue), zone);
        return Page();
    }
}
