using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Metrics.Values;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Chargebacks.Programmes;

/// <summary>The published worked examples, and what happens at the edges.</summary>
public sealed class ProgrammeJudgeTests
{
    private static readonly LocalDate s_march = new(2026, 3, 1);
    private static readonly LocalDate s_april = new(2026, 4, 1);

    [Fact]
    public void Mastercard_SolidgatesExample_Is247PointsAndEcm()
    {
        // 185 chargebacks in February, 7,500 payments in January.
        var verdict = Mastercard(185, 7_500);

        Assert.Equal(246.67, verdict.Ratio.Value!.Value * 10_000, 2);
        Assert.Equal("ECM", verdict.Reached!.Line.Tier);
    }

    [Theory]
    [InlineData(300, 15_000, "ECM")] // 2.0 %
    [InlineData(300, 10_000, "HECM")] // 3.0 %
    [InlineData(299, 9_000, "ECM")] // the ratio of the higher tier, the count of the lower
    [InlineData(1_000, 40_000, "ECM")] // 300 or more below 3 % stays ECM: upper bounds gate nothing
    [InlineData(99, 1_980, null)] // 5 %, but fewer than 100
    [InlineData(100, 10_000, null)] // 100, but 1.0 %
    [InlineData(150, 10_000, "ECM")] // exactly 1.5 %
    [InlineData(150, 10_001, null)]
    public void Mastercard_NeedsCountAndRatio(long disputes, long before, string? tier) => Assert.Equal(tier, Mastercard(disputes, before).Reached?.Line.Tier);

    [Fact]
    public void Mastercard_NoPaymentsTheMonthBefore_IsUndefined()
    {
        var verdict = Mastercard(300, 0);

        Assert.Equal(ProgrammeStatus.Undefined, verdict.Status);
        Assert.Null(verdict.Ratio.Value);
        Assert.All(verdict.Tiers, tier => Assert.Equal((false, null, null), (tier.Reached, tier.Left, tier.Chance)));
    }

    [Theory]
    [InlineData(48, 7_500, 65)] // max(100, ⌈112.5⌉) − 48 = 113 − 48
    [InlineData(48, 1_000, 52)] // the count of 100 decides
    [InlineData(130, 7_500, 0)]
    public void Mastercard_LeftBeforeEcm(long disputes, long before, long left) => Assert.Equal(left, Mastercard(disputes, before).FirstLine!.Left);

    [Fact]
    public void Mastercard_InTheMonth_TellsTheChanceOfEachTier()
    {
        // The denominator is known on day 1: 113 of 7,500.
        var verdict = Mastercard(48, 7_500, new(15, 30));

        Assert.Equal(0.0597029345, verdict.FirstLine!.Chance!.Value, 10);
        Assert.True(verdict.Tiers[0].Chance < 1e-9);
        Assert.Equal(ProgrammeStatus.Below, verdict.Status);
    }

    [Fact]
    public void Mastercard_OurOwnEarlyWarning_IsNearAndNoTier()
    {
        // 1.0 % and 100, the line of Mastercard's former programme.
        var verdict = Mastercard(100, 10_000);

        Assert.True(verdict.EarlyWarning);
        Assert.Equal(ProgrammeStatus.Near, verdict.Status);
        Assert.Null(verdict.Reached);
        Assert.Equal("ECM", verdict.FirstLine!.Line.Tier);
    }

    [Fact]
    public void Mastercard_ASmallVendor_TellsWhereTheRatioAloneGoes()
    {
        // 1.5 % of 500 payments are 8 disputes; the least count of 100 keeps it out.
        var line = Mastercard(6, 500, new(15, 30)).FirstLine!;

        Assert.Equal((100L, 8L), (line.Limit!.Value, line.RatioLimit!.Value));
        Assert.Equal(MonthEndForecast.Of(6, 15, 30)!.ChanceOfAtLeast(8), line.RatioChance!.Value, 12);
        Assert.True(line.Chance < 1e-6 && line.RatioChance > 0.9);
    }

    [Fact]
    public void ARatioOfAHandfulOfPayments_IsShownAndNotJudged()
    {
        // Amex names no least count: 1 of 11 is 9 %, and chance.
        var few = Judge("amex", "DE", new NetworkMonth { Month = s_march, Payments = 11, Disputes = 1 }, programme: "Amex excessive disputes");
        var many = Judge("amex", "DE", new NetworkMonth { Month = s_march, Payments = 1_100, Disputes = 100 }, programme: "Amex excessive disputes");

        Assert.Equal((true, ProgrammeStatus.Below), (few.IsSmall, few.Status));
        Assert.Equal((false, ProgrammeStatus.Reached), (many.IsSmall, many.Status));
    }

