using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Trends;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Building;

/// <summary>
/// What changed and why, in a few sentences: each change beyond chance, with the member of a dimension that explains most of it where one explains at least half.
/// The parts of a change add up, so that a half is a half.
/// </summary>
internal static class Reasons
{
    /// <summary>Whoever reads more than five sentences remembers none.</summary>
    public const int MostSentences = 5;

    /// <summary>Below it a change comes from everywhere, and naming one place would mislead.</summary>
    private const double LeastPart = 0.5;

    public static async Task<Block> SentencesAsync(ReportSources sources, ReportSetting setting, IReadOnlyList<Finding> findings, CancellationToken cancel)
    {
        if (findings.Count == 0)
            return Finding.Changes(setting, findings);
        var sentences = new List<Sentence>();
        foreach (var finding in findings.Take(MostSentences))
        {
            var why = await WhyAsync(sources, setting, finding.Metric, cancel);
            sentences.Add(new(finding.Judged + (why is null ? "" : " " + why), finding.Link));
        }
        return new Block.Bullets(sentences);
    }

    /// <summary>"78 % of it is gateway corvex (approval rate 52.1 %, 91.4 % before)."; null where no place explains half, or the metric cannot be taken apart.</summary>
    private static async Task<string?> WhyAsync(ReportSources sources, ReportSetting setting, MetricDefinition metric, CancellationToken cancel)
    {
        if (setting.Filter.Compared() is not { } before)
            return null;
        (double Part, string Text)? best = null;
        foreach (var dimension in Dimensions(metric, setting))
        {
            var now = await sources.Metrics.BreakdownAsync(metric.Id, dimension, setting.Filter, setting.Scope, int.MaxValue, cancel);
            var then = await sources.Metrics.BreakdownAsync(metric.Id, dimension, before, setting.Scope, int.MaxValue, cancel);
            if (Largest(setting, metric, dimension, now, then) is { } found && found.Part >= LeastPart && (best is null || found.Part > best.Value.Part))
                best = found;
        }
        return best?.Text;
    }

    private static (double Part, string Text)? Largest(ReportSetting setting, MetricDefinition metric, string dimension, MetricBreakdown now, MetricBreakdown then)
    {
        var (here, there) = (now.Members.ToDictionary(member => member.Key, StringComparer.Ordinal), then.Members.ToDictionary(member => member.Key, StringComparer.Ordinal));
        var isRate = metric.DenominatorRows is not null;
        // October has a day more than September: counts are compared by the day.
        var stretch = isRate || Significance.IsLevel(metric) ? 1 : (double)setting.Range.Days / setting.Compared!.Days;
        var members = here.Keys.Union(there.Keys, StringComparer.Ordinal).Select(key => new MemberCounts(
            key, Counted(there, key) * stretch, Below(there, key), Counted(here, key), Below(here, key))).ToList();
        if (members.Count < 2)
            return null;
        var parts = isRate ? Contributions.OfRate(members) : Contributions.OfCount(members);
        var total = parts.Sum(part => part.Change);
        if (parts.Count == 0 || total == 0 || parts[0].Change / total is not (> 0 and var part) || !here.TryGetValue(parts[0].Member, out var member) || !there.TryGetValue(member.Key, out var earlier))
            return null;
        // The place itself has to have changed beyond chance, else it is only the largest of many.
        if (!Significance.Matters(setting, metric, member.Value, earlier.Value))
            return null;
        var label = dimension == "vendor" ? member.Label : Words.Label(member.Label);
        return (part, $"{(part >= 1 ? "All" : Words.Percent(part, 0))} of it is {Words.Label(dimension).ToLowerInvariant()} {label} ({Words.Value(Deltas.Shown(metric, member.Value))}, {Words.Value(Deltas.Shown(metric, earlier.Value))} before).");
    }

    private static double Counted(Dictionary<string, MetricMember> members, string key) => members.TryGetValue(key, out var member) ? member.Value.Numerator ?? 0 : 0;

    private static double Below(Dictionary<string, MetricMember> members, string key) => members.TryGetValue(key, out var member) ? member.Value.Denominator ?? 0 : 0;

    /// <summary>Along which a metric is kept in daily sums, both above and below the line, so that its parts add up and cost nothing.</summary>
    private static IEnumerable<string> Dimensions(MetricDefinition metric, ReportSetting setting)
    {
        string[] dimensions = metric.Id switch
        {
            "approval_rate" or "payments" or "refund_rate" or "refund_failure_rate" => ["gateway", "method", "country", "vendor"],
            "failed_payments" => ["cause", "gateway", "method", "vendor"],
            "dispute_activity" => ["network", "country", "vendor"],
            "disputes" => ["reason", "network", "vendor"],
            "tickets_created" or "tickets_solved" or "backlog" => ["issue", "channel", "team", "vendor"],
            "contact_rate" => ["vendor"],
            _ => [],
        };
        return dimensions.Where(dimension => (dimension != "vendor" || setting.Scope.IsStaff) && !setting.Filter.Values.ContainsKey(dimension));
    }
}
