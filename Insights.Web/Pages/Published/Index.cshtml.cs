using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Delivery;
using Insights.Web.Delivery.Published;
using Insights.Web.Pages.Shared;
using Insights.Web.Pages.Subscriptions;
using Insights.Web.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Pages.Published;

/// <summary>The published monthly reports; a vendor sees those made for it.</summary>
[Authorize(Policies.Everyone)]
internal sealed class PublishedModel(PublishedShelf shelf, Viewers viewers, PageFrame frame, AuditLog audit) : PageModel
{
    private static readonly YearMonthPattern Iso = YearMonthPattern.CreateWithInvariantCulture("uuuu-MM");

    public string Headline { get; private set; } = "";

    public IReadOnlyList<PublishedLine> Lines { get; private set; } = [];

    /// <summary>Months that are over, for those who may publish.</summary>
    public IReadOnlyList<MenuOption> Months { get; private set; } = [];

    public EmptyView Nothing { get; } = new("Nothing published yet", "The reports of a month are published in the night after it was closed.", "All reports", "/reports");

    public string Zone { get; private set; } = "";

    [TempData]
    public string? Done { get; set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        ViewData["Title"] = "Published reports";
        var viewer = await viewers.OfAsync(HttpContext);
        var zone = (await frame.WorkspaceAsync()).Zone;
        Zone = zone.Id;
        var reports = await shelf.ListAsync(viewer.Scope, viewer.VendorCode, cancel);
        var newest = reports.GroupBy(report => (report.ReportId, report.Month, report.Eyes)).ToDictionary(group => group.Key, group => group.Max(report => report.Version));
        Lines = [.. reports.Select(report => PublishedLine.Of(report, newest[(report.ReportId, report.Month, report.Eyes)], zone))];
        Headline = Lines.Count == 0 ? "Published reports" : Lines.Count == 1 ? "One report is published" : $"{Lines.Count} reports are published";
        if (Policies.Allows(Policies.Operators, User.Role()))
            Months = [.. ReportMonth.Choices(await frame.TodayAsync()).Skip(1).Take(12)];
    }

    public async Task<IActionResult> OnPostPublishAsync([FromForm] string? month, CancellationToken cancel)
    {
        if (!Policies.Allows(Policies.Operators, User.Role()))
            return Forbid();
        if (!Iso.Parse(month ?? "").TryGetValue(default, out var wanted) || wanted.CompareTo((await frame.TodayAsync()).ToYearMonth()) >= 0)
            return BadRequest();
        var added = await shelf.PublishAsync(wanted, User.Identity!.Name!, cancel);
        await audit.RecordAsync(HttpContext, AuditActions.ReportPublished, $"{month}: {added} reports");
        Done = added == 0 ? "Nothing was added: the month’s reports are published, and it was not restated since." : added == 1 ? "One report is published." : $"{added} reports are published.";
        return RedirectToPage();
    }
}

internal sealed record PublishedLine(int Id, string Month, string Title, string Scope, int Version, bool IsNewest, string Published, string AsOf, string Number)
{
    public static PublishedLine Of(PublishedReport report, int newest, DateTimeZone zone) => new(
        report.Id, report.Month, report.Title, report.Scope, report.Version, report.Version == newest, Moments.Text(report.PublishedAt, zone), report.AsOf is { } asOf ? Moments.Text(asOf, zone) : "–", report.Number);
}
