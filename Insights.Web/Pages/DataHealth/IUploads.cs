namespace Insights.Web.Pages.DataHealth;

/// <summary>
/// Files people bring in through the browser: received into a folder of their own, checked without writing anything, then imported in the background.
/// The host runs the imports, one at a time.
/// </summary>
internal interface IUploads
{
    /// <summary>A new, empty upload.</summary>
    /// <returns>Its id: safe in a URL, not guessable.</returns>
    string Begin(string startedBy);

    /// <summary>Streams one file into the upload's folder. The name is the browser's: only its last part is used, and two equal names are two files.</summary>
    Task AddFileAsync(string uploadId, string fileName, Stream content, CancellationToken cancel);

    /// <summary>Queues the dry run: what would happen to every row.</summary>
    void Check(string uploadId);

    /// <summary>Queues the import of the received files.</summary>
    void Import(string uploadId);

    /// <summary>Stops what runs, or forgets what waits; committed chunks stay and are shown as such.</summary>
    void Cancel(string uploadId);

    UploadView? Find(string uploadId);

    /// <summary>Newest first; those of the last day.</summary>
    IReadOnlyList<UploadView> Recent();

    /// <summary>The rejected rows of an imported file as CSV: the file's own columns, then line, column and reason; to be mended and imported again.</summary>
    Task WriteRejectsAsync(int fileId, Stream output, CancellationToken cancel = default);
}

/// <summary>One upload as it stands now.</summary>
internal sealed record UploadView
{
    public required string Id { get; init; }
    public required string StartedBy { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required UploadStage Stage { get; init; }

    /// <summary>Names and sizes of the received files.</summary>
    public IReadOnlyList<UploadedFile> Files { get; init; } = [];

    /// <summary>While checking or importing.</summary>
    public UploadProgress? Progress { get; init; }

    /// <summary>Of the last finished check or import.</summary>
    public IReadOnlyList<UploadResult> Results { get; init; } = [];

    /// <summary>The ledger's batch, once imported.</summary>
    public int? BatchId { get; init; }

    /// <summary>What failed, where, and what to do.</summary>
    public string? Error { get; init; }
}

/// <summary>Received → Waiting → Checking → Checked → Waiting → Importing → Imported; or Failed, or Cancelled.</summary>
internal enum UploadStage { Received, Waiting, Checking, Checked, Importing, Imported, Failed, Cancelled }

internal sealed record UploadedFile(string Name, long Bytes);

internal sealed record UploadProgress(string File, long Rows, long BytesRead, long BytesTotal);

/// <summary>What happened, or would happen, to one file. The counts add up to <see cref="Rows"/>.</summary>
internal sealed record UploadResult
{
    public required string File { get; init; }
    public required string Format { get; init; }
    public required string Source { get; init; }

    /// <summary>done, already_imported, failed, cancelled.</summary>
    public required string State { get; init; }
    public string? Error { get; init; }
    public long Rows { get; init; }
    public long Inserted { get; init; }
    public long Updated { get; init; }
    public long Unchanged { get; init; }
    public long Duplicate { get; init; }
    public long Rejected { get; init; }
    public long Skipped { get; init; }
    public long Warnings { get; init; }
    public long CardNumbersTruncated { get; init; }
    public IReadOnlyList<UploadProblem> FirstProblems { get; init; } = [];
}

internal sealed record UploadProblem(int Line, string Severity, string? Column, string? Value, string Reason);
