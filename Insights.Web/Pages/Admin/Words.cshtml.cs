using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Pages.Rows;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Admin;

/// <summary>The words contacts are told apart by, as a text that anybody can read; every version stays.</summary>
[Authorize(Policies.Administrators)]
internal sealed class AdminWordsModel(IIssueDesk desk, PageFrame frame, AuditLog audit) : PageModel
{
    public string Text { get; private set; } = "";

    public IReadOnlyList<WordsVersionRow> Versions { get; private set; } = [];

    /// <summary>A subject that was tried, and what the words say of it.</summary>
    public string? Tried { get; private set; }

    public string? Reading { get; private set; }

    [TempData]
    public string? Done { get; set; }

    public string? Problem { get; private set; }

    public Task OnGetAsync([FromQuery] string? subject, CancellationToken cancel) => ShowAsync(null, subject, cancel);

    public async Task<IActionResult> OnPostSaveAsync([FromForm] string? text, [FromForm] string? reason, CancellationToken cancel)
    {
        Problem = await desk.SaveWordsAsync(text ?? "", reason ?? "", User.Identity!.Name!, cancel);
        if (Problem is not null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            await ShowAsync(text, null, cancel);
            return Page();
        }
        await audit.RecordAsync(HttpContext, AuditActions.WordsSaved, reason ?? "");
        Done = "Saved. Tickets are told apart anew; the numbers follow in a moment.";
        return RedirectToPage();
    }

    /// <summary>An earlier version becomes the newest one.</summary>
    public async Task<IActionResult> OnPostRestoreAsync([FromForm] int version, CancellationToken cancel)
    {
        // 0 is what the program came with.
        var found = version == 0 ? "" : (await desk.VersionsAsync(cancel)).FirstOrDefault(one => one.Id == version)?.Text;
        if (found is null)
            return NotFound();
        var reason = version == 0 ? "Back to what the program came with" : FormattableString.Invariant($"Back to version {version}");
        Problem = await desk.SaveWordsAsync(found, reason, User.Identity!.Name!, cancel);
        if (Problem is not null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            await ShowAsync(null, null, cancel);
            return Page();
        }
        await audit.RecordAsync(HttpContext, AuditActions.WordsSaved, reason ?? "");
        Done = reason + ". Tickets are told apart anew.";
        return RedirectToPage();
    }

    private async Task ShowAsync(string? text, string? subject, CancellationToken cancel)
    {
        ViewData["Title"] = "Words";
        var words = await desk.WordsAsync(cancel);
        var zone = (await frame.WorkspaceAsync()).Zone;
        Text = text ?? words.Text;
        Versions = [.. (await desk.VersionsAsync(cancel)).Select(line => new WordsVersionRow(line.Id, CellText.Of(new Cell.Moment(line.SavedAt), zone), line.SavedBy, line.Reason))];
        if (subject is { Length: > 0 and <= 300 })
            (Tried, Reading) = (subject, Told(words.Read(subject)));
    }

    private static string Told(IssueReading read) => read.Scores.Count == 0
        ? "Unclear: it holds none of the words."
        : $"{read.Issue}{(read.Cause is null ? "" : "/" + read.Cause)}: " + string.Join("; ", read.Scores.Select(score => FormattableString.Invariant($"{score.Issue} {score.Score} ({string.Join(", ", score.Matches.Select(match => FormattableString.Invariant($"“{match.Phrase}” {match.Rule.Weight}")))})")));
}

internal sealed record WordsVersionRow(int Id, string At, string By, string Reason);
