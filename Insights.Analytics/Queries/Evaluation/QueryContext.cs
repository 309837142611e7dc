using System.Globalization;
using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Evaluation;

/// <summary>What is the same for all questions of one call: workspace, today, vendors, rates, the age of the data.</summary>
internal sealed class QueryContext(AnalyticsStore store, ResultCache cache, Workspace workspace, LocalDate today, VendorNames vendors, ExchangeRates rates, Instant? asOf, AppliedFilter filter)
{
    /// <summary>Days up to which a period is read together with the one it is compared with.</summary>
    private const int LongestWithCompared = 100;

    public AppliedFilter Filter => filter;

    public VendorNames Vendors => vendors;

    public ExchangeRates Rates => rates;

    public Instant? AsOf => asOf;

    public LocalDate Today => today;

    public Instant Now { get; private init; }

    /// <summary>Up to when it is counted how long something has waited: to the end of the data, or to now where that is earlier.</summary>
    public Instant AgesUntil => AsOf is { } until && until < Now ? until : Now;

    /// <summary>What converted totals are in.</summary>
    public string Currency => workspace.ReportingCurrency;

    public DateTimeZone Zone => workspace.ReportingZone;

    public static async Task<QueryContext> OpenAsync(AnalyticsStore store, ResultCache cache, TimeProvider clock, ReportFilter filter, DataScope scope)
    {
        var workspace = await WorkspaceAsync(store, cache);
        var vendors = await VendorsAsync(store, cache, scope);
        var rates = await RatesAsync(store, cache, workspace.ReportingCurrency);
        var asOf = await cache.GetAsync("as-of", () => AsOfAsync(store));
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var today = now.InZone(workspace.ReportingZone).Date;
        return new(store, cache, workspace, today, vendors, rates, asOf, AppliedFilter.Of(filter, scope, vendors, workspace.ReportingZone)) { Now = now };
    }

    /// <summary>Reference rates into another currency than the reporting one: programmes name their amounts in their own.</summary>
    public Task<ExchangeRates> RatesAsync(string currency) => RatesAsync(store, cache, currency);

