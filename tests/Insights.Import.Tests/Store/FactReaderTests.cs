using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store;

public sealed class FactReaderTests
{
    [StoreFact]
    public async Task Read_ReturnsTheWindowInOrder_WithTypedColumns(StoreProvider provider)
    {
        await using var store = await FilledAsync(provider);
        using var reader = store.Test.Store.OpenFactReader();
        using (var cursor = reader.Read<Transaction>(Noon, Noon.AddHours(2), nameof(Transaction.ExternalId), nameof(Transaction.OccurredAt), nameof(Transaction.Currency), nameof(Transaction.Method)))
        {
            Assert.True(cursor.Read());
            Assert.Equal(("b", Noon), (cursor.Text(0), cursor.Instant(1)));
            var eur = cursor.Code(2);
            Assert.Equal(("EUR", 0), (cursor.TextOf(eur), cursor.Code(3)));
            Assert.True(cursor.IsNull(3));
            Assert.Null(cursor.Interned(3));
            Assert.True(cursor.Read());
            Assert.Equal("c", cursor.Text(0));
            Assert.Equal(eur, cursor.Code(2));
            Assert.Same(cursor.TextOf(eur), cursor.Interned(2));
            Assert.False(cursor.Read());
        }

        using (var all = reader.ReadAll<Transaction>(nameof(Transaction.AmountMinor)))
        {
            var total = 0L;
            while (all.Read())
                total += all.Int64(0);
            Assert.Equal(4000, total);
        }

        Assert.Equal((Noon.AddHours(-1), Noon.AddHours(2)), reader.Range<Transaction>());
        Assert.Null(reader.Range<Ticket>());
    }

    [StoreFact]
    public async Task ReadChargebacksBy_FindsByChargeAndDecision(StoreProvider provider)
    {
        await using var store = await FilledAsync(provider);
        using var reader = store.Test.Store.OpenFactReader();
        using (var charged = reader.ReadChargebacksBy(nameof(Chargeback.ChargedAt), Noon, Noon.AddDays(1), nameof(Chargeback.ExternalId), nameof(Chargeback.IsDispute)))
        {
            Assert.True(charged.Read());
            Assert.Equal(("d", 1L), (charged.Text(0), charged.Int64(1)));
            Assert.False(charged.Read());
        }

        using var decided = reader.ReadChargebacksBy(nameof(Chargeback.DecidedAt), Noon, Noon.AddDays(1), nameof(Chargeback.ExternalId));
        Assert.False(decided.Read());
    }

    [StoreFact]
    public async Task ReadTicketEvents_KeepsTicketsTogether_AllOrThoseNamed(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(chunk =>
        {
            foreach (var hour in new[] { 3, 1, 2 })
                foreach (var ticket in new[] { "x", "y", "z" })
                    chunk.TicketEvents.Add(Event(ticket, "e" + hour, Noon.AddHours(hour)));
        });
        using var reader = store.Test.Store.OpenFactReader();
        Assert.Equal(3, Runs(reader.ReadTicketEvents(null, nameof(TicketEvent.TicketRef), nameof(TicketEvent.EventId))).Count);
        var named = Runs(reader.ReadTicketEvents([TimeWindows.HashOf(store.Shop, "x"), TimeWindows.HashOf(store.Shop, "z")], nameof(TicketEvent.TicketRef), nameof(TicketEvent.EventId)));
        Assert.Equal(["x: e1 e2 e3", "z: e1 e2 e3"], named.Order(StringComparer.Ordinal));
    }

    [StoreFact]
    public async Task ReadTickets_FindsThoseNamed(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(chunk =>
        {
            foreach (var ticket in new[] { "x", "y", "z" })
                chunk.Tickets.Add(new(Case(ticket), "acme"));
        });
        using var reader = store.Test.Store.OpenFactReader();
        using var cursor = reader.ReadTickets([new(store.Shop, "z"), new(store.Shop, "none"), new(store.Desk, "x"), new(store.Shop, "x")], nameof(Ticket.ExternalId));
        var found = new List<string>();
        while (cursor.Read())
            found.Add(cursor.Text(0)!);
        Assert.Equal(["x", "z"], found.Order(StringComparer.Ordinal));
    }

