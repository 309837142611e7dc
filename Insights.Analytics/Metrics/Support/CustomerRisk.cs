namespace Insights.Analytics.Metrics.Support;

/// <summary>One case of a customer, as its risk sees it.</summary>
internal readonly record struct CustomerCase(DateOnly Created, string Issue, bool RatedBad, bool IsOpen);

/// <summary>
/// What speaks for losing a customer: the same problem again and again, a bad rating, a refund that is not settled. Three signs, counted and not weighed,
/// so that everybody sees why somebody is on the list.
/// </summary>
/// <param name="Repeats">The most cases of one issue within <see cref="WindowDays"/> days; 0 below <see cref="LeastRepeats"/>.</param>
internal sealed record CustomerRisk(int Repeats, string? RepeatedIssue, int RatedBad, int OpenRefunds)
{
    public const int WindowDays = 30;
    public const int LeastRepeats = 3;

    public int Signs => (Repeats > 0 ? 1 : 0) + (RatedBad > 0 ? 1 : 0) + (OpenRefunds > 0 ? 1 : 0);

    /// <param name="cases">In the order of their creation.</param>
    public static CustomerRisk Of(IReadOnlyList<CustomerCase> cases)
    {
        var (most, issue) = (0, (string?)null);
        foreach (var group in cases.GroupBy(one => one.Issue, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            // Of what nobody can name it is not known whether it is the same.
            if (group.Key == IssueTypes.Unclear)
                continue;
            var days = group.Select(one => one.Created.DayNumber).ToList();
            for (int first = 0, last = 0; last < days.Count; last++)
            {
                while (days[last] - days[first] >= WindowDays)
                    first++;
                if (last - first + 1 > most)
                    (most, issue) = (last - first + 1, group.Key);
            }
        }
        return most >= LeastRepeats
            ? new(most, issue, cases.Count(one => one.RatedBad), OpenRefundsOf(cases))
            : new(0, null, cases.Count(one => one.RatedBad), OpenRefundsOf(cases));
    }

    private static int OpenRefundsOf(IReadOnlyList<CustomerCase> cases) => cases.Count(one => one is { Issue: IssueTypes.Refund, IsOpen: true });
}
