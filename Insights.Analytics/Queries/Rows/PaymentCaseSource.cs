using System.Linq.Expressions;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Rows;

/// <summary>One kind of payment case as a list: its rows, columns and orders.</summary>
/// <param name="rows">The rows of the set and period asked for, whatever else the filter names.</param>
/// <param name="date">The order in time; the first column breaks ties together with the others.</param>
/// <param name="search">Rows an id, customer or order names.</param>
internal sealed class PaymentCaseSource<T>(
    FactKind kind, IReadOnlyList<Column> columns, Func<AnalyticsDbContext, RowContext, IQueryable<T>> rows, SortColumn<T>[] date, SortColumn<T>? amount,
    Func<string, Expression<Func<T, bool>>> search, Func<T, VendorNames, IReadOnlyList<Cell>> cells) : RowSource
    where T : class
{
    private const string Amount = "amount";

    public override FactKind Kind => kind;

    public override IReadOnlyList<string> Sortable => amount is null ? [DefaultSort] : [DefaultSort, Amount];

    public override IReadOnlyList<Column> Columns => columns;

    public override async Task<long> CountAsync(RowContext context)
    {
        await using var analytics = context.Store.Open(context.Filter.Scope);
        return await Rows(analytics, context).LongCountAsync(context.Cancel);
    }

    public override async Task<(IReadOnlyList<IReadOnlyList<Cell>> Rows, string? Next)> PageAsync(RowContext context, string sort)
    {
        await using var analytics = context.Store.Open(context.Filter.Scope);
        var keyset = new Keyset<T>(sort == Amount && amount is not null ? [amount, .. date] : date, context.Request.Descending, context.Request.RowSet + "/" + sort);
        var found = Rows(analytics, context);
        if (context.Request.After is { } after)
            found = keyset.After(found, after);
        var page = await keyset.Order(found).Take(context.Request.Size + 1).ToListAsync(context.Cancel);
        var more = page.Count > context.Request.Size;
        var shown = page.Take(context.Request.Size).ToList();
        return ([.. shown.Select(row => cells(row, context.Vendors))], more ? keyset.Cursor(shown[^1]) : null);
    }

    private IQueryable<T> Rows(AnalyticsDbContext analytics, RowContext context)
    {
        var found = rows(analytics, context);
        if (context.Request.Search is { Length: > 0 } text)
            found = found.Where(search(text));
        return found.WhereFilter(kind, context.Filter);
    }
}
