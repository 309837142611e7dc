using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Reports.Building;
using Xunit;

namespace Insights.Analytics.Tests.Reports.Building;

public sealed class SignificanceTests
{
    // Newcombe 56/70 − 48/80: 0.0524 to 0.3339, does not hold 0.
    [Fact]
    public void Ratios_IntervalWithoutZero_Matters() => Assert.True(Significance.Ratios(new(56, 70), new(48, 80)));

    [Fact]
    public void Ratios_IntervalAroundZero_DoesNotMatter() => Assert.False(Significance.Ratios(new(50, 70), new(56, 80)));

    // 93.00 % to 92.90 % of ten million attempts: far beyond chance, and nobody would act on it.
    [Fact]
    public void Ratios_TinyChangeOfManyRows_DoesNotMatter() => Assert.False(Significance.Ratios(new(9_290_000, 10_000_000), new(9_300_000, 10_000_000)));

    [Fact]
    public void Ratios_UndefinedSide_DoesNotMatter() => Assert.False(Significance.Ratios(new(0, 0), new(1, 2)));

    // 130 against 100 over 31 and 30 days: expected share 0.508, Wilson of 130/230 is 0.501 to 0.628: holds it. 150 of 250: 0.538 to 0.659, does not.
    [Theory]
    [InlineData(130, 100, false)]
    [InlineData(150, 100, true)]
    [InlineData(100, 150, true)]
    [InlineData(0, 0, false)]
    public void Counts_ComparesByTheDay(long now, long before, bool expected) => Assert.Equal(expected, Significance.Counts(now, 31, before, 30));

    // Twice as many in twice the days is no change.
    [Fact]
    public void Counts_LongerPeriod_IsNoRise() => Assert.False(Significance.Counts(2000, 60, 1000, 30));

    [Fact]
    public void Durations_FewRows_StaySilent()
    {
        Assert.False(Significance.Durations(2460, 40, 1920, 40));
        Assert.True(Significance.Durations(2460, 4000, 1920, 4000));
    }

    [Fact]
    public void Ratio_OfRefundsAboveOne_IsComparedAsCounts() => Assert.True(Significance.Ratios(new(300, 100), new(100, 100)));

    // Rows 150 against 100 in 30 days each are beyond chance (see above), 110 against 100 are not. 99 of 100 is no news, whatever the rows; 110 is when the rows rose too; 125 always is.
    [Theory]
    [InlineData(99, 150, false)]
    [InlineData(90, 150, false)]
    [InlineData(110, 150, true)]
    [InlineData(110, 110, false)]
    [InlineData(125, 100, true)]
    public void Amounts_AreToldWithTheirRows_OrWhenTheyMovedByAFifth(double amount, long rows, bool expected) => Assert.Equal(expected, Significance.Amounts(amount, rows, 30, 100, 100, 30));
}
