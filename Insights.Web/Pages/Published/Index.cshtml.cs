using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Delivery;
using Insights.Web.Delivery.Published;
using Insights.Web.Pages.Shared;
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

    /// <summary>Published months, the newest first, one of them chosen.</summary>
    public IReadOnlyList<MenuOption> Shown { get; private set; } = [];

    /// <summary>Kinds of reports published in that month, and all of them.</summary>
    public IReadOnlyList<MenuOption> Kinds { get; private set; } = [];

    /// <summary>Months that are over, for those who may publish.</summary>
    public IReadOnlyList<MenuOption> Months { get; private set; } = [];

    public EmptyView Nothing { get; } = new("Nothing published yet", "The reports of a month are published in the night after it was closed.", "All reports", "/reports");

    public string Zone { get; private set; } = "";

    [TempData]
    public string? Done { get; set; }

    /// <param name="month">2026-10; without one the newest published.</param>
    /// <param name="report">A report's id; without one all of them.</param>
    public async Task OnGetAsync(string? month, string? report, CancellationToken cancel)
    {
        ViewData["Title"] = "Published reports";
        var viewer = await viewers.OfAsync(HttpContext);
        var zone = (await frame.WorkspaceAsync()).Zone;
        Zone = zone.Id;
        var reports = await shelf.ListAsync(viewer.Scope, viewer.VendorCode, cancel);
        var months = reports.Select(line => line.Month).Distinct(StringComparer.Ordinal).ToList();
        var chosen = months.Contains(month ?? "") ? month : months.FirstOrDefault();
        Shown = [.. months.Select(each => new MenuOption(each, ReportMonth.InWords(each), each == chosen))];
        var ofMonth = reports.Where(line => line.Month == chosen).ToList();
        var kind = ofMonth.Exists(line => line.ReportId == report) ? report : null;
        Kinds = [new("", "All reports", kind is null), .. ofMonth.DistinctBy(line => line.ReportId).Select(line => new MenuOption(line.ReportId, line.Title, line.ReportId == kind))];
        var newest = ofMonth.GroupBy(line => (line.ReportId, line.Eyes)).ToDictionary(group => group.Key, group => group.Max(line => line.Version));
        Lines = [.. ofMonth.Where(line => kind is null || line.ReportId == kind).Select(line => PublishedLine.Of(line, newest[(line.ReportId, line.Eyes)], zone))];
        var of = chosen is null ? "" : " of " + ReportMonth.InWords(chosen);
        Headline = reports.Count == 0 ? "Published reports" : Lines.Count == 1 ? $"One report{of} is published" : $"{Lines.Count} reports{of} are published";
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
