using System.Data.Common;
using System.Runtime.InteropServices;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;
using Insights.Import.Store.Writing;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Insights.Import.Store.Sqlite;

/// <summary>
/// The import path into SQLite: prepared statements, every table written in its own order (facts by key, ids by hash, vendors by vendor and key),
/// so that each
/// page is touched once a chunk, and the tables beside the facts once a transaction.
/// </summary>
internal sealed partial class SqliteWriteSession : WriteSession
{
    private readonly SqliteConnection connection;
    private readonly sqlite3 database;
    private readonly Dictionary<string, SqliteBinder> statements = [];
    private SqliteTransaction? transaction;
    private SqliteFactReader? reader;

    private readonly SqliteCheckpoints checkpoints;
    private long written;

    /// <param name="connection">An open connection, now this session's.</param>
    /// <param name="openAnother">Another one, for what goes on beside.</param>
    public SqliteWriteSession(SqliteConnection connection, Func<SqliteConnection> openAnother)
    {
        this.connection = connection;
        checkpoints = new SqliteCheckpoints(openAnother);
        database = connection.Handle!;
        SqlitePragmas.Apply(connection, SqlitePragmas.WhileImporting);
    }

    /// <summary>
    /// Ids arrive in random order: the fewer the commits, the fewer times the pages of the id table are read and written. So many fill three quarters of a table of 32 MB meanwhile.
    /// </summary>
    public override int RowsPerTransaction => 1_500_000;

    public override DbConnection Connection => connection;

    public override DbTransaction Transaction => transaction!;

    public override FactReads Reader => reader ??= new SqliteFactReader(connection, owned: false);

    public override void Begin()
    {
        transaction = connection.BeginTransaction();
        CheckOthers();
    }

    public override void Commit()
    {
        checkpoints.Committing();
        WriteIds();
        WriteVendors();
        transaction!.Commit();
        transaction.Dispose();
        transaction = null;
        checkpoints.Committed(written);
        written = 0;
    }

    public override void Rollback()
    {
        ForgetIds();
        ForgetVendors();
        written = 0;
        transaction?.Rollback();
        transaction?.Dispose();
        transaction = null;
    }

    public override void Upsert<T>(string table, string[] columns, string onConflict, IReadOnlyList<T> rows, Action<T, IColumnSink> write)
    {
        if (rows.Count == 0)
            return;
        var quoted = string.Join(", ", columns.Select(column => $"\"{column}\""));
        Each(
            $"INSERT INTO {table} ({quoted}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})" + (onConflict.Length == 0 ? "" : " ON CONFLICT " + onConflict),
            rows, write);
    }

    public override void Delete<T>(string table, string[] keyColumns, IReadOnlyList<T> rows, Action<T, IColumnSink> write)
    {
        if (rows.Count > 0)
            Each($"DELETE FROM {table} WHERE {string.Join(" AND ", keyColumns.Select(column => column + " = ?"))}", rows, write);
    }

    /// <summary>Samples, so that the cost does not grow with the store.</summary>
    public override void Analyze() => SqlitePragmas.Apply(connection, "PRAGMA analysis_limit = 400; PRAGMA main.optimize = 0x10002;");

    public override void Dispose()
    {
        Rollback();
        checkpoints.Dispose();
        reader?.Dispose();
        foreach (var binder in statements.Values)
            binder.Statement.Dispose();
        handover?.Dispose();
        connection.Dispose();
    }

    private SqliteBinder Prepare(string sql)
    {
        ref var binder = ref CollectionsMarshal.GetValueRefOrAddDefault(statements, sql, out _);
        return binder ??= new SqliteBinder(new SqliteStatement(database, sql));
    }

    private void Each<T>(string sql, IReadOnlyList<T> rows, Action<T, IColumnSink> write)
    {
        var binder = Prepare(sql);
        IColumnSink sink = new SqliteSink(binder);
        foreach (var row in rows)
        {
            binder.Start();
            write(row, sink);
            binder.Statement.Run();
        }
    }
}
