using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Rows;

/// <summary>Disputes with what lies around them: the sets that ask about tickets, refunds, doubled charges, answers and deadlines.</summary>
internal sealed class LedgerRowSource(FactKind kind = FactKind.Disputes) : RowSource
{
    public override FactKind Kind => kind;

    public override IReadOnlyList<string> Sortable => [DefaultSort, "amount", "opened"];

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("id", "Dispute", ColumnKind.Text),
        new("opened", "Opened", ColumnKind.Moment),
        new("vendor", "Vendor", ColumnKind.Text),
        new("state", "State", ColumnKind.Text),
        new("network", "Network", ColumnKind.Text),
        new("reason", "Reason", ColumnKind.Text),
        new("amount", "Disputed", ColumnKind.Money),
        new("due", "Evidence due", ColumnKind.Moment),
        new("responded", "Answered", ColumnKind.Moment),
        new("decided", "Decided", ColumnKind.Moment),
        new("net", "Net loss", ColumnKind.Money),
        new("transaction", "Payment", ColumnKind.Text),
        new("customer", "Customer", ColumnKind.Text),
        new("contact", "Ticket before", ColumnKind.Text),
        new("contacted", "Asked", ColumnKind.Moment),
        new("replied", "First reply", ColumnKind.Moment),
        new("solved", "Ticket solved", ColumnKind.Moment),
        new("refunded", "Refunded", ColumnKind.Moment),
        new("other", "Charged twice", ColumnKind.Text),
        new("notice", "Fraud notice", ColumnKind.Moment),
    ];

    public override async Task<long> CountAsync(RowContext context)
    {
        await using var analytics = context.Store.Open(context.Filter.Scope);
        return await Rows(analytics, context).LongCountAsync(context.Cancel);
    }

    public override async Task<(IReadOnlyList<IReadOnlyList<Cell>> Rows, string? Next)> PageAsync(RowContext context, string sort)
    {
        await using var analytics = context.Store.Open(context.Filter.Scope);
        var tie = SortColumn<DisputeLedger>.Of(row => row.DisputeKey);
        SortColumn<DisputeLedger>[] columns = (sort, context.Request.RowSet) switch
        {
            ("amount", _) => [SortColumn<DisputeLedger>.Of(row => row.AmountMinor), tie],
            (DefaultSort, RowSets.DisputesRecovered or RowSets.DisputesProvisional) => [SortColumn<DisputeLedger>.Of(row => row.DecidedAt!.Value), tie],
            (DefaultSort, RowSets.NowEvidence or RowSets.NowEvidenceOverdue) => [SortColumn<DisputeLedger>.Of(row => row.DueAt!.Value), tie],
            // The key begins with the opening.
            _ => [tie],
        };
        var keyset = new Keyset<DisputeLedger>(columns, context.Request.Descending, context.Request.RowSet + "/" + sort);
        var rows = Rows(analytics, context);
        if (context.Request.After is { } after)
            rows = keyset.After(rows, after);
        var page = await keyset.Order(rows).Take(context.Request.Size + 1).ToListAsync(context.Cancel);
        var more = page.Count > context.Request.Size;
        var shown = page.Take(context.Request.Size).ToList();
        return ([.. shown.Select(row => Cells(row, context.Vendors))], more ? keyset.Cursor(shown[^1]) : null);
    }

    private IQueryable<DisputeLedger> Rows(AnalyticsDbContext analytics, RowContext context)
    {
        var now = context.Request.RowSet == RowSets.DisputesProvisional ? context.AsOf : context.Now;
        var rows = LedgerRows.Of(analytics, context.Request.RowSet, context.From, context.To, now);
        if (context.Request.RowSet == RowSets.DisputesPattern)
            rows = LedgerRows.OfPatterns(rows, analytics, context.Request.Filter);
        if (context.Request.Search is { Length: > 0 } search)
        {
            // As elsewhere: the row with this id, or where none has it, those of this customer or payment.
            var all = analytics.DisputeLedger;
            rows = rows.Where(row => row.DisputeRef == search || (!all.Any(other => other.DisputeRef == search) && (row.CustomerRef == search || row.PaymentRef == search)));
        }
        return rows.WhereFilter(Kind, context.Filter);
    }

    private static IReadOnlyList<Cell> Cells(DisputeLedger row, VendorNames vendors) =>
    [
        Id(RowKind.Disputes, row.SourceId, row.DisputeRef),
        At(row.OpenedAt, ""),
        new Cell.Text(vendors.Name(row.VendorId)),
        Word(row.State),
        Word(row.Network),
        Word(row.ReasonCategory, "reason not mapped"),
        new Cell.Money(row.AmountMinor, row.Currency),
        At(row.DueAt, "no deadline"),
        At(row.RespondedAt, "no answer"),
        At(row.DecidedAt, "not decided"),
        row.Outcome is null ? new Cell.None("not decided") : new Cell.Money(row.NetLossMinor, row.Currency),
        row.PaymentRef is { Length: > 0 } payment ? Id(RowKind.Transactions, null, payment) : Text(null),
        Text(row.CustomerRef),
        row.ContactRef is { } ticket ? Id(RowKind.Tickets, row.ContactSourceId, ticket) : Text(null, "none found"),
        At(row.ContactAt, "none found"),
        At(row.ContactRepliedAt, row.ContactRef is null ? "none found" : "no reply"),
        At(row.ContactSolvedAt, row.ContactRef is null ? "none found" : "not solved"),
        At(row.RefundedAt, "no refund before"),
        row.DuplicateRef is { } other ? Id(RowKind.Transactions, row.SourceId, other) : Text(null, "no"),
        At(row.NoticeAt, "none"),
    ];
}
