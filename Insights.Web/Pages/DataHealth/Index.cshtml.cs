using System.Globalization;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Insights.Web.Pages.DataHealth;

/// <summary>Upload, freshness and batches on one page.</summary>
[Authorize(Policies.Operators)]
internal sealed class DataHealthModel(PageFrame frame, IDataHealthQueries health, IImports imports, IInbox inbox, IUnmapped unmapped, IImportGuide guide) : PageModel
{
    private const int PageSize = 50;

    public string Headline { get; private set; } = "";

    public string Zone { get; private set; } = "";

    public IReadOnlyList<SourceLine> Sources { get; private set; } = [];

    /// <summary>How many values of files nobody has explained yet.</summary>
    public int ToBeMapped { get; private set; }

    /// <summary>Currencies that converted totals leave out.</summary>
    public IReadOnlyList<RateLine> MissingRates { get; private set; } = [];

    public string ReportingCurrency { get; private set; } = "";

    public int Mappings { get; private set; }

    public IReadOnlyList<UploadLine> Uploads { get; private set; } = [];

    /// <summary>Null: no folder is watched.</summary>
    public InboxView? Inbox { get; private set; }

    public string InboxText { get; private set; } = "";

    public IReadOnlyList<BatchLine> Batches { get; private set; } = [];

    public string? OlderHref { get; private set; }

    public async Task OnGetAsync([FromQuery] int? before, CancellationToken cancel)
    {
        ViewData["Title"] = "Data health";
        var workspace = await frame.WorkspaceAsync();
        var zone = workspace.Zone;
        (Zone, ReportingCurrency) = (zone.Id, workspace.Currency);
        var sources = await frame.FreshnessAsync();
        Sources = [.. sources.Zip(FreshnessBadge.Of(sources, zone).Lines, SourceLine.Of)];
        MissingRates = [.. (await health.MissingRatesAsync(await frame.ScopeAsync(), cancel)).Select(RateLine.Of)];
        Mappings = guide.Mappings.Count;
        ToBeMapped = (await unmapped.ListAsync(cancel)).Count;
        var late = sources.Where(source => source.Late > 0).Select(source => source.Source).ToList();
        Headline = (sources.Count, late.Count) switch
        {
            (0, _) => "No data yet",
            (_, 0) => "All sources are on time",
            (_, 1) => late[0] + " is late",
            _ => $"{late.Count} of {sources.Count} sources are late",
        };
        Uploads = [.. (await imports.RecentAsync(cancel)).Select(import => UploadLine.Of(import, zone))];
        Inbox = inbox.View();
        if (Inbox is not null)
            InboxText = (Inbox.LastLook is { } look ? "Last looked into " + CellText.Of(new Cell.Moment(Instant.FromDateTimeOffset(look)), zone) : "Not looked into yet")
                + (Inbox.Waiting > 0 ? $"; {Words.Count(Inbox.Waiting, "file")} still arriving" : "")
                + (Inbox.Quarantine.Count > 0 ? $"; {Words.Count(Inbox.Quarantine.Count, "file")} set aside" : "; nothing set aside") + ".";
        var batches = await health.BatchesAsync(await frame.ScopeAsync(), before, PageSize, cancel);
        Batches = [.. batches.Select(batch => BatchLine.Of(batch, zone))];
        if (batches.Count == PageSize)
            OlderHref = FormattableString.Invariant($"/data-health?before={batches[^1].Id}");
    }
}

internal sealed record UploadLine(string Id, string Title, string Stage, string Tone, string By, string When)
{
    public static UploadLine Of(ImportView import, DateTimeZone zone) => new(
        import.Id,
        import.Files.Count switch { 0 => "no files", 1 => import.Files[0].Name, var n => import.Files[0].Name + " and " + Words.Number(n - 1) + " more" },
        StageText(import),
        ToneOf(import),
        import.StartedBy,
        CellText.Of(new Cell.Moment(Instant.FromDateTimeOffset(import.StartedAt)), zone));

