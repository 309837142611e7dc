using Insights.Analytics.Reports;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries;

/// <summary>What came in, what happened to it, and how old it is. The ledger is the house's own: any scope but staff gets empty lists.</summary>
public interface IDataHealthQueries
{
    /// <summary>Newest first.</summary>
    /// <param name="beforeId">Batches older than this one; null = the newest.</param>
    Task<IReadOnlyList<BatchRow>> BatchesAsync(DataScope scope, int? beforeId = null, int size = 50, CancellationToken cancel = default);

    Task<IReadOnlyList<FileRow>> FilesAsync(int batchId, DataScope scope, CancellationToken cancel = default);

    Task<FileRow?> FileAsync(int fileId, DataScope scope, CancellationToken cancel = default);

    /// <summary>Rejected and skipped rows and warnings of a file, in line order.</summary>
    /// <param name="severity">rejected, skipped or warning; null = all.</param>
    Task<ProblemPage> ProblemsAsync(int fileId, DataScope scope, string? severity = null, long afterId = 0, int size = 50, CancellationToken cancel = default);

    /// <summary>Per source, for the badge in every header and on every document; for all scopes.</summary>
    Task<IReadOnlyList<SourceFreshness>> FreshnessAsync(DataScope scope, CancellationToken cancel = default);

    /// <summary>
    /// What each source has delivered rows of since an instant, in the rows' own dates (a ticket's creation, a payment's instant, a dispute's opening); sources without
    /// any are left out: not yet fed, retired, or of another kind. For all scopes, like <see cref="FreshnessAsync"/>.
    /// </summary>
    Task<IReadOnlyDictionary<string, RowKinds>> DeliveredAsync(Instant since, DataScope scope, CancellationToken cancel = default);

    /// <summary>
    /// Currencies of payments on days that have no exchange rate to the reporting currency, so that converted totals leave them out: no rate published on
    /// the day or within the seven days before it. By currency.
    /// </summary>
    Task<IReadOnlyList<MissingRate>> MissingRatesAsync(DataScope scope, CancellationToken cancel = default);

    /// <summary>Whether the store holds any fact this scope may read: tells "no data yet" from "filtered out".</summary>
    Task<bool> HasDataAsync(DataScope scope, CancellationToken cancel = default);
}

public sealed record BatchRow(int Id, Instant StartedAt, Instant? FinishedAt, string StartedBy, string State, string? Error, int Files, RowCounts Counts)
{
    /// <summary>Its first files, in the order they were imported.</summary>
    public IReadOnlyList<BatchFile> First { get; init; } = [];
}

/// <summary>A file of a batch as a list names it.</summary>
public sealed record BatchFile(string Name, string Format, string Source, string Sha256);

/// <param name="Currency">Without a rate; the reporting currency itself where its own rates are what is missing.</param>
/// <param name="Days">Days with payments in it that cannot be converted.</param>
public sealed record MissingRate(string Currency, int Days, LocalDate First, LocalDate Last);

public sealed record FileRow(
    int Id, int BatchId, string Source, string Name, string Format, string Encoding, string Sha256, long Bytes, string State, string? Error,
    Instant StartedAt, Instant? FinishedAt, RowCounts Counts, long CardNumbersTruncated, Instant? DataUntil);

/// <summary>Rows = inserted + updated + unchanged + duplicate + rejected + skipped.</summary>
public sealed record RowCounts(long Rows, long Inserted, long Updated, long Unchanged, long Duplicate, long Rejected, long Skipped, long Warnings);

public sealed record ProblemPage(IReadOnlyList<ProblemRow> Rows, long Total, long? Next);

public sealed record ProblemRow(long Id, int Line, string Severity, string? Column, string? Value, string Rule, string Reason);
