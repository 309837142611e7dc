namespace Insights.Import;

/// <summary>
/// Runs a file's rejected rows again after its source's settings or mapping have changed, without the file: what is kept of them is the whole record.
/// Rows that pass become facts of the same file with their line of then; the others stay rejected with what is wrong now.
/// </summary>
public interface IRejectsReplay
{
    /// <exception cref="ReplayRefusedException">These rows cannot be run again; the message says why.</exception>
    Task<ReplayResult> ReplayAsync(int fileId, IProgress<ImportProgress>? progress = null, CancellationToken cancel = default);
}

/// <summary>What became of the rejected rows that were run again: <see cref="Rows"/> = inserted + updated + unchanged + duplicate + skipped + still rejected.</summary>
/// <param name="NotRun">Rejected rows that are no whole records (cut off, a quote never closed), of which there is nothing to run.</param>
/// <param name="RejectsFile">Where the rows that are still rejected lie as CSV; null when there are none.</param>
public sealed record ReplayResult(
    int FileId, string File, long Rows, long Inserted, long Updated, long Unchanged, long Duplicate, long Skipped, long StillRejected, long NotRun,
    IReadOnlyList<ImportProblem> FirstProblems, string? RejectsFile);

/// <summary>The rejected rows cannot be run again; the message says why and what to do.</summary>
public sealed class ReplayRefusedException(string message) : InvalidOperationException(message);
