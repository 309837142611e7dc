namespace Insights.Analytics.Metrics.Chargebacks.Maturity;

/// <summary>Each cohort with what it has, how far it is developed, and what it is expected to end at. A projection is never called a result.</summary>
public static class CohortProjection
{
    /// <summary>Below this share developed nothing is projected: one early dispute would decide the number.</summary>
    public const double LeastDeveloped = 0.10;

    /// <summary>Below this share developed Cape Cod stands for the chain ladder, which multiplies the chance of few counts.</summary>
    public const double Young = 0.75;

    /// <summary>Cohorts it takes before anything is projected: fewer show no way of developing.</summary>
    public const int FewestCohorts = 4;

    /// <param name="isComplete">The last column is an age after which next to nothing comes; false when the history is too short to reach it, and nothing is projected.</param>
    public static IReadOnlyList<ProjectedCohort> Of(CohortTriangle triangle, bool isComplete = true)
    {
        if (!isComplete)
            return [.. Enumerable.Range(0, triangle.Cohorts).Select(cohort => new ProjectedCohort(triangle.Latest(cohort), null, null, null, ProjectionMethod.None, "no month of sales is old enough to show how disputes come in"))];
        var ladder = ChainLadder.Of(triangle);
        var cape = CapeCod.Of(ladder);
        return [.. Enumerable.Range(0, triangle.Cohorts).Select(cohort => One(triangle, ladder, cape, cohort))];
    }

    private static ProjectedCohort One(CohortTriangle triangle, ChainLadder ladder, CapeCod cape, int cohort)
    {
        var latest = triangle.Latest(cohort);
        if (triangle.Seen(cohort) == triangle.Ages)
            return new(latest, 1, latest, 0, ProjectionMethod.Complete, null);
        var developed = ladder.Developed(triangle.Seen(cohort));
        string? why = triangle.Cohorts < FewestCohorts ? FormattableString.Invariant($"fewer than {FewestCohorts} months of sales")
            : developed is null ? "no older month shows how disputes of this age go on"
            : developed < LeastDeveloped ? "less than 10 % developed"
            : null;
        if (why is not null)
            return new(latest, developed, null, null, ProjectionMethod.None, why);
        var young = developed < Young && cape.Rate is not null;
        return new(
            latest, developed, young ? cape.Ultimate(cohort) : ladder.Ultimate(cohort), ladder.StandardError(cohort),
            young ? ProjectionMethod.CapeCod : ProjectionMethod.ChainLadder, null);
    }
}
