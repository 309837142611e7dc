using Insights.Analytics.Metrics.ServiceLevels;
using Xunit;

namespace Insights.Analytics.Tests.Rollups.History;

public sealed class StampNumbersTests
{
    // Stamps hold these numbers for good: a metric that is inserted in front would give old verdicts to another one.
    [Fact]
    public void MetricsWithTargets_KeepTheNumbersStampsAreWrittenWith() => Assert.Equal(
        [
            "0 first_reply_time", "1 next_reply_time", "2 periodic_update_time", "3 pausable_update_time", "4 requester_wait_time", "5 agent_work_time", "6 total_resolution_time",
            "7 group_ownership_time", "8 third_party_time",
        ],
        ClockMetrics.WithTarget.Select(metric => FormattableString.Invariant($"{(int)metric} {metric.Id()}")));
}