    private static string StageText(ImportView import) => import.Stage switch
    {
        ImportStage.Receiving => "not completely received",
        ImportStage.Checked => import.CheckOnly ? "checked only" : "waits for you",
        ImportStage.Gone => "files gone",
        ImportStage.Imported when import.Results.Count > 0 && import.Results.All(result => result.State == "failed") => "not imported",
        ImportStage.Imported when import.Results.Any(result => result.State == "failed") => "imported in part",
        ImportStage.Importing when import.Progress is { TotalBytes: > 0 } => FormattableString.Invariant($"importing, {ProgressLine.Of(import).Percent} %"),
        var stage => stage.ToString().ToLowerInvariant(),
    };

    private static string ToneOf(ImportView import) => import.Stage switch
    {
        ImportStage.Waiting or ImportStage.Checking or ImportStage.Importing => "running",
        ImportStage.Imported => import.Results.All(result => result.State != "failed") ? "done" : import.Results.All(result => result.State == "failed") ? "failed" : "cancelled",
        ImportStage.Failed => "failed",
        ImportStage.Cancelled or ImportStage.Gone => "cancelled",
        _ => "open",
    };
}

/// <summary>A batch as its table writes it.</summary>
/// <param name="Counts">Rows, new, changed, unchanged, duplicate, rejected, skipped.</param>
internal sealed record BatchLine(int Id, string Started, string By, string State, string Tone, string Took, IReadOnlyList<BatchFileLine> Files, string? More, IReadOnlyList<string> Counts)
{
    public static BatchLine Of(BatchRow batch, DateTimeZone zone) => new(
        batch.Id, CellText.Of(new Cell.Moment(batch.StartedAt), zone), batch.StartedBy, IsInPart(batch) ? "in part" : batch.State, IsInPart(batch) ? "cancelled" : batch.State,
        batch.FinishedAt is { } end ? Words.Duration((end - batch.StartedAt).TotalSeconds) : "–",
        [.. batch.First.Select(file => new BatchFileLine(file.Name, file.Format.Length > 0 ? file.Format : "not recognised", Words.Hash(file.Sha256)))],
        batch.Files > batch.First.Count ? $"and {Words.Count(batch.Files - batch.First.Count, "more file")}" : null,
        [.. new long[] { batch.Counts.Rows, batch.Counts.Inserted, batch.Counts.Updated, batch.Counts.Unchanged, batch.Counts.Duplicate, batch.Counts.Rejected, batch.Counts.Skipped }.Select(Words.Number)]);

    /// <summary>A file of it was refused, the rows of another are stored.</summary>
    private static bool IsInPart(BatchRow batch) => batch.State == "failed" && batch.Counts.Rows > 0;
}

/// <summary>A currency without rates, and on which days.</summary>
internal sealed record RateLine(string Currency, string Days, string When)
{
    public static RateLine Of(MissingRate rate) => new(
        rate.Currency, Words.Count(rate.Days, "day"),
        rate.First == rate.Last ? Text(rate.First) : FormattableString.Invariant($"{Text(rate.First)} to {Text(rate.Last)}"));

    private static string Text(LocalDate day) => CellText.Of(new Cell.Date(day), DateTimeZone.Utc);
}

/// <param name="Hash">The first digits of its SHA-256.</param>
internal sealed record BatchFileLine(string Name, string Format, string Hash);

/// <summary>A source as its table writes it.</summary>
internal sealed record SourceLine(string Name, string Href, string Expected, string Until, string Word, string Tone)
{
    public static SourceLine Of(SourceFreshness source, FreshnessLine line) => new(
        source.Source, "/data-health/sources/" + Uri.EscapeDataString(source.Source), Every(source.CadenceHours), line.Until, line.Word, line.Tone);

    private static string Every(int hours) => hours switch
    {
        1 => "every hour",
        24 => "every day",
        168 => "every week",
        _ when hours % 24 == 0 => "every " + Words.Count(hours / 24, "day"),
        _ => "every " + Words.Count(hours, "hour"),
    };
}
