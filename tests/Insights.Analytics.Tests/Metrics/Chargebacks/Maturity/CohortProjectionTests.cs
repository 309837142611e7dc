using Insights.Analytics.Metrics.Chargebacks.Maturity;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Chargebacks.Maturity;

public sealed class CohortProjectionTests
{
    [Fact]
    public void Of_SmallCounts_TakesCapeCodForTheYoungAndSaysHowDevelopedTheyAre()
    {
        var cohorts = CohortProjection.Of(new CohortTriangle([[8, 20, 26, 28], [10, 24, 31], [6, 17], [9]], [5000, 5200, 4800, 6000]));

        Assert.Equal([ProjectionMethod.Complete, ProjectionMethod.ChainLadder, ProjectionMethod.CapeCod, ProjectionMethod.CapeCod], cohorts.Select(cohort => cohort.Method));
        Assert.Equal([28, 33.3846, 24.7232, 33.4746], cohorts.Select(cohort => Math.Round(cohort.Ultimate!.Value, 4)));
        // 1; 26/28; 1 / (1.295454545 × 1.076923077); 28.2 %
        Assert.Equal([1, 0.9286, 0.7168, 0.2820], cohorts.Select(cohort => Math.Round(cohort.Developed!.Value, 4)));
    }

    [Fact]
    public void Of_UnderTenPercentDeveloped_ProjectsNothing()
    {
        var cohorts = CohortProjection.Of(new CohortTriangle([[1, 20, 25], [2, 30, 36], [1, 22], [1]], [1000, 1000, 1000, 1000]));

        Assert.Equal(ProjectionMethod.None, cohorts[3].Method);
        Assert.Null(cohorts[3].Ultimate);
        Assert.True(cohorts[3].Developed < 0.1);
        Assert.Equal("less than 10 % developed", cohorts[3].WhyNot);
        Assert.NotNull(cohorts[2].Ultimate);
    }

    [Fact]
    public void Of_FewCohorts_ProjectsNothing() =>
        Assert.All(CohortProjection.Of(new CohortTriangle([[5, 9, 10], [6, 9], [4]], [100, 100, 100])).Skip(1), cohort => Assert.Null(cohort.Ultimate));

    [Fact]
    public void Of_AHistoryTooShortToReachTheEnd_CallsNothingComplete() =>
        Assert.All(CohortProjection.Of(new CohortTriangle([[5, 9], [6]], [100, 100]), isComplete: false), cohort => Assert.Equal(ProjectionMethod.None, cohort.Method));
}
