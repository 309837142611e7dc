using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Rows;

internal sealed class TransactionRows : RowSource
{
    public override FactKind Kind => FactKind.Payments;

    public override IReadOnlyList<string> Sortable => [DefaultSort, "amount"];

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("id", "Transaction", ColumnKind.Text),
        new("date", "Date", ColumnKind.Moment),
        new("vendor", "Vendor", ColumnKind.Text),
        new("kind", "Kind", ColumnKind.Text),
        new("status", "Status", ColumnKind.Text),
        new("amount", "Amount", ColumnKind.Money),
        new("method", "Method", ColumnKind.Text),
        new("brand", "Brand", ColumnKind.Text),
        new("gateway", "Gateway", ColumnKind.Text),
        new("country", "Issuer country", ColumnKind.Text),
        new("customer_country", "Customer country", ColumnKind.Text),
        new("cause", "Failure cause", ColumnKind.Text),
        new("customer", "Customer", ColumnKind.Text),
        new("order", "Order", ColumnKind.Text),
    ];

    public override async Task<long> CountAsync(RowContext context)
    {
        await using var reporting = context.Store.Reporting.Open(context.Filter.Scope);
        return await (await RowsAsync(reporting, context)).LongCountAsync(context.Cancel);
    }

    public override async Task<(IReadOnlyList<IReadOnlyList<Cell>> Rows, string? Next)> PageAsync(RowContext context, string sort)
    {
        await using var reporting = context.Store.Reporting.Open(context.Filter.Scope);
        // The key leads with the instant, so that it alone is the order in time.
        var keyset = new Keyset<Transaction>(
            sort == "amount" ? [SortColumn<Transaction>.Of(row => row.AmountMinor), SortColumn<Transaction>.Of(row => row.Key)] : [SortColumn<Transaction>.Of(row => row.Key)],
            context.Request.Descending, context.Request.RowSet + "/" + sort);
        var rows = await RowsAsync(reporting, context);
        if (context.Request.After is { } after)
            rows = keyset.After(rows, after);
        var page = await keyset.Order(rows).Take(context.Request.Size + 1).ToListAsync(context.Cancel);
        var more = page.Count > context.Request.Size;
        var shown = page.Take(context.Request.Size).ToList();
        return ([.. shown.Select(row => Cells(row, context.Vendors))], more ? keyset.Cursor(shown[^1]) : null);
    }

    private static async Task<IQueryable<Transaction>> RowsAsync(ReportingDbContext reporting, RowContext context)
    {
        var range = context.Request.RowSet == RowSets.PaymentsMastercardBefore ? Measure.MonthsBefore(context.Request.Filter.Range) : context.Request.Filter.Range;
        var (from, to) = (context.Days.Start(range.From.ToDateOnly()), context.Days.End(range.To.ToDateOnly()));
        var rows = reporting.Transactions.During(from, to);
        rows = context.Request.RowSet switch
        {
            RowSets.PaymentsSucceeded => rows.Where(row => row.Kind == "charge" && row.Status == "succeeded"),
            RowSets.PaymentsAttempts => rows.Where(row => row.Kind == "charge" && (row.Status == "succeeded" || row.Status == "failed")),
            RowSets.PaymentsFailed => rows.Where(row => row.Kind == "charge" && row.Status == "failed"),
            RowSets.PaymentsVisa => rows.Where(row => row.Kind == "charge" && row.Status == "succeeded" && row.Brand == "visa"),
            RowSets.PaymentsMastercardBefore => rows.Where(row => row.Kind == "charge" && row.Status == "succeeded" && row.Brand == "mastercard"),
            RowSets.Refunds => rows.Where(row => row.Kind == "refund" && row.Status == "succeeded"),
            RowSets.RefundsFailed => rows.Where(row => row.Kind == "refund" && row.Status == "failed"),
            RowSets.RefundsAnswered => rows.Where(row => row.Kind == "refund" && (row.Status == "succeeded" || row.Status == "failed")),
            _ => throw new ArgumentException($"The row set '{context.Request.RowSet}' has no conditions."),
        };
        if (context.Request.Search is { Length: > 0 } search)
        {
            var found = await context.FoundByIdAsync((source, id) => reporting.Transactions.ByRef(source, id).Select(row => row.Key));
            rows = found.Count > 0 ? rows.Where(row => found.Contains(row.Key)) : rows.Where(row => row.CustomerRef == search || row.OrderRef == search);
        }
        return rows.WherePayments(context.Filter, context.Days, from, to);
    }

    private static IReadOnlyList<Cell> Cells(Transaction row, VendorNames vendors) =>
    [
        Id(RowKind.Transactions, row.SourceId, row.ExternalId),
        At(row.OccurredAt, ""),
        new Cell.Text(vendors.Name(row.VendorId)),
        Word(row.Kind),
        Word(row.Status),
        new Cell.Money(row.AmountMinor, row.Currency),
        Word(row.Method),
        Word(row.Brand),
        Text(row.Gateway),
        Text(row.Country),
        Text(row.CustomerCountry),
        Word(row.FailureCause, "did not fail"),
        Text(row.CustomerRef),
        Text(row.OrderRef),
    ];
}
