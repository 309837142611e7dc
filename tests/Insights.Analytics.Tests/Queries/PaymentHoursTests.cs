using System.Globalization;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using Xunit;

namespace Insights.Analytics.Tests.Queries;

/// <summary>What fails by the hour of the week leads to its rows, also where clocks change within the period.</summary>
public sealed class PaymentHoursTests
{
    [StoreFact]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Kolkata")]
    public async Task Hour_OfTheHeatMap_HasItsRows(StoreProvider provider, string zone)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider, zone);
        // Clocks change on 8 March in New York and on 29 March in Berlin. 5 hours and 7 minutes apart, so that hours of all kinds are met.
        await world.WriteAsync(chunk =>
        {
            for (var i = 0; i < 143; i++)
                chunk.Transactions.Add(new(AnalyticsWorld.Sale("p" + i, new DateTime(2026, 3, 1, 0, 3, 0, DateTimeKind.Utc).AddMinutes(i * 307), status: i % 3 == 0 ? "failed" : "succeeded", cause: i % 3 == 0 ? "gateway_error" : null), i % 2 == 0 ? "acme" : "birch"));
        });
        await world.RefreshAsync();
        var filter = world.Filter("from=2026-03-01&to=2026-03-31");
        foreach (var scope in new[] { DataScope.Staff, DataScope.Vendor(await world.VendorAsync("acme")) })
        {
            var hours = (await world.Payments.FacetAsync(PaymentSplit.Hours, filter, scope))!;
            Assert.True(hours.Count > 40);
            foreach (var line in hours)
            {
                var of = filter.With("hour", WeekHours.Key(int.Parse(line.Members[0], CultureInfo.InvariantCulture)));
                Assert.Equal((line.Members[0], line.Base), (line.Members[0], await world.Rows.CountAsync(RowSets.PaymentsAttempts, of, scope)));
                Assert.Equal((line.Members[0], line.Count), (line.Members[0], await world.Rows.CountAsync(RowSets.PaymentsFailed, of, scope)));
            }
            // Several hours are those of any, and a number under the filter is that of the rows.
            var two = filter.With("hour", [.. hours.Take(2).Select(line => WeekHours.Key(int.Parse(line.Members[0], CultureInfo.InvariantCulture)))]);
            Assert.Equal(hours.Take(2).Sum(line => line.Count), await world.Rows.CountAsync(RowSets.PaymentsFailed, two, scope));
            Assert.Equal(hours.Take(2).Sum(line => line.Count), (await world.Metrics.ValueAsync("failed_payments", two, scope)).Numerator);
        }
    }
}
