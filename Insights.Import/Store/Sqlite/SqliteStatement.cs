using System.Runtime.InteropServices;
using System.Text;
using SQLitePCL;

namespace Insights.Import.Store.Sqlite;

/// <summary>One prepared statement, bound and stepped without ADO.NET. Not for use by two threads.</summary>
public sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt handle;

    // The handles' own numbers; the handles above keep them alive.
    private readonly nint databasePointer;
    private readonly nint pointer;

    // Where each parameter's text lies while it is bound: SQLite reads it there, so it is neither copied nor moved.
    private readonly byte[]?[] texts;

    public SqliteStatement(sqlite3 database, string sql)
    {
        this.database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out handle));
        databasePointer = database.DangerousGetHandle();
        pointer = handle.DangerousGetHandle();
        texts = new byte[]?[raw.sqlite3_bind_parameter_count(handle)];
    }

    public int Parameters => texts.Length;

    public void Bind(int parameter, long value) => Check(SqliteCalls.BindInt64(pointer, parameter, value));

    public void BindNull(int parameter) => Check(SqliteCalls.BindNull(pointer, parameter));

    public void Bind(int parameter, string? value)
    {
        if (value is null)
        {
            BindNull(parameter);
            return;
        }

        // At most three bytes of UTF-8 a char.
        ref var text = ref texts[parameter - 1];
        if (text is null || text.Length < value.Length * 3)
            text = GC.AllocateUninitializedArray<byte>(Math.Max(128, value.Length * 4), pinned: true);
        var length = Encoding.UTF8.GetBytes(value, text);
        Check(SqliteCalls.BindText(pointer, parameter, Marshal.UnsafeAddrOfPinnedArrayElement(text, 0), length, 0));
    }

    /// <summary>Bytes are copied: they may change behind the call.</summary>
    public void Bind(int parameter, ReadOnlySpan<byte> bytes) => Check(raw.sqlite3_bind_blob(handle, parameter, bytes));

    /// <summary>True while there is a row.</summary>
    public bool Step()
    {
        var result = SqliteCalls.Step(pointer);
        if (result == raw.SQLITE_ROW)
            return true;
        if (result == raw.SQLITE_DONE)
            return false;
        throw Failure(result);
    }

    public void Reset() => _ = SqliteCalls.Reset(pointer);

    /// <summary>Runs a statement without rows and makes it ready for the next; returns how many rows it changed.</summary>
    public int Run()
    {
        var result = SqliteCalls.Step(pointer);
        if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            var failure = Failure(result);
            Reset();
            throw failure;
        }

        var changed = SqliteCalls.Changes(databasePointer);
        Reset();
        return changed;
    }

    public bool IsNull(int column) => SqliteCalls.ColumnType(pointer, column) == raw.SQLITE_NULL;

    /// <summary>0 for null.</summary>
    public long Int64(int column) => SqliteCalls.ColumnInt64(pointer, column);

    public int Int32(int column) => checked((int)Int64(column));

    /// <summary>A blob, or a text in UTF-8, valid until the next step; empty for null.</summary>
    public unsafe ReadOnlySpan<byte> Bytes(int column)
    {
        var bytes = SqliteCalls.ColumnBlob(pointer, column);
        return bytes == 0 ? default : new ReadOnlySpan<byte>((void*)bytes, SqliteCalls.ColumnBytes(pointer, column));
    }

    public string? Text(int column)
    {
        var bytes = Bytes(column);
        return !bytes.IsEmpty ? Encoding.UTF8.GetString(bytes) : IsNull(column) ? null : "";
    }

    public void Dispose() => handle.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            throw Failure(result);
    }

    private Microsoft.Data.Sqlite.SqliteException Failure(int result) =>
        new("reporting.db: " + raw.sqlite3_errmsg(database).utf8_to_string(), result & 0xFF, result);
}
