namespace Insights.Import;

/// <summary>What to import and how. Nulls let the pipeline recognise.</summary>
public sealed record ImportRequest
{
    /// <summary>Files and folders; a folder means its files in name order, canonical order of kinds first where recognisable.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Source name; default: the format's own (zendesk, stripe, canonical).</summary>
    public string? Source { get; init; }

    /// <summary>Format id; default: recognised by required columns.</summary>
    public string? Format { get; init; }

    /// <summary>Name of the text's encoding, such as windows-1251, whatever the bytes say; default: seen from them.</summary>
    public string? Encoding { get; init; }

    /// <summary>In place of the source's settings in the data directory, for this import.</summary>
    public SourceSettings? Settings { get; init; }

    /// <summary>The files are this table; null: recognised, or <see cref="Format"/> names a saved mapping.</summary>
    public MappedFormat? Mapping { get; init; }

    /// <summary>
    /// Why a file whose control totals do not add up is imported all the same; kept with the file. Null: such a file is refused before its first row is written.
    /// </summary>
    public string? OverrideTotals { get; init; }

    /// <summary>
    /// What was chosen for single files, or tables inside them, by the name that results and previews call them by; before the request's own.
    /// </summary>
    public IReadOnlyDictionary<string, TableChoice> Choices { get; init; } = new Dictionary<string, TableChoice>();

    /// <summary>Reads, maps and validates everything and counts what would happen; writes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>
    /// Opens a path for reading, forward only; default: the file itself. An upload lies encrypted until it is imported, because it may hold card numbers:
    /// whoever keeps it decrypts here. Called again for every pass over the file.
    /// </summary>
    public Func<string, Stream>? Open { get; init; }

    /// <summary>Shown on the batches list.</summary>
    public string StartedBy { get; init; } = "cli";

    /// <summary>The request as it holds for one table.</summary>
    internal ImportRequest For(string name) => Choices.GetValueOrDefault(name) is not { } choice
        ? this
        : this with { Source = choice.Source ?? Source, OverrideTotals = choice.OverrideTotals ?? OverrideTotals };
}

/// <summary>What a person chose for one table, where the recognition or the source's settings do not fit. Nulls choose nothing.</summary>
/// <param name="Format">Format id, as <see cref="ImportRequest.Format"/>.</param>
/// <param name="Source">As <see cref="ImportRequest.Source"/>.</param>
/// <param name="OverrideTotals">As <see cref="ImportRequest.OverrideTotals"/>.</param>
/// <param name="Encoding">As <see cref="ImportRequest.Encoding"/>.</param>
public sealed record TableChoice(string? Format = null, string? Source = null, string? OverrideTotals = null, string? Encoding = null);

/// <summary>Live progress of a running import.</summary>
/// <param name="Beside">Said once, before the first file, and without one: another process that imports into the same data directory, in a sentence.</param>
public sealed record ImportProgress(string File, long Rows, long BytesRead, long BytesTotal, string? Beside = null);

/// <summary>What happened to one file. The counts add up to <see cref="Rows"/>.</summary>
public sealed record FileResult
{
    public required string File { get; init; }
    public string Format { get; init; } = "";
    public string Source { get; init; } = "";

    /// <summary>done, already_imported, failed, cancelled.</summary>
    public string State { get; init; } = "done";

    /// <summary>What, where and what to do; for a failed file.</summary>
    public string? Error { get; init; }

    /// <summary>What does not add up, where that alone kept the file out: it can be imported with a reason (<see cref="ImportRequest.OverrideTotals"/>).</summary>
    public string? TotalsMismatch { get; init; }

    /// <summary>What is settled otherwise now than when the same bytes were imported, where that alone kept the file out. See <see cref="Earlier"/>.</summary>
    public IReadOnlyList<SettingDifference> SettingsDiffer { get; init; } = [];

    /// <summary>The import of the same bytes, where there was one.</summary>
    public EarlierImport? Earlier { get; init; }
    public long Rows { get; init; }
    public long Inserted { get; init; }
    public long Updated { get; init; }
    public long Unchanged { get; init; }
    public long Duplicate { get; init; }
    public long Rejected { get; init; }
    public long Skipped { get; init; }
    public long Warnings { get; init; }
    public long CardNumbersTruncated { get; init; }
    public string Encoding { get; init; } = "";

    /// <summary>Where the rejected rows lie as CSV (original columns, line, column, reason); null when there are none.</summary>
    public string? RejectsFile { get; init; }
    public IReadOnlyList<ImportProblem> FirstProblems { get; init; } = [];
    public TimeSpan Duration { get; init; }
    public int? FileId { get; init; }
}

public sealed record ImportProblem(int Line, string Severity, string? Column, string? Value, string Rule, string Reason)
{
    /// <summary>Problems of this kind (severity, column and rule) in the whole file, this one among them.</summary>
    public long Alike { get; init; } = 1;
}

/// <summary>The completed import of the same bytes into the same source.</summary>
/// <param name="Rejected">Its rows that are still rejected; <see cref="IRejectsReplay"/> runs them again.</param>
/// <param name="CanUndo">Its batch can be undone, and the file then be imported under other settings.</param>
public sealed record EarlierImport(int BatchId, int FileId, string Name, long Rejected, bool CanUndo);

/// <summary>One thing that was settled otherwise for the earlier import of the same bytes.</summary>
/// <param name="Setting">vendor, zone, dates, amounts, negatives, currency, currencies, decimals, test_rows, encoding, columns, mapping.</param>
/// <param name="Title">As a person says it.</param>
public sealed record SettingDifference(string Setting, string Title, string Then, string Now);

/// <param name="Beside">Another process that imports into the same data directory at this moment, in a sentence; null when there is none.</param>
public sealed record ImportResult(int? BatchId, IReadOnlyList<FileResult> Files, string? Beside = null);

/// <summary>Stage 1: files become facts.</summary>
public interface IImportRunner
{
    Task<ImportResult> RunAsync(ImportRequest request, IProgress<ImportProgress>? progress = null, CancellationToken cancel = default);

    /// <summary>At start: a batch that was running when the process died is marked interrupted; the same command again finishes it.</summary>
    Task MarkInterruptedAsync(CancellationToken cancel = default);

    /// <summary>The rejected rows of one file as CSV with the original columns plus line, column and reason.</summary>
    Task WriteRejectsAsync(int fileId, Stream output, CancellationToken cancel = default);
}
