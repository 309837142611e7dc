using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Insights.Import.Store.Sqlite.Handover;

/// <summary>
/// Hands many new rows to SQLite at once: a small database in memory has the same tables, their pages are filled here with finished records, and
/// "INSERT INTO … SELECT * FROM …" copies those as they are. It takes a fifth of what binding and running a statement a row takes.
/// </summary>
/// <remarks>
/// The copy is SQLite's own (its "transfer optimisation"), in the caller's transaction, with its check of the key; where it does not apply, SQLite reads and
/// writes the same rows column by column. Nothing of the file itself is written by us.
/// The pages change while the transaction that has read them goes on, so SQLite must read them where they lie and keep none: it does for mapped
/// files, and memory counts as mapped. <see cref="Open"/> tries it out, and rows are bound one by one should a SQLite not do so.
/// </remarks>
internal sealed unsafe class SqliteHandover : IDisposable
{
    /// <summary>What numbers the rows of a scattered table.</summary>
    public const string Ordinal = "ordinal";

    private const string Schema = "arriving";
    private const int PageCountAt = 28;

    /// <summary>SQLITE_DESERIALIZE_FREEONCLOSE.</summary>
    private const int FreeOnClose = 1;

    private readonly Dictionary<string, Table> tables = [];
    private readonly int firstLeaf;
    private readonly TablePages pages;
    private Table? filled;

