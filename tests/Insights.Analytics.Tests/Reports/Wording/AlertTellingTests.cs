using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Alerts;
using Insights.Analytics.Reports.Wording;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Reports.Wording;

public sealed class AlertTellingTests
{
    private static readonly LocalDate s_thursday = new(2026, 10, 15);

    [Fact]
    public void Sentence_HoursOfOneDay_NamesThemAndWhatTheyAreComparedWith() => Assert.Equal(
        "Failed payments on gateway corvex were 9.2 times as many as usual from 14:00 to 16:00 on Thursday 15 October 2026: 184 against 20 in the same hours of the last four usual Thursdays.",
        AlertTelling.Sentence(Alert("failed_payments", new("gateway", "corvex"), 210, 40) with { Window = new(14, 16, 184, 20) }));

    [Fact]
    public void Sentence_ALack_IsSaidAsFewer() => Assert.Equal(
        "Payments of Oakridge were 70 % fewer than usual on Thursday 15 October 2026: 30 against 100 by the last four usual Thursdays.",
        AlertTelling.Sentence(Alert("payments", new("vendor", "Oakridge"), 30, 100) with { IsHigh = false }));

    [Fact]
    public void Sentence_WhereNothingIsUsual_SaysSoWithoutARatio() => Assert.Equal(
        "There were 28 failed refunds on gateway meridian from 3 to 15 October 2026, where there are hardly any as a rule; Thursday 15 October 2026 stood out most.",
        AlertTelling.Sentence(Alert("failed_refunds", new("gateway", "meridian"), 28, 0) with { FirstDay = new(2026, 10, 3) }));

    [Fact]
    public void Sentence_Everywhere_NamesNoPlace() => Assert.StartsWith("Tickets were 50 % more than usual on ", AlertTelling.Sentence(Alert("tickets", null, 150, 100)), StringComparison.Ordinal);

    [Fact]
    public void Common_SaysSharesOfTheMostTelling() => Assert.Equal(
        "71 % have the code gateway_timeout; 64 % are of Lumora.",
        AlertTelling.Common([new("failure_code", "gateway_timeout", 0.71), new("vendor", "Lumora", 0.64)]));

    private static Alert Alert(string metric, AlertMember? place, long count, double expected) => new()
    {
        Id = 1,
        Metric = metric,
        CatalogueId = metric,
        Place = place,
        VendorCode = null,
        IsHigh = true,
        FirstDay = s_thursday,
        LastDay = s_thursday,
        RecoveredDay = null,
        Count = count,
        Expected = expected,
        Chance = 1e-9,
        PeakDay = s_thursday,
        Window = null,
        ComparedDays = 4,
        Shared = [],
        FirstSeenAt = Instant.FromUtc(2026, 10, 16, 3, 40),
        Name = "",
        Sentence = "",
    };
}
