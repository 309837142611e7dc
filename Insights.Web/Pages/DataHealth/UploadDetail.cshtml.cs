using Insights.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.DataHealth;

/// <summary>One import on its way: what arrived, what would happen, what is happening, what happened. The same address through all of it.</summary>
[Authorize(Policies.Operators)]
internal sealed class UploadDetailModel(IImports imports, IImportGuide guide, IUnmapped unmapped, AuditLog audit) : PageModel
{
    private const int LongestSource = 60;
    private const int ShortestReason = 8;
    private const int LongestReason = 400;

    [BindProperty(SupportsGet = true)]
    public string UploadId { get; set; } = "";

    public ImportView Import { get; private set; } = null!;

    public IReadOnlyList<JourneyStep> Steps { get; private set; } = [];

    public IReadOnlyList<OutcomeLine> Results { get; private set; } = [];

    /// <summary>While a person decides: the results with what the import knows of each file.</summary>
    public IReadOnlyList<FileCard> Cards { get; private set; } = [];

    [TempData]
    public string? Problem { get; set; }

    /// <summary>Of all files together.</summary>
    public IReadOnlyList<CountLine> Totals { get; private set; } = [];

    public IReadOnlyList<string> ZoneIds => Zones.All;

    public IReadOnlyList<FormatView> Formats => guide.Formats;

    public IEnumerable<string> SourceNames => guide.Formats.Select(format => format.Source).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    public ProgressLine Progress { get; private set; } = null!;

    public bool MayImport => Import.Stage == ImportStage.Checked && !Import.CheckOnly && Import.Results.Any(result => result.State == "done");

    public bool NothingToDo => Import.Stage == ImportStage.Checked && !MayImport;

    public string ImportText => Import.Results.Sum(result => result.Rejected) is > 0 and var rejected
        ? $"Import, leaving out {Words.Count(rejected, "rejected row")}"
        : Import.Files.Count == 1 ? "Import this file" : "Import these files";

    /// <summary>Once imported: values of files that nobody has explained.</summary>
    public int ToBeMapped { get; private set; }

    public string Headline { get; private set; } = "";