    [StoreFact]
    public async Task Transaction_ReadsItsOwnWrites_AndCommitsContextsTogetherOrNotAtAll(StoreProvider provider)
    {
        await using var store = await FilledAsync(provider);
        var version = store.Test.Store.DataVersion;
        await using (var abandoned = await store.Test.Store.BeginWritingAsync())
            Assert.True(await DoubleAsync(store, abandoned) > 0);
        Assert.Equal(1000, (await store.AllAsync<Transaction>()).Max(row => row.AmountMinor));
        Assert.Equal(version, store.Test.Store.DataVersion);

        await using (var kept = await store.Test.Store.BeginWritingAsync())
        {
            await DoubleAsync(store, kept);
            await kept.CommitAsync();
        }

        Assert.Equal(2000, (await store.AllAsync<Transaction>()).Max(row => row.AmountMinor));
        Assert.True(store.Test.Store.DataVersion > version);
        version = store.Test.Store.DataVersion;
        store.Test.Store.Changed();
        Assert.Equal(version + 1, store.Test.Store.DataVersion);
        Assert.Equal(version + 1, await store.Test.Store.RefreshDataVersionAsync());
    }

    private static async Task<long> DoubleAsync(WritingStore store, StoreTransaction transaction)
    {
        await transaction.Reporting.Vendors.ExecuteUpdateAsync(set => set.SetProperty(vendor => vendor.Country, "DE"));
        await using var second = Joined();
        await second.Transactions.ExecuteUpdateAsync(set => set.SetProperty(row => row.AmountMinor, row => row.AmountMinor * 2));
        using var cursor = transaction.Facts.ReadAll<Transaction>(nameof(Transaction.AmountMinor));
        var total = 0L;
        while (cursor.Read())
            total += cursor.Int64(0);
        Assert.Equal(8000, total);
        return total;

        ReportingDbContext Joined()
        {
            // As another stage would open a context of its own tables.
            ReportingDbContext context;
            if (store.Test.Options.Provider == StoreProvider.Sqlite)
            {
                var builder = new DbContextOptionsBuilder<Insights.Import.Store.Sqlite.SqliteReportingDbContext>();
                transaction.Configure(builder, "__second");
                context = new Insights.Import.Store.Sqlite.SqliteReportingDbContext(builder.Options, DataScope.Staff);
            }
            else
            {
                var builder = new DbContextOptionsBuilder<Insights.Import.Store.Postgres.PostgresReportingDbContext>();
                transaction.Configure(builder, "__second");
                context = new Insights.Import.Store.Postgres.PostgresReportingDbContext(builder.Options, DataScope.Staff);
            }

            transaction.Join(context);
            return context;
        }
    }

    private static List<string> Runs(FactCursor cursor)
    {
        var runs = new List<string>();
        string? last = null;
        using (cursor)
            while (cursor.Read())
            {
                if (cursor.Text(0) != last)
                    runs.Add((last = cursor.Text(0)) + ":");
                runs[^1] += " " + cursor.Text(1);
            }

        return runs;
    }

    private static async Task<WritingStore> FilledAsync(StoreProvider provider)
    {
        var store = await CreateAsync(provider);
        await store.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Sale("a", Noon.AddHours(-1)), "acme"));
            chunk.Transactions.Add(new(Sale("c", Noon.AddHours(1)), "acme"));
            chunk.Transactions.Add(new(Sale("b", Noon), "acme"));
            chunk.Transactions.Add(new(Sale("d", Noon.AddHours(2)), "acme"));
            chunk.Chargebacks.Add(new(Dispute("d", "b"), null));
        });
        return store;
    }
}