    /// <summary>Daily sums, loaded once for all metrics that need them.</summary>
    public Task<DayRows> DaysAsync(Measure measure, DateRange range, string? by)
    {
        range = measure.Days(range);
        var applied = measure.Network is { } network ? Filter.OfNetwork(network) : Filter;
        string Key(string what, DateRange range, string? by) => QueryContext.Key(what, range, by, applied);
        var (from, to) = (range.From.ToDateOnly(), range.To.ToDateOnly());
        // Margins know fewer dimensions than the tickets themselves, and fewer of their numbers.
        var isCounted = measure.Source == DaySource.Counted || (measure.Source == DaySource.Tickets && (Carried.Lacking(FactKind.Tickets, applied.Filter).Count > 0 || (by is not null && !Carried.Has(FactKind.Tickets, by))));
        if (measure.Source is DaySource.Tickets or DaySource.Counted && TicketColumns.Of(measure.RowSet!) is { } count && TicketCellLoader.Answers(applied, by) && (isCounted || PlanOf(measure, applied, by) is null or { VendorIds: null }))
        {
            var cells = new TicketCellLoader(store, cache, vendors, applied);
            if (measure.Source == DaySource.Tickets)
                return by is null ? cells.ByDayAsync() : cells.OverAsync(UnixTime.ToDays(from), UnixTime.ToDays(to), by);
            return cache.GetAsync(Key("counted:" + measure.RowSet, range, by), async () => (by is null ? await cells.ByDayAsync() : await cells.OverAsync(UnixTime.ToDays(from), UnixTime.ToDays(to), by)).Counting(count));
        }
        if (isCounted)
        {
            return cache.GetAsync(Key("counted:" + measure.RowSet, range, by), async () =>
            {
                var counted = await new CountedLoader(store, vendors, applied, CancellationToken.None).LoadAsync(measure.RowSet!, RowPeriod.Of(range, workspace.ReportingZone), by);
                return measure.Source == DaySource.Counted ? counted : counted.As(TicketColumns.OfMargin(measure.RowSet!));
            });
        }
        if (measure.Source == DaySource.Ledger)
        {
            return LedgerMargins.Has(measure.RowSet!, measure.LedgerColumn, applied, by) ? LedgerOfAsync(measure.RowSet!, range, applied, by) : LedgerOneByOneAsync(measure, range, applied, by);
        }
        if (measure.Source == DaySource.PaymentCases)
        {
            var cases = new PaymentCaseLoader(store, cache, vendors, applied, CancellationToken.None);
            return cases.IsKept(measure.RowSet!, by, measure.WithAmounts)
                ? cache.GetAsync(
                    by is null ? $"cases:{measure.RowSet}|{applied.Key}" : Key((measure.WithAmounts ? "case-amounts:" : "cases:") + measure.RowSet, range, by),
                    () => by is null ? cases.KeptAsync(measure.RowSet!, int.MinValue, int.MaxValue, null, true) : cases.KeptAsync(measure.RowSet!, UnixTime.ToDays(from), UnixTime.ToDays(to), by, measure.WithAmounts))
                : CellQuestion.OfCases(measure.RowSet!) is { } orders && orders.Answers(applied, by)
                ? CellsAsync(orders, measure, range, applied, by)
                : OddRefundDays.Has(measure.RowSet!)
                ? cache.GetAsync($"cases:{measure.RowSet}|{by}|{applied.Key}", () => cases.OddAsync(measure.RowSet!, int.MinValue, int.MaxValue, by))
                : cache.GetAsync(Key((measure.WithAmounts ? "case-amounts:" : "cases:") + measure.RowSet, range, by), () => cases.CountAsync(measure.RowSet!, from, to, by));
        }
        if (measure.Source == DaySource.DisputesCounted)
            return cache.GetAsync(Key((measure.ByDay || measure.WithAmounts ? "days counted:" : "counted:") + measure.RowSet, range, by), () => CountedAsync(measure, range, by));
        var source = measure.Source;
        var isDispute = source is DaySource.DisputesOpened or DaySource.DisputesCharged or DaySource.DisputesDecided;
        // Each vendor's sums of each day are as many as the disputes themselves.
        if (isDispute && (PlanOf(measure, applied, by) is null || (by == "vendor" && applied is { VendorIds: null, Scope.IsStaff: true })))
            return OneByOneAsync(measure, range, applied, by);
        // By vendor and one dimension margins are a piece a vendor, cells one piece whatever is asked.
        if (PlanOf(measure, applied, by) is { } plan && !(plan.VendorIds is null && source == DaySource.Payments && CellQuestion.Payments.Answers(applied, by)))
            return cache.GetAsync($"margins:{source}|{by}|{applied.Key}", () => MarginView.OfAsync(store, cache, vendors, applied, source, plan));
        if (source == DaySource.Payments && CellQuestion.Payments.Answers(applied, by))
            return CellsAsync(CellQuestion.Payments, measure, range, applied, by);
        return cache.GetAsync(Key(source.ToString(), range, by), () =>
        {
            var facts = new FactDays(store, new(workspace.ReportingZone), vendors, applied, CancellationToken.None);
            return source switch
            {
                DaySource.Payments => facts.PaymentsAsync(from, to, by),
                _ => new ClockLoader(store, vendors, applied, CancellationToken.None).DecidedAsync(from, to, by),
            };
        });
    }

    /// <summary>From cells: each day's where days or amounts are asked for, else the period's as one. All columns are counted at once, and what is not split is kept and brought up to each change.</summary>
    private Task<DayRows> CellsAsync(CellQuestion question, Measure measure, DateRange range, AppliedFilter applied, string? by)
    {
        var cells = new CellLoader(store, cache, vendors, applied);
        var (whole, what) = (question.Whole, $"cells:{question.Kind}");
        var (from, to) = (UnixTime.ToDays(range.From.ToDateOnly()), UnixTime.ToDays(range.To.ToDateOnly()));
        var byDay = by is null || measure.ByDay || measure.WithAmounts;
        var key = by is null ? $"{what}|{applied.Key}" : Key(byDay ? "days of " + what : what, range, by, applied);
        return question.Column is null ? WholeAsync() : cache.GetAsync($"{question.Column} of {key}", async () => question.Of(await WholeAsync()));

        Task<DayRows> WholeAsync() =>
            by is null ? cache.Days.ReadAsync(store, cache, key, CellDays.DerivedAs(question.Kind), (first, last) => cells.ByDayAsync(whole, UnixTime.ToDays(first), UnixTime.ToDays(last), null))
            : cache.GetAsync(key, () => byDay ? cells.ByDayAsync(whole, from, to, by) : cells.OverAsync(whole, from, to, by));
    }

