using System.Globalization;
using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.DataHealth;

/// <summary>One imported file: what it was, its counts, its rejected rows.</summary>
[Authorize(Policies.Operators)]
internal sealed class FileModel(PageFrame frame, IDataHealthQueries health, IFileRowQueries rows, IReplay replay, AuditLog audit) : PageModel
{
    private const int PageSize = 50;

    public FileLine Line { get; private set; } = null!;

    public ProblemPage Problems { get; private set; } = null!;

    public bool HasRejects { get; private set; }

    /// <summary>The rejected rows being run again, or what became of them.</summary>
    public ReplayRun? Replay { get; private set; }

    /// <summary>What of it stands in the store now, by kind.</summary>
    public IReadOnlyList<StoredLink> Stored { get; private set; } = [];

    public ProblemTable Table { get; private set; } = null!;

    public IReadOnlyList<TabLink> Tabs { get; private set; } = [];

    public string? NextHref { get; private set; }

    public async Task<IActionResult> OnGetAsync(int fileId, [FromQuery] string? severity, [FromQuery] long after, CancellationToken cancel)
    {
        var scope = await frame.ScopeAsync();
        if (await health.FileAsync(fileId, scope, cancel) is not { } file)
            return NotFound();
        severity = severity is "rejected" or "skipped" or "warning" ? severity : null;
        var zone = (await frame.WorkspaceAsync()).Zone;
        Line = FileLine.Of(file, zone);
        HasRejects = file.Counts.Rejected > 0;
        Replay = replay.Run(fileId);
        Problems = await health.ProblemsAsync(fileId, scope, severity, after, PageSize, cancel);
        Stored = StoredLink.Of(fileId, await rows.CountsAsync(fileId, scope, cancel));
        var title = Problems.Total.ToString("N0", CultureInfo.InvariantCulture) + (severity switch { null => " problems", "warning" => " warnings", _ => " " + severity + " rows" }) + ", in line order";
        Table = new("Problems", title, [.. Problems.Rows.Select(row => new RowProblem(row.Line, row.Severity, row.Column, row.Value, row.Rule, row.Reason))]);
        var path = FormattableString.Invariant($"/data-health/files/{fileId}");
        Tabs =
        [
            new("All", path, severity is null),
            new("Rejected", path + "?severity=rejected", severity == "rejected"),
            new("Skipped", path + "?severity=skipped", severity == "skipped"),
            new("Warnings", path + "?severity=warning", severity == "warning"),
        ];
        if (Problems.Next is { } next)
            NextHref = path + "?" + (severity is null ? "" : "severity=" + severity + "&") + FormattableString.Invariant($"after={next}");
        ViewData["Title"] = file.Name;
        return Page();
    }

    public async Task<IActionResult> OnPostReplayAsync(int fileId, CancellationToken cancel)
    {
        if (await health.FileAsync(fileId, await frame.ScopeAsync(), cancel) is not { } file)
            return NotFound();
        replay.Start(fileId);
        await audit.RecordAsync(HttpContext, AuditActions.ImportStarted, "rejected rows of " + file.Name + " again");
        return RedirectToPage();
    }
}

internal sealed record TabLink(string Title, string Href, bool Current);
