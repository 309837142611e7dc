using Insights.Analytics.Metrics.Trends;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Trends;

public sealed class ContributionTests
{
    /// <summary>
    /// Gateway A: 10 of 100 failed, then 10 of 100; B: 10 of 100, then 120 of 300. Overall 20 ÷ 200 = 0.10, then 130 ÷ 400 = 0.325, on average 0.2125.
    /// A: rate stays 0.1, share ½ → ¼: own 0, mix −¼ × (0.1 − 0.2125) = 0.028125. B: rate 0.1 → 0.4 at shares ½ and ¾: own 0.3 × 0.625 = 0.1875,
    /// mix ¼ × (0.25 − 0.2125) = 0.009375. Together 0.225 = 0.325 − 0.10.
    /// </summary>
    [Fact]
    public void OfRate_TwoGateways_AreTheHandWorkedParts()
    {
        var parts = Contributions.OfRate([new("A", 10, 100, 10, 100), new("B", 10, 100, 120, 300)]);

        Assert.Equal(["B", "A"], parts.Select(part => part.Member));
        Assert.Equal((0.1875, 0.009375), (Math.Round(parts[0].Own, 12), Math.Round(parts[0].Mix, 12)));
        Assert.Equal((0, 0.028125), (Math.Round(parts[1].Own, 12), Math.Round(parts[1].Mix, 12)));
        Assert.Equal(0.225, parts.Sum(part => part.Change), 12);
    }

    [Fact]
    public void OfRate_AnyMembers_AddUpToTheChange()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var dice = new Random(seed);
            var members = Enumerable.Range(0, dice.Next(1, 12)).Select(i => Member(dice, i)).Append(new("always", 5, 50, 6, 40)).ToList();
            double then = members.Sum(member => member.Count) / members.Sum(member => member.Total), now = members.Sum(member => member.CountNow) / members.Sum(member => member.TotalNow);

            Assert.Equal(now - then, Contributions.OfRate(members).Sum(part => part.Change), 10);
        }
    }

    [Fact]
    public void OfCount_AddsUpAndTellsTheLargestFirst()
    {
        var parts = Contributions.OfCount([new("A", 5, 0, 4, 0), new("B", 10, 0, 90, 0), new("gone", 7, 0, 0, 0)]);

        Assert.Equal([("B", 80.0), ("gone", -7), ("A", -1)], parts.Select(part => (part.Member, part.Change)));
    }

    [Fact]
    public void OfRate_NothingThen_HasNoParts() => Assert.Empty(Contributions.OfRate([new("A", 0, 0, 4, 10)]));

    // Some are new, some are gone.
    private static MemberCounts Member(Random dice, int number)
    {
        double total = dice.Next(4) == 0 ? 0 : dice.Next(1, 500), now = dice.Next(4) == 0 ? 0 : dice.Next(1, 500);
        return new($"m{number}", Math.Floor(total * dice.NextDouble()), total, Math.Floor(now * dice.NextDouble()), now);
    }
}
