using Insights.Analytics.Metrics.Chargebacks;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Passes;
using Insights.Import.Store;

namespace Insights.Analytics.Queries.Evaluation;

/// <summary>A metric with everything it needs in memory: values over any part of the loaded days, for all members or one.</summary>
internal abstract class LoadedMetric(MetricPlan plan, QueryContext context)
{
    public MetricPlan Plan => plan;

    protected QueryContext Context => context;

    public abstract IEnumerable<string> Members { get; }

    /// <summary>Whether the members' values add up to the total, so that "other" can be told.</summary>
    public virtual bool AddsUp => true;

    /// <param name="member">Null = all members together.</param>
    public abstract MetricResult Over(DateRange range, string? member);

    /// <summary>Everything not in <paramref name="members"/>.</summary>
    public abstract MetricResult OverOthers(DateRange range, IReadOnlySet<string> members);

    public static async Task<LoadedMetric> LoadAsync(MetricPlan plan, QueryContext context, DateRange range, string? by)
    {
        var definition = plan.Definition;
        var lacking = Carried.Lacking(plan.Kind, context.Filter.Filter);
        if (lacking.Count > 0)
            return new MissingMetric(plan, context, $"{Carried.Word(plan.Kind)} carry no {string.Join(" and no ", lacking)}");
        if (by is not null && !Carried.Splits(plan.Kind, by))
            return new MissingMetric(plan, context, $"{Carried.Word(plan.Kind)} carry no {by}");
        return plan switch
        {
            MetricPlan.Count count => new CountMetric(plan, context, await context.DaysAsync(count.Rows, range, by), count.Rows.Of),
            MetricPlan.Level => new LevelMetric(plan, context, await context.DaysUntilAsync(range.To, by)),
            MetricPlan.Share share => new ShareMetric(
                plan, context, await context.DaysAsync(share.Above, range, by), share.Above.Of,
                await context.DaysAsync(share.Below, range, by is not null && Carried.Splits(share.Below.Kind, by) ? by : null), share.Below.Of,
                belowIsSplit: by is null || Carried.Splits(share.Below.Kind, by), share.Below.Days),
            MetricPlan.ShareOfValue value => new ValueShareMetric(
                plan, context, await context.DaysAsync(value.Above, range, by), value.Above.Of, value.AmountAbove.Of,
                await context.DaysAsync(value.Below, range, by is not null && Carried.Splits(value.Below.Kind, by) ? by : null), value.Below.Of, value.AmountBelow.Of,
                belowIsSplit: by is null || Carried.Splits(value.Below.Kind, by), value.Below.Days),
            MetricPlan.Money money => new MoneyMetric(plan, context, await context.DaysAsync(money.Rows, range, by), money.Rows.Of, money.Amount.Of),
            MetricPlan.Duration duration => new DurationMetric(plan, context, await context.SamplesAsync(duration, range, by), duration),
            _ => throw new InvalidOperationException($"The metric '{definition.Id}' cannot be computed."),
        };
    }

    protected MetricResult Result(DateRange range) => new()
    {
        MetricId = plan.Definition.Id,
        Unit = plan.Definition.Unit,
        AsOf = context.AsOf,
        Incomplete = IsIncomplete(range),
    };

    /// <summary>Days that are not over, charge dates that may still bring disputes, and disputes received that may still be won: an answer and a decision take as long.</summary>
    public bool IsIncomplete(DateRange range) =>
        range.To >= context.Today || (plan.Definition.Rows is (RowSets.DisputesCharged or RowSets.DisputesWonOfReceived) && !DisputeMaturity.IsMature(range, context.Today));

    protected static (int From, int To) Days(DateRange range) => (UnixTime.ToDays(range.From.ToDateOnly()), UnixTime.ToDays(range.To.ToDateOnly()));
}

internal sealed class MissingMetric(MetricPlan plan, QueryContext context, string why) : LoadedMetric(plan, context)
{
    public override IEnumerable<string> Members => [];

    public override bool AddsUp => false;

    public override MetricResult Over(DateRange range, string? member) => Result(range) with { Missing = why };

    public override MetricResult OverOthers(DateRange range, IReadOnlySet<string> members) => Over(range, null);
}

internal sealed class CountMetric(MetricPlan plan, QueryContext context, DayRows rows, Func<Sums, long> count) : LoadedMetric(plan, context)
{
    public override IEnumerable<string> Members => rows.Members;

    public override MetricResult Over(DateRange range, string? member)
    {
        var (from, to) = Days(range);
        return Of(range, rows.Sum(from, to, member, count));
    }

    public override MetricResult OverOthers(DateRange range, IReadOnlySet<string> members)
    {
        var (from, to) = Days(range);
        return Of(range, rows.SumOthers(from, to, members, count));
    }

    private MetricResult Of(DateRange range, long value) => Result(range) with { Numerator = value, N = value };
}

/// <summary>The level at the end of the range's last day.</summary>
internal sealed class LevelMetric(MetricPlan plan, QueryContext context, DayRows rows) : LoadedMetric(plan, context)
{
    public override IEnumerable<string> Members => rows.Members;

