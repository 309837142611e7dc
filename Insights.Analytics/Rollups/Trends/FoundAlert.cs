using Insights.Analytics.Metrics.Trends;

namespace Insights.Analytics.Rollups.Trends;

/// <summary>Days to be explained together: one that stood out by itself, or a stretch that did as a whole.</summary>
/// <param name="Width">Variance ÷ mean of the series it was seen in.</param>
internal sealed record OutDays(DateOnly First, DateOnly Last, bool IsHigh, double Chance, double Width)
{
    public int Length => Last.DayNumber - First.DayNumber + 1;

    public bool Overlaps(DateOnly first, DateOnly last) => first <= Last && last >= First;
}

/// <summary>One cause, on one day or over a stretch.</summary>
/// <param name="Dimension">Null: everywhere alike.</param>
/// <param name="Days">Its days, each with what was counted and what was to be expected.</param>
internal sealed record Finding(
    string Metric, string? Dimension, string? Member, bool IsHigh, DayCause Cause, IReadOnlyList<FindingDay> Days, int Compared, IReadOnlyList<(string Dimension, string Member, double Share)> Shared)
{
    public (string, string?, string?, bool) Key => (Metric, Dimension, Member, IsHigh);

    public DateOnly First => Days[0].Day;

    public DateOnly Last => Days[^1].Day;
}

internal readonly record struct FindingDay(DateOnly Day, long Count, double Expected);

/// <summary>The same cause on days in a row.</summary>
internal sealed record FoundAlert(IReadOnlyList<Finding> Findings, DateOnly? RecoveredDay)
{
    /// <summary>One usual day in between is the same incident taking breath.</summary>
    private const int MostBetween = 2;

    public Finding Key => Findings[0];

    /// <summary>The finding farthest from what was expected: its hours and what its rows share are told.</summary>
    public Finding Peak => Findings.MaxBy(finding => Math.Abs(finding.Cause.Excess))!;

    public IReadOnlyList<FindingDay> Days => [.. Findings.SelectMany(finding => finding.Days).OrderBy(day => day.Day)];

    /// <param name="to">The last whole day: what was out on it goes on.</param>
    public static IReadOnlyList<FoundAlert> Of(IEnumerable<Finding> findings, DateOnly to)
    {
        var alerts = new List<FoundAlert>();
        foreach (var same in findings.GroupBy(finding => finding.Key))
        {
            var run = new List<Finding>();
            // A stretch before the single days in it: they are part of what it counts.
            foreach (var finding in same.OrderBy(finding => finding.First).ThenByDescending(finding => finding.Last))
            {
                if (run.Count > 0 && finding.Last <= run[^1].Last)
                    continue;
                if (run.Count > 0 && finding.First > run[^1].Last.AddDays(MostBetween))
                    Close();
                run.Add(run.Count > 0 && finding.First <= run[^1].Last ? After(finding, run[^1].Last) : finding);
            }

            Close();

            void Close()
            {
                var next = run[^1].Last.AddDays(1);
                alerts.Add(new([.. run], next <= to ? next : null));
                run.Clear();
            }
        }

        return [.. alerts.OrderBy(alert => alert.Days[0].Day).ThenBy(alert => alert.Key.Metric, StringComparer.Ordinal)];
    }

    private static Finding After(Finding finding, DateOnly last) => finding with { Days = [.. finding.Days.Where(day => day.Day > last)] };
}
