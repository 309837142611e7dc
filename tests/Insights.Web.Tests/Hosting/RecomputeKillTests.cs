using Xunit;

namespace Insights.Web.Tests.Hosting;

public sealed class RecomputeKillTests : KillTests
{
    [Fact]
    public void Recompute_KilledTenTimesAtRandomMoments_EndsLikeAnUninterruptedOne()
    {
        var data = Data("recompute");
        Assert.Equal(0, InsightsProcess.Run(data, ["import", .. Files, "--no-refresh"]).ExitCode);
        var moments = new Random(20261123);
        var kills = 0;
        for (var attempt = 0; attempt < 10; attempt++)
            if (InsightsProcess.Kill(TimeSpan.FromMilliseconds(moments.Next(250, 2000)), data, attempt % 2 == 0 ? ["recompute"] : ["recompute", "--full"]))
                kills++;

        var last = InsightsProcess.Run(data, "recompute");

        Assert.True(kills > 0, "No run was killed: the moments are too late.");
        Assert.True(last.ExitCode == 0, last.Output + last.Error);
        AssertLikeUninterrupted(data);
    }
}