    /// <summary>From the disputes that are kept: all days where none is split off, else those asked for, each by itself where days or amounts are asked for.</summary>
    private Task<DayRows> OneByOneAsync(Measure measure, DateRange range, AppliedFilter applied, string? by)
    {
        var basis = measure.Source switch { DaySource.DisputesCharged => DisputeBasis.Charged, DaySource.DisputesDecided => DisputeBasis.Decided, _ => DisputeBasis.Opened };
        var disputes = new DisputeSums(store, cache, vendors, applied);
        if (by is null)
            return cache.GetAsync($"{basis} one by one|{applied.Key}", () => disputes.OfAsync(basis, DateOnly.MinValue, DateOnly.MaxValue, null, isByDay: true));
        var isByDay = measure.ByDay || measure.WithAmounts;
        return cache.GetAsync(Key($"{(isByDay ? "days of " : null)}{basis} one by one", range, by, applied), () => disputes.OfAsync(basis, range.From.ToDateOnly(), range.To.ToDateOnly(), by, isByDay));
    }

    private async Task<DayRows> LedgerOneByOneAsync(Measure measure, DateRange range, AppliedFilter applied, string? by)
    {
        var isByDay = by is null || measure.ByDay || measure.WithAmounts;
        // Where margins hold the others, or each is split by itself, the others are not asked for.
        var only = by is not null || applied.Values.All(pair => pair.Key == "currency") ? measure.RowSet : null;
        var sets = await cache.GetAsync(Key($"{(isByDay ? "days of " : null)}ledger {only} one by one", range, by, applied), () =>
            new DisputeSums(store, cache, vendors, applied).LedgerAsync(only, range.From.ToDateOnly(), range.To.ToDateOnly(), by, isByDay, LedgerRows.AsOf(asOf)));
        return sets[measure.RowSet!];
    }

    /// <summary>Null where no margin answers: several dimensions at once, or clocks by more than their vendor.</summary>
    private static MarginPlan? PlanOf(Measure measure, AppliedFilter applied, string? by) =>
        measure.Source == DaySource.Clocks && (applied.Values.Count > 0 || by is not (null or "vendor")) ? null : MarginPlan.For(measure.Kind == FactKind.Outcomes ? FactKind.Tickets : measure.Kind, applied, by);

    /// <summary>All of the ledger's daily sums of a period, at least: read once, whatever of them is asked for.</summary>
    public Task<LedgerMargins> LedgerDaysAsync(DateRange range, AppliedFilter applied) => LedgerMargins.OfAsync(store, cache, applied, range, WithCompared(range));

    private async Task<DayRows> LedgerOfAsync(string rowSet, DateRange range, AppliedFilter applied, string? by) => (await LedgerDaysAsync(range, applied)).Of(rowSet, by);

    /// <summary>Whoever looks at a period looks at the one before it next: both in one question, where they are short and lie side by side.</summary>
    private DateRange WithCompared(DateRange range) =>
        filter.Filter is { Compare: Comparison.Previous } asked && asked.Range == range && range.Days <= LongestWithCompared && range.Previous() is var before && before.To.PlusDays(1) == range.From
            ? new(before.From, range.To)
            : range;

    /// <summary>Fraud reports, and what VAMP counts: both stand beside the disputes received.</summary>
    private async Task<DayRows> CountedAsync(Measure measure, DateRange range, string? by)
    {
        var settings = (await BookAsync(store, cache)).Settings;
        var network = measure.RowSet == RowSets.FraudNotices ? null : "visa";
        var days = await DaysAsync(measure with { Source = DaySource.DisputesOpened, Network = network }, range, by);
        return days.With(sums =>
        {
            Sums counted = default;
            var disputes = network is null ? 0 : sums[DisputeColumns.Disputes] - (settings.DisputesIncludeFraud ? 0 : sums[DisputeColumns.FraudDisputes]);
            var disputed = network is null ? 0 : sums[DisputeColumns.DisputedMinor] - (settings.DisputesIncludeFraud ? 0 : sums[DisputeColumns.FraudDisputedMinor]);
            (counted[0], counted[1]) = (disputes + sums[DisputeColumns.FraudNotices], disputed + sums[DisputeColumns.FraudNoticesMinor]);
            return counted;
        });
    }

    /// <summary>Ticket sums from the beginning of the data, for levels.</summary>
    public Task<DayRows> DaysUntilAsync(LocalDate last, string? by) => MarginPlan.For(FactKind.Tickets, filter, by) is null or { VendorIds: null }
        ? by is null ? new TicketCellLoader(store, cache, vendors, filter).ByDayAsync() : new TicketCellLoader(store, cache, vendors, filter).OverAsync(int.MinValue, UnixTime.ToDays(last.ToDateOnly()), by)
        : DaysAsync(MetricPlan.RowsOf(RowSets.TicketsCreated), new(last, last), by);

