using Insights.Analytics.Metrics.Chargebacks.Programmes;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Chargebacks.Programmes;

public sealed class ProgrammeTableTests
{
    private static readonly ProgrammeTable s_table = ProgrammeTable.Delivered;

    private static ProgrammeLine Ecm => s_table.Lines.Single(line => line.Id == "mastercard-ecm");

    [Fact]
    public void Delivered_EveryLineMakesSense()
    {
        Assert.Equal(32, s_table.Lines.Count);
        Assert.Equal(s_table.Lines.Count, s_table.Lines.Select(line => line.Id).Distinct().Count());
        Assert.All(s_table.Lines, line => Assert.Null(s_table.RefusalOf(line)));
    }

    [Fact]
    public void Delivered_HasNoneOfTheSupersededDrafts()
    {
        // 0.9 % merchant tier, acquirer 30 and 50 basis points, 150 with 1,000: drafts of Visa that are still on the web.
        Assert.DoesNotContain(s_table.Lines, line => line is { Programme: "Visa VAMP", RatioBasisPoints: 90 or 30 });
        Assert.DoesNotContain(s_table.Lines, line => line is { Programme: "Visa VAMP", RatioBasisPoints: 150, MinCount: 1_000 });
    }

    [Theory]
    [InlineData("DE", "EU", "regulated")]
    [InlineData("GB", "EU", "regulated")]
    [InlineData("CH", "EU", "non_regulated")]
    [InlineData("US", "US", "non_regulated")]
    [InlineData("MX", "LAC", "non_regulated")]
    [InlineData("AE", "CEMEA", "non_regulated")]
    [InlineData("AU", "AP", "AU")]
    [InlineData("BR", "BR", "non_regulated")]
    public void Regions_OfACountry(string country, string one, string other) =>
        Assert.Equal(new[] { "all", one, other }.Order(), s_table.Regions.Of(country).Order());

    [Fact]
    public void Regions_OfAnUnknownCountry_AreTheMainOnes() => Assert.Equal(s_table.Regions.Of("DE"), s_table.Regions.Of(null));

    [Fact]
    public void Regions_EveryCountryLiesInOneOfVisasRegions()
    {
        string[] visas = ["EU", "CEMEA", "LAC", "AP", "US", "CA", "BR", "CL", "IN"];
        foreach (var country in new[] { "DE", "FR", "GB", "JP", "AU", "US", "CA", "BR", "IN", "NG", "ZA", "TR", "MX", "AR", "SG", "SA", "UA" })
            Assert.Single(s_table.Regions.Of(country).Intersect(visas));
    }

    [Fact]
    public void Json_RoundTrip_IsTheSameLine() => Assert.All(s_table.Lines, line => Assert.Equal(line, ProgrammeTable.FromJson(ProgrammeTable.ToJson(line))));

    [Fact]
    public void Refusal_OfTwoLinesOfOneTierAtTheSameTime_NamesTheOther() =>
        Assert.Contains("mastercard-ecm", s_table.RefusalOf(Ecm with { Id = "mastercard-ecm-2027", ValidFrom = new LocalDate(2027, 1, 1) }));

    [Fact]
    public void Refusal_OfASuccessor_IsNoneOnceTheOtherEnds()
    {
        var table = s_table.With([.. s_table.Lines.Select(line => line.Id == "mastercard-ecm" ? line with { ValidTo = new LocalDate(2026, 12, 31) } : line)]);

        Assert.Null(table.RefusalOf(Ecm with { Id = "mastercard-ecm-2027", ValidFrom = new LocalDate(2027, 1, 1) }));
    }

    [Fact]
    public void Refusal_NamesWhatIsWrong()
    {
        Assert.Contains("ends before", s_table.RefusalOf(Ecm with { ValidFrom = new LocalDate(2026, 2, 1), ValidTo = new LocalDate(2026, 1, 1) }));
        Assert.Contains("region", s_table.RefusalOf(Ecm with { Region = "Atlantis" }));
        Assert.Contains("source", s_table.RefusalOf(Ecm with { Source = "" }));
        Assert.Contains("currency", s_table.RefusalOf(Ecm with { MinAmount = 5 }));
        Assert.Contains("ratio", s_table.RefusalOf(Ecm with { RatioBasisPoints = 0 }));
    }

    [Fact]
    public void HoldsIn_GoesByTheLastDayOfTheMonth()
    {
        var line = Ecm with { ValidFrom = new LocalDate(2026, 7, 24) };

        Assert.True(line.HoldsIn(new(2026, 7, 1)));
        Assert.False(line.HoldsIn(new(2026, 6, 1)));
    }
}