    [Fact]
    public void Near_IsThreeQuartersOfTheWay()
    {
        Assert.Equal(ProgrammeStatus.Near, Mastercard(75, 6_000).Status); // 75 of 100
        Assert.Equal(ProgrammeStatus.Below, Mastercard(74, 6_000).Status);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Visa_Europe_1600Of80000_IsBelowUntilAprilAndExcessiveThen(int month, bool reached) =>
        Assert.Equal(reached, Visa("DE", new(2026, month, 1), 1_600, 80_000).Reached is not null);

    [Theory]
    [InlineData(60_000, false, 15_000)]
    [InlineData(75_000, true, 0)]
    [InlineData(80_000, true, 0)]
    public void Visa_Cemea_NeedsItsAmountToo(long dollars, bool reached, long lacks)
    {
        var verdict = Visa("AE", s_april, 160, 6_000, dollars);

        Assert.Equal((reached, lacks), (verdict.Reached is not null, verdict.FirstLine!.AmountLeft!.Value));
        Assert.Equal(266.67, verdict.Ratio.Value!.Value * 10_000, 2);
    }

    [Fact]
    public void Visa_AnUnannouncedRegion_HasNoLineAndKeepsItsRatio()
    {
        var verdict = Visa("BR", s_april, 900, 10_000);

        Assert.Equal(ProgrammeStatus.NoLine, verdict.Status);
        Assert.Equal(new Ratio(900, 10_000), verdict.Ratio);
    }

    [Fact]
    public void Visa_WithoutFraudReports_IsALowerBound()
    {
        Assert.True(Visa("DE", s_april, 1_600, 80_000).IsLowerBound);
        Assert.False(Judge("visa", "DE", new NetworkMonth { Month = s_april, Payments = 80_000, Disputes = 1_500, FraudNotices = 0 }).IsLowerBound);
    }

    [Fact]
    public void Visa_TheSetting_SaysWhetherADisputeForFraudCountsBesideItsReport()
    {
        // 12 reports; 30 disputes, 10 of them for fraud.
        var month = new NetworkMonth { Month = s_april, Payments = 2_000, Disputes = 30, FraudDisputes = 10, FraudNotices = 12 };

        Assert.Equal(42, new ProgrammeJudge(new(DisputesIncludeFraud: true)).Counted(month));
        Assert.Equal(32, new ProgrammeJudge(new(DisputesIncludeFraud: false)).Counted(month));
        // Without any report each dispute for fraud stands for the one it has had.
        Assert.Equal(30, new ProgrammeJudge(new(DisputesIncludeFraud: false)).Counted(month with { FraudNotices = null }));
    }

    [Fact]
    public void Visa_InTheMonth_HoldsTheForecastAgainstThePaymentsToCome()
    {
        // Half of the month: 60,000 payments become 120,000, whose 1.5 % are 1,800.
        var verdict = Judge("visa", "DE", new NetworkMonth { Month = s_april, Payments = 60_000, Disputes = 850 }, new(15, 30));

        Assert.Equal((1_800L, 950L), (verdict.FirstLine!.Limit!.Value, verdict.FirstLine.Left!.Value));
        Assert.InRange(verdict.FirstLine.Chance!.Value, 0.001, 0.05);
    }

    [Fact]
    public void Retired_Programmes_JudgeTheMonthsTheyHeldIn()
    {
        var (regions, table) = (ProgrammeTable.Delivered.Regions.Of("DE"), ProgrammeTable.Delivered);
        var then = table.InForce("visa", regions, new(2025, 3, 1)).Single(tiers => tiers[0].Programme == "Visa VDMP");
        var verdict = new ProgrammeJudge(new()).Judge(then, new() { Month = new(2025, 3, 1), Payments = 100_000, Disputes = 950 }, null);

        // 0.95 % and 950: Standard takes 0.9 % and 100; Excessive 1.8 % and 1,000.
        Assert.Equal("Standard", verdict.Reached!.Line.Tier);
        Assert.DoesNotContain(table.InForce("visa", regions, new(2025, 4, 1)), tiers => tiers[0].Programme == "Visa VDMP");
        Assert.DoesNotContain(table.InForce("visa", regions, new(2025, 3, 1)), tiers => tiers[0].Programme == "Visa VAMP");
    }

    [Fact]
    public void Amex_65Of5000_Is15OverThePercentAnd375Dollars()
    {
        var line = ProgrammeTable.Delivered.Lines.Single(each => each.Id == "amex-excessive");

        Assert.Equal((15L, 375L, "USD"), (line.Excess(65, 5_000), line.FeeFor(65, 5_000)!.Value, line.FeeCurrency));
        // Above 1 %, not at it: 50 of 5,000 is not enough.
        Assert.Equal(51, line.Limit(5_000));
    }

    [Theory]
    [InlineData("US", 60_000, 10_000_000, 1_000, true)] // 0.6 % and USD 60,000
    [InlineData("US", 50_000, 9_000_000, 1_000, false)] // the amount must be above 50,000
    [InlineData("US", 50_001, 10_000_200, 1_000, false)] // exactly 0.5 % is not above it
    [InlineData("US", 60_000, 10_000_000, 999, false)] // too few payments
    [InlineData("AU", 16_000, 7_000_000, 1_000, true)] // 0.23 % and USD 16,000: Australia has lines of its own
    public void Mastercard_Efm_GoesByAmounts(string country, long fraud, long sales, long payments, bool reached)
    {
        var verdict = Judge("mastercard", country, new NetworkMonth
        {
            Month = s_april,
            PaymentsOfMonthBefore = payments,
            SalesOfMonthBefore = [new(sales * 100, "USD")],
            FraudDisputed = [new(fraud * 100, "USD")],
        }, programme: "Mastercard EFM");

        Assert.Equal((reached, "USD"), (verdict.Reached is not null, verdict.Currency));
        Assert.Null(verdict.FirstLine!.Limit);
    }

    [Theory]
    [InlineData("US", 100, true)] // exactly 10 %
    [InlineData("US", 101, false)]
    [InlineData("DE", 500, true)] // regulated: exactly 50 %
    [InlineData("DE", 501, false)]
    [InlineData("AU", 900, true)] // Australia asks for no share
    public void Mastercard_Efm_TakesWhoSendsFewPaymentsThroughThreeDs(string country, long secure, bool reached)
    {
        var month = new NetworkMonth
        {
            Month = s_april,
            PaymentsOfMonthBefore = 1_000,
            SalesOfMonthBefore = [new(10_000_000_00, "USD")],
            FraudDisputed = [new(60_000_00, "USD")],
            ThreeDsOfMonthBefore = new Ratio(secure, 1_000),
        };

        Assert.Equal(reached, Judge("mastercard", country, month, programme: "Mastercard EFM").Reached is not null);
        // Not known how they were authenticated: the line holds, and the page says so.
        Assert.NotNull(Judge("mastercard", country, month with { ThreeDsOfMonthBefore = null }, programme: "Mastercard EFM").Reached);
    }

    [Theory]
    [InlineData(75_000, 8_333_333, true)] // 0.90 % and USD 75,000
    [InlineData(74_999, 5_000_000, false)] // 1.5 %, but the amount is below
    [InlineData(90_000, 10_000_001, false)] // USD 90,000, but a hair below 0.90 %
    [InlineData(90_000, 10_000_000, true)] // exactly 0.90 %
    public void Visa_Vsefp_GoesByFraudThroughThreeDs(long fraud, long sales, bool reached)
    {
        var month = new NetworkMonth
        {
            Month = s_april,
            FraudNotices = 700,
            SalesWithThreeDs = [new(sales * 100, "USD")],
            FraudWithThreeDs = [new(fraud * 100, "USD")],
            // All sales and all fraud are none of it.
            Sales = [new(1_000_000_00, "USD")],
            FraudReported = [new(900_000_00, "USD")],
        };
        var verdict = Judge("visa", "US", month, programme: "Visa VSEFP");

        Assert.Equal((reached, "USD", new Ratio(fraud, sales), false), (verdict.Reached is not null, verdict.Currency, verdict.Ratio, verdict.IsLowerBound));
        Assert.True(Judge("visa", "US", month with { FraudNotices = null }, programme: "Visa VSEFP").IsLowerBound);
    }

    [Theory]
    [InlineData(50_000, 10_000_000, false)] // 0.5 %, but the amount must be above AUD 50,000
    [InlineData(50_001, 25_000_500, true)] // exactly 0.20 % is enough
    [InlineData(50_001, 25_000_501, false)]
    [InlineData(49_000, 1_000_000, false)]
    public void AusPayNet_AddsUpTheQuarter(long fraud, long sales, bool reached)
    {
        // A third of it in April, the rest in May; June is to come.
        var may = s_april.PlusMonths(1);
        var verdict = Judge(ProgrammeLine.AllNetworks, "AU", new NetworkMonth
        {
            Month = may,
            FraudNotices = 9,
            Quarter =
            [
                new(s_april, [new(sales / 3 * 100, "AUD")], [new(fraud / 3 * 100, "AUD")]),
                new(may, [new((sales - (sales / 3)) * 100, "AUD")], [new((fraud - (fraud / 3)) * 100, "AUD")]),
            ],
        }, programme: "AusPayNet fraud mitigation");

        Assert.Equal((reached, "AUD", new Ratio(fraud, sales)), (verdict.Reached is not null, verdict.Currency, verdict.Ratio));
    }

    [Fact]
    public void Amex_ReversalsAndCredits_AreTakenOff()
    {
        // 65 of 5,000 are over 1 %; with 16 won back and 100 refunds it is 49 of 4,900: exactly 1 %, which is not above it.
        NetworkMonth Month(long reversals, long credits) => new() { Month = s_march, Payments = 5_000, Disputes = 65, Reversals = reversals, Credits = credits };

        Assert.Equal(new Ratio(65, 5_000), Judge("amex", "DE", Month(0, 0), programme: "Amex excessive disputes").Ratio);
        var less = Judge("amex", "DE", Month(16, 100), programme: "Amex excessive disputes");
        Assert.Equal((new Ratio(49, 4_900), true), (less.Ratio, less.Reached is null));
        Assert.NotNull(Judge("amex", "DE", Month(15, 100), programme: "Amex excessive disputes").Reached);
        Assert.Equal(new Ratio(0, 0), Judge("amex", "DE", Month(70, 5_001), programme: "Amex excessive disputes").Ratio);
    }

    [Theory]
    [InlineData("mastercard-ecm", 1, 150, 0)]
    [InlineData("mastercard-ecm", 3, 350, 1_000)]
    [InlineData("mastercard-ecm", 4, 350, 5_250)] // 5,000 + 50 above 300 at USD 5
    [InlineData("mastercard-ecm", 7, 150, 25_000)]
    [InlineData("mastercard-ecm", 18, 150, 50_000)]
    [InlineData("mastercard-ecm", 19, 150, 100_000)]
    [InlineData("mastercard-hecm", 2, 400, 1_000)]
    [InlineData("mastercard-hecm", 3, 400, 2_000)]
    [InlineData("mastercard-hecm", 6, 400, 10_500)]
    [InlineData("mastercard-hecm", 11, 300, 50_000)]
    [InlineData("mastercard-hecm", 12, 300, 100_000)]
    [InlineData("mastercard-hecm", 40, 300, 200_000)]
    [InlineData("mastercard-efm", 2, 0, 500)]
    [InlineData("mastercard-efm-regulated", 6, 900, 5_000)]
    [InlineData("mastercard-efm-au", 12, 0, 50_000)]
    public void Mastercard_FinesByMonth(string line, int month, long disputes, long fine) =>
        Assert.Equal(fine, ProgrammeTable.Delivered.Lines.Single(each => each.Id == line).FineOf(month, disputes));

    [Fact]
    public void Fines_WhereNoneArePublished_AreNotKnown()
    {
        Assert.Null(ProgrammeTable.Delivered.Lines.Single(each => each.Id == "visa-vamp-excessive-eu-2026").FineOf(3, 1_600));
        Assert.Null(ProgrammeTable.Delivered.Lines.Single(each => each.Id == "mastercard-ecm").FineOf(0, 90));
    }

    [Fact]
    public void Mastercard_Efm_WithoutAnExchangeRate_ReachesNothing() => Assert.Null(Judge("mastercard", "US", new NetworkMonth
    {
        Month = s_april,
        PaymentsOfMonthBefore = 5_000,
        SalesOfMonthBefore = [new(1_000_000_00, "EUR")],
        FraudDisputed = [new(90_000_00, "EUR")],
    }, programme: "Mastercard EFM").Reached);

    private static ProgrammeVerdict Mastercard(long disputes, long before, MonthProgress? progress = null) =>
        Judge("mastercard", "DE", new NetworkMonth { Month = s_march, Disputes = disputes, PaymentsOfMonthBefore = before }, progress, "Mastercard ECM");

    private static ProgrammeVerdict Visa(string country, LocalDate month, long disputes, long payments, long dollars = 0) =>
        Judge("visa", country, new NetworkMonth { Month = month, Payments = payments, Disputes = disputes, Disputed = [new(dollars * 100, "USD")] });

    private static ProgrammeVerdict Judge(string network, string country, NetworkMonth month, MonthProgress? progress = null, string programme = "Visa VAMP")
    {
        var tiers = ProgrammeTable.Delivered.InForce(network, ProgrammeTable.Delivered.Regions.Of(country), month.Month).Single(each => each[0].Programme == programme);
        return new ProgrammeJudge(new()).Judge(tiers, month, progress);
    }
}