    public async Task<IClockTimes> SamplesAsync(MetricPlan.Duration of, DateRange range, string? by)
    {
        var (clock, business) = (of.Clock, of.Business);
        var (first, last) = (range.From.ToDateOnly(), range.To.ToDateOnly());
        if (clock is MetricPlan.DisputeResponse or MetricPlan.DaysToDispute)
        {
            var timed = clock == MetricPlan.DisputeResponse ? RowSets.DisputesResponded : RowSets.DisputesChargeKnown;
            return (await cache.GetAsync(Key("times of " + timed, range, by), () => new DisputeSums(store, cache, vendors, filter).TimesAsync(timed, first, last, by))).In(business);
        }
        if (by is not null || filter.Values.Count > 0)
            return (await cache.GetAsync(Key("samples:" + clock, range, by), () => new ClockLoader(store, vendors, filter, CancellationToken.None).SamplesAsync(clock, first, last, by))).In(business);
        var metric = clock == "first_reply_time" ? ClockMetric.FirstReplyTime : ClockMetric.FullResolutionTime;
        var kept = new List<SortedClocks>();
        foreach (var id in filter.VendorIds is { } ids ? ids.Select(id => (int?)id) : [null])
        {
            kept.Add(await cache.Days.ReadAsync(store, cache, string.Create(CultureInfo.InvariantCulture, $"{filter.Scope.CacheKey}|{clock}|{business}|{id}"), DerivedDay.Tickets,
                (from, to) => SortedClocks.LoadAsync(store, filter.Scope, metric, business, id, from, to)));
        }
        return SortedClocks.Together(kept);
    }

    /// <summary>The programme table and its settings as they hold now.</summary>
    public static Task<ProgrammeBook> BookAsync(AnalyticsStore store, ResultCache cache) => cache.GetAsync("programme-book", () => ProgrammeBook.LoadAsync(store));

    private string Key(string what, DateRange range, string? by) => Key(what, range, by, filter);

    private static string Key(string what, DateRange range, string? by, AppliedFilter filter) => string.Create(CultureInfo.InvariantCulture, $"{what}|{range}|{by}|{filter.Key}");

    /// <summary>The vendors of a scope, and the workspace, without a filter.</summary>
    public static Task<VendorNames> VendorsAsync(AnalyticsStore store, ResultCache cache, DataScope scope) => cache.GetAsync("vendors|" + scope.CacheKey, () => VendorsAsync(store, scope));

    // Setting it is a commit like any other, so that it cannot go stale here.
    public static Task<Workspace> WorkspaceAsync(AnalyticsStore store, ResultCache cache) => cache.GetAsync("workspace", () => store.Reporting.WorkspaceAsync());

    private static async Task<VendorNames> VendorsAsync(AnalyticsStore store, DataScope scope)
    {
        await using var context = store.Reporting.Open(scope);
        var rows = await context.Vendors.AsNoTracking().OrderBy(row => row.Id).Select(row => new { row.Id, row.Code, row.Name, row.Country }).ToListAsync();
        return new([.. rows.Select(row => (row.Id, row.Code, row.Name, row.Country))]);
    }

    private static Task<ExchangeRates> RatesAsync(AnalyticsStore store, ResultCache cache, string currency) => cache.GetAsync("rates|" + currency, async () =>
        (await cache.UnlessChangedAsync("rates", async () =>
        {
            // Whatever writes a rate writes the file it comes from, and undoing puts the former file back.
            await using var context = store.Reporting.Open(DataScope.Staff);
            return await context.FxRates.GroupBy(_ => 1).Select(all => new { Count = all.Count(), Files = all.Sum(rate => (long)rate.FileId), Last = all.Max(rate => rate.FileId), Rates = all.Sum(rate => rate.PerEuroMillionths) }).FirstOrDefaultAsync()
                is { } sum ? (sum.Count, sum.Files, sum.Last, sum.Rates) : default;
        }, async _ =>
        {
            // Published reference rates are the same for everybody, and for every currency they are converted into.
            await using var context = store.Reporting.Open(DataScope.Staff);
            return new ExchangeRates(await context.FxRates.AsNoTracking().ToListAsync(), currency);
        })).Into(currency));

    private static async Task<Instant?> AsOfAsync(AnalyticsStore store)
    {
        // How old the data is says nothing about whose it is.
        await using var context = store.Reporting.Open(DataScope.Staff);
        return await context.ImportedFiles.Where(file => file.State == "done").MaxAsync(file => file.DataUntil) is { } until ? Instant.FromDateTimeUtc(until) : null;
    }
}
