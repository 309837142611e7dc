using Xunit;

namespace Insights.Web.Tests.SampleData;

/// <summary>In the null world nothing is planted and vendors differ in size alone: what varies is chance.</summary>
[Collection(SampleWorldGroup.Name)]
public sealed class NullWorldTests(SampleWorld world)
{
    [Fact]
    public void NullWorld_PlantsNothing()
    {
        Assert.Empty(world.Null.Patterns);
        Assert.DoesNotContain(SampleWorld.Read(world.Null, "transactions.csv"), r => r["failure_code"] == "gateway_timeout" || r["descriptor"].StartsWith("SP*", StringComparison.Ordinal));
        Assert.DoesNotContain(SampleWorld.Read(world.Null, "transactions.csv"), r => r["kind"] == "refund" && r["status"] == "failed");
    }

    [Theory]
    [InlineData("vendor")]
    [InlineData("gateway")]
    [InlineData("method")]
    [InlineData("country")]
    [InlineData("brand")]
    public void NullWorld_FailuresAreAlikeEverywhere(string dimension)
    {
        // First attempts only: whether a retry fails depends on why the first attempt did, so attempts of one order are not independent.
        var charges = SampleWorld.Read(world.Null, "transactions.csv").Where(r => r["kind"] == "charge").DistinctBy(r => r["order_id"]).ToList();

        AssertFlat(charges.GroupBy(r => r[dimension]).Select(g => (g.Count(r => r["status"] != "succeeded" && r["status"] != "pending"), g.Count())));
    }

    [Theory]
    [InlineData("vendor")]
    [InlineData("method")]
    [InlineData("country")]
    [InlineData("brand")]
    [InlineData("three_ds")]
    public void NullWorld_DisputesAreAlikeEverywhere(string dimension)
    {
        var disputed = SampleWorld.Read(world.Null, "chargebacks.csv").Select(r => r["transaction_id"]).ToHashSet();
        // Only charges old enough that nearly all of their disputes have come.
        var charges = SampleWorld.Read(world.Null, "transactions.csv").Where(r => r["kind"] == "charge" && r["status"] == "succeeded" && string.CompareOrdinal(r["occurred_at"], "2026-08") < 0).ToList();

        AssertFlat(charges.GroupBy(r => r[dimension]).Select(g => (g.Count(r => disputed.Contains(r["transaction_id"])), g.Count())));
    }

    /// <summary>Chi-square of the groups against one common rate, within 4.5 standard deviations of its mean: one false alarm in about 100,000 (the seed is fixed, so it never flickers).</summary>
    private static void AssertFlat(IEnumerable<(int Hits, int Of)> groups)
    {
        var list = groups.Where(g => g.Of > 200).ToList();
        var rate = list.Sum(g => g.Hits) / (double)list.Sum(g => g.Of);
        var chi = list.Sum(g => Math.Pow(g.Hits - (g.Of * rate), 2) / (g.Of * rate * (1 - rate)));
        var degrees = list.Count - 1;
        Assert.True(rate > 0);
        Assert.InRange(chi, 0, degrees + (4.5 * Math.Sqrt(2 * degrees)));
    }
}
