using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;

namespace Insights.Analytics.Reports.Building;

/// <summary>How a change is expressed: shares in percentage points, counts and money in %, durations in time.</summary>
internal static class Deltas
{
    /// <summary>Dispute ratios are a fraction of a percent: one decimal would show most of them as the same number.</summary>
    private const int FineDecimals = 2;

    /// <summary>The value as a cell, with the decimals its metric is printed with.</summary>
    public static Cell Shown(MetricDefinition metric, MetricResult result) =>
        result.ToCell() is Cell.Share share && metric.Area == MetricArea.Chargebacks ? Fine(share) : result.ToCell();

    /// <summary>Null when one side has no value or nothing to be relative to.</summary>
    public static Cell? Of(MetricResult now, MetricResult before)
    {
        var (a, b) = (now.ToCell(), before.ToCell());
        return (a, b) switch
        {
            (Cell.Share { Denominator: > 0, Per: 1000 } x, Cell.Share { Denominator: > 0, Numerator: > 0 } y) =>
                new Cell.Change(((double)x.Numerator / x.Denominator / ((double)y.Numerator / y.Denominator)) - 1),
            (Cell.Share { Denominator: > 0, Per: 100 } x, Cell.Share { Denominator: > 0 } y) =>
                new Cell.Points(((double)x.Numerator / x.Denominator) - ((double)y.Numerator / y.Denominator), IsFine(x, y) ? FineDecimals : 1),
            (Cell.Duration x, Cell.Duration y) => new Cell.Duration(x.Seconds - y.Seconds),
            (Cell.Count x, Cell.Count { Value: > 0 } y) => new Cell.Change((x.Value - y.Value) / (double)y.Value),
            (Cell.Money x, Cell.Money { Minor: not 0 } y) when x.Currency == y.Currency => new Cell.Change((x.Minor - y.Minor) / (double)Math.Abs(y.Minor)),
            _ => null,
        };
    }

    /// <summary>+1, 0 or −1, judged by what is printed: a change that prints as zero has no direction.</summary>
    public static int Direction(Cell? delta) => delta switch
    {
        Cell.Points points => Math.Sign(Math.Round((decimal)points.Value * 100, points.Decimals, MidpointRounding.AwayFromZero)),
        Cell.Change change => Math.Sign(Math.Round((decimal)change.Value * 100, 1, MidpointRounding.AwayFromZero)),
        Cell.Duration duration => Math.Sign(duration.Seconds),
        _ => 0,
    };

    private static bool IsFine(Cell.Share x, Cell.Share y) => x.Numerator * 20L < x.Denominator && y.Numerator * 20L < y.Denominator;

    private static Cell.Share Fine(Cell.Share share) => share.Numerator * 20L < share.Denominator ? share with { Decimals = FineDecimals } : share;
}