    public override MetricResult Over(DateRange range, string? member)
    {
        var (_, to) = Days(range);
        return Of(range, rows.Sum(int.MinValue, to, member, Change));
    }

    public override MetricResult OverOthers(DateRange range, IReadOnlySet<string> members)
    {
        var (_, to) = Days(range);
        return Of(range, rows.SumOthers(int.MinValue, to, members, Change));
    }

    private static long Change(Sums sums) => sums[TicketColumns.UnsolvedBegan] - sums[TicketColumns.UnsolvedEnded];

    private MetricResult Of(DateRange range, long value) => Result(range) with { Numerator = value, N = value };
}

/// <param name="belowIsSplit">False when the rows below the line do not carry the dimension of the breakdown: every member is then held against all of them.</param>
internal sealed class ShareMetric(
    MetricPlan plan, QueryContext context, DayRows above, Func<Sums, long> numerator, DayRows below, Func<Sums, long> denominator, bool belowIsSplit, Func<DateRange, DateRange> daysBelow)
    : LoadedMetric(plan, context)
{
    // A member may have rows below the line and none above it: approved payments without a dispute are a rate of 0 %.
    public override IEnumerable<string> Members => belowIsSplit ? above.Members.Union(below.Members, StringComparer.Ordinal) : above.Members;

    public override bool AddsUp => belowIsSplit;

    public override MetricResult Over(DateRange range, string? member)
    {
        var (from, to) = Days(range);
        var (fromBelow, toBelow) = Days(daysBelow(range));
        return Of(range, above.Sum(from, to, member, numerator), below.Sum(fromBelow, toBelow, belowIsSplit ? member : null, denominator));
    }

    public override MetricResult OverOthers(DateRange range, IReadOnlySet<string> members)
    {
        var (from, to) = Days(range);
        var (fromBelow, toBelow) = Days(daysBelow(range));
        return Of(
            range,
            above.SumOthers(from, to, members, numerator),
            below.SumOthers(fromBelow, toBelow, members, denominator));
    }

    private MetricResult Of(DateRange range, long top, long bottom)
    {
        var result = Result(range) with { Numerator = top, Denominator = bottom, N = bottom };
        return bottom > 0 ? result : result with { Missing = "nothing to divide by: no " + (RowSets.Find(Plan.Definition.DenominatorRows!)?.Title ?? "rows").ToLowerInvariant() };
    }
}

internal sealed class MoneyMetric(MetricPlan plan, QueryContext context, DayRows rows, Func<Sums, long> counted, Func<Sums, long> amount) : LoadedMetric(plan, context)
{
    public override IEnumerable<string> Members => rows.Members;

    public override MetricResult Over(DateRange range, string? member)
    {
        var (from, to) = Days(range);
        return Of(range, member is null ? rows.During(from, to) : rows.Of(member, from, to));
    }

    public override MetricResult OverOthers(DateRange range, IReadOnlySet<string> members)
    {
        var (from, to) = Days(range);
        return Of(range, rows.During(from, to).Where(row => !members.Contains(row.Member)));
    }

    private MetricResult Of(DateRange range, IEnumerable<DayRow> own)
    {
        var n = 0L;
        var currencies = new SortedDictionary<string, (long Rows, long Minor)>(StringComparer.Ordinal);
        var amounts = new List<(int Day, Money Amount)>();
        foreach (var row in own)
        {
            var (count, minor) = (counted(row.Sums), amount(row.Sums));
            n += count;
            var sum = currencies.GetValueOrDefault(row.Currency);
            currencies[row.Currency] = (sum.Rows + count, sum.Minor + minor);
            if (minor != 0)
                amounts.Add((row.Day, new(minor, row.Currency)));
        }
        var converted = Context.Rates.Convert(amounts);
        // Only currencies that have rows of this metric: a day with refunds in USD says nothing about its payments.
        Money[] byCurrency = [.. currencies.Where(pair => pair.Value.Rows != 0).Select(pair => new Money(pair.Value.Minor, pair.Key))];
        return Result(range) with
        {
            Numerator = n,
            N = n,
            // Nothing at all is a plain zero in the reporting currency.
            ByCurrency = byCurrency.Length > 0 ? byCurrency : [converted.Total],
            Converted = converted,
        };
    }

}

internal sealed class DurationMetric(MetricPlan plan, QueryContext context, IClockTimes samples, MetricPlan.Duration duration) : LoadedMetric(plan, context)
{
    public override IEnumerable<string> Members => samples.Members;

    public override bool AddsUp => false;

    public override MetricResult Over(DateRange range, string? member) => Of(range, member is null ? null : other => other == member);

    public override MetricResult OverOthers(DateRange range, IReadOnlySet<string> members) => Of(range, other => !members.Contains(other));

    private MetricResult Of(DateRange range, Func<string, bool>? belongs)
    {
        var (from, to) = Days(range);
        var (count, seconds) = samples.Over(from, to, duration.Percentile, belongs);
        var result = Result(range) with { Numerator = count, N = count, Seconds = seconds };
        return count > 0 ? result : result with { Missing = "no " + (RowSets.Find(Plan.Definition.Rows)?.Title ?? "rows").ToLowerInvariant() + " in these days" };
    }
}
