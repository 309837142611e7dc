using System.Text;
using SQLitePCL;

namespace Insights.Import.Store.Sqlite;

/// <summary>One prepared statement, bound and stepped without ADO.NET. Not for use by two threads.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly byte[] buffer = new byte[2048];

    public SqliteStatement(sqlite3 database, string sql)
    {
        this.database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        Handle = statement;
    }

    public sqlite3_stmt Handle { get; }

    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(Handle, parameter, value));

    public void BindNull(int parameter) => Check(raw.sqlite3_bind_null(Handle, parameter));

    public void Bind(int parameter, string? value)
    {
        if (value is null)
        {
            BindNull(parameter);
            return;
        }

        // At most three bytes of UTF-8 a char; SQLite copies what it is given.
        if (value.Length * 3 <= buffer.Length)
            Check(raw.sqlite3_bind_text(Handle, parameter, buffer.AsSpan(0, Encoding.UTF8.GetBytes(value, buffer))));
        else
            Check(raw.sqlite3_bind_text(Handle, parameter, Encoding.UTF8.GetBytes(value).AsSpan()));
    }

    /// <summary>True while there is a row.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(Handle);
        if (result == raw.SQLITE_ROW)
            return true;
        if (result == raw.SQLITE_DONE)
            return false;
        throw Failure(result);
    }

    public void Reset() => raw.sqlite3_reset(Handle);

    /// <summary>Runs a statement without rows and makes it ready for the next; returns how many rows it changed.</summary>
    public int Run()
    {
        var result = raw.sqlite3_step(Handle);
        if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            var failure = Failure(result);
            Reset();
            throw failure;
        }

        var changed = raw.sqlite3_changes(database);
        Reset();
        return changed;
    }

    public void Dispose() => Handle.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            throw Failure(result);
    }

    private Microsoft.Data.Sqlite.SqliteException Failure(int result) =>
        new("reporting.db: " + raw.sqlite3_errmsg(database).utf8_to_string(), result & 0xFF, result);
}
