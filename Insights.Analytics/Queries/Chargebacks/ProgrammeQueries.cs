using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Chargebacks;

/// <inheritdoc cref="IProgrammeQueries"/>
internal sealed class ProgrammeQueries(AnalyticsStore store, ResultCache cache, TimeProvider clock) : IProgrammeQueries
{
    /// <summary>Months of history: a year and the same month of the year before.</summary>
    private const int Months = 13;

    private const string FraudProgramme = "Mastercard EFM";

    public async Task<LocalDate> MonthAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        var last = AsOf(context).InZone(context.Zone).Date;
        return (filter.Range.To < last ? filter.Range.To : last).With(DateAdjusters.StartOfMonth);
    }

    public async Task<(ProgrammeTable Table, ProgrammeSettings Settings)> TableAsync(CancellationToken cancel = default)
    {
        var book = await QueryContext.BookAsync(store, cache);
        return (book.Table, book.Settings);
    }

    public async Task<IReadOnlyList<ProgrammeStanding>> StandingsAsync(LocalDate month, ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        month = month.With(DateAdjusters.StartOfMonth);
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        return await cache.GetAsync($"programmes|{month}|{context.Filter.Key}", () => LoadAsync(month, context));
    }

    private async Task<IReadOnlyList<ProgrammeStanding>> LoadAsync(LocalDate month, QueryContext context)
    {
        var book = await QueryContext.BookAsync(store, cache);
        var first = month.PlusMonths(1 - Months);
        // Two months more: the oldest is divided by the payments of the month before it, or ends a quarter.
        var rows = await NetworkMonthRows.LoadAsync(store, cache, context.Filter, first.PlusMonths(-2), month);
        await rows.AddReversalsAsync(store, cache, context, [.. book.Table.Lines.Where(line => line.LessReversalsAndCredits).Select(line => line.Network)], first.PlusMonths(-1), month);
        var vendors = context.Vendors.All.ToDictionary(row => row.Id, row => (row.Code, row.Name, Country: string.IsNullOrEmpty(row.Country) ? null : row.Country.ToUpperInvariant()));
        var byAuthentication = Of(line => line.Numerator is ProgrammeNumerator.FraudWithThreeDsAmount or ProgrammeNumerator.FraudWithoutThreeDsOfQuarterAmount);
        await rows.AddFraudByAuthenticationAsync(store, cache, context.Filter, byAuthentication, first.PlusMonths(-2), month);
        // Narrowed to one network, nothing is told of all.
        if (NetworkMonthRows.Networks(context.Filter) is null)
            rows.AddAllNetworks(Of(line => line.Network == ProgrammeLine.AllNetworks));
        int[] Of(Func<ProgrammeLine, bool> these)
        {
            var regions = book.Table.Lines.Where(line => line.IsJudged && these(line)).Select(line => line.Region).ToHashSet(StringComparer.Ordinal);
            return [.. vendors.Where(vendor => vendor.Key > 0 && book.Table.Regions.Of(vendor.Value.Country).Overlaps(regions)).Select(vendor => vendor.Key)];
        }
        var exchange = new Dictionary<string, ExchangeRates>(StringComparer.Ordinal);
        foreach (var currency in book.Table.Lines.Select(line => line.ByAmount ? line.MinAmountCurrency ?? "USD" : line.MinAmountCurrency).OfType<string>().Distinct(StringComparer.Ordinal))
            exchange[currency] = await context.RatesAsync(currency);
        var lastDay = AsOf(context).InZone(context.Zone).Date;
        var judge = new ProgrammeJudge(book.Settings, (amounts, of, currency) => Whole(Convert(exchange[currency], amounts, of, lastDay), currency));
        var progress = Progress(month, context);

        var standings = new List<ProgrammeStanding>();
        foreach (var (vendorId, network) in rows.Keys.ToList())
        {
            if (!vendors.TryGetValue(vendorId, out var vendor))
                continue;
            var regions = book.Table.Regions.Of(vendor.Country);
            var months = Enumerable.Range(0, Months).Select(i => rows.Of(vendorId, network, first.PlusMonths(i))).ToList();
            foreach (var tiers in book.Table.InForce(network, regions, month))
            {
                var programme = tiers[0].Programme;
                ProgrammeMonth Judged(NetworkMonth figures)
                {
                    var then = figures.Month == month ? tiers : book.Table.InForce(network, regions, figures.Month).FirstOrDefault(each => each[0].Programme == programme);
                    var value = Convert(context.Rates, figures.Disputed, figures.Month, lastDay) is { } disputed && Convert(context.Rates, figures.Sales, figures.Month, lastDay) is { } sales
                        ? new Ratio(disputed, sales)
                        : (Ratio?)null;
                    var verdict = then is null ? null : judge.Judge(then, figures, figures.Month == month ? progress : null);
                    return new(figures, verdict, value, context.Currency);
                }
                var history = InRow([.. months.Select(Judged)]);
                standings.Add(new()
                {
                    VendorCode = vendor.Code,
                    VendorName = vendor.Name.Length > 0 ? vendor.Name : vendor.Code,
                    Region = tiers[^1].Region,
                    RegionIsAssumed = vendor.Country is null && tiers[^1].Region != ProgrammeLine.AllRegions,
                    Network = network,
                    Programme = programme,
                    Progress = progress,
                    History = history,
                    MonthsAtLine = MonthsAtLine(history),
                    MonthsInRow = Enumerable.Reverse(history).TakeWhile(each => each.Verdict?.FirstLine?.Reached == true).Count(),
                });
            }
        }
        // A vendor in both of Mastercard's programmes is placed in that of fraud only.
        var inFraud = standings.Where(standing => standing is { Programme: FraudProgramme, Verdict.Reached: not null }).Select(standing => standing.VendorCode).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. standings.Select(standing => standing is { Network: "mastercard", Programme: not FraudProgramme, Verdict.Reached: not null } && inFraud.Contains(standing.VendorCode) ? standing with { ReplacedBy = FraudProgramme } : standing)
                .OrderByDescending(standing => standing.Status).ThenBy(standing => standing.Verdict.IsSmall).ThenByDescending(standing => standing.Verdict.Reached?.Line.Rank ?? 0)
                .ThenByDescending(standing => standing.Chance is > 0.01 and var chance ? chance : 0).ThenByDescending(standing => standing.Verdict.Closeness)
                .ThenBy(standing => standing.VendorCode, StringComparer.Ordinal).ThenBy(standing => standing.Programme, StringComparer.Ordinal),
        ];
    }

    /// <summary>A programme that takes several months one after another is near, and not reached, until they are there.</summary>
    private static List<ProgrammeMonth> InRow(List<ProgrammeMonth> history)
    {
        var row = 0;
        for (var i = 0; i < history.Count; i++)
        {
            row = history[i].Verdict?.FirstLine?.Reached == true ? row + 1 : 0;
            if (history[i].Verdict is { Status: ProgrammeStatus.Reached, Reached.Line.MonthsInRow: var takes } verdict && row < takes)
                history[i] = history[i] with { Verdict = verdict with { Status = ProgrammeStatus.Near } };
        }
        return history;
    }

    /// <summary>Months at or above the first line since the programme was entered: three months below leave it, and the next time begins at one. 0 while it stands below.</summary>
    private static int MonthsAtLine(IReadOnlyList<ProgrammeMonth> history)
    {
        var (months, below) = (0, 0);
        foreach (var month in history)
        {
            if (month.Verdict?.FirstLine?.Reached == true)
                (months, below) = (months + 1, 0);
            else if (++below >= 3)
                months = 0;
        }
        return history[^1].Verdict?.FirstLine?.Reached == true ? months : 0;
    }

    private static MonthProgress? Progress(LocalDate month, QueryContext context)
    {
        var (start, end) = (context.Zone.AtStartOfDay(month).ToInstant(), context.Zone.AtStartOfDay(month.PlusMonths(1)).ToInstant());
        var asOf = AsOf(context);
        return asOf >= end ? null : new(Math.Max(0, (asOf - start) / Duration.FromDays(1)), CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month));
    }

    private static Instant AsOf(QueryContext context) => context.AsOf is { } at && at < context.Now ? at : context.Now;

    /// <summary>Amounts of a month by the rate of its last day, or of the last day there is data of.</summary>
    private static long? Convert(ExchangeRates rates, IReadOnlyList<Money> amounts, LocalDate month, LocalDate lastDay)
    {
        var end = month.With(DateAdjusters.EndOfMonth);
        var day = UnixTime.ToDays((end < lastDay ? end : lastDay).ToDateOnly());
        var converted = rates.Convert(amounts.Select(amount => (day, amount)));
        return converted.WithoutRate.Count == 0 ? converted.Total.Minor : null;
    }

    private static long? Whole(long? minor, string currency) => minor is { } amount
        ? (long)decimal.Floor(amount / CellText.CurrencyDecimals(currency) switch { 0 => 1m, 3 => 1000m, _ => 100m })
        : null;
}
