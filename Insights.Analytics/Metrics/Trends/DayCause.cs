namespace Insights.Analytics.Metrics.Trends;

/// <summary>One thing that makes a day stand out: a member of a dimension, or everything together.</summary>
/// <param name="Dimension">Index of the dimension; −1: everything, no member stands out from the rest.</param>
/// <param name="Member">Code of the member; 0 with everything.</param>
/// <param name="Count">Counted there on the day.</param>
/// <param name="Expected">From the same days of earlier weeks, at this day's volume where a count is out of rows.</param>
/// <param name="Chance">Of a count as far out, with all members that were asked about allowed for.</param>
/// <param name="Window">The hours in which it stood out most; null for counts below the usual.</param>
/// <param name="Shared">What its rows have in common besides, most telling first.</param>
internal sealed record DayCause(int Dimension, int Member, long Count, double Expected, double Chance, HourWindow? Window, IReadOnlyList<CommonMember> Shared)
{
    public double Excess => Count - Expected;
}

/// <param name="Share">Of the counted rows.</param>
internal readonly record struct CommonMember(int Dimension, int Member, double Share);