    private SqliteHandover(SqliteConnection connection, ReadOnlySpan<byte> empty, IReadOnlyList<Shape> shapes)
    {
        var size = empty.Length + (TablePages.Leaves * TablePages.PageSize);

        // SQLite frees it when the connection is closed.
        var memory = (byte*)raw.sqlite3_malloc(size);
        empty.CopyTo(new Span<byte>(memory, size));
        BinaryPrimitives.WriteInt32BigEndian(new Span<byte>(memory + PageCountAt, sizeof(int)), size / TablePages.PageSize);
        firstLeaf = (empty.Length / TablePages.PageSize) + 1;
        pages = new TablePages(memory);

        var database = connection.Handle!;
        SqlitePragmas.Apply(connection, $"ATTACH ':memory:' AS {Schema}");
        var result = raw.sqlite3_deserialize(database, Schema, (nint)memory, size, size, FreeOnClose);
        if (result != raw.SQLITE_OK)
            throw new SqliteException("reporting.db: rows cannot be handed over: " + raw.sqlite3_errmsg(database).utf8_to_string(), result);
        SqlitePragmas.Apply(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA {Schema}.mmap_size = {size}"));
        foreach (var shape in shapes)
            tables.Add(shape.Name, new Table(shape.Root, shape.Columns, new SqliteStatement(database, shape.Insert)));
    }

    /// <summary>Made once for a connection. Takes rows of no table where this SQLite does not read them in place.</summary>
    /// <param name="connection">The connection that writes; its transaction may have begun.</param>
    /// <param name="appended">Tables whose rows come at the end, copied as they are. Those with indexes are left out: there the copy would gain nothing.</param>
    /// <param name="scattered">
    /// Tables whose rows come in between others: SQLite seeks twice where it copies and once where it writes column by column. A key that is taken leaves the rows before it
    /// behind, so the transaction must be given up: to take back a statement alone, SQLite would keep every page it touches.
    /// </param>
    public static SqliteHandover Open(SqliteConnection connection, IReadOnlyCollection<string> appended, IReadOnlyCollection<string> scattered)
    {
        using var model = new SqliteConnection("Data Source=:memory:;Pooling=False");
        model.Open();
        SqlitePragmas.Apply(model, string.Create(CultureInfo.InvariantCulture, $"PRAGMA page_size = {TablePages.PageSize}"));
        var shapes = new List<Shape>();
        foreach (var name in appended)
        {
            if (Ask(connection.Handle!, $"SELECT sql FROM main.sqlite_schema t WHERE name = '{name}' AND NOT EXISTS (SELECT 1 FROM main.sqlite_schema WHERE tbl_name = t.name AND type <> 'table')", row => row.Text(0)!) is not [var sql])
                continue;
            shapes.Add(ShapeOf(model, name, sql, $"INSERT INTO main.{name} SELECT * FROM {Schema}.{name}"));
        }

        foreach (var name in scattered)
        {
            // Whatever the order of its own key: here the rows are numbered.
            var columns = string.Join(", ", Ask(connection.Handle!, $"SELECT name FROM pragma_table_info('{name}', 'main') ORDER BY cid", row => row.Text(0)!));
            if (columns.Length > 0)
                shapes.Add(ShapeOf(model, name, $"CREATE TABLE {name} ({Ordinal} INTEGER PRIMARY KEY, {columns})", $"INSERT OR FAIL INTO main.{name} ({columns}) SELECT {columns} FROM {Schema}.{name}"));
        }

        var handover = new SqliteHandover(connection, Bytes(model), shapes);
        if (!handover.IsReadInPlace(connection.Handle!))
            handover.Dispose();
        return handover;
    }

    /// <summary>The columns of a table that takes rows this way, as it has them, a scattered one behind <see cref="Ordinal"/>; else null.</summary>
    public string[]? ColumnsOf(string table) => tables.GetValueOrDefault(table)?.Columns;

    /// <summary>Begins with the rows of a table.</summary>
    public void Start(string table)
    {
        filled = tables[table];
        pages.Start(filled.Root, firstLeaf);
    }

    /// <summary>False when there is no room for it any more: run, start again, and add it then.</summary>
    /// <param name="key">Greater than the one before.</param>
    /// <param name="row">Its record, not longer than <see cref="TablePages.LongestRecord"/>.</param>
    public bool TryAdd(long key, Record row)
    {
        var to = pages.Add(key, row.Length);
        if (to.IsEmpty)
            return false;
        row.CopyTo(to);
        return true;
    }

    /// <summary>As <see cref="TryAdd(long, Record)"/>, with a record that was finished before.</summary>
    public bool TryAdd(long key, ReadOnlySpan<byte> record)
    {
        var to = pages.Add(key, record.Length);
        return record.TryCopyTo(to);
    }

    /// <summary>Inserts what was added since the start: all of it, or none of an appended table's where a key is taken already.</summary>
    /// <exception cref="SqliteException">With the code of a constraint: a key is taken.</exception>
    public void Run()
    {
        if (pages.Count == 0)
            return;
        pages.Finish();
        var inserted = filled!.Insert.Run();
        if (inserted != pages.Count)
            throw new InvalidOperationException($"SQLite took {inserted} of {pages.Count} rows; the import goes back to its last commit.");
    }

    /// <summary>Before the connection is closed.</summary>
    public void Dispose()
    {
        foreach (var table in tables.Values)
            table.Insert.Dispose();
        tables.Clear();
    }

    private static Shape ShapeOf(SqliteConnection model, string name, string sql, string insert)
    {
        SqlitePragmas.Apply(model, sql);
        return new Shape(
            name, insert,
            Ask(model.Handle!, $"SELECT rootpage FROM sqlite_schema WHERE name = '{name}'", row => row.Int32(0))[0],
            [.. Ask(model.Handle!, $"SELECT name FROM pragma_table_info('{name}') ORDER BY cid", row => row.Text(0)!)]);
    }

    /// <summary>The tables without rows, as a file's bytes.</summary>
    private static ReadOnlySpan<byte> Bytes(SqliteConnection model)
    {
        var bytes = raw.sqlite3_serialize(model.Handle!, "main", out var size, 0);
        try
        {
            return new ReadOnlySpan<byte>((void*)bytes, checked((int)size)).ToArray();
        }
        finally
        {
            raw.sqlite3_free(bytes);
        }
    }

    private static List<T> Ask<T>(sqlite3 database, string sql, Func<SqliteStatement, T> read)
    {
        using var statement = new SqliteStatement(database, sql);
        var rows = new List<T>();
        while (statement.Step())
            rows.Add(read(statement));
        return rows;
    }

    /// <summary>Fills a table twice within what is one transaction to SQLite, over several pages each time, and sees whether both fillings are read.</summary>
    private bool IsReadInPlace(sqlite3 database)
    {
        if (tables.Count == 0)
            return true;
        var (name, table) = tables.First();
        var row = new Record(["key"], ["key"], "key");
        row.Start();
        row.Null();
        row.Finish();
        using var begin = raw.sqlite3_get_autocommit(database) != 0 ? new SqliteStatement(database, "BEGIN") : null;
        begin?.Run();
        using var count = new SqliteStatement(database, $"SELECT count(*), sum({table.Columns[0]}) FROM {Schema}.{name}");
        var read = true;
        foreach (var first in (long[])[1, 100_001, 1_000_001])
        {
            const int Rows = 8_000;
            Start(name);
            for (var key = first; key < first + Rows; key++)
                read &= TryAdd(key, row);
            pages.Finish();
            read &= count.Step() && count.Int64(0) == Rows && count.Int64(1) == (Rows * first) + (Rows * (Rows - 1L) / 2);
            count.Reset();
        }

        if (begin is not null)
        {
            using var end = new SqliteStatement(database, "ROLLBACK");
            end.Run();
        }

        return read;
    }

    private readonly record struct Shape(string Name, string Insert, int Root, string[] Columns);

    private sealed record Table(int Root, string[] Columns, SqliteStatement Insert);
}
