using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups.Passes;

namespace Insights.Analytics.Queries.Evaluation;

/// <summary>A ratio of amounts in the reporting currency. Its counts are those of the rows, so that both sides still lead to them.</summary>
/// <param name="belowIsSplit">False when the rows below the line do not carry the dimension of the breakdown: every member is then held against all of them.</param>
internal sealed class ValueShareMetric(
    MetricPlan plan, QueryContext context, DayRows above, Func<Sums, long> countAbove, Func<Sums, long> amountAbove, DayRows below, Func<Sums, long> countBelow, Func<Sums, long> amountBelow,
    bool belowIsSplit, Func<DateRange, DateRange> daysBelow)
    : LoadedMetric(plan, context)
{
    public override IEnumerable<string> Members => belowIsSplit ? above.Members.Union(below.Members, StringComparer.Ordinal) : above.Members;

    /// <summary>Each day has its own rate: what is left of a breakdown is summed like any member, and never by its counts.</summary>
    public override bool AddsUp => belowIsSplit;

    public override MetricResult Over(DateRange range, string? member) =>
        Of(range, row => member is null || row == member, row => member is null || !belowIsSplit || row == member);

    public override MetricResult OverOthers(DateRange range, IReadOnlySet<string> members) => Of(range, row => !members.Contains(row), row => !members.Contains(row));

    private MetricResult Of(DateRange range, Func<string, bool> belongsAbove, Func<string, bool> belongsBelow)
    {
        var top = Sum(above, Days(range), belongsAbove, countAbove, amountAbove);
        var bottom = Sum(below, Days(daysBelow(range)), belongsBelow, countBelow, amountBelow);
        var result = Result(range) with { Numerator = top.Rows, Denominator = bottom.Rows, N = bottom.Rows, Amounts = new Ratio(top.Amount.Total.Minor, bottom.Amount.Total.Minor) };
        var without = top.Amount.WithoutRate.Concat(bottom.Amount.WithoutRate).Select(money => money.Currency).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        // Half of the amounts would be a ratio of something else.
        if (without.Count > 0)
            return result with { Missing = "no exchange rate for " + string.Join(", ", without) };
        return bottom.Amount.Total.Minor > 0 ? result : result with { Missing = "nothing to divide by: no amounts of " + (RowSets.Find(Plan.Definition.DenominatorRows!)?.Title ?? "rows").ToLowerInvariant() };
    }

    private (long Rows, ConvertedMoney Amount) Sum(DayRows rows, (int From, int To) days, Func<string, bool> belongs, Func<Sums, long> count, Func<Sums, long> amount)
    {
        long n = 0;
        var amounts = new List<(int Day, Money Amount)>();
        foreach (var row in rows.During(days.From, days.To))
        {
            if (!belongs(row.Member))
                continue;
            n += count(row.Sums);
            if (amount(row.Sums) is not 0 and var minor)
                amounts.Add((row.Day, new(minor, row.Currency)));
        }
        return (n, Context.Rates.Convert(amounts));
    }
}
