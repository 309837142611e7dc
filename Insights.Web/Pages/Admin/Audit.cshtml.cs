using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Insights.Web.Pages.Admin;

/// <summary>Who signed in, took files, changed people, was refused.</summary>
[Authorize(Policies.Administrators)]
internal sealed class AuditModel(AuditLog audit, PageFrame frame) : PageModel
{
    private const int PageSize = 100;

    public IReadOnlyList<AuditLine> Entries { get; private set; } = [];

    public string? OlderHref { get; private set; }

    public async Task OnGetAsync([FromQuery] long? before, CancellationToken cancel)
    {
        ViewData["Title"] = "Audit trail";
        var zone = (await frame.WorkspaceAsync()).Zone;
        var entries = await audit.LatestAsync(before, PageSize, cancel);
        Entries = [.. entries.Select(entry => new AuditLine(
            CellText.Of(new Cell.Moment(Instant.FromDateTimeUtc(entry.At)), zone), entry.UserName, entry.Action.Replace('-', ' '), entry.Detail, entry.RemoteAddress ?? ""))];
        if (entries.Count == PageSize)
            OlderHref = FormattableString.Invariant($"/admin/audit?before={entries[^1].Id}");
    }
}

internal sealed record AuditLine(string When, string Who, string What, string About, string From);
