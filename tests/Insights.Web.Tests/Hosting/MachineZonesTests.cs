using Insights.Web.Hosting.Verbs;
using NodaTime;
using Xunit;

namespace Insights.Web.Tests.Hosting;

public sealed class MachineZonesTests
{
    private readonly MachineZones _zones = new();

    /// <summary>Among them the names that .NET does not list: other names of a place, and zones that are no place.</summary>
    [Fact]
    public void GetZoneOrNull_EveryIanaId_IsAZone() =>
        Assert.DoesNotContain(DateTimeZoneProviders.Tzdb.Ids, id => _zones.GetZoneOrNull(id) is null);

    [Theory]
    [InlineData("US/Eastern", "America/New_York")]
    [InlineData("Asia/Calcutta", "Asia/Kolkata")]
    [InlineData("Pacific/Enderbury", "Pacific/Kanton")]
    [InlineData("GB", "Europe/London")]
    public void GetZoneOrNull_AnotherNameOfAPlace_KeepsItsHours(string id, string place)
    {
        var (one, other) = (_zones[id], _zones[place]);
        for (var at = Instant.FromUtc(2020, 1, 1, 0, 0); at < Instant.FromUtc(2027, 1, 1, 0, 0); at += Duration.FromDays(10))
            Assert.Equal(other.GetUtcOffset(at), one.GetUtcOffset(at));
    }

    [Fact]
    public void GetZoneOrNull_ZoneThatIsNoPlace_IsItsOffset() => Assert.Equal(Offset.FromHours(4), _zones["Etc/GMT-4"].GetUtcOffset(Instant.FromUtc(2026, 7, 1, 0, 0)));

    [Theory]
    [InlineData("Eastern Standard Time")]
    [InlineData("Mars/Olympus")]
    [InlineData("")]
    public void GetZoneOrNull_NoIanaId_IsNone(string id) => Assert.Null(_zones.GetZoneOrNull(id));
}
