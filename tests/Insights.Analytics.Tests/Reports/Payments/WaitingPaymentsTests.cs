using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Tests.Shared.Stores;
using Xunit;

namespace Insights.Analytics.Tests.Reports.Payments;

/// <summary>Payments that wait, and those of them that are a case for the provider, lead to exactly these rows.</summary>
public sealed class WaitingPaymentsTests
{
    [StoreFact]
    public async Task Groups_LeadToTheirRows_WhateverThePeriod(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider, "Europe/Berlin");
        // The data ends an hour before now; a card is a case for the provider from the second on in which seven days are over, a debit after fourteen.
        var end = AnalyticsWorld.Now.AddHours(-1);
        await world.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Waiting("card-due", end.AddDays(-7), "card"), "acme"));
            chunk.Transactions.Add(new(Waiting("card-almost", end.AddDays(-7).AddSeconds(1), "card"), "acme"));
            chunk.Transactions.Add(new(Waiting("card-old", end.AddDays(-40), "card"), "birch"));
            chunk.Transactions.Add(new(Waiting("debit", end.AddDays(-10), "bank_debit"), "acme"));
            chunk.Transactions.Add(new(AnalyticsWorld.Sale("paid", end.AddDays(-20)), "acme"));
        });
        await world.RefreshAsync();

        var filter = world.Filter("from=2026-03-28&to=2026-03-31");
        foreach (var (scope, card) in new[] { (DataScope.Staff, (Count: 3L, Due: 2L)), (DataScope.Vendor(await world.VendorAsync("acme")), (Count: 2L, Due: 1L)) })
        {
            var groups = (await world.DelaysAsync(filter, scope)).Table("waiting").Rows;
            Assert.Equal([("Card", card.Count, card.Due), ("Bank debit", 1, 0)], groups.Select(row => (((Cell.Text)row[1]).Value, ((Cell.Count)row[2]).Value, ((Cell.Count)row[3]).Value)));
            foreach (var cell in groups.SelectMany(row => row.Skip(2).Take(2)).Cast<Cell.Count>())
            {
                var (set, query) = cell.Link!["/rows/".Length..].Split('?') is [var first, var second] ? (first, second) : throw new FormatException(cell.Link);
                Assert.Equal((set, cell.Value), (set, await world.Rows.CountAsync(set, world.Filter(query), scope)));
                Assert.Equal(cell.Value, (await world.Rows.PageAsync(new() { RowSet = set, Filter = world.Filter(query) }, scope)).Table.Rows.Count);
            }
        }
    }

    private static Transaction Waiting(string id, DateTime since, string method)
    {
        var payment = AnalyticsWorld.Sale(id, since, status: "pending");
        payment.Method = method;
        return payment;
    }
}
