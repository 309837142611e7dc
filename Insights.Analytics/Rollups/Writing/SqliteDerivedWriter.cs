using System.Globalization;
using Insights.Import.Store;
using Insights.Import.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Insights.Analytics.Rollups.Writing;

internal sealed class SqliteDerivedWriter(StoreTransaction transaction) : DerivedWriter(transaction)
{
    public override string Sql(string table) => table;

    public override Task InsertAsync<T>(DerivedTable<T> table, IEnumerable<T> rows, CancellationToken cancel)
    {
        using var insert = new Statement(Transaction, Insert(table), table.Columns.Length);
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            insert.Run(row, table.Write);
        }
        return Task.CompletedTask;
    }

    public override Task AddAsync<T>(DerivedTable<T> table, IEnumerable<T> rows, CancellationToken cancel)
    {
        using var add = new Statement(Transaction, Insert(table, " AS t") + AddUp(table), table.Columns.Length);
        var key = string.Join(" AND ", table.Key.Select((column, i) => $"{column} = {Parameter(i)}"));
        using var remove = new Statement(Transaction, $"DELETE FROM {table.Name} WHERE {key} AND {AllZero(table, "")}", table.Key.Length);
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            add.Run(row, table.Write);
            remove.Run(row, table.Write);
        }
        return Task.CompletedTask;
    }

    /// <summary>Readers keep what they see until the commit; PostgreSQL would make them wait.</summary>
    public override async Task<IReadOnlyList<string>> DropIndexesAsync(IReadOnlyList<string> tables, IReadOnlyList<string> but, CancellationToken cancel)
    {
        var indexes = new List<(string Name, string Sql)>();
        await using (var command = Transaction.Connection.CreateCommand())
        {
            command.Transaction = Transaction.Transaction;
#pragma warning disable CA2100 // Names of our own tables only.
            command.CommandText = $"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({string.Join(", ", tables.Select(table => $"'{table}'"))}) ORDER BY name";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                if (!but.Contains(reader.GetString(0)))
                    indexes.Add((reader.GetString(0), reader.GetString(1)));
            }
        }
        foreach (var (name, _) in indexes)
            await ExecuteAsync($"DROP INDEX \"{name}\"", cancel);
        // The indexes that stay grow at a handful of places each: with all of these in the cache no page is written before it is full.
        await ExecuteAsync("PRAGMA cache_size = -65536", cancel);
        return [.. indexes.Select(index => index.Sql)];
    }

    public override async Task CreateIndexesAsync(IReadOnlyList<string> indexes, CancellationToken cancel)
    {
        // Whoever read ahead is done: its core sorts along. Pieces of this cache's size are sorted quickest.
        await ExecuteAsync("PRAGMA cache_size = -16384", cancel);
        await ExecuteAsync("PRAGMA threads = 2", cancel);
        foreach (var index in indexes)
            await ExecuteAsync(index, cancel);
        await ExecuteAsync("PRAGMA threads = 0", cancel);
    }

    /// <summary>Samples: the cost does not grow with the store.</summary>
    public override async Task AnalyzeAsync(IEnumerable<string>? tables, CancellationToken cancel)
    {
        await ExecuteAsync("PRAGMA analysis_limit = 400", cancel);
        if (tables is null)
            await ExecuteAsync("PRAGMA main.optimize = 0x10002", cancel);
        foreach (var table in tables ?? [])
            await ExecuteAsync($"ANALYZE {Sql(table)}", cancel);
    }

    private static string Insert<T>(DerivedTable<T> table, string alias = "") =>
        $"INSERT INTO {table.Name}{alias} ({string.Join(", ", table.Columns)}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => Parameter(i)))})";

    private static string Parameter(int index) => "?" + (index + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>One prepared statement, bound by position and stepped without ADO.NET, whose parameters cost more than the row.</summary>
    /// <param name="columns">How many of a row's leading values the statement takes.</param>
    private sealed class Statement(StoreTransaction transaction, string sql, int columns) : IRowSink, IDisposable
    {
        private readonly SqliteBinder _binder = new(new SqliteStatement(((SqliteConnection)transaction.Connection).Handle!, sql));
        private int _left;

        public void Run<T>(T row, Action<T, IRowSink> write)
        {
            _binder.Start();
            _left = columns;
            write(row, this);
            _binder.Statement.Run();
        }

        public void Int32(int value) => Int64(value);

        public void Int64(long value)
        {
            if (_left-- > 0)
                _binder.Number(value);
        }

        public void Text(string? value)
        {
            if (value is null)
                Null64();
            else if (_left-- > 0)
                _binder.Text(value);
        }

        public void Bytes(byte[] value)
        {
            if (_left-- > 0)
                _binder.Bytes(value);
        }

        public void Flag(bool value) => Int64(value ? 1 : 0);

        public void Null32() => Null64();

        public void Null64()
        {
            if (_left-- > 0)
                _binder.Null();
        }

        public void Dispose() => _binder.Statement.Dispose();
    }
}
