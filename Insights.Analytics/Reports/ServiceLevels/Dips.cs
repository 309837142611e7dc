using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.ServiceLevels;

/// <summary>
/// Stretches in which far fewer promises were kept than in the rest of the period, and what sets them apart: which members missed more than they usually do,
/// whose time it was, whether more was asked or answers took longer.
/// </summary>
internal static class Dips
{
    /// <summary>A smaller fall is not worth a sentence, however certain.</summary>
    private const double Worth = 0.05;

    /// <summary>Sentences a page has room for.</summary>
    private const int Most = 3;

    private static readonly string[] s_suspects = ["team", "vendor", "category", "channel", "priority", "policy"];

    /// <param name="series">The attainment over the setting's range.</param>
    public static async Task<Block> ExplainAsync(ReportSources sources, ReportSetting setting, MetricSeries series, CancellationToken cancel)
    {
        var whole = Sum(series.Points);
        var sentences = new List<Sentence>();
        foreach (var dip in Find(series, whole).OrderByDescending(dip => Excess(dip, whole)).Take(Most))
            sentences.Add(await TellAsync(sources, setting, dip, whole, cancel));
        return sentences.Count > 0
            ? new Block.Bullets(sentences)
            : new Block.Paragraph(whole.Denominator < ProportionInterval.SmallSample
                ? "Too few clocks were decided to look for dips."
                : $"No {Periods.BucketName(series.Bucket)} fell out of line: each kept about as many promises as the rest of the period.");
    }

    /// <summary>Buckets whose rate lies below the rest beyond chance (Newcombe, 95 %) and by at least five points; neighbours are one dip.</summary>
    internal static IReadOnlyList<(DateRange Days, Ratio Share)> Find(MetricSeries series, Ratio whole)
    {
        var dips = new List<(DateRange Days, Ratio Share)>();
        var last = -2;
        for (var i = 0; i < series.Points.Count; i++)
        {
            var point = series.Points[i];
            if (i >= series.IncompleteFrom || Share(point) is not { Denominator: >= ProportionInterval.SmallSample } share)
                continue;
            var rest = new Ratio(whole.Numerator - share.Numerator, whole.Denominator - share.Denominator);
            if (rest.Value is not { } usual || share.Value is not { } now || usual - now < Worth || ProportionInterval.Newcombe(share, rest) is not { Upper: < 0 })
                continue;
            if (last == i - 1)
                dips[^1] = (new(dips[^1].Days.From, point.Days.To), new(dips[^1].Share.Numerator + share.Numerator, dips[^1].Share.Denominator + share.Denominator));
            else
                dips.Add((point.Days, share));
            last = i;
        }
        return dips;
    }

    private static async Task<Sentence> TellAsync(ReportSources sources, ReportSetting setting, (DateRange Days, Ratio Share) dip, Ratio whole, CancellationToken cancel)
    {
        var rest = new Ratio(whole.Numerator - dip.Share.Numerator, whole.Denominator - dip.Share.Denominator);
        var filter = setting.Filter.Over(dip.Days);
        var text = $"{Words.Sentence(Periods.In(dip.Days))} {Words.Percent(dip.Share.Value!.Value)} of the targets were met, against {Words.Percent(rest.Value!.Value)} in the rest of the period: "
            + $"{Words.Count(Excess(dip, whole), "promise", "promises")} broken beyond the usual.";
        var link = filter;
        if (await SuspectAsync(sources, setting, filter, cancel) is { } suspect)
        {
            link = filter.With(suspect.By, suspect.Key);
            text += $" {Words.Percent(suspect.ShareOfExcess, 0)} of them with {suspect.By} {suspect.Label} ({Words.Percent(suspect.Now.Value!.Value)} met, usually {Words.Percent(suspect.Usual.Value!.Value)}).";
            text += await WhyAsync(sources, setting, link, dip.Days, cancel);
        }
        if (await sources.ServiceLevels.CausesAsync(link, setting.Scope, cancel: cancel) is [{ Total: > 0 } causes, ..])
        {
            var cause = CauseLine.Causes.MaxBy(causes.Of)!;
            text += $" {Words.Percent((double)causes.Of(cause) / causes.Total, 0)} of the missed targets waited mostly on {CauseTables.Name(cause)}.";
        }
        return new Sentence(text, RowLinks.To(RowSets.ClocksBreached, link));
    }

