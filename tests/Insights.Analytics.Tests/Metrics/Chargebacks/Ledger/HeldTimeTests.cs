using Insights.Analytics.Metrics.Chargebacks.Ledger;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Chargebacks.Ledger;

/// <summary>Opened on 1 March; evidence due on the 11th.</summary>
public sealed class HeldTimeTests
{
    private const long Day = 86_400;
    private static readonly Instant s_opened = Instant.FromUtc(2026, 3, 1, 0, 0);

    [Theory]
    [InlineData(3, null, null, 3, 7)] // answered on the fourth day, still under review: the rest is the acquirer's
    [InlineData(3, 60, "won", 3, 7)] // what happens after the due date is no part of it
    [InlineData(3, 8, "lost", 3, 5)] // decided before: nobody holds it after that
    [InlineData(null, 2, "accepted", 2, 0)] // conceded without an answer
    [InlineData(null, 12, "expired", 10, 0)]
    [InlineData(null, 4, "expired", 10, 0)] // an early end by lapse is a fault of the file: the time was the vendor's
    [InlineData(15, null, null, 10, 0)] // answered too late
    [InlineData(-2, null, null, 0, 10)] // answered already as an inquiry
    public void Of_SharesTheTime(int? responded, int? decided, string? outcome, int vendor, int acquirer) => Assert.Equal(
        new HeldTime(vendor * Day, acquirer * Day), HeldTime.Of(s_opened, At(10), responded is { } answer ? At(answer) : null, decided is { } end ? At(end) : null, outcome));

    [Fact]
    public void Of_ARunningClock_SaysNothing()
    {
        Assert.Null(HeldTime.Of(s_opened, At(10), null, null, null));
        Assert.Null(HeldTime.Of(s_opened, null, At(3), null, null));
        Assert.Null(HeldTime.Of(s_opened, s_opened, At(3), At(4), "won"));
    }

    private static Instant At(int day) => s_opened + Duration.FromDays(day);
}
