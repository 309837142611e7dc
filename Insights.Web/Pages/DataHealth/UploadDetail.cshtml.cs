using System.Globalization;
using Insights.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.DataHealth;

/// <summary>One upload: what would happen, then what is happening, then what happened.</summary>
[Authorize(Policies.Operators)]
internal sealed class UploadDetailModel(IUploads uploads) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string UploadId { get; set; } = "";

    public UploadView Upload { get; private set; } = null!;

    public IReadOnlyList<ResultLine> Results { get; private set; } = [];

    public bool IsRunning => Upload.Stage is UploadStage.Waiting or UploadStage.Checking or UploadStage.Importing;

    public bool MayImport => Upload.Stage == UploadStage.Checked && Upload.Results.Any(result => result.Error is null && result.State != "already_imported");

    public string ImportText => Upload.Results.Sum(result => result.Rejected) is > 0 and var rejected
        ? $"Import, leaving out {Number(rejected)} rejected {(rejected == 1 ? "row" : "rows")}"
        : "Import these files";

    public int Percent => Upload.Progress is { BytesTotal: > 0 } progress ? (int)Math.Clamp(100 * progress.BytesRead / progress.BytesTotal, 0, 100) : 0;

    public string ProgressText => Upload.Progress is { } progress ? $"{progress.File}: {Number(progress.Rows)} rows, {Percent} %" : "Waiting for its turn.";

    public string Headline => Upload.Stage switch
    {
        UploadStage.Received => "Received",
        UploadStage.Waiting => "Waiting for its turn",
        UploadStage.Checking => "Checking, nothing is stored yet",
        UploadStage.Checked => "This is what would happen",
        UploadStage.Importing => "Importing",
        UploadStage.Imported => "Imported",
        UploadStage.Cancelled => "Cancelled",
        _ => "This upload failed",
    };

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ViewData["Title"] = "Upload";
        if (uploads.Find(UploadId) is not { } upload)
        {
            context.Result = NotFound();
            return;
        }
        Upload = upload;
        Results = [.. upload.Results.Select(ResultLine.Of)];
    }

    public void OnGet()
    {
    }

    public IActionResult OnPostImport()
    {
        if (MayImport)
            uploads.Import(UploadId);
        return RedirectToPage();
    }

    public IActionResult OnPostCancel()
    {
        uploads.Cancel(UploadId);
        return IsRunning ? RedirectToPage() : LocalRedirect("/data-health");
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

internal sealed record ResultLine(string File, string State, string StateText, string Recognised, string? Error, IReadOnlyList<CountLine> Counts, IReadOnlyList<UploadProblem> Problems)
{
    public static ResultLine Of(UploadResult result) => new(
        result.File,
        result.State == "already_imported" ? "cancelled" : result.State,
        result.State.Replace('_', ' '),
        result.Format.Length == 0 ? "Not recognised" : $"Recognised as {result.Format}, source {result.Source}",
        result.Error,
        CountLine.Of(result.Rows, result.Inserted, result.Updated, result.Unchanged, result.Duplicate, result.Rejected, result.Skipped, result.Warnings, result.CardNumbersTruncated),
        result.FirstProblems);
}

internal sealed record CountLine(string Label, string Value)
{
    public static IReadOnlyList<CountLine> Of(long rows, long inserted, long updated, long unchanged, long duplicate, long rejected, long skipped, long warnings, long cards) =>
    [
        .. new (string Label, long Value)[]
        {
            ("Rows", rows), ("Inserted", inserted), ("Updated", updated), ("Unchanged", unchanged), ("Duplicate", duplicate), ("Rejected", rejected), ("Skipped", skipped),
            ("Warnings", warnings), ("Card numbers cut", cards),
        }.Select(count => new CountLine(count.Label, count.Value.ToString("N0", CultureInfo.InvariantCulture))),
    ];
}
