using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>How a ratio stands against another number, in the words every page and report uses.</summary>
internal static class Against
{
    public const string AboveSurely = "above, with 95 % confidence";
    public const string AbovePerhaps = "above, not yet significant";
    public const string BelowSurely = "below, with 95 % confidence";
    public const string Below = "below, within chance";
    public const string TooFew = "too few payments to say";

    /// <summary>Against a number that is given: a programme's line.</summary>
    public static string Line(Ratio own, double line) =>
        Interval(own) is not { } interval ? TooFew : Words(own.Value!.Value - line, interval.Lower > line, interval.Upper < line);

    /// <summary>Against another group's ratio, which has its own chance in it.</summary>
    public static string Group(Ratio own, Ratio other)
    {
        if (ProportionInterval.IsSmall(own.Denominator) || ProportionInterval.IsSmall(other.Denominator) || !IsShare(own) || !IsShare(other) || ProportionInterval.Newcombe(own, other) is not { } difference)
            return TooFew;
        return Words(own.Value!.Value - other.Value!.Value, difference.Lower > 0, difference.Upper < 0);
    }

    /// <summary>Null under 30 payments, and where disputes outnumber them.</summary>
    public static Interval95? Interval(Ratio ratio) => ProportionInterval.IsSmall(ratio.Denominator) || !IsShare(ratio) ? null : ProportionInterval.Wilson(ratio);

    /// <summary>"0.61 % to 1.02 %".</summary>
    public static Cell IntervalCell(Ratio ratio) => Interval(ratio) is { } interval
        ? new Cell.Text($"{Wording.Words.Percent(interval.Lower, 2)} to {Wording.Words.Percent(interval.Upper, 2)}")
        : new Cell.None("too few payments for an interval");

    private static bool IsShare(Ratio ratio) => ratio.Denominator > 0 && ratio.Numerator <= ratio.Denominator;

    private static string Words(double difference, bool surelyAbove, bool surelyBelow) =>
        surelyAbove ? AboveSurely : surelyBelow ? BelowSurely : difference > 0 ? AbovePerhaps : Below;
}
