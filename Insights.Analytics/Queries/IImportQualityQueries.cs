using Insights.Analytics.Metrics.Values;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries;

/// <summary>What a period's files brought and what was wrong with them. The house's own, like the ledger it reads: any other scope gets nothing.</summary>
public interface IImportQualityQueries
{
    /// <summary>Files that were imported in these days, or that hold rows of them; files still being read are not among them.</summary>
    Task<ImportQuality> ReadAsync(DateRange days, DataScope scope, CancellationToken cancel = default);
}

/// <param name="Files">By source, then by when they were imported.</param>
/// <param name="Problems">The most frequent first.</param>
/// <param name="Unmapped">Words of sources that nobody has explained yet, whenever they came; the most frequent first.</param>
/// <param name="MissingRates">As they stand now.</param>
public sealed record ImportQuality(IReadOnlyList<QualityFile> Files, IReadOnlyList<QualityProblem> Problems, IReadOnlyList<UnmappedWord> Unmapped, IReadOnlyList<MissingRate> MissingRates)
{
    public static readonly ImportQuality Nothing = new([], [], [], []);
}

/// <param name="RowsFrom">The first and the last day of its own facts, in the reporting zone; null where it holds none or where that was not kept yet.</param>
public sealed record QualityFile(FileRow File, LocalDate? RowsFrom, LocalDate? RowsUntil);

/// <param name="Severity">rejected, skipped or warning.</param>
/// <param name="Rule">Stable id of the rule.</param>
/// <param name="Reason">As the first of them was told.</param>
public sealed record QualityProblem(string Severity, string Rule, string Reason, long Rows, int Files, int FirstFileId);

public sealed record UnmappedWord(string Source, string Kind, string Value, long Rows, long RejectedRows);
