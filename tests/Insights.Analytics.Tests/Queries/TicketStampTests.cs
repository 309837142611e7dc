using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Analytics.Tests.Rollups.History;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Queries;

public sealed class TicketStampTests
{
    [StoreFact]
    public async Task ClosedMonth_ShowsWhatWasStamped_AndWhatItSaysNow(StoreProvider provider)
    {
        await using var world = await March.OpenAsync(provider);
        var stamps = new TicketStampQueries(world.Store);
        Assert.Null(await stamps.OfAsync(world.SourceId, "t", DataScope.Staff));

        await world.Closing.CloseAsync(March.Month, null);
        Assert.Equal(["Requester wait time", "March 2026", "Met", "the same"], await TextsAsync());

        // The customer had answered at 10:30: seven hours more than the four that were promised.
        await March.LateAnswerAsync(world);
        await world.RefreshAsync();

        Assert.Equal(["Requester wait time", "March 2026", "Met", "Breached"], await TextsAsync());
        Assert.NotNull(await stamps.OfAsync(world.SourceId, "t", DataScope.Vendor(await world.VendorAsync("acme"))));
        Assert.Null(await stamps.OfAsync(world.SourceId, "t", DataScope.Vendor(await world.VendorAsync("acme") + 1)));
        Assert.Null(await stamps.OfAsync(world.SourceId, "t", DataScope.Nothing));

        async Task<string[]> TextsAsync()
        {
            var row = Assert.Single((await stamps.OfAsync(world.SourceId, "t", DataScope.Staff))!.Rows);
            return [.. new[] { 0, 1, 3, 4 }.Select(column => CellText.Of(row[column], DateTimeZone.Utc))];
        }
    }
}