    /// <summary>The member that missed most beyond its own usual share; the narrowest split that explains at least half is the one told.</summary>
    private static async Task<Suspect?> SuspectAsync(ReportSources sources, ReportSetting setting, ReportFilter dip, CancellationToken cancel)
    {
        Suspect? best = null;
        foreach (var by in s_suspects)
        {
            if (setting.Filter.Values.ContainsKey(by))
                continue;
            var all = (await sources.ServiceLevels.AttainmentAsync(setting.Filter, setting.Scope, by, cancel: cancel)).ToDictionary(line => line.Key);
            var now = await sources.ServiceLevels.AttainmentAsync(dip, setting.Scope, by, cancel: cancel);
            var excess = now.Select(line => (Line: line, Usual: new Ratio(all[line.Key].Met - line.Met, all[line.Key].Decided - line.Decided)))
                .Where(each => !each.Line.SmallSample && each.Usual.Value is not null)
                .Select(each => (each.Line, each.Usual, Excess: each.Line.Breached - (each.Line.Decided * (1 - each.Usual.Value!.Value)))).ToList();
            var total = excess.Where(each => each.Excess > 0).Sum(each => each.Excess);
            if (excess.Count < 2 || total <= 0)
                continue;
            var (line, usual, most) = excess.MaxBy(each => each.Excess);
            // A member that is nearly everything explains nothing.
            var share = most / total;
            var weight = (double)line.Decided / now.Sum(each => each.Decided);
            if (share >= 0.5 && share - weight > (best is null ? 0.15 : best.Lift))
                best = new(by, line.Key == "none" ? ReportFilter.Unknown : line.Key, line.Label, share, line.Attainment, usual, share - weight);
        }
        return best;
    }

    /// <summary>More tickets, or slower answers?</summary>
    private static async Task<string> WhyAsync(ReportSources sources, ReportSetting setting, ReportFilter member, DateRange dip, CancellationToken cancel)
    {
        var usually = member.Over(setting.Range);
        string[] asked = [Numbers.TicketsCreated.Id, Numbers.FirstReply.Id];
        // Clocks carry the policy, tickets do not.
        if (member.Values.ContainsKey("policy"))
            return "";
        var (now, all) = (await sources.Metrics.ValuesAsync(asked, member, setting.Scope, cancel), await sources.Metrics.ValuesAsync(asked, usually, setting.Scope, cancel));
        if (now[asked[1]].Seconds is not { } reply || all[asked[1]].Seconds is not { } usual || usual == 0 || setting.Range.Days == dip.Days)
            return "";
        var perDay = (double)(now[asked[0]].Numerator ?? 0) / dip.Days;
        var before = (double)((all[asked[0]].Numerator ?? 0) - (now[asked[0]].Numerator ?? 0)) / (setting.Range.Days - dip.Days);
        var volume = before <= 0 ? 1 : perDay / before;
        var tickets = volume is > 0.8 and < 1.25 ? FormattableString.Invariant($"About as many tickets came as usual ({perDay:0.0} a day against {before:0.0})")
            : volume >= 1.25 ? FormattableString.Invariant($"More tickets came than usual ({perDay:0.0} a day against {before:0.0})")
            : FormattableString.Invariant($"Fewer tickets came than usual ({perDay:0.0} a day against {before:0.0})");
        return $" {tickets}; the median first reply took {Words.Value(new Cell.Duration(reply))} of business time, over the whole period {Words.Value(new Cell.Duration(usual))}.";
    }

    private static long Excess((DateRange Days, Ratio Share) dip, Ratio whole)
    {
        var usual = new Ratio(whole.Numerator - dip.Share.Numerator, whole.Denominator - dip.Share.Denominator).Value ?? 0;
        return (long)Math.Round((dip.Share.Denominator * usual) - dip.Share.Numerator);
    }

    private static Ratio Sum(IReadOnlyList<MetricPoint> points) => new(points.Sum(point => point.Value.Numerator ?? 0), points.Sum(point => point.Value.Denominator ?? 0));

    private static Ratio? Share(MetricPoint point) => point.Value.HasValue ? new Ratio(point.Value.Numerator ?? 0, point.Value.Denominator ?? 0) : null;

    /// <param name="Lift">How much larger its part of the excess is than its part of all clocks.</param>
    private sealed record Suspect(string By, string Key, string Label, double ShareOfExcess, Ratio Now, Ratio Usual, double Lift);
}