    public string Lead { get; private set; } = "";

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await imports.FindAsync(UploadId, HttpContext.RequestAborted) is not { } import)
        {
            context.Result = NotFound();
            return;
        }
        Import = import;
        (Headline, Lead) = ImportWords.Of(import);
        Steps = JourneyStep.Of(import.Stage);
        Results = [.. import.Results.Select(result => OutcomeLine.Of(result, import.Stage == ImportStage.Checked))];
        Totals = CountLine.OfAll(import.Results);
        Progress = ProgressLine.Of(import);
        ViewData["Title"] = Headline;
        if (import is { Stage: ImportStage.Checked, HasEnded: false })
            Cards = await CardsAsync(import);
        if (import.Stage == ImportStage.Imported)
            ToBeMapped = (await unmapped.ListAsync(HttpContext.RequestAborted)).Count;
        await next();
    }

    public void OnGet()
    {
    }

    /// <summary>Keeps the answer with the source, and checks again.</summary>
    public async Task<IActionResult> OnPostAnswerAsync([FromForm] int file, [FromForm] string? setting, [FromForm] string? answer, CancellationToken cancel)
    {
        if (Cards.FirstOrDefault(card => card.Index == file)?.Preview is not { } preview || !preview.Questions.Any(question => question.Setting == setting))
            return RedirectToPage();
        try
        {
            await guide.AnswerAsync(preview.Source, setting!, answer?.Trim() ?? "", cancel);
            await audit.RecordAsync(HttpContext, AuditActions.SettingsChanged, $"source {preview.Source}: {setting} {answer}");
            await imports.CheckAsync(UploadId, cancel);
        }
        catch (NotSettledException wrong)
        {
            Problem = wrong.Message;
        }
        return RedirectToPage();
    }

    /// <summary>Another format or source than was recognised, for this table of this import; and checks again.</summary>
    public async Task<IActionResult> OnPostChooseAsync([FromForm] int file, [FromForm] string? format, [FromForm] string? source, [FromForm] string? encoding, CancellationToken cancel)
    {
        if (Cards.FirstOrDefault(card => card.Index == file) is not { MayChoose: true } card)
            return RedirectToPage();
        format = format?.Trim() ?? "";
        source = source?.Trim().ToLowerInvariant() ?? "";
        encoding = encoding?.Trim().ToLowerInvariant() ?? "";
        if (format.Length > 0 && guide.Formats.All(known => known.Id != format))
            return RedirectToPage();
        if (source.Length > LongestSource || source.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')))
        {
            Problem = "A source's name has at most 60 letters, digits, hyphens, dots and underscores.";
            return RedirectToPage();
        }
        if (encoding.Length > 0 && !guide.KnowsEncoding(encoding))
        {
            Problem = $"There is no encoding named “{(encoding.Length > 40 ? encoding[..40] + "…" : encoding)}”. Take one of the list.";
            return RedirectToPage();
        }
        await imports.ChooseAsync(UploadId, card.Outcome.File, card.Chosen with { Format = format, Source = source, Encoding = encoding }, cancel);
        await audit.RecordAsync(HttpContext, AuditActions.SettingsChanged, $"{card.Outcome.File} is read as {(format.Length > 0 ? format : "recognised")}{(encoding.Length > 0 ? " in " + encoding : "")}, source {(source.Length > 0 ? source : "as the format says")}");
        await imports.CheckAsync(UploadId, cancel);
        return RedirectToPage();
    }

    /// <summary>The file does not add up and is wanted all the same: with a reason, which stays with the file.</summary>
    public async Task<IActionResult> OnPostTotalsAsync([FromForm] int file, [FromForm] string? reason, CancellationToken cancel)
    {
        if (Cards.FirstOrDefault(card => card.Index == file) is not { Outcome.TotalsMismatch: { } mismatch } card)
            return RedirectToPage();
        if (reason?.Trim() is not { Length: >= ShortestReason and <= LongestReason } why)
        {
            Problem = "Give the reason in a few words: whoever reads these numbers later will want to know it.";
            return RedirectToPage();
        }
        await imports.ChooseAsync(UploadId, card.Outcome.File, card.Chosen with { TotalsReason = why }, cancel);
        await audit.RecordAsync(HttpContext, AuditActions.TotalsOverridden, $"{card.Outcome.File}: {mismatch} Reason: {why}");
        await imports.CheckAsync(UploadId, cancel);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancel)
    {
        if (Import is { Stage: ImportStage.Checked, HasEnded: false })
            await imports.CheckAsync(UploadId, cancel);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostImportAsync(CancellationToken cancel)
    {
        if (MayImport)
        {
            await imports.ImportAsync(UploadId, cancel);
            await audit.RecordAsync(HttpContext, AuditActions.ImportStarted, string.Join(", ", Import.Files.Select(file => file.Name)));
        }
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken cancel)
    {
        await imports.CancelAsync(UploadId, cancel);
        return RedirectToPage();
    }

    private async Task<IReadOnlyList<FileCard>> CardsAsync(ImportView import)
    {
        var cards = new List<FileCard>();
        var previews = new Dictionary<int, PreviewView?>();
        foreach (var result in import.Results)
        {
            var index = import.Files.Select((file, at) => (file, at)).Where(known => result.IsOf(known.file.Name)).Select(known => known.at).DefaultIfEmpty(-1).First();
            if (index >= 0 && !previews.ContainsKey(index))
                previews[index] = await guide.PreviewAsync(import.Id, index, HttpContext.RequestAborted);
            cards.Add(new FileCard(
                import.Id, cards.Count, index, import.Files.ElementAtOrDefault(index)?.Name ?? "", OutcomeLine.Of(result, preview: true), previews.GetValueOrDefault(index)?.Table(result.File), import.Choices.GetValueOrDefault(result.File, ChosenTable.None)));
        }
        return cards;
    }
}
