using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Queries.Rows;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Import.Store;

namespace Insights.Analytics.Queries;

internal sealed class RowQueries(AnalyticsStore store, ResultCache cache, RulesInUse rules, TimeProvider clock) : IRowQueries
{
    /// <summary>Rows of one page at most; more belongs into an export.</summary>
    private const int LargestPage = 500;

    private static readonly RowSource s_tickets = new TicketRowSource();
    private static readonly RowSource s_clocks = new ClockRowSource();
    private static readonly RowSource s_restated = new RestatedRowSource();
    private static readonly RowSource s_transactions = new TransactionRows();
    private static readonly RowSource s_disputes = new DisputeRowSource();
    private static readonly RowSource s_ledger = new LedgerRowSource();
    private static readonly RowSource s_patterns = new LedgerRowSource(FactKind.PatternDisputes);
    private static readonly RowSource s_cohorts = new DisputeRowSource(FactKind.CohortDisputes);
    private static readonly RowSource s_deskTickets = new DeskTicketSource();
    private static readonly RowSource s_cases = new CaseSource();

    private readonly RowSource _deskClocks = new DeskClockSource(rules);

    IReadOnlyList<RowSetInfo> IRowQueries.RowSets { get; } = [.. RowSets.All, .. RowSets.Now];

    public async Task<RowPage> PageAsync(RowRequest request, DataScope scope, CancellationToken cancel = default)
    {
        var (set, source) = Find(request.RowSet);
        var sort = request.Sort ?? RowSource.DefaultSort;
        if (!source.Sortable.Contains(sort))
            throw new ArgumentException($"These rows cannot be sorted by '{sort}'. Sortable: {string.Join(", ", source.Sortable)}.", nameof(request));
        if (request.Sort is null)
            request = request with { Descending = !set.EarliestFirst };
        request = request with { Size = Math.Clamp(request.Size, 1, LargestPage), Search = request.Search?.Trim() };
        var lacking = source.Lacking(request.Filter, scope);
        var context = await ContextAsync(request, scope, cancel);
        var (rows, next) = lacking.Count > 0 ? ([], null) : await source.PageAsync(context, sort);
        return new()
        {
            RowSet = set,
            Table = new() { Id = set.Id, Title = set.Title, Columns = source.Columns, Rows = rows, EmptyText = rows.Count > 0 ? null : EmptyText(source, lacking) },
            Total = request.KnownTotal ?? await CountAsync(source, context, lacking),
            Sort = sort,
            Descending = request.Descending,
            Sortable = source.Sortable,
            Next = next,
            NotCarried = lacking,
        };
    }

    public async Task<long> CountAsync(string rowSet, ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var (_, source) = Find(rowSet);
        var context = await ContextAsync(new() { RowSet = rowSet, Filter = filter }, scope, cancel);
        return await CountAsync(source, context, source.Lacking(filter, scope));
    }

    private Task<long> CountAsync(RowSource source, RowContext context, IReadOnlyList<string> lacking) => lacking.Count > 0
        ? Task.FromResult(0L)
        // What the clock alone changes is counted anew each time, from an index.
        : RowSets.ChangesByTheSecond(context.Request.RowSet) || (context.Request.RowSet == RowSets.PaymentsOverdue && context.AgesUntil >= context.Now) ? source.CountAsync(context)
        : cache.GetAsync(
            $"count|{context.Request.RowSet}|{context.Request.Filter.Range}|{Uri.EscapeDataString(context.Request.Search ?? "")}|{context.Filter.Key}",
            () => source.CountAsync(context with { Cancel = CancellationToken.None }));

    private async Task<RowContext> ContextAsync(RowRequest request, DataScope scope, CancellationToken cancel)
    {
        var context = await QueryContext.OpenAsync(store, cache, clock, request.Filter, scope);
        return new(store, new ReportingDays(context.Zone), context.Vendors, context.Filter, request, cancel)
        {
            Programmes = request.RowSet == RowSets.DisputesVamp ? (await QueryContext.BookAsync(store, cache)).Settings : new(),
            AsOf = LedgerRows.AsOf(context.AsOf),
            AgesUntil = context.AgesUntil.ToDateTimeUtc(),
            Now = UnixTime.FromSeconds(UnixTime.ToSeconds(clock.GetUtcNow().UtcDateTime)),
        };
    }

    private (RowSetInfo Set, RowSource Source) Find(string rowSet)
    {
        var set = RowSets.Find(rowSet)
            ?? throw new ArgumentException($"There is no row set '{rowSet}'. Row sets: {string.Join(", ", RowSets.All.Select(known => known.Id))}.", nameof(rowSet));
        return (set, set.Kind switch
        {
            _ when RowSets.ReachesBack(set.Id) => s_cases,
            _ when set.Id == RowSets.DisputesCohort => s_cohorts,
            _ when set.Id == RowSets.DisputesPattern => s_patterns,
            _ when LedgerRows.Has(set.Id) => s_ledger,
            _ when PaymentCaseRows.Has(set.Id) => PaymentCaseSources.Of(set.Id),
            RowKind.Tickets when set.IsNow => s_deskTickets,
            RowKind.Clocks when set.IsNow => _deskClocks,
            RowKind.Tickets => s_tickets,
            RowKind.Clocks => set.Id == RowSets.ClocksRestated ? s_restated : s_clocks,
            RowKind.Transactions => s_transactions,
            _ => s_disputes,
        });
    }

    private static string EmptyText(RowSource source, IReadOnlyList<string> lacking) => lacking.Count > 0
        ? $"{char.ToUpperInvariant(Carried.Word(source.Kind)[0])}{Carried.Word(source.Kind)[1..]} carry no {string.Join(" and no ", lacking)}: remove that filter to see rows."
        : "No rows under these filters.";
}
