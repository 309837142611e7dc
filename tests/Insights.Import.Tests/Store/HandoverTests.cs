using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Sqlite;
using Insights.Import.Store.Sqlite.Handover;
using Insights.Tests.Shared.Stores;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Xunit;
using Record = Insights.Import.Store.Sqlite.Handover.Record;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store;

/// <summary>Rows whose records and pages are made here must be to SQLite what it would have made itself.</summary>
public sealed class HandoverTests : IDisposable
{
    private readonly SqliteConnection connection = new("Data Source=:memory:;Pooling=False");

    public HandoverTests() => connection.Open();

    public void Dispose() => connection.Dispose();

    [Fact]
    public void Records_OfValuesOfEveryLength_AreReadBackAsTheyWere()
    {
        var numbers = new List<long> { 0, 1, -1, 2, long.MinValue, long.MaxValue };
        foreach (var bits in (int[])[7, 8, 15, 16, 23, 24, 31, 32, 47, 48, 62])
            foreach (var near in (long[])[-1, 0, 1])
                numbers.AddRange([(1L << bits) + near, -(1L << bits) + near]);
        string?[] texts = [null, "", "a", "é€😀", "with a \0 in it", new string('x', 57), new string('x', 58), new string('ü', 120), new string('y', 9_000)];

        // The second column came with a later migration, so the table has it last.
        Execute("CREATE TABLE facts (key INTEGER NOT NULL PRIMARY KEY, text TEXT, number INTEGER)");
        Execute("ALTER TABLE facts ADD COLUMN added INTEGER NULL");
        using var handover = SqliteHandover.Open(connection, ["facts"], []);
        var record = new Record(["key", "added", "text", "number"], handover.ColumnsOf("facts")!, "key");
        Execute("BEGIN IMMEDIATE");
        handover.Start("facts");
        var key = -3L;
        foreach (var number in numbers)
        {
            record.Start();
            record.Number(key);
            record.Number(key * 7);
            if (texts[(int)((key + 3) % texts.Length)] is { } text)
                record.Text(text);
            else
                record.Null();
            record.Number(number);
            record.Finish();
            Assert.True(handover.TryAdd(key++, record));
        }

        handover.Run();
        Execute("COMMIT");

        key = -3;
        using var command = Command("SELECT key, added, text, number, typeof(number) FROM facts ORDER BY key");
        using var rows = command.ExecuteReader();
        foreach (var number in numbers)
        {
            Assert.True(rows.Read());
            Assert.Equal((key, key * 7, number, "integer"), (rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(3), rows.GetString(4)));
            Assert.Equal(texts[(int)((key++ + 3) % texts.Length)], rows.IsDBNull(2) ? null : rows.GetString(2));
        }

        Assert.False(rows.Read());
        rows.Close();
        Assert.Equal("ok", Command("PRAGMA main.integrity_check").ExecuteScalar());
    }

    [Fact]
    public void Fillings_OneAfterAnotherInOneTransaction_AreAllTaken()
    {
        Execute("CREATE TABLE ids (id_hash INTEGER NOT NULL PRIMARY KEY, key INTEGER NOT NULL)");
        using var handover = SqliteHandover.Open(connection, ["ids"], []);
        var record = new Record(["id_hash", "key"], handover.ColumnsOf("ids")!, "id_hash");
        Execute("BEGIN IMMEDIATE");
        handover.Start("ids");
        const int Rows = 150_000;
        var fillings = 1;
        for (var n = 0L; n < Rows; n++)
        {
            // Each third of the range lies between the keys of the one before.
            var number = (n % 50_000 * 1_000_000_007_000) + (n / 50_000);
            record.Start();
            record.Number(number);
            record.Number(n);
            record.Finish();
            if (n % 50_000 != 0 && handover.TryAdd(number, record))
                continue;
            handover.Run();
            handover.Start("ids");
            fillings++;
            Assert.True(handover.TryAdd(number, record));
        }

        handover.Run();
        Execute("COMMIT");
        Assert.True(fillings >= 4);
        Assert.Equal((long)Rows, Command("SELECT count(*) FROM ids").ExecuteScalar());
        Assert.Equal(Rows * (Rows - 1L) / 2, Command("SELECT sum(key) FROM ids WHERE id_hash = (key % 50000 * 1000000007000) + (key / 50000)").ExecuteScalar());
        Assert.Equal("ok", Command("PRAGMA main.integrity_check").ExecuteScalar());
    }

