using Insights.Analytics.Reports.Chargebacks;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Reports.Chargebacks;

public sealed class ProgrammeLinesTests
{
    private static readonly LocalDate March = new(2026, 3, 1);
    private static readonly LocalDate April = new(2026, 4, 1);

    // max(100, ⌈1.5 % of 7,500⌉) − 48 = 113 − 48.
    [Fact]
    public void Mastercard_CountsWhatIsLeft()
    {
        var standing = ProgrammeLines.Mastercard(48, 7_500);
        Assert.Equal((65L, "below"), (standing.Left!.Value, standing.Status));
    }

    [Theory]
    [InlineData(300, 15_000, true)]
    [InlineData(99, 1_980, false)]
    public void Mastercard_NeedsCountAndRatio(long disputes, long payments, bool reached) => Assert.Equal(reached, ProgrammeLines.Mastercard(disputes, payments).Reached);

    [Fact]
    public void Mastercard_NoPaymentsTheMonthBefore_IsUndefined() => Assert.Null(ProgrammeLines.Mastercard(5, 0).Left);

    // 1,600 of 80,000 are 200 bps: below 220 in March, above 150 in April.
    [Fact]
    public void Visa_LineIsTightenedInApril2026()
    {
        Assert.False(ProgrammeLines.Visa(1_600, 80_000, "DE", March).Reached);
        Assert.True(ProgrammeLines.Visa(1_600, 80_000, "DE", April).Reached);
    }

    [Fact]
    public void Visa_UnannouncedCountry_HasNoLine() => Assert.Equal("no line known", ProgrammeLines.Visa(10, 100, "BR", April).Status);

    [Fact]
    public void Near_IsThreeQuartersOfTheWay()
    {
        Assert.True(ProgrammeLines.Mastercard(75, 5_000).Near);
        Assert.False(ProgrammeLines.Mastercard(74, 5_000).Near);
    }
}
