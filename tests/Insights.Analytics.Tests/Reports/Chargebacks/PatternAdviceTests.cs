using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Chargebacks;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Reports.Chargebacks;

/// <summary>From patterns to advice: only what is sure, not over, and answered by an action.</summary>
public sealed class PatternAdviceTests
{
    private static readonly LocalDate s_from = new(2025, 11, 1);
    private static readonly LocalDate s_to = new(2026, 10, 31);
    private static readonly DateRange s_october = new(new LocalDate(2026, 10, 1), s_to);

    [Fact]
    public void Advice_CarriesItsEvidence_AndWhatItWouldSaveAMonth()
    {
        var (action, evidence) = Assert.Single(Advice(Found));

        // 4,000.00 EUR beyond expected from 2 August to 31 October (91 days): 1,318.68 EUR for thirty days.
        Assert.Equal("A1", action.Id);
        Assert.Equal((42, 1_181, 0.0004, new Money(131_868, "EUR")), (evidence.Disputes, evidence.Base, evidence.Q, evidence.SavingPerMonth!.Value));
        Assert.Equal("/patterns/7", evidence.Link);
        Assert.Equal(
            "Statement text SP*DGTLSVC 8842: 42 disputes of 1,181 payments, where about 6 would be usual (95 % interval 2.5 % to 4.8 %, q under 0.001), since 2 Aug 2026. Back to usual would save up to 1,318.68 EUR a month.",
            RecommendationBlocks.Because(evidence));
    }

    [Fact]
    public void Advice_IsNotGivenForWhatIsUnsureOverToComeOrUnanswerable()
    {
        Assert.Empty(Advice(Found with { Q = 0.06 }));
        Assert.Empty(Advice(Found with { Disputes = 3, Expected = 4 }));
        Assert.Empty(Advice(Found with { Until = new LocalDate(2026, 7, 1) }));
        Assert.Empty(Advice(Found with { Since = new LocalDate(2026, 11, 3) }));
        Assert.Empty(Advice(Found with { Members = [new("gateway", "meridian")], LeadingReason = null }));
        Assert.Equal("Statement text SP*DGTLSVC 8842, until 9 Sep 2026", Assert.Single(Advice(Found with { Until = new LocalDate(2026, 9, 10) })).Evidence.Segment);
    }

    [Fact]
    public void Recommendations_OfOneAction_AreOne_AndTheGreatestSavingIsFirst()
    {
        var small = Found with { Id = 8, Members = [new("product", "Course")], LeadingReason = "unrecognized", ExcessConverted = new Money(10_000, "EUR") };
        var other = Found with { Id = 9, Members = [new("three_ds", "not_used")], LeadingReason = "fraudulent", ExcessConverted = new Money(900_000, "EUR") };

        var all = Recommendation.Of(PatternAdvice.Of([small, Found, other], s_from, s_to, s_october));

        Assert.Equal(["A2", "A1"], all.Select(one => one.Action.Id));
        Assert.Equal(["/patterns/7", "/patterns/8"], all[1].Evidence.Select(evidence => evidence.Link));
    }

    private static List<(Insights.Analytics.Metrics.Chargebacks.Actions.ChargebackAction Action, ActionEvidence Evidence)> Advice(Pattern pattern) => [.. PatternAdvice.Of([pattern], s_from, s_to, s_october)];

    private static Pattern Found { get; } = new()
    {
        Id = 7,
        Kind = "vendor+descriptor",
        VendorCode = "lumora",
        VendorName = "Lumora Learning",
        Members = [new("descriptor", "SP*DGTLSVC 8842")],
        Outcome = null,
        IsMix = false,
        Name = "Statement text SP*DGTLSVC 8842 · Lumora Learning",
        Sentence = "",
        Base = 1_181,
        Disputes = 42,
        Expected = 6.4,
        ExpectedLikeAll = 9,
        DisputedValue = [new(471_000, "EUR")],
        ExcessValue = [new(400_000, "EUR")],
        ExcessConverted = new(400_000, "EUR"),
        RateInterval = new Interval95(0.0254, 0.0478),
        RatioInterval = new Interval95(4.7, 8.9),
        ShrunkenRate = 0.034,
        ShrunkenInterval = new Interval95(0.025, 0.046),
        P = 1e-9,
        PGivenOthers = 1e-9,
        Q = 0.0004,
        FamilySize = 120,
        Since = new LocalDate(2026, 8, 2),
        SinceEarliest = null,
        SinceLatest = null,
        Until = null,
        LeadingReason = "unrecognized",
        FirstSeenAt = Instant.FromUtc(2026, 9, 1, 3, 0),
        Baseline = "own_vendor",
    };
}