    [Fact]
    public void Run_AKeyIsTaken_WritesNoneAndLeavesTheTransaction()
    {
        Execute("CREATE TABLE ids (id_hash INTEGER NOT NULL PRIMARY KEY, key INTEGER NOT NULL)");
        using var handover = SqliteHandover.Open(connection, ["ids"], []);
        var record = new Record(["id_hash", "key"], handover.ColumnsOf("ids")!, "id_hash");
        Execute("BEGIN IMMEDIATE; INSERT INTO ids VALUES (5, 50);");
        Fill(3, 4, 5, 6);
        Assert.Equal(raw.SQLITE_CONSTRAINT, Assert.Throws<SqliteException>(handover.Run).SqliteErrorCode);
        Fill(6, 7);
        handover.Run();
        Execute("COMMIT");
        Assert.Equal("5,6,7", Command("SELECT group_concat(id_hash) FROM (SELECT id_hash FROM ids ORDER BY id_hash)").ExecuteScalar());

        void Fill(params long[] numbers)
        {
            handover.Start("ids");
            foreach (var number in numbers)
            {
                record.Start();
                record.Number(number);
                record.Number(number * 10);
                record.Finish();
                Assert.True(handover.TryAdd(number, record));
            }
        }
    }

    [Fact]
    public void Scattered_PairsIntoATableOrderedOtherwise_LieInItsOrder()
    {
        Execute("CREATE TABLE lists (vendor_id INTEGER NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (vendor_id, key)) WITHOUT ROWID; INSERT INTO lists VALUES (1, 15), (2, 3)");
        using var handover = SqliteHandover.Open(connection, [], ["lists"]);
        var record = new Record(handover.ColumnsOf("lists")!, handover.ColumnsOf("lists")!, SqliteHandover.Ordinal);
        Execute("BEGIN IMMEDIATE");
        handover.Start("lists");
        foreach (var (ordinal, vendor, key) in (ReadOnlySpan<(int, int, int)>)[(0, 1, 10), (1, 1, 20), (2, 2, 1)])
        {
            record.Start();
            record.Null();
            record.Number(vendor);
            record.Number(key);
            record.Finish();
            Assert.True(handover.TryAdd(ordinal, record));
        }

        handover.Run();
        Execute("COMMIT");
        Assert.Equal("1:10 1:15 1:20 2:1 2:3", Command("SELECT group_concat(vendor_id || ':' || key, ' ') FROM lists").ExecuteScalar());
    }

    [Fact]
    public void Open_ATableWithAnIndex_IsLeftOut()
    {
        Execute("CREATE TABLE disputes (key INTEGER NOT NULL PRIMARY KEY, charged_at INTEGER); CREATE INDEX by_charge ON disputes (charged_at); CREATE TABLE ids (key INTEGER NOT NULL PRIMARY KEY)");
        using var handover = SqliteHandover.Open(connection, ["disputes", "ids", "not_there"], ["missing"]);
        Assert.Null(handover.ColumnsOf("disputes"));
        Assert.Null(handover.ColumnsOf("not_there"));
        Assert.Null(handover.ColumnsOf("missing"));

        // Should this fail after SQLite was updated, imports still work and take half as long again: see what it says of mapped memory.
        Assert.NotNull(handover.ColumnsOf("ids"));
    }

    [StoreFact]
    public async Task NewRows_MoreThanFitAtOnceOrLongerThanAPage_AreStored(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        var outcome = await store.WriteAsync(chunk =>
        {
            for (var n = 0; n < 9_000; n++)
                chunk.Transactions.Add(new(Sale("sale-" + n, Noon.AddSeconds(n % 100), amount: n), "acme"));
            chunk.Tickets.Add(new(Case("short"), "acme"));
            var tagged = Case("long");
            tagged.Tags = new string('t', 40_000);
            chunk.Tickets.Add(new(tagged, "acme"));
        });
        Assert.Equal(9_002, outcome.Inserted);
        Assert.Equal(Enumerable.Range(0, 9_000).Sum(n => (long)n), (await store.AllAsync<Transaction>()).Sum(sale => sale.AmountMinor));
        Assert.Equal(40_000, (await store.AllAsync<Ticket>()).Single(ticket => ticket.ExternalId == "long").Tags!.Length);
        await StoreInvariants.AssertAsync(store);
    }

    private void Execute(string sql) => SqlitePragmas.Apply(connection, sql);

    private SqliteCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
