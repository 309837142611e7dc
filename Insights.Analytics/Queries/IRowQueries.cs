using Insights.Analytics.Reports;
using Insights.Import.Store;

namespace Insights.Analytics.Queries;

/// <summary>The rows behind a number: the same row set, filter and scope as the number, so the total equals it exactly.</summary>
public interface IRowQueries
{
    /// <exception cref="ArgumentException">The row set or the sort key does not exist.</exception>
    Task<RowPage> PageAsync(RowRequest request, DataScope scope, CancellationToken cancel = default);

    Task<long> CountAsync(string rowSet, ReportFilter filter, DataScope scope, CancellationToken cancel = default);

    /// <summary>Every row set that can be opened, for the Rows screen's chooser.</summary>
    IReadOnlyList<RowSetInfo> RowSets { get; }
}

/// <summary>Which page of which rows.</summary>
public sealed record RowRequest
{
    /// <summary>Id of the row set, as metrics name it.</summary>
    public required string RowSet { get; init; }
    public required ReportFilter Filter { get; init; }

    /// <summary>Column key to sort by; null = newest first by the row set's own date.</summary>
    public string? Sort { get; init; }
    public bool Descending { get; init; } = true;

    /// <summary>From <see cref="RowPage.Next"/>; null = the first page. A cursor that does not belong to this request is refused with an <see cref="ArgumentException"/>.</summary>
    public string? After { get; init; }
    public int Size { get; init; } = 50;

    /// <summary>What the caller has counted already, at the same second under the same filter; null = count.</summary>
    public long? KnownTotal { get; init; }

    /// <summary>For cases as they are now: those of this number or whose number begins so. Elsewhere the rows with exactly this id; where none has it, those whose customer, order or payment it is. Null = all.</summary>
    public string? Search { get; init; }
}

public sealed record RowPage
{
    public required RowSetInfo RowSet { get; init; }
    public required Table Table { get; init; }

    /// <summary>All rows of the set under the filter, whatever the page.</summary>
    public required long Total { get; init; }
    public required string Sort { get; init; }
    public required bool Descending { get; init; }

    /// <summary>Column keys the rows can be sorted by.</summary>
    public required IReadOnlyList<string> Sortable { get; init; }

    /// <summary>Cursor of the next page; null on the last one.</summary>
    public string? Next { get; init; }

    /// <summary>Dimensions of the filter that these rows do not carry, and that therefore leave no rows: said on the page.</summary>
    public IReadOnlyList<string> NotCarried { get; init; } = [];
}

/// <summary>What a row set holds.</summary>
/// <param name="DateBasis">Which of the row's dates the filter's range applies to.</param>
public sealed record RowSetInfo(string Id, string Title, RowKind Kind, string DateBasis)
{
    /// <summary>The rows as they are when they are asked for, whatever days the filter names.</summary>
    public bool IsNow { get; init; }

    /// <summary>Unless a link asks for another order: what comes soonest, or waits longest, first.</summary>
    public bool EarliestFirst { get; init; }
}

public enum RowKind { Tickets, Clocks, Transactions, Disputes }
