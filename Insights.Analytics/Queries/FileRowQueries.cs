using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Queries.Rows;
using Insights.Analytics.Reports;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries;

/// <summary>
/// Facts lie in the order of time and have no index by file, which every import would pay for. The file's ledger row says between which instants its rows
/// lie, so that only that stretch is read; a file from before that was kept costs one pass over its kind of rows.
/// </summary>
internal sealed class FileRowQueries(IReportingStore store, ResultCache cache) : IFileRowQueries
{
    private const int LargestPage = 500;

    private static readonly RowKind[] s_kinds = [RowKind.Transactions, RowKind.Disputes, RowKind.Tickets];

    public async Task<IReadOnlyList<FileRowCount>> CountsAsync(int fileId, DataScope scope, CancellationToken cancel = default)
    {
        if (await StretchAsync(fileId, scope, cancel) is not { } stretch)
            return [];
        var counts = new List<FileRowCount>();
        foreach (var kind in s_kinds)
        {
            if (await CountAsync(kind, fileId, stretch, scope) is > 0 and var rows)
                counts.Add(new(kind, rows));
        }
        return counts;
    }

    public async Task<FileRowPage?> PageAsync(int fileId, RowKind kind, DataScope scope, string? after = null, int size = 50, CancellationToken cancel = default)
    {
        if (await StretchAsync(fileId, scope, cancel) is not { } stretch)
            return null;
        size = Math.Clamp(size, 1, LargestPage);
        await using var context = store.Open(scope);
        var vendors = await context.Vendors.AsNoTracking().ToDictionaryAsync(vendor => vendor.Id, vendor => vendor.Name.Length > 0 ? vendor.Name : vendor.Code, cancel);
        string Vendor(int id) => vendors.GetValueOrDefault(id, ReportFilter.Unknown);
        var (columns, (rows, next)) = kind switch
        {
            RowKind.Tickets => (s_tickets, await RowsAsync(Of(context.Tickets, fileId, stretch), fileId, kind, after, size, row => Cells(row, Vendor(row.VendorId)), cancel)),
            RowKind.Disputes => (s_disputes, await RowsAsync(Of(context.Chargebacks, fileId, stretch), fileId, kind, after, size, row => Cells(row, Vendor(row.VendorId)), cancel)),
            _ => (s_transactions, await RowsAsync(Of(context.Transactions, fileId, stretch), fileId, kind, after, size, row => Cells(row, Vendor(row.VendorId)), cancel)),
        };
        var table = new Table { Id = "file-rows", Title = "Rows of this file", Columns = columns, Rows = rows, EmptyText = "No stored row comes from this file." };
        return new(table, await CountAsync(kind, fileId, stretch, scope), next);
    }

    private Task<long> CountAsync(RowKind kind, int fileId, Stretch stretch, DataScope scope) => cache.GetAsync($"file-rows|{kind}|{fileId}|{scope.CacheKey}", async () =>
    {
        await using var context = store.Open(scope);
        return kind switch
        {
            RowKind.Tickets => await Of(context.Tickets, fileId, stretch).LongCountAsync(),
            RowKind.Disputes => await Of(context.Chargebacks, fileId, stretch).LongCountAsync(),
            _ => await Of(context.Transactions, fileId, stretch).LongCountAsync(),
        };
    });

    private async Task<Stretch?> StretchAsync(int fileId, DataScope scope, CancellationToken cancel)
    {
        await using var context = store.Open(scope);
        return await context.ImportedFiles.AsNoTracking().Where(file => file.Id == fileId)
            .Select(file => new Stretch(file.RowsFrom, file.RowsUntil)).FirstOrDefaultAsync(cancel);
    }

    private static IQueryable<Ticket> Of(DbSet<Ticket> facts, int fileId, Stretch stretch) =>
        (stretch.IsKnown ? facts.During(stretch.Start, stretch.End) : facts.AsNoTracking()).Where(row => row.FileId == fileId);

    private static IQueryable<Transaction> Of(DbSet<Transaction> facts, int fileId, Stretch stretch) =>
        (stretch.IsKnown ? facts.During(stretch.Start, stretch.End) : facts.AsNoTracking()).Where(row => row.FileId == fileId);

