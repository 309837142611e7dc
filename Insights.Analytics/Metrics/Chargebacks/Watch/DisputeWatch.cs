using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Statistics.ControlCharts;
using NodaTime;

namespace Insights.Analytics.Metrics.Chargebacks.Watch;

/// <summary>
/// Whether one vendor's disputes come faster than usual, and since when. Usual is its own rate of the half year before the weeks that are watched, on the payments of the 120 days before
/// each week, because disputes follow their payments: growing sales are no alarm. Cumulative sums see a lasting rise and date it, an EARS C1 limit sees a jump, a smoothed line is what is drawn.
/// </summary>
public sealed record DisputeWatch
{
    /// <summary>Weeks that are watched: a quarter.</summary>
    public const int Watched = 13;

    /// <summary>Weeks before them that say what is usual: half a year.</summary>
    public const int BaselineWeeks = 26;

    /// <summary>Disputes follow their payments by up to 120 days: seventeen weeks.</summary>
    public const int ExposureWeeks = DisputeMaturity.Days / 7;

    /// <summary>All weeks that must be known.</summary>
    public const int Weeks = Watched + BaselineWeeks + ExposureWeeks;

    /// <summary>With fewer disputes in half a year nothing is usual yet.</summary>
    public const int FewestBefore = 5;

    /// <summary>The rise that is looked for: half as many again as usual is worth acting upon, less is seldom.</summary>
    public const double Ratio = 1.5;

    /// <summary>By chance the sums pass their limit at most once in so many weeks, about eight years.</summary>
    public const double WeeksBetweenFalseAlarms = 400;

    /// <summary>Weeks whose count is tested by itself.</summary>
    public const int Recent = 4;

    private static readonly Ewma s_smoothing = new(0.3, 3);

    public required WatchState State { get; init; }

    /// <summary>First day of the week in which the rise began; null unless it is raised.</summary>
    public LocalDate? Since { get; init; }

    /// <summary>Disputes and what is usual from then on; the last four weeks where nothing is raised.</summary>
    public long Disputes { get; init; }
    public double Expected { get; init; }

    /// <summary>The first and last day these counts are of.</summary>
    public required LocalDate From { get; init; }
    public required LocalDate To { get; init; }

    /// <summary>
    /// Chance of as many in the last four weeks, given them and the half year together: exact, with the error of what is usual in it. 1 where that is not known.
    /// </summary>
    public double P { get; init; } = 1;

    public required IReadOnlyList<WatchedWeek> Course { get; init; }

    /// <param name="last">The last day of the last week.</param>
    /// <param name="disputes">Received, by week, oldest first; the last <see cref="Weeks"/> weeks.</param>
    /// <param name="payments">Successful payments of the same weeks.</param>
    public static DisputeWatch Of(LocalDate last, IReadOnlyList<long> disputes, IReadOnlyList<long> payments)
    {
        if (disputes.Count != Weeks || payments.Count != Weeks)
            throw new ArgumentException($"A watch takes {Weeks} weeks, not {disputes.Count} and {payments.Count}.", nameof(disputes));
        LocalDate Monday(int week) => last.PlusDays(1 - (7 * (Weeks - week)));
        double[] exposure = [.. Enumerable.Range(0, Weeks).Select(week => week < ExposureWeeks ? 0 : payments.Skip(week - ExposureWeeks + 1).Take(ExposureWeeks).Average())];
        var baseline = Enumerable.Range(ExposureWeeks, BaselineWeeks).ToList();
        var before = baseline.Sum(week => disputes[week]);
        var exposureBefore = baseline.Sum(week => exposure[week]);
        // A shop that began to sell within the half year has no usual yet.
        if (before < FewestBefore || baseline.Any(week => exposure[week] <= 0))
            return new() { State = WatchState.Unknown, From = Monday(Weeks - Recent), To = last, Course = [] };

        var watched = Enumerable.Range(Weeks - Watched, Watched).ToList();
        long[] counts = [.. watched.Select(week => disputes[week])];
        double[] expected = [.. watched.Select(week => before / exposureBefore * exposure[week])];
        var sums = PoissonCusum.LogLikelihood(counts, expected, Ratio);
        var course = CourseOf([.. watched.Select(Monday)], counts, expected, sums);
        var p = RecentP(counts, [.. watched.Select(week => exposure[week])], before, exposureBefore);
        var raised = sums[^1] > PoissonCusum.LimitFor(WeeksBetweenFalseAlarms) && p <= 0.05;
        var from = raised ? Cusum.Began(sums, Watched - 1) : Watched - Recent;
        return new()
        {
            State = raised ? WatchState.Raised : Ears.IsAlarm(counts, Watched - 1) ? WatchState.Jumped : WatchState.AsUsual,
            Since = raised ? Monday(watched[from]) : null,
            From = Monday(watched[from]),
            To = last,
            Disputes = counts.Skip(from).Sum(),
            Expected = expected.Skip(from).Sum(),
            P = p,
            Course = course,
        };
    }

    private static double RecentP(long[] counts, double[] exposure, long before, double exposureBefore)
    {
        var recent = counts.TakeLast(Recent).Sum();
        var now = exposure.TakeLast(Recent).Sum();
        return now <= 0 ? 1 : BinomialTail.AtLeast(recent, recent + before, now / (now + exposureBefore));
    }

    private static IReadOnlyList<WatchedWeek> CourseOf(IReadOnlyList<LocalDate> from, long[] counts, double[] expected, double[] sums)
    {
        // Ratios to what is expected have mean 1, and a variance of 1 ÷ expected.
        var smoothed = s_smoothing.Of([.. counts.Select((count, i) => expected[i] > 0 ? count / expected[i] : 1)], 1);
        return
        [
            .. counts.Select((count, i) => new WatchedWeek(from[i], count, expected[i], sums[i], smoothed[i] * expected[i],
                expected[i] > 0 ? s_smoothing.Limits(1, Math.Sqrt(1 / expected[i]), i + 1).Upper * expected[i] : 0)),
        ];
    }
}
