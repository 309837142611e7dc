using System.Globalization;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Evaluation;

/// <summary>What is the same for all questions of one call: workspace, today, vendors, rates, the age of the data.</summary>
internal sealed class QueryContext(AnalyticsStore store, ResultCache cache, Workspace workspace, LocalDate today, VendorNames vendors, ExchangeRates rates, Instant? asOf, AppliedFilter filter)
{
    public AppliedFilter Filter => filter;

    public VendorNames Vendors => vendors;

    public ExchangeRates Rates => rates;

    public Instant? AsOf => asOf;

    public LocalDate Today => today;

    public Instant Now { get; private init; }

    /// <summary>What converted totals are in.</summary>
    public string Currency => workspace.ReportingCurrency;

    public DateTimeZone Zone => workspace.ReportingZone;

    public static async Task<QueryContext> OpenAsync(AnalyticsStore store, ResultCache cache, TimeProvider clock, ReportFilter filter, DataScope scope)
    {
        // Setting it is a commit like any other, so that it cannot go stale here.
        var workspace = await cache.GetAsync("workspace", () => store.Reporting.WorkspaceAsync());
        var vendors = await cache.GetAsync("vendors|" + scope.CacheKey, () => VendorsAsync(store, scope));
        var rates = await cache.GetAsync("rates|" + workspace.ReportingCurrency, () => RatesAsync(store, workspace.ReportingCurrency));
        var asOf = await cache.GetAsync("as-of", () => AsOfAsync(store));
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var today = now.InZone(workspace.ReportingZone).Date;
        return new(store, cache, workspace, today, vendors, rates, asOf, AppliedFilter.Of(filter, scope, vendors, workspace.ReportingZone)) { Now = now };
    }

    /// <summary>Reference rates into another currency than the reporting one: programmes name their amounts in their own.</summary>
    public Task<ExchangeRates> RatesAsync(string currency) => cache.GetAsync("rates|" + currency, () => RatesAsync(store, currency));

    /// <summary>Daily sums, loaded once for all metrics that need them.</summary>
    public Task<DayRows> DaysAsync(Measure measure, DateRange range, string? by)
    {
        range = measure.Days(range);
        var applied = measure.Network is { } network ? Filter.OfNetwork(network) : Filter;
        string Key(string what, DateRange range, string? by) => QueryContext.Key(what, range, by, applied);
        var (from, to) = (range.From.ToDateOnly(), range.To.ToDateOnly());
        // Margins know fewer dimensions than the tickets themselves.
        if (measure.Source == DaySource.Counted || (measure.Source == DaySource.Tickets && (Carried.Lacking(FactKind.Tickets, applied.Filter).Count > 0 || (by is not null && !Carried.Has(FactKind.Tickets, by)))))
        {
            return cache.GetAsync(Key("counted:" + measure.RowSet, range, by), async () =>
            {
                var counted = await new CountedLoader(store, vendors, applied, CancellationToken.None).LoadAsync(measure.RowSet!, RowPeriod.Of(range, workspace.ReportingZone), by);
                return measure.Source == DaySource.Counted ? counted : counted.As(measure.RowSet == RowSets.TicketsSolved ? TicketMargins.Solved : TicketMargins.Created);
            });
        }
        if (measure.Source == DaySource.Ledger)
            return cache.GetAsync(Key("ledger:" + measure.RowSet, range, by), () => new LedgerLoader(store, vendors, applied, CancellationToken.None) { AsOf = LedgerRows.AsOf(asOf) }.LoadAsync(measure.RowSet!, from, to, by));
        if (measure.Source == DaySource.PaymentCases)
            return cache.GetAsync(Key("cases:" + measure.RowSet, range, by), () => new PaymentCaseLoader(store, vendors, applied, CancellationToken.None).LoadAsync(measure.RowSet!, from, to, by));
        var source = measure.Source;
        if (source == DaySource.DisputesCounted)
        {
            return cache.GetAsync(Key("counted:" + measure.RowSet, range, by), async () =>
            {
                var book = await BookAsync(store, cache);
                return await new FactDays(store, new(workspace.ReportingZone), vendors, applied, CancellationToken.None).CountedDisputesAsync(measure.RowSet!, book.Settings, from, to, by);
            });
        }
        return cache.GetAsync(Key(source.ToString(), range, by), () =>
        {
            var days = new ReportingDays(workspace.ReportingZone);
            var loader = new DayLoader(store, days, vendors, applied, CancellationToken.None);
            return source switch
            {
                DaySource.Payments => loader.PaymentsAsync(from, to, by),
                DaySource.DisputesOpened => loader.DisputesAsync(DisputeBasis.Opened, from, to, by),
                DaySource.DisputesCharged => loader.DisputesAsync(DisputeBasis.Charged, from, to, by),
                DaySource.DisputesDecided => loader.DisputesAsync(DisputeBasis.Decided, from, to, by),
                DaySource.Tickets => loader.TicketsAsync(from, to, by),
                _ => new ClockLoader(store, vendors, applied, CancellationToken.None).DecidedAsync(from, to, by),
            };
        });
    }

