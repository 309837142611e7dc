using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>A standing as a tile: the ratio, its line as target, thirteen months, and what the end of the month may bring.</summary>
internal static class ProgrammeTiles
{
    public static Tile Of(ProgrammeStanding standing, bool withVendor)
    {
        var verdict = standing.Verdict;
        return new Tile
        {
            MetricId = Metric(standing).Id,
            Label = withVendor ? $"{standing.VendorName} · {standing.Programme}" : standing.Programme,
            Value = ProgrammeTelling.Ratio(verdict),
            Target = verdict.FirstLine?.Line.RatioBasisPoints is { } points ? new Cell.Share(points, 10_000, 2) : null,
            Sparkline = [.. standing.History.Select(month => month.Verdict is { } then ? ProgrammeTelling.Ratio(then) : new Cell.None("no line in force"))],
            Note = Note(standing),
            Link = ProgrammeTables.Detail(standing),
        };
    }

    /// <summary>The catalogue's metric that the programme's ratio is.</summary>
    public static MetricDefinition Metric(ProgrammeStanding standing) => standing.Verdict.FirstLine?.Line switch
    {
        { Numerator: ProgrammeNumerator.FraudNoticesAndDisputes } => Numbers.VampRatio,
        { Network: "mastercard", Denominator: ProgrammeDenominator.PaymentsOfMonthBefore } => Numbers.MastercardRatio,
        _ => Numbers.DisputeActivity,
    };

    private static string Note(ProgrammeStanding standing)
    {
        var parts = new List<string> { ProgrammeTelling.Status(standing) };
        if (standing.Left is > 0 and var left)
            parts.Add($"{Words.Count(left, "dispute", "disputes")} left");
        if (standing.Chance is { } chance && standing.Verdict.Forecast is not null)
            parts.Add($"chance {ProgrammeTelling.Chance(chance)}");
        if (standing.Verdict.IsLowerBound)
            parts.Add("a lower bound");
        return string.Join("; ", parts);
    }
}
