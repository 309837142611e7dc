using Insights.Analytics.Reports;
using Insights.Import.Store;

namespace Insights.Analytics.Queries;

/// <summary>
/// The stored rows that came from one imported file: whose newest version it brought. A row that a later file changed belongs to that one, and one that an
/// undo gave back to the earlier. The ledger is the house's own: any scope but staff gets nothing.
/// </summary>
public interface IFileRowQueries
{
    /// <summary>How many there are, by kind; kinds without any are left out.</summary>
    Task<IReadOnlyList<FileRowCount>> CountsAsync(int fileId, DataScope scope, CancellationToken cancel = default);

    /// <summary>Oldest first by the row's own date. Null: there is no such file.</summary>
    /// <param name="after">From <see cref="FileRowPage.Next"/>; null = the first page.</param>
    /// <exception cref="ArgumentException">The cursor belongs to another list.</exception>
    Task<FileRowPage?> PageAsync(int fileId, RowKind kind, DataScope scope, string? after = null, int size = 50, CancellationToken cancel = default);
}

/// <param name="Kind">Tickets, Transactions or Disputes.</param>
public sealed record FileRowCount(RowKind Kind, long Rows);

/// <param name="Total">As <see cref="IFileRowQueries.CountsAsync"/> says it.</param>
public sealed record FileRowPage(Table Table, long Total, string? Next);
