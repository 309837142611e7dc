using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>What scorecards ask beyond single metrics, in one parameter.</summary>
internal sealed class ScorecardSources(ReportSources sources, IProgrammeQueries programmes, IPatternQueries patterns, IDisputeWatchQueries watch)
{
    public ReportSources Sources => sources;
    public IProgrammeQueries Programmes => programmes;
    public IPatternQueries Patterns => patterns;
    public IDisputeWatchQueries Watch => watch;
}
