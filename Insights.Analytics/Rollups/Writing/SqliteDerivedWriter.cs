using System.Globalization;
using System.Text;
using Insights.Import.Store;
using Microsoft.Data.Sqlite;
using SQLitePCL;

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
    public override async Task<IReadOnlyList<string>> DropIndexesAsync(IReadOnlyList<string> tables, CancellationToken cancel)
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
                indexes.Add((reader.GetString(0), reader.GetString(1)));
        }
        foreach (var (name, _) in indexes)
            await ExecuteAsync($"DROP INDEX \"{name}\"", cancel);
        return [.. indexes.Select(index => index.Sql)];
    }

    private static string Insert<T>(DerivedTable<T> table, string alias = "") =>
        $"INSERT INTO {table.Name}{alias} ({string.Join(", ", table.Columns)}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => Parameter(i)))})";

    private static string Parameter(int index) => "?" + (index + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>One prepared statement, bound by position and stepped without ADO.NET, whose parameters cost more than the row.</summary>
    private sealed class Statement : IRowSink, IDisposable
    {
        private readonly sqlite3 _database;
        private readonly sqlite3_stmt _statement;
        private readonly byte[] _utf8 = new byte[1024];
        private readonly int _columns;
        private int _next;

        /// <param name="columns">How many of a row's leading values the statement takes.</param>
        public Statement(StoreTransaction transaction, string sql, int columns)
        {
            _database = ((SqliteConnection)transaction.Connection).Handle!;
            Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
            _columns = columns;
        }

        public void Run<T>(T row, Action<T, IRowSink> write)
        {
            _next = 1;
            write(row, this);
            var result = raw.sqlite3_step(_statement);
            raw.sqlite3_reset(_statement);
            if (result != raw.SQLITE_DONE)
                Check(result);
        }

        public void Int32(int value) => Int64(value);

        public void Int64(long value)
        {
            if (_next <= _columns)
                Check(raw.sqlite3_bind_int64(_statement, _next, value));
            _next++;
        }

        public void Text(string? value)
        {
            if (value is null)
            {
                Null64();
                return;
            }
            if (_next <= _columns)
            {
                // At most three bytes of UTF-8 a char; SQLite copies what it is given.
                Check(value.Length * 3 <= _utf8.Length
                    ? raw.sqlite3_bind_text(_statement, _next, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(value, _utf8)))
                    : raw.sqlite3_bind_text(_statement, _next, Encoding.UTF8.GetBytes(value).AsSpan()));
            }
            _next++;
        }

        public void Flag(bool value) => Int64(value ? 1 : 0);

        public void Null32() => Null64();

        public void Null64()
        {
            if (_next <= _columns)
                Check(raw.sqlite3_bind_null(_statement, _next));
            _next++;
        }

        public void Dispose() => _statement.Dispose();

        private void Check(int result)
        {
            if (result != raw.SQLITE_OK)
                throw new SqliteException("reporting.db: " + raw.sqlite3_errmsg(_database).utf8_to_string(), result & 0xFF, result);
        }
    }
}
