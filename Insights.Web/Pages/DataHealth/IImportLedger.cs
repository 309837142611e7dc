namespace Insights.Web.Pages.DataHealth;

/// <summary>What was brought in, and what became of every row of it. Read from the store's ledger, for people of the house only.</summary>
internal interface IImportLedger
{
    Task<IReadOnlyList<SourceHealth>> SourcesAsync(CancellationToken cancel = default);

    /// <summary>Newest first.</summary>
    /// <param name="before">Batches with a smaller id; null starts at the newest.</param>
    Task<IReadOnlyList<BatchView>> BatchesAsync(int? before, int take, CancellationToken cancel = default);

    Task<BatchView?> BatchAsync(int batchId, CancellationToken cancel = default);

    Task<FileView?> FileAsync(int fileId, CancellationToken cancel = default);

    /// <summary>Rejected rows and warnings of a file in line order.</summary>
    Task<IReadOnlyList<RejectView>> RejectsAsync(int fileId, long after, int take, CancellationToken cancel = default);

    /// <summary>The rejected rows as CSV: the file's own columns, then line, column and reason; to be mended and imported again.</summary>
    Task WriteRejectsAsync(int fileId, Stream output, CancellationToken cancel = default);
}

/// <summary>One source's freshness.</summary>
/// <param name="Late">0 on time, 1 later than its cadence, 3 later than three times its cadence.</param>
internal sealed record SourceHealth(string Name, int CadenceHours, DateTime? DataUntil, DateTime? LastImportAt, int Files, int Late);

internal sealed record BatchView(int Id, DateTime StartedAt, DateTime? FinishedAt, string StartedBy, string State, string? Error, IReadOnlyList<FileView> Files);

/// <summary>One imported file; Rows = inserted + updated + unchanged + duplicate + rejected + skipped.</summary>
internal sealed record FileView
{
    public required int Id { get; init; }
    public required int BatchId { get; init; }
    public required string Name { get; init; }
    public required string Source { get; init; }
    public required string Format { get; init; }
    public required string State { get; init; }
    public string? Error { get; init; }
    public required string Sha256 { get; init; }
    public required long Bytes { get; init; }
    public required string Encoding { get; init; }
    public required string Dialect { get; init; }
    public required DateTime StartedAt { get; init; }
    public DateTime? FinishedAt { get; init; }
    public DateTime? DataUntil { get; init; }
    public required long Rows { get; init; }
    public required long Inserted { get; init; }
    public required long Updated { get; init; }
    public required long Unchanged { get; init; }
    public required long Duplicate { get; init; }
    public required long Rejected { get; init; }
    public required long Skipped { get; init; }
    public required long Warnings { get; init; }
    public required long CardNumbersTruncated { get; init; }
}

internal sealed record RejectView(long Id, int Line, string Severity, string? Column, string? Value, string Reason);
