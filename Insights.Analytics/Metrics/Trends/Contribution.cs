namespace Insights.Analytics.Metrics.Trends;

/// <summary>What one member of a dimension did to a change. Over all members, parts add up to the change exactly.</summary>
/// <param name="Own">Because the member's own rate (or count) changed.</param>
/// <param name="Mix">Because its share of the whole changed; 0 for counts.</param>
internal sealed record Contribution(string Member, double Own, double Mix)
{
    public double Change => Own + Mix;
}

/// <summary>What is counted of a member, then and now.</summary>
/// <param name="Total">What the rate divides by; ignored for counts.</param>
internal readonly record struct MemberCounts(string Member, double Count, double Total, double CountNow, double TotalNow);

/// <summary>Which members of a dimension explain a change.</summary>
internal static class Contributions
{
    /// <summary>A count changes by the sum of its members' changes. Largest first.</summary>
    public static IReadOnlyList<Contribution> OfCount(IEnumerable<MemberCounts> members) =>
        Ordered(members.Select(member => new Contribution(member.Member, member.CountNow - member.Count, 0)));

    /// <summary>
    /// A rate changes because members' rates change and because the members with a high rate grow or shrink (Kitagawa 1955): own = change of the rate × mean
    /// share, mix = change of the share × (mean rate − overall mean rate), so that a member that merely grows at the average rate explains nothing.
    /// </summary>
    /// <returns>Largest first; empty where either side has no total.</returns>
    public static IReadOnlyList<Contribution> OfRate(IReadOnlyCollection<MemberCounts> members)
    {
        double total = members.Sum(member => member.Total), now = members.Sum(member => member.TotalNow);
        if (total <= 0 || now <= 0)
            return [];
        var overall = ((members.Sum(member => member.Count) / total) + (members.Sum(member => member.CountNow) / now)) / 2;
        return Ordered(members.Select(member =>
        {
            var (share, shareNow) = (member.Total / total, member.TotalNow / now);
            // A member that is new or gone has one rate only: all it does is mix.
            var rate = member.Total > 0 ? member.Count / member.Total : member.TotalNow > 0 ? member.CountNow / member.TotalNow : 0;
            var rateNow = member.TotalNow > 0 ? member.CountNow / member.TotalNow : rate;
            return new Contribution(member.Member, (rateNow - rate) * (share + shareNow) / 2, (shareNow - share) * (((rate + rateNow) / 2) - overall));
        }));
    }

    private static IReadOnlyList<Contribution> Ordered(IEnumerable<Contribution> parts) =>
        [.. parts.OrderByDescending(part => Math.Abs(part.Change)).ThenBy(part => part.Member, StringComparer.Ordinal)];
}
