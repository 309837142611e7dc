using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.ServiceLevels;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Builders.ServiceLevels;

/// <summary>When customers ask and when they are answered.</summary>
internal sealed class CoverageBuilder(ReportSources sources) : ServiceLevelPage(sources)
{
    public override string Id => "service-levels-coverage";
    public override string Title => "Coverage";
    public override string Audience => "Support leads: when do we need people?";

    protected override IReadOnlyList<MetricDefinition> Shown => [Numbers.TicketsCreated, Numbers.Replies, Numbers.FirstReplyWallClock, Numbers.FirstReplyAttainment];

    protected override IReadOnlyList<string> Footnotes =>
        ["Replies are those that ended a customer's wait. Hours are hours of the reporting zone; the hour that exists twice in autumn counts twice."];

    /// <summary>How much is asked while hardly anybody answers.</summary>
    private static string Gap(HourlyCoverage hours)
    {
        long asked = hours.Arrivals.Sum(day => day.Sum()), replies = hours.Replies.Sum(day => day.Sum());
        if (asked == 0 || replies == 0)
            return "Too little was asked or answered to compare the hours.";
        var quiet = Enumerable.Range(0, WeekHours.Count).Select(i => (Day: i / 24, Hour: i % 24)).Where(at => hours.Replies[at.Day][at.Hour] * (double)WeekHours.Count < 0.25 * replies).ToList();
        var askedThen = quiet.Sum(at => hours.Arrivals[at.Day][at.Hour]);
        return FormattableString.Invariant($"In {quiet.Count} of the {WeekHours.Count} hours of the week fewer than a quarter of the average number of replies are sent; {Words.Percent((double)askedThen / asked)} of all tickets ({askedThen:N0}) are created in these hours.");
    }

    protected override async Task<IReadOnlyList<Section>> SectionsAsync(ReportSetting setting, Answers answers, CancellationToken cancel)
    {
        var kept = HourHeatmaps.AttainmentAsync(Sources, setting, "first_reply_time", cancel);
        var hours = await Sources.Coverage.ByHourAsync(setting.Filter, setting.Scope, cancel);
        return
        [
            Section("arrivals", "When customers ask", new Block.Chart(HourHeatmaps.Counts("arrivals", "Tickets created by weekday and hour", "tickets", setting, hours.Arrivals, RowSets.TicketsCreated, "hour"))),
            Section("replies", "When they are answered", new Block.Chart(HourHeatmaps.Counts("replies", "Replies by weekday and hour", "replies", setting, hours.Replies, RowSets.ClocksReplies, "replied")), new Block.Paragraph(Gap(hours))),
            Section("kept", "What that does to the first reply", new Block.Chart(await kept)),
        ];
    }
}