    private static IQueryable<Chargeback> Of(DbSet<Chargeback> facts, int fileId, Stretch stretch) =>
        (stretch.IsKnown ? facts.During(stretch.Start, stretch.End) : facts.AsNoTracking()).Where(row => row.FileId == fileId);

    private static async Task<(IReadOnlyList<IReadOnlyList<Cell>> Rows, string? Next)> RowsAsync<T>(
        IQueryable<T> rows, int fileId, RowKind kind, string? after, int size, Func<T, IReadOnlyList<Cell>> cells, CancellationToken cancel) where T : class, IFact
    {
        var keyset = new Keyset<T>([SortColumn<T>.Of(row => row.Key)], descending: false, FormattableString.Invariant($"file/{fileId}/{kind}"));
        if (after is not null)
            rows = keyset.After(rows, after);
        var page = await keyset.Order(rows).Take(size + 1).ToListAsync(cancel);
        var shown = page.Take(size).ToList();
        return ([.. shown.Select(cells)], page.Count > size ? keyset.Cursor(shown[^1]) : null);
    }

    private static readonly Column[] s_transactions =
    [
        new("line", "Line", ColumnKind.Count), new("id", "Transaction", ColumnKind.Text), new("date", "Date", ColumnKind.Moment), new("vendor", "Vendor", ColumnKind.Text),
        new("kind", "Kind", ColumnKind.Text), new("status", "Status", ColumnKind.Text), new("amount", "Amount", ColumnKind.Money),
    ];

    private static readonly Column[] s_disputes =
    [
        new("line", "Line", ColumnKind.Count), new("id", "Dispute", ColumnKind.Text), new("date", "Opened", ColumnKind.Moment), new("vendor", "Vendor", ColumnKind.Text),
        new("reason", "Reason", ColumnKind.Text), new("state", "State", ColumnKind.Text), new("amount", "Disputed", ColumnKind.Money),
    ];

    private static readonly Column[] s_tickets =
    [
        new("line", "Line", ColumnKind.Count), new("id", "Ticket", ColumnKind.Text), new("date", "Created", ColumnKind.Moment), new("vendor", "Vendor", ColumnKind.Text),
        new("subject", "Subject", ColumnKind.Text), new("status", "Status", ColumnKind.Text),
    ];

    private static IReadOnlyList<Cell> Cells(Transaction row, string vendor) =>
        [.. Head(row, RowKind.Transactions, row.OccurredAt, vendor), Word(row.Kind), Word(row.Status), new Cell.Money(row.AmountMinor, row.Currency)];

    private static IReadOnlyList<Cell> Cells(Chargeback row, string vendor) =>
        [.. Head(row, RowKind.Disputes, row.OpenedAt, vendor), Word(row.ReasonCategory), Word(row.State), new Cell.Money(row.AmountMinor, row.Currency)];

    private static IReadOnlyList<Cell> Cells(Ticket row, string vendor) =>
        [.. Head(row, RowKind.Tickets, row.CreatedAt, vendor), Text(row.Subject), row.Status is { } status ? Word(status) : Text(row.RawStatus)];

    private static IEnumerable<Cell> Head(IFact row, RowKind kind, DateTime at, string vendor) =>
    [
        new Cell.Count(row.Line), new Cell.Text(row.ExternalId) { Link = RowDetailLinks.To(kind, row.SourceId, row.ExternalId) },
        new Cell.Moment(Instant.FromDateTimeUtc(at)), new Cell.Text(vendor),
    ];

    private static Cell Word(string? key) => string.IsNullOrEmpty(key) ? new Cell.None("not given") : new Cell.Text(Words.Label(key));

    private static Cell Text(string? text) => string.IsNullOrEmpty(text) ? new Cell.None("not given") : new Cell.Text(text);

    /// <summary>Dates of the file's first and last row.</summary>
    private sealed record Stretch(DateTime? From, DateTime? Until)
    {
        public bool IsKnown => From is not null && Until is not null;

        public DateTime Start => From!.Value;

        /// <summary>Windows are half-open.</summary>
        public DateTime End => Until!.Value.AddSeconds(1);
    }
}
