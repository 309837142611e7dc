using System.Globalization;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Rows;

internal sealed class DisputeRowSource(FactKind kind = FactKind.Disputes) : RowSource
{
    public override FactKind Kind => kind;

    public override IReadOnlyList<string> Sortable => [DefaultSort, "amount", "opened"];

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("id", "Dispute", ColumnKind.Text),
        new("opened", "Opened", ColumnKind.Moment),
        new("charged", "Charged", ColumnKind.Moment),
        new("vendor", "Vendor", ColumnKind.Text),
        new("state", "State", ColumnKind.Text),
        new("network", "Network", ColumnKind.Text),
        new("reason", "Reason", ColumnKind.Text),
        new("code", "Code", ColumnKind.Text),
        new("amount", "Disputed", ColumnKind.Money),
        new("due", "Evidence due", ColumnKind.Moment),
        new("decided", "Decided", ColumnKind.Moment),
        new("fee", "Fees", ColumnKind.Money),
        new("recovered", "Recovered", ColumnKind.Money),
        new("transaction", "Payment", ColumnKind.Text),
        new("customer", "Customer", ColumnKind.Text),
    ];

    public override async Task<long> CountAsync(RowContext context)
    {
        await using var reporting = context.Store.Reporting.Open(context.Filter.Scope);
        return await (await RowsAsync(reporting, context)).LongCountAsync(context.Cancel);
    }

    public override async Task<(IReadOnlyList<IReadOnlyList<Cell>> Rows, string? Next)> PageAsync(RowContext context, string sort)
    {
        await using var reporting = context.Store.Reporting.Open(context.Filter.Scope);
        var tie = SortColumn<Chargeback>.Of(row => row.Key);
        SortColumn<Chargeback>[] columns = sort switch
        {
            "amount" => [SortColumn<Chargeback>.Of(row => row.AmountMinor), tie],
            "opened" => [tie],
            _ => Basis(context.Request.RowSet) switch
            {
                DisputeBasis.Charged => [SortColumn<Chargeback>.Of(row => row.ChargedAt!.Value), tie],
                DisputeBasis.Decided => [SortColumn<Chargeback>.Of(row => row.DecidedAt!.Value), tie],
                _ => [tie],
            },
        };
        var keyset = new Keyset<Chargeback>(columns, context.Request.Descending, context.Request.RowSet + "/" + sort);
        var rows = await RowsAsync(reporting, context);
        if (context.Request.After is { } after)
            rows = keyset.After(rows, after);
        var page = await keyset.Order(rows).Take(context.Request.Size + 1).ToListAsync(context.Cancel);
        var more = page.Count > context.Request.Size;
        var shown = page.Take(context.Request.Size).ToList();
        return ([.. shown.Select(row => Cells(row, context.Vendors))], more ? keyset.Cursor(shown[^1]) : null);
    }

    private static DisputeBasis Basis(string rowSet) => rowSet switch
    {
        RowSets.DisputesOpened or RowSets.DisputesMastercard or RowSets.DisputesVamp or RowSets.FraudNotices => DisputeBasis.Opened,
        RowSets.DisputesCharged or RowSets.DisputesCohort => DisputeBasis.Charged,
        _ => DisputeBasis.Decided,
    };

    private async Task<IQueryable<Chargeback>> RowsAsync(ReportingDbContext reporting, RowContext context)
    {
        var rows = DisputeRows.By(reporting.Chargebacks, Basis(context.Request.RowSet), context.Start, context.End);
        rows = context.Request.RowSet switch
        {
            RowSets.DisputesOpened or RowSets.DisputesCharged => rows,
            RowSets.DisputesCohort => Within(rows, context),
            RowSets.DisputesMastercard => rows.Where(row => row.Network == "mastercard"),
            RowSets.DisputesVamp or RowSets.FraudNotices => DisputeRows.Counted(reporting.Chargebacks, context.Request.RowSet, context.Programmes, context.Start, context.End),
            RowSets.DisputesDecided => rows.Where(row => row.State == "won" || row.State == "lost" || row.State == "accepted" || row.State == "expired"),
            RowSets.DisputesChallengedDecided => rows.Where(row => row.State == "won" || (row.State == "lost" && row.EvidenceSubmittedAt != null)),
            RowSets.DisputesWon => rows.Where(row => row.State == "won"),
            _ => throw new ArgumentException($"The row set '{context.Request.RowSet}' has no conditions."),
        };
        if (context.Request.Search is { Length: > 0 } search)
        {
            var found = await context.FoundByIdAsync((source, id) => reporting.Chargebacks.ByRef(source, id).Select(row => row.Key));
            rows = found.Count > 0 ? rows.Where(row => found.Contains(row.Key)) : rows.Where(row => row.CustomerRef == search || row.TransactionRef == search);
        }
        return rows.WhereFilter(Kind, context.Filter);
    }

    /// <summary>Received until the end of so many calendar months after the filter's last one; of several ages the oldest, because cells are cumulative.</summary>
    private static IQueryable<Chargeback> Within(IQueryable<Chargeback> rows, RowContext context)
    {
        var ages = context.Request.Filter.Values.GetValueOrDefault("within", []);
        if (ages.Count == 0)
            return rows;
        var months = ages.Max(age => int.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, 1_000) : -1);
        var until = context.Days.Start(new DateOnly(context.To.Year, context.To.Month, 1).AddMonths(months + 1));
        return rows.Where(row => row.OpenedAt < until);
    }

    private static IReadOnlyList<Cell> Cells(Chargeback row, VendorNames vendors) =>
    [
        Id(RowKind.Disputes, row.SourceId, row.ExternalId),
        At(row.OpenedAt, ""),
        At(row.ChargedAt, "charge not imported"),
        new Cell.Text(vendors.Name(row.VendorId)),
        Word(row.State),
        Word(row.Network),
        Word(row.ReasonCategory, "reason not mapped"),
        Text(row.ReasonCode),
        new Cell.Money(row.AmountMinor, row.Currency),
        At(row.EvidenceDueAt, "no deadline"),
        At(row.DecidedAt, "not decided"),
        new Cell.Money(row.FeeMinor - row.FeeReturnedMinor, row.Currency),
        new Cell.Money(row.RecoveredMinor, row.Currency),
        row.TransactionRef is { Length: > 0 } payment ? Id(RowKind.Transactions, null, payment) : Text(null),
        Text(row.CustomerRef),
    ];
}
