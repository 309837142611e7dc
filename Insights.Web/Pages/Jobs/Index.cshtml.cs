using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Pages.DataHealth;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Insights.Web.Pages.Jobs;

/// <summary>The background jobs: their last runs, their next ones, and two buttons.</summary>
[Authorize(Policies.Operators)]
internal sealed class JobsModel(PageFrame frame, IJobQueries queries, IJobControl control, IImports imports, AuditLog audit, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;
    private DateTimeZone _zone = DateTimeZone.Utc;

    public string Headline { get; private set; } = "";

    public IReadOnlyList<JobLine> Jobs { get; private set; } = [];

    public IReadOnlyList<RunLine> Runs { get; private set; } = [];

    /// <summary>Files on their way in: the numbers follow them.</summary>
    public IReadOnlyList<RunningImport> Imports { get; private set; } = [];

    public string? JobTitle { get; private set; }

    /// <summary>Runs that found nothing to do are listed too.</summary>
    public bool IsWhole { get; private set; }

    public string? OlderHref { get; private set; }

    public bool Running => Jobs.Any(job => job.Percent is not null) || Imports.Count > 0;

    public string Zone => _zone.Id;

    [TempData]
    public string? Done { get; set; }

    public async Task OnGetAsync([FromQuery] string? job, [FromQuery] long? before, [FromQuery] bool all, CancellationToken cancel)
    {
        ViewData["Title"] = "Jobs";
        _zone = (await frame.WorkspaceAsync()).Zone;
        var jobs = await queries.JobsAsync(cancel);
        var next = await control.NextRunsAsync(cancel);
        Jobs = [.. jobs.Select(known => Line(known, next.GetValueOrDefault(known.Id)))];
        Imports = [.. (await imports.RecentAsync(cancel)).Where(import => import.IsRunning).Select(RunningImport.Of)];
        JobTitle = jobs.FirstOrDefault(known => known.Id == job)?.Title;
        var titles = jobs.ToDictionary(known => known.Id, known => known.Title);
        // One job's list has all of its runs: whoever asks for it wants to see that it ran.
        IsWhole = all || JobTitle is not null;
        var runs = await queries.RunsAsync(JobTitle is null ? null : job, before, PageSize, IsWhole, cancel);
        Runs = [.. runs.Select(run => Line(run, titles))];
        if (runs.Count == PageSize)
            OlderHref = FormattableString.Invariant($"/jobs?{(JobTitle is null ? "" : "job=" + Uri.EscapeDataString(job!) + "&")}{(all ? "all=true&" : "")}before={runs[^1].Id}");
        var failed = jobs.Count(known => known.LastRun?.State == "failed");
        Headline = failed == 0 ? "Jobs are in order" : failed == 1 ? "One job failed" : $"{failed} jobs failed";
    }

    public async Task<IActionResult> OnPostRunAsync([FromForm] string? job, CancellationToken cancel)
    {
        if ((await queries.JobsAsync(cancel)).FirstOrDefault(known => known.Id == job) is not { } found)
            return NotFound();
        await control.RunNowAsync(found.Id, User.Identity!.Name!, cancel);
        await audit.RecordAsync(HttpContext, AuditActions.JobStarted, found.Id);
        Done = $"“{found.Title}” runs as soon as it is free.";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostCancelAsync([FromForm] string? job, CancellationToken cancel)
    {
        if ((await queries.JobsAsync(cancel)).FirstOrDefault(known => known.Id == job) is not { } found)
            return NotFound();
        var was = await control.CancelAsync(found.Id, cancel);
        await audit.RecordAsync(HttpContext, AuditActions.JobCancelled, found.Id);
        Done = was ? $"“{found.Title}” stops at its next step." : $"“{found.Title}” was not running any more.";
        return RedirectToPage();
    }

    private JobLine Line(JobRow job, NextRun? next)
    {
        var running = job.LastRun?.State == "running";
        return new(
            job.Id, job.Title, job.LastRun?.State, job.LastRun is { } run ? Text(run.StartedAt) : null,
            running ? (int)Math.Round(100 * job.LastRun!.Progress) : null, job.LastRun?.ProgressText,
            next?.Schedule ?? (job.AfterImport ? "after every import" : "on demand"),
            next?.At is { } at ? Text(Instant.FromDateTimeOffset(at)) : "–");
    }

    private RunLine Line(JobRunRow run, Dictionary<string, string> titles)
    {
        var end = run.FinishedAt ?? Instant.FromDateTimeOffset(clock.GetUtcNow());
        var seconds = (long)Math.Max(0, (end - run.StartedAt).TotalSeconds);
        var known = run.FinishedAt is not null || run.State == "running";
        return new(Text(run.StartedAt), titles.GetValueOrDefault(run.JobId, run.JobId), run.State,
            known ? seconds == 0 ? "under 1 s" : CellText.Of(new Cell.Duration(seconds), _zone) : "–", run.Trigger, run.Summary, run.Error);
    }

    private string Text(Instant instant) => CellText.Of(new Cell.Moment(instant), _zone);
}

internal sealed record JobLine(string Id, string Title, string? State, string? When, int? Percent, string? ProgressText, string Schedule, string NextRun);

internal sealed record RunLine(string Started, string Title, string State, string Duration, string Trigger, string? Summary, string? Error);

internal sealed record RunningImport(string Href, string Title, string By, ProgressLine Progress)
{
    public static RunningImport Of(ImportView import) =>
        new("/data-health/uploads/" + import.Id, import.Files.Count == 1 ? import.Files[0].Name : Words.Count(import.Files.Count, "file"), import.StartedBy, ProgressLine.Of(import));
}
