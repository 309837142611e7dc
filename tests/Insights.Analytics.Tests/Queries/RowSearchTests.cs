using Insights.Analytics.Queries;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Tests.Shared.Stores;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Queries;

public sealed class RowSearchTests
{
    private static readonly DateTime s_noon = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);
    private static readonly ReportFilter s_march = new() { Range = new(new LocalDate(2026, 3, 1), new LocalDate(2026, 3, 31)) };

    [StoreFact]
    public async Task Search_AnId_IsThatRowAlone_AndOtherTextIsLookedForAmongCustomersAndOrders(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider, "UTC");
        await world.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Sale("1001", "anna", "order 7"), "acme"));
            chunk.Transactions.Add(new(Sale("1002", "anna", "1001"), "acme"));
            chunk.Transactions.Add(new(Sale("1003", "berta", "order 7"), "birch"));
            chunk.Transactions.Add(new(Sale("old", "berta", "order 9", s_noon.AddMonths(-2)), "birch"));
        });
        await world.RefreshAsync();
        var birch = DataScope.Vendor(await world.VendorAsync("birch"));

        Assert.Equal(["1001"], await FindAsync("1001", DataScope.Staff));
        Assert.Equal(["1002", "1001"], await FindAsync("anna", DataScope.Staff));
        Assert.Equal(["1003", "1001"], await FindAsync("order 7", DataScope.Staff));
        Assert.Empty(await FindAsync("100", DataScope.Staff));
        Assert.Empty(await FindAsync("old", DataScope.Staff));

        // Another vendor's id is like one that does not exist.
        Assert.Empty(await FindAsync("1001", birch));
        Assert.Equal(["1003"], await FindAsync("order 7", birch));

        async Task<List<string>> FindAsync(string text, DataScope scope)
        {
            var page = await world.Rows.PageAsync(new RowRequest { RowSet = "payments.succeeded", Filter = s_march, Search = text }, scope);
            Assert.Equal(page.Table.Rows.Count, page.Total);
            return [.. page.Table.Rows.Select(row => ((Insights.Analytics.Reports.Cell.Text)row[0]).Value)];
        }
    }

    [StoreFact]
    public async Task Search_AnIdOfADispute_IsThatDispute(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider, "UTC");
        await world.WriteAsync(chunk =>
        {
            chunk.Chargebacks.Add(new(Dispute("dp_1", "ch_1"), "acme"));
            chunk.Chargebacks.Add(new(Dispute("dp_2", "ch_1"), "acme"));
        });
        await world.RefreshAsync();
        foreach (var (text, count) in new[] { ("dp_1", 1), ("ch_1", 2), ("dp", 0) })
        {
            var page = await world.Rows.PageAsync(new RowRequest { RowSet = "disputes.opened", Filter = s_march, Search = text }, DataScope.Staff);
            Assert.Equal((text, count), (text, page.Table.Rows.Count));
        }
    }

    private static Transaction Sale(string id, string customer, string order, DateTime? at = null) => new()
    {
        ExternalId = id,
        Kind = "charge",
        Status = "succeeded",
        OccurredAt = at ?? s_noon.AddMinutes(int.TryParse(id, out var minutes) ? minutes - 1000 : 0),
        AmountMinor = 100,
        Currency = "EUR",
        CustomerRef = customer,
        OrderRef = order,
    };

    private static Chargeback Dispute(string id, string charge) => new()
    {
        ExternalId = id,
        TransactionRef = charge,
        OpenedAt = s_noon,
        State = "needs_response",
        AmountMinor = 100,
        Currency = "EUR",
        IsDispute = true,
    };
}