    /// <summary>Ticket sums from the beginning of the data, for levels.</summary>
    public Task<DayRows> DaysUntilAsync(LocalDate last, string? by) => cache.GetAsync(
        Key("level", new(last, last), by),
        () => new DayLoader(store, new(workspace.ReportingZone), vendors, filter, CancellationToken.None).TicketsAsync(null, last.ToDateOnly(), by));

    public Task<ClockSamples> SamplesAsync(string clock, DateRange range, string? by) => cache.GetAsync(
        Key("samples:" + clock, range, by),
        () => clock switch
        {
            MetricPlan.DisputeResponse => new LedgerLoader(store, vendors, filter, CancellationToken.None).ResponsesAsync(range.From.ToDateOnly(), range.To.ToDateOnly(), by),
            MetricPlan.DaysToDispute => new LedgerLoader(store, vendors, filter, CancellationToken.None).LagsAsync(range.From.ToDateOnly(), range.To.ToDateOnly(), by),
            _ => new ClockLoader(store, vendors, filter, CancellationToken.None).SamplesAsync(clock, range.From.ToDateOnly(), range.To.ToDateOnly(), by),
        });

    /// <summary>The programme table and its settings as they hold now.</summary>
    public static Task<ProgrammeBook> BookAsync(AnalyticsStore store, ResultCache cache) => cache.GetAsync("programme-book", () => ProgrammeBook.LoadAsync(store));

    private string Key(string what, DateRange range, string? by) => Key(what, range, by, filter);

    private static string Key(string what, DateRange range, string? by, AppliedFilter filter) => string.Create(CultureInfo.InvariantCulture, $"{what}|{range}|{by}|{filter.Key}");

    private static async Task<VendorNames> VendorsAsync(AnalyticsStore store, DataScope scope)
    {
        await using var context = store.Reporting.Open(scope);
        var rows = await context.Vendors.AsNoTracking().OrderBy(row => row.Id).Select(row => new { row.Id, row.Code, row.Name }).ToListAsync();
        return new([.. rows.Select(row => (row.Id, row.Code, row.Name))]);
    }

    private static async Task<ExchangeRates> RatesAsync(AnalyticsStore store, string currency)
    {
        // Published reference rates are the same for everybody.
        await using var context = store.Reporting.Open(DataScope.Staff);
        return new(await context.FxRates.AsNoTracking().ToListAsync(), currency);
    }

    private static async Task<Instant?> AsOfAsync(AnalyticsStore store)
    {
        // How old the data is says nothing about whose it is.
        await using var context = store.Reporting.Open(DataScope.Staff);
        return await context.ImportedFiles.Where(file => file.State == "done").MaxAsync(file => file.DataUntil) is { } until ? Instant.FromDateTimeUtc(until) : null;
    }
}
