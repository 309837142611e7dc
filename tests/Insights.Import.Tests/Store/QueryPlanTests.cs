using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store;

/// <summary>The look-ups the tables are built for must be found by SQLite's planner, with and without statistics: a scan would cost seconds at ten million rows.</summary>
public sealed class QueryPlanTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LookUps_NeverScanFacts(bool analysed)
    {
        await using var store = await CreateAsync(StoreProvider.Sqlite);
        await store.WriteAsync(chunk =>
        {
            for (var i = 0; i < 3000; i++)
            {
                chunk.Transactions.Add(new(Sale("ch_" + i, Noon.AddMinutes(i * 10)), i % 10 == 0 ? "small" : "big"));
                chunk.Tickets.Add(new(Case("t_" + i, created: Noon.AddMinutes(i * 10)), i % 10 == 0 ? "small" : "big"));
                chunk.TicketEvents.Add(Event("t_" + i, "e"));
            }
        });
        if (analysed)
            await store.Writer.FinishFileAsync(store.FileId, CancellationToken.None);
        var small = (await store.AllAsync<Vendor>()).Single(vendor => vendor.Code == "small").Id;
        await using var own = store.Test.Store.Open(DataScope.Vendor(small));
        await using var staff = store.Read();

        // 300 of the vendor's rows lie in the whole time; 90 days' worth of minutes hold them all.
        Assert.Equal(300, own.Transactions.During(Noon, Noon.AddDays(90)).Count());
        AssertSearches(own.Transactions.During(Noon.AddDays(1), Noon.AddDays(2)), "transaction_vendors", "transactions");
        AssertSearches(own.Transactions.During(Noon.AddDays(1), Noon.AddDays(2)).OrderByDescending(row => row.Key).Take(50), "transaction_vendors", "transactions");
        AssertSearches(own.Tickets.During(Noon.AddDays(1), Noon.AddDays(2)), "ticket_vendors", "tickets");
        AssertSearches(own.TicketEvents.Of(store.Shop, "t_10"), "ticket_events", "ticket_ids", "tickets");
        AssertSearches(own.Transactions.ByRef(store.Shop, "ch_10"), "transaction_ids", "transactions", "transaction_id_pages", "transactions");
        AssertSearches(staff.Transactions.During(Noon.AddDays(1), Noon.AddDays(2)), "transactions");
        AssertSearches(staff.Transactions.ByRef(store.Shop, "ch_10"), "transaction_ids", "transactions", "transaction_id_pages", "transactions");
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertSearches(staff.Transactions.Where(row => row.OccurredAt > Noon), "transactions"));
        Assert.Single(own.TicketEvents.Of(store.Shop, "t_10"));
        Assert.Empty(own.TicketEvents.Of(store.Shop, "t_11"));
    }

    private static void AssertSearches<T>(IQueryable<T> query, params string[] tables)
    {
        using var command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        command.Connection!.Open();
        var plan = new List<string>();
        using (var reader = command.ExecuteReader())
            while (reader.Read())
                plan.Add(reader.GetString(3));
        command.Connection.Close();
        var said = string.Join('\n', plan) + "\n\n" + command.CommandText;
        Assert.True(plan.Count(step => step.StartsWith("SEARCH", StringComparison.Ordinal)) == tables.Length, said);
        Assert.False(plan.Exists(step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("CONSTANT", StringComparison.Ordinal)), said);
    }
}
