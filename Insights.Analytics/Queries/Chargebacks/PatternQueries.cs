using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Chargebacks;

/// <inheritdoc cref="IPatternQueries"/>
internal sealed class PatternQueries(AnalyticsStore store, ResultCache cache, TimeProvider clock) : IPatternQueries
{
    private const int MostGone = 20;

    public Task<PatternSearchRun?> LastRunAsync(DataScope scope, CancellationToken cancel = default) =>
        scope.Kind == ScopeKind.Nothing ? Task.FromResult<PatternSearchRun?>(null) : cache.GetAsync("pattern-run", async () =>
        {
            // When it ran and how much it asked says nothing about whose data it is.
            await using var analytics = store.Open(DataScope.Staff);
            return await analytics.PatternRuns.AsNoTracking().OrderByDescending(row => row.Id).FirstOrDefaultAsync() is { } run
                ? new PatternSearchRun(At(run.RanAt), Day(run.From), Day(run.To), run.Payments, run.Disputes, run.WithoutPayment, run.Segments, run.Families, run.LeftOut)
                : null;
        });

    public async Task<IReadOnlyList<Pattern>> ListAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        var all = await AllAsync(context, scope);
        return [.. all.Where(row => IsChosen(row.VendorId, context.Filter) && IsChosen(row.Pattern.LeadingReason, filter)).Select(row => row.Pattern)];
    }

    public async Task<IReadOnlyList<GonePattern>> GoneAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        var gone = await cache.GetAsync("patterns-gone|" + scope.CacheKey, async () =>
        {
            await using var analytics = store.Open(scope);
            return await analytics.PatternSightings.AsNoTracking().Where(row => row.GoneAt != null).OrderByDescending(row => row.GoneAt).ThenByDescending(row => row.Id).ToListAsync();
        });
        return
        [
            .. gone.Where(row => IsChosen(row.VendorId, context.Filter)).Take(MostGone)
                .Select(row => new GonePattern(row.Kind, Name(row, context.Vendors), At(row.FirstSeenAt), At(row.LastSeenAt), At(row.GoneAt!.Value))),
        ];
    }

    public async Task<PatternDetail?> FindAsync(int id, DataScope scope, CancellationToken cancel = default)
    {
        var day = LocalDate.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var context = await QueryContext.OpenAsync(store, cache, clock, new() { Range = new(day, day) }, scope);
        if ((await AllAsync(context, scope)).FirstOrDefault(row => row.Pattern.Id == id).Pattern is not { } pattern || await LastRunAsync(scope, cancel) is not { } run)
            return null;
        return await cache.GetAsync(FormattableString.Invariant($"pattern|{id}|{scope.CacheKey}"), async () =>
        {
            await using var analytics = store.Open(scope);
            var weeks = await analytics.PatternWeeks.AsNoTracking().Where(row => row.PatternId == id).OrderBy(row => row.From).ToListAsync();
            var examples = await analytics.PatternExamples.AsNoTracking().Where(row => row.PatternId == id).OrderBy(row => row.Number).ToListAsync();
            var aliases = await analytics.PatternAliases.AsNoTracking().Where(row => row.PatternId == id).OrderBy(row => row.Number).ToListAsync();
            return new PatternDetail(
                pattern, run,
                [.. weeks.Select(row => new PatternPoint(Day(row.From), row.Base, row.Disputes, row.Expected))],
                [.. examples.Select(row => new PatternExampleLine(row.SourceId, row.DisputeRef, At(row.OpenedAt), new(row.AmountMinor, row.Currency), row.Reason))],
                [.. aliases.Select(row => new PatternOverlap(row.Kind, Name(row, context.Vendors), row.Disputes, row.Expected, row.Shared, row.PGivenPattern))]);
        });
    }

    private Task<IReadOnlyList<(int VendorId, Pattern Pattern)>> AllAsync(QueryContext context, DataScope scope) =>
        cache.GetAsync<IReadOnlyList<(int VendorId, Pattern Pattern)>>("patterns|" + scope.CacheKey, async () =>
        {
            var (rows, amounts, seen) = await cache.UnlessChangedAsync("pattern-rows|" + scope.CacheKey, async () => (await LastRunAsync(scope))?.RanAt ?? Instant.MinValue, _ => RowsAsync(scope));
            var day = UnixTime.ToDays(context.Today.ToDateOnly());
            var run = await LastRunAsync(scope);
            return
            [
                .. rows.Select(row => (row.VendorId, Pattern: Of(row, [.. amounts[row.Id]], seen[row.Id], context, run is null ? day : UnixTime.ToDays(run.To.ToDateOnly())) with { Charges = run is null ? null : new DateRange(run.From, run.To) }))
                    .OrderByDescending(row => row.Pattern.ExcessConverted.Minor).ThenByDescending(row => row.Pattern.Excess).ThenBy(row => row.Pattern.Id),
            ];
        });

    /// <summary>Nothing but the next search changes what was found.</summary>
    private async Task<Found> RowsAsync(DataScope scope)
    {
        await using var analytics = store.Open(scope);
        return new(
            await analytics.Patterns.AsNoTracking().ToListAsync(),
            (await analytics.PatternAmounts.AsNoTracking().OrderBy(row => row.Currency).ToListAsync()).ToLookup(row => row.PatternId),
            await analytics.PatternSightings.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.FirstSeenAt));
    }

    private sealed record Found(List<PatternRow> Rows, ILookup<int, PatternAmount> Amounts, Dictionary<int, DateTime> Seen);

    private static Pattern Of(PatternRow row, IReadOnlyList<PatternAmount> amounts, DateTime firstSeen, QueryContext context, int rateDay)
    {
        var name = Name(row, context.Vendors);
        IReadOnlyList<Money> excess = [.. amounts.Select(amount => new Money(amount.ExcessMinor, amount.Currency))];
        return new Pattern
        {
            Id = row.Id,
            Kind = row.Kind,
            VendorCode = row.VendorId > 0 ? context.Vendors.Code(row.VendorId) : null,
            VendorName = row.VendorId > 0 ? context.Vendors.Name(row.VendorId) : null,
            Members = PatternTelling.Members(row.Dimension, row.Member, row.SecondDimension, row.SecondMember),
            Outcome = row.Outcome is { } outcome ? new(outcome, row.OutcomeMember!) : null,
            IsMix = row.IsMix,
            Name = name,
            Sentence = PatternTelling.Sentence(name, row.IsMix, row.Disputes, row.Base, row.Expected, row.Outcome),
            Base = row.Base,
            Disputes = row.Disputes,
            Expected = row.Expected,
            ExpectedLikeAll = row.ExpectedLikeAll,
            DisputedValue = [.. amounts.Select(amount => new Money(amount.DisputedMinor, amount.Currency))],
            ExcessValue = excess,
            ExcessConverted = context.Rates.Convert(excess.Select(money => (rateDay, money))).Total,
            RateInterval = Interval(row.RateLower, row.RateUpper),
            RatioInterval = Interval(row.RatioLower, row.RatioUpper),
            ShrunkenRate = row.ShrunkenRate,
            ShrunkenInterval = new(row.ShrunkenLower, row.ShrunkenUpper),
            P = row.P,
            PGivenOthers = row.PGivenOthers,
            Q = row.Q,
            FamilySize = row.M,
            Since = row.Since is { } since ? Day(since) : null,
            SinceEarliest = row.SinceEarliest is { } earliest ? Day(earliest) : null,
            SinceLatest = row.SinceLatest is { } latest ? Day(latest) : null,
            Until = row.Until is { } until ? Day(until) : null,
            LeadingReason = row.LeadingReason,
            FirstSeenAt = At(firstSeen),
            Baseline = row.Baseline,
        };
    }

    private static string Name(PatternSegmentRow row, VendorNames vendors) => PatternTelling.Name(
        row.VendorId > 0 ? vendors.Name(row.VendorId) : null, PatternTelling.Members(row.Dimension, row.Member, row.SecondDimension, row.SecondMember),
        row.Outcome is { } outcome ? new(outcome, row.OutcomeMember!) : null);

    private static bool IsChosen(int vendorId, AppliedFilter filter) => filter.VendorIds is null || filter.VendorIds.Contains(vendorId);

    private static bool IsChosen(string? reason, ReportFilter filter) => filter.Values.GetValueOrDefault("reason") is not { Count: > 0 } chosen || chosen.Contains(reason ?? ReportFilter.Unknown);

    private static Interval95? Interval(double? lower, double? upper) => lower is { } low && upper is { } high ? new(low, high) : null;

    private static Instant At(DateTime utc) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    private static LocalDate Day(DateOnly day) => LocalDate.FromDateOnly(day);
}
