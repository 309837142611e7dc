using Insights.Analytics.Metrics.Chargebacks.Programmes;
using NodaTime.Text;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Chargebacks.Programmes;

/// <summary>Every line as its network published it, written down once more: the delivered table may not lose or bend one.</summary>
public sealed class PublishedLinesTests
{
    [Theory]
    // id, tier's region, from, until, least count, least amount, ratio in basis points, least payments, above and not at, judged here
    [InlineData("visa-vamp-acquirer-above-standard", "all", "2025-06-01", "", null, null, 50, null, false, false)]
    [InlineData("visa-vamp-acquirer-excessive", "all", "2025-06-01", "", null, null, 70, null, false, false)]
    [InlineData("visa-vamp-excessive-ap-2025", "AP", "2025-06-01", "2026-03-31", 1500L, null, 220, null, false, true)]
    [InlineData("visa-vamp-excessive-ap-2026", "AP", "2026-04-01", "", 1500L, null, 150, null, false, true)]
    [InlineData("visa-vamp-excessive-ca-2025", "CA", "2025-06-01", "2026-03-31", 1500L, null, 220, null, false, true)]
    [InlineData("visa-vamp-excessive-ca-2026", "CA", "2026-04-01", "", 1500L, null, 150, null, false, true)]
    [InlineData("visa-vamp-excessive-eu-2025", "EU", "2025-06-01", "2026-03-31", 1500L, null, 220, null, false, true)]
    [InlineData("visa-vamp-excessive-eu-2026", "EU", "2026-04-01", "", 1500L, null, 150, null, false, true)]
    [InlineData("visa-vamp-excessive-us-2025", "US", "2025-06-01", "2026-03-31", 1500L, null, 220, null, false, true)]
    [InlineData("visa-vamp-excessive-us-2026", "US", "2026-04-01", "", 1500L, null, 150, null, false, true)]
    [InlineData("visa-vamp-excessive-lac", "LAC", "2025-06-01", "", 1500L, null, 150, null, false, true)]
    [InlineData("visa-vamp-excessive-cemea", "CEMEA", "2025-06-01", "", 150L, 75000L, 220, null, false, true)]
    [InlineData("visa-vamp-excessive-br", "BR", "2025-06-01", "", null, null, null, null, false, true)]
    [InlineData("visa-vamp-excessive-cl", "CL", "2025-06-01", "", null, null, null, null, false, true)]
    [InlineData("visa-vamp-excessive-in", "IN", "2025-06-01", "", null, null, null, null, false, true)]
    [InlineData("visa-vamp-enumeration", "all", "2025-06-01", "", 300000L, null, 2000, null, false, false)]
    [InlineData("visa-vamp-non-compliant", "all", "2026-01-01", "", 5L, null, 50, null, false, false)]
    [InlineData("visa-vdmp-early-warning", "all", "", "2025-03-31", 75L, null, 65, null, false, true)]
    [InlineData("visa-vdmp-standard", "all", "", "2025-03-31", 100L, null, 90, null, false, true)]
    [InlineData("visa-vdmp-excessive", "all", "", "2025-03-31", 1000L, null, 180, null, false, true)]
    [InlineData("visa-vfmp-standard", "all", "", "2025-03-31", null, 75000L, 90, null, false, true)]
    [InlineData("visa-vsefp", "US", "", "", null, 75000L, 90, null, false, true)]
    [InlineData("mastercard-ecm", "all", "", "", 100L, null, 150, null, false, true)]
    [InlineData("mastercard-hecm", "all", "", "", 300L, null, 300, null, false, true)]
    [InlineData("mastercard-early-warning", "all", "", "", 100L, null, 100, null, false, true)]
    [InlineData("mastercard-efm", "non_regulated", "", "", null, 50000L, 50, 1000L, true, true)]
    [InlineData("mastercard-efm-regulated", "regulated", "", "", null, 50000L, 50, 1000L, true, true)]
    [InlineData("mastercard-efm-au", "AU", "", "", null, 15000L, 20, 1000L, true, true)]
    [InlineData("mastercard-smmp", "all", "2026-07-24", "", null, null, null, null, false, false)]
    [InlineData("amex-excessive", "all", "", "", null, null, 100, null, true, true)]
    [InlineData("discover-excessive", "all", "", "", 100L, null, 100, null, false, true)]
    [InlineData("auspaynet-fmp", "AU", "", "", null, 50000L, 20, null, false, true)]
    public void Line_IsAsPublished(string id, string region, string from, string until, long? count, long? amount, int? points, long? payments, bool above, bool judged)
    {
        var line = ProgrammeTable.Delivered.Lines.Single(each => each.Id == id);

        Assert.Equal((region, from, until), (line.Region, Day(line.ValidFrom), Day(line.ValidTo)));
        Assert.Equal((count, amount, points, payments), (line.MinCount, line.MinAmount, line.RatioBasisPoints, line.MinPayments));
        Assert.Equal((above, judged), (line.Strict, line.IsJudged));
    }

    [Fact]
    public void Lines_AreAllHere() => Assert.Equal(
        ProgrammeTable.Delivered.Lines.Select(line => line.Id).Order(),
        typeof(PublishedLinesTests).GetMethod(nameof(Line_IsAsPublished))!.GetCustomAttributesData().Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => (string)((IReadOnlyCollection<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!).First().Value!).Order());

    private static string Day(NodaTime.LocalDate? day) => day is { } value ? LocalDatePattern.Iso.Format(value) : "";
}
