using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Chargebacks;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.ServiceLevels;

/// <summary>What the numbers of service levels say in words. A sentence is written only for what chance does not explain.</summary>
internal static class SlaFindings
{
    private const int MostCauses = 3;
    private const int MostChanges = 5;

    /// <summary>Missed targets before one of their causes is worth a sentence.</summary>
    private const int FewestMissed = 5;

    /// <summary>The three largest causes of missed targets with their share, its interval and what helps.</summary>
    public static IReadOnlyList<Sentence> TopCauses(ReportSetting setting, CauseLine all, IReadOnlyList<CauseLine> teams) =>
        all.Total < FewestMissed ? [] : [.. CauseLine.Causes.Where(cause => all.Of(cause) > 0).OrderByDescending(all.Of).Take(MostCauses)
            .Select(cause => new Sentence(
                FormattableString.Invariant($"{Words.Sentence(CauseTables.Name(cause))}: {all.Of(cause):N0} of {Words.Count(all.Total, "missed target", "missed targets")} ({Words.Percent((double)all.Of(cause) / all.Total, 0)}, 95 % interval {ReasonFindings.Interval(new(all.Of(cause), all.Total))}{(ProportionInterval.IsSmall(all.Total) ? ", a small sample" : "")}).{Where(cause, teams)} {Help(cause)}"),
                RowLinks.To(RowSets.ClocksBreached, setting.Filter.With("cause", cause))))];

    /// <summary>Members whose rate changed beyond chance, the largest change first.</summary>
    public static IReadOnlyList<Sentence> Changes(ReportSetting setting, string by, IReadOnlyList<AttainmentLine> now, IReadOnlyList<AttainmentLine> before)
    {
        if (setting.Compared is not { } compared || setting.Incomplete)
            return [];
        var earlier = before.ToDictionary(line => line.Key, StringComparer.Ordinal);
        return [.. now
            .Where(line => earlier.TryGetValue(line.Key, out var old) && !line.SmallSample && !old.SmallSample && Significance.Ratios(line.Attainment, old.Attainment))
            .Select(line => (Line: line, Change: line.Attainment.Value!.Value - earlier[line.Key].Attainment.Value!.Value))
            .OrderByDescending(change => Math.Abs(change.Change)).Take(MostChanges)
            .Select(change => new Sentence(
                $"{Words.Label(by == "metric" ? "target" : by)} {Words.Label(change.Line.Label)} {(change.Change > 0 ? "rose" : "fell")} from {Share(earlier[change.Line.Key])} to {Share(change.Line)} ({Words.Change(new Cell.Points(change.Change))}), {Periods.Short(setting.Range)} against {Periods.Short(compared)}. This is {(change.Change > 0 ? "better" : "worse")}.",
                RowLinks.To(RowSets.ClocksDecided, setting.Filter.With(by, change.Line.Key))))];
    }

    /// <summary>Members that keep fewer promises than all others together, beyond chance.</summary>
    public static IReadOnlyList<Sentence> Below(ReportSetting setting, string by, IReadOnlyList<AttainmentLine> lines)
    {
        var (met, decided) = (lines.Sum(line => line.Met), lines.Sum(line => line.Decided));
        return [.. lines
            .Where(line => !line.SmallSample && !ProportionInterval.IsSmall(decided - line.Decided))
            .Select(line => (Line: line, Others: new Ratio(met - line.Met, decided - line.Decided)))
            .Where(pair => pair.Line.Attainment.Value < pair.Others.Value && Significance.Ratios(pair.Line.Attainment, pair.Others))
            .OrderByDescending(pair => pair.Line.Breached).Take(MostCauses)
            .Select(pair => new Sentence(
                $"{Words.Label(by)} {Words.Label(pair.Line.Label)} met {Share(pair.Line)}, all others {Words.Percent(pair.Others.Value!.Value)}.",
                RowLinks.To(RowSets.ClocksBreached, setting.Filter.With(by, pair.Line.Key))))];
    }

    private static string Share(AttainmentLine line) => FormattableString.Invariant($"{Words.Percent(line.Attainment.Value!.Value)} of {line.Decided:N0} targets");

    private static string Where(string cause, IReadOnlyList<CauseLine> teams)
    {
        var worst = teams.Where(team => team.Of(cause) > 0 && team.Key != ReportFilter.Unknown).MaxBy(team => team.Of(cause));
        return worst is null || teams.Count < 2 ? "" : FormattableString.Invariant($" Most of them in {worst.Label}: {worst.Of(cause):N0}.");
    }

    private static string Help(string cause) => cause switch
    {
        "agent" => "People or queues are too slow here: look at staffing and at who picks up what.",
        "off_hours" => "Tickets came when nobody was there: look at opening hours, or promise in business hours.",
        "vendor" => "Vendors answered late: the vendor service report shows each of them its share.",
        "customer" => "Customers were waited for while the clock ran: look at which statuses pause the target.",
        _ => "Third parties were waited for: hold them to targets of their own.",
    };
}
