using Insights.Analytics.Metrics.Chargebacks;
using Insights.Analytics.Metrics.Values;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Chargebacks;

/// <summary>Published worked examples.</summary>
public sealed class DisputeRatiosTests
{
    [Fact]
    public void ActivityAndRate_SameWeek_AreTwoNumbers()
    {
        // Stripe: 1,000 payments in a week, 10 disputes received, 3 of them on those payments.
        Assert.Equal(0.010, DisputeRatios.Activity(10, 1000).Value!.Value, 12);
        Assert.Equal(0.003, DisputeRatios.Rate(3, 1000).Value!.Value, 12);
    }

    [Fact]
    public void Activity_NoPayments_IsUndefined() => Assert.Null(DisputeRatios.Activity(3, 0).Value);

    [Fact]
    public void Maturity_ComesAfter120Days()
    {
        // 2026-07-04 + 120 days = 2026-11-01 (27 + 31 + 30 + 31 + 1).
        Assert.True(DisputeMaturity.IsMature(new LocalDate(2026, 7, 4), new LocalDate(2026, 11, 1)));
        Assert.False(DisputeMaturity.IsMature(new LocalDate(2026, 7, 5), new LocalDate(2026, 11, 1)));
        Assert.Equal(new LocalDate(2026, 7, 4), DisputeMaturity.LastMatureDay(new LocalDate(2026, 11, 1)));
        // A month is as young as its last payment.
        Assert.False(DisputeMaturity.IsMature(new DateRange(new(2026, 7, 1), new(2026, 7, 31)), new LocalDate(2026, 11, 1)));
    }

    [Theory]
    [InlineData("won", false, true)]
    [InlineData("lost", true, true)]
    [InlineData("lost", false, false)]
    [InlineData("expired", true, false)]
    [InlineData("challenged", true, false)]
    public void WasChallenged_NeedsEvidenceAndADecision(string state, bool evidence, bool expected) =>
        Assert.Equal(expected, DisputeOutcome.WasChallenged(state, evidence));

    [Theory]
    [InlineData("lost", 10_000, 1_500, 0, 0, 11_500)]
    [InlineData("lost", 10_000, 1_500, 0, 4_000, 7_500)] // part of it came back
    [InlineData("won", 8_000, 1_500, 1_500, 8_000, 0)] // the funds are back: nothing lost, and no gain either
    [InlineData("accepted", 10_000, 1_500, 0, 0, 11_500)]
    [InlineData("expired", 10_000, 0, 0, 0, 10_000)]
    [InlineData("challenged", 10_000, 1_500, 0, 0, 0)] // not decided
    [InlineData("withdrawn", 10_000, 1_500, 0, 0, 0)]
    public void NetLoss_ByOutcome(string state, long amount, long fee, long feeReturned, long recovered, long expected) =>
        Assert.Equal(expected, DisputeOutcome.NetLoss(state, amount, fee, feeReturned, recovered));
}
