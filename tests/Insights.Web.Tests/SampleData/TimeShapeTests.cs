using NodaTime;
using Xunit;

namespace Insights.Web.Tests.SampleData;

[Collection(SampleWorldGroup.Name)]
public sealed class TimeShapeTests(SampleWorld world)
{
    private readonly List<(string Vendor, Instant At)> charges =
        [.. SampleWorld.Read(world.Planted, "transactions.csv").Where(r => r["kind"] == "charge").Select(r => (r["vendor"], SampleWorld.At(r["occurred_at"])))];

    [Fact]
    public void Charges_CoverEighteenMonths()
    {
        var days = charges.Select(c => c.At.InUtc().Date).Distinct().Order().ToList();

        Assert.Equal(new LocalDate(2025, 5, 23), days[0]);
        Assert.Equal(SampleWorld.End, days[^1]);
        Assert.Equal(Period.DaysBetween(days[0], days[^1]) + 1, days.Count);
    }

    [Fact]
    public void Charges_GrowOverTheStory()
    {
        var middle = charges.Count(c => c.At < Instant.FromUtc(2026, 2, 21, 0, 0));

        // Growth of 55 % from end to end makes the second half about a quarter larger.
        Assert.InRange((charges.Count - middle) / (double)middle, 1.1, 1.35);
    }

    [Fact]
    public void Charges_FallOffByVendor()
    {
        var sizes = charges.GroupBy(c => c.Vendor).Select(g => g.Count()).OrderDescending().ToList();

        Assert.Equal(19, sizes.Count);
        Assert.True(sizes[0] > 0.2 * charges.Count, "The largest vendor makes over a fifth of the sales.");
        Assert.InRange(sizes[^1], 500, 0.03 * charges.Count);
    }

    [Fact]
    public void Charges_NightIsQuieterThanEvening()
    {
        // German customers at 03:00 and at 20:00 of their winter.
        var german = SampleWorld.Read(world.Planted, "transactions.csv").Where(r => r["kind"] == "charge" && r["customer_country"] == "DE").Select(r => SampleWorld.At(r["occurred_at"]).InUtc().Hour).ToList();

        Assert.True(german.Count(h => h == 19) > 6 * german.Count(h => h == 2));
    }

    [Fact]
    public void Disputes_LagSalesByWeeks()
    {
        var lags = SampleWorld.Read(world.Planted, "chargebacks.csv").Select(r => (SampleWorld.At(r["opened_at"]) - SampleWorld.At(r["charged_at"])).TotalDays).Order().ToList();

        Assert.InRange(lags[lags.Count / 2], 12, 40);
        Assert.True(lags[^1] > 80);
    }

    [Fact]
    public void LastDay_HasOpenTicketsAndEvidenceDue()
    {
        var open = SampleWorld.Read(world.Planted, "tickets.csv").Count(r => r["status"] is "new" or "open" or "pending" or "on_hold");
        var due = SampleWorld.Read(world.Planted, "chargebacks.csv").Count(r => r["status"] == "needs_response" && SampleWorld.At(r["evidence_due_at"]) > SampleWorld.Now);

        Assert.True(open >= 30, $"{open} open tickets");
        Assert.True(due >= 10, $"{due} disputes wait for evidence");
    }
}
