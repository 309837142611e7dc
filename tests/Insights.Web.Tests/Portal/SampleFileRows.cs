using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Import.Store;

namespace Insights.Web.Tests.Portal;

/// <summary>Every file has brought one payment.</summary>
internal sealed class SampleFileRows : IFileRowQueries
{
    public Task<IReadOnlyList<FileRowCount>> CountsAsync(int fileId, DataScope scope, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<FileRowCount>>(scope.IsStaff ? [new(RowKind.Transactions, 1)] : []);

    public Task<FileRowPage?> PageAsync(int fileId, RowKind kind, DataScope scope, string? after = null, int size = 50, CancellationToken cancel = default) =>
        Task.FromResult(scope.IsStaff
            ? new FileRowPage(new Table { Id = "file-rows", Title = "Rows of this file", Columns = [new("id", "Transaction", ColumnKind.Text)], Rows = [[new Cell.Text("ch_1")]] }, 1, null)
            : null);
}
