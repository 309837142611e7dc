using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;

namespace Insights.Analytics.Reports.Building;

/// <summary>
/// Whether a change is worth a sentence: beyond what chance explains at 95 %, and large enough that a reader would act on it.
/// Large counts make every wobble "significant", hence the second condition.
/// </summary>
internal static class Significance
{
    private const double Z = 1.96;

    /// <summary>Smallest relative change that is told.</summary>
    private const double Worth = 0.05;

    public static bool Matters(ReportSetting setting, MetricDefinition metric, MetricResult now, MetricResult before) =>
        setting.Compared is { } compared && (IsLevel(metric) ? Matters(now, 1, before, 1) : Matters(now, setting.Range.Days, before, compared.Days));

    /// <summary>The backlog is counted at an instant: a longer period does not make it larger.</summary>
    public static bool IsLevel(MetricDefinition metric) => metric.Id == Numbers.Backlog.Id;

    private static bool Matters(MetricResult now, int daysNow, MetricResult before, int daysBefore) =>
        now.HasValue && before.HasValue && IsEnough(now, before) && now.Unit switch
        {
            // One large dispute moves a ratio of amounts, and no count of rows says by how much chance does.
            MetricUnit.Percent when now.Amounts is not null => false,
            MetricUnit.Percent => Ratios(new(now.Numerator ?? 0, now.Denominator ?? 0), new(before.Numerator ?? 0, before.Denominator ?? 0)),
            MetricUnit.Count => Counts(now.Numerator ?? 0, daysNow, before.Numerator ?? 0, daysBefore),
            // Contacts are no part of the payments they are held against: two counts over what each was exposed to.
            MetricUnit.PerThousand => Counts(now.Numerator ?? 0, now.Denominator ?? 0, before.Numerator ?? 0, before.Denominator ?? 0),
            MetricUnit.Duration => Durations(now.Seconds ?? 0, now.N, before.Seconds ?? 0, before.N),
            MetricUnit.Money => Amounts(now.ToNumber(), now.N, daysNow, before.ToNumber(), before.N, daysBefore),
            _ => false,
        };

    /// <summary>
    /// A share of few says little on either side. A count is what it is: thirty-six where there were five is a rise however few five are, and the test over both says by how much chance does.
    /// </summary>
    private static bool IsEnough(MetricResult now, MetricResult before) => now.Unit == MetricUnit.Count
        ? now.N + before.N >= ProportionInterval.SmallSample
        : now.N >= ProportionInterval.SmallSample && before.N >= ProportionInterval.SmallSample;

    /// <summary>
    /// A sum of amounts has no such test. It is told when it moved by a fifth, or as its rows did when those changed beyond chance: more orders that come to
    /// less money are no news about the money.
    /// </summary>
    public static bool Amounts(double? now, long rowsNow, double lengthNow, double? before, long rowsBefore, double lengthBefore)
    {
        var (amount, earlier) = (now / lengthNow, before / lengthBefore);
        var moved = Relative(amount, earlier);
        return moved >= 0.2
            || (moved >= Worth && Counts(rowsNow, lengthNow, rowsBefore, lengthBefore) && amount > earlier == rowsNow / lengthNow > rowsBefore / lengthBefore);
    }

    /// <summary>Newcombe's interval of the difference excludes 0; the smaller side (approved or declined) moved by a twentieth.</summary>
    public static bool Ratios(Ratio now, Ratio before)
    {
        if (now.Value is not { } p || before.Value is not { } q)
            return false;
        // Refunds of a slow month can outnumber its payments: no share, so compared as counts.
        if (now.Numerator > now.Denominator || before.Numerator > before.Denominator)
            return Relative(p, q) >= Worth && Counts(now.Numerator, now.Denominator, before.Numerator, before.Denominator);
        return ProportionInterval.Newcombe(now, before) is { } interval && !interval.Contains(0)
            && Math.Abs(p - q) >= Worth * Math.Min(Math.Max(q, 1e-9), Math.Max(1 - q, 1e-9));
    }

    /// <summary>Two Poisson counts over unequal lengths: given their sum, the later one is binomial; its Wilson interval excludes the share its length would give.</summary>
    public static bool Counts(long now, double lengthNow, long before, double lengthBefore)
    {
        var sum = now + before;
        if (sum == 0 || lengthNow <= 0 || lengthBefore <= 0)
            return false;
        var expected = lengthNow / (lengthNow + lengthBefore);
        return ProportionInterval.Wilson(new(now, sum)) is { } interval && !interval.Contains(expected)
            && Relative(now / lengthNow, before / lengthBefore) >= Worth;
    }

    /// <summary>
    /// Two medians of skewed times. The standard error of a median of n log-normal values is about 1.25 σ/√n on the log scale; σ is taken as 1,
    /// which is wide for reply times, so that a sentence errs on the side of silence.
    /// </summary>
    public static bool Durations(long now, long n, long before, long m)
    {
        if (now <= 0 || before <= 0 || n == 0 || m == 0)
            return false;
        var change = Math.Abs(Math.Log((double)now / before));
        return change >= Math.Log(1 + Worth) && change > Z * 1.25 * Math.Sqrt((1.0 / n) + (1.0 / m));
    }

    private static double Relative(double? now, double? before) => now is { } a && before is { } b && b != 0 ? Math.Abs((a - b) / b) : 0;
}
