using System.Data.Common;
using System.Runtime.InteropServices;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Reading;
using Insights.Import.Store.Writing;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Insights.Import.Store.Sqlite;

/// <summary>
/// The import path into SQLite: prepared statements, every table written in its own order (facts by key, ids by hash, vendors by vendor and key),
/// so that each page is touched once a chunk.
/// </summary>
internal sealed class SqliteWriteSession : WriteSession
{
    private readonly SqliteConnection connection;
    private readonly sqlite3 database;
    private readonly Dictionary<string, SqliteBinder> statements = [];
    private SqliteTransaction? transaction;
    private SqliteFactReader? reader;

    /// <summary>Whether most rows of the chunk before were stored already.</summary>
    private bool mostlyKnown;

    // Kept between chunks: they grow to large objects.
    private readonly List<(int Vendor, long Key)> leaving = [];
    private readonly List<(int Vendor, long Key)> joining = [];

    /// <param name="connection">An open connection, now this session's.</param>
    public SqliteWriteSession(SqliteConnection connection)
    {
        this.connection = connection;
        database = connection.Handle!;
        SqlitePragmas.Apply(connection, SqlitePragmas.WhileImporting);
    }

    public override DbConnection Connection => connection;

    public override DbTransaction Transaction => transaction!;

    public override IFactReader Reader => reader ??= new SqliteFactReader(connection, owned: false);

    public override void Begin() => transaction = connection.BeginTransaction();

    public override void Commit()
    {
        transaction!.Commit();
        transaction.Dispose();
        transaction = null;
    }

    public override void Rollback()
    {
        transaction?.Rollback();
        transaction?.Dispose();
        transaction = null;
    }

    public override void Locate<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order)
    {
        var reserve = Prepare($"INSERT OR IGNORE INTO {Ids<T, TShape>()} (id_hash, key) VALUES (?, ?)", 2);
        var select = SelectUnder<T, TShape>();
        var known = 0;
        foreach (var i in order)
        {
            ref var row = ref rows[i];
            for (var probe = 0; ; probe++)
            {
                if (probe == FactKey.ProbeLength)
                    throw new InvalidOperationException($"More than {FactKey.ProbeLength} ids share the hash of {row.Row.ExternalId}; the file holds ids made to collide.");
                row.IdSlot = row.IdHash + probe;

                // Reserving an id and asking for it is one descent of the tree while rows are new; asking first is cheaper while they are known.
                if (!mostlyKnown && Reserve(ref row))
                    break;

                // Taken: by this very id, by another with the same hash, or by a row of this chunk that is not written yet (another id: duplicates are gone).
                if (Under(select, row.IdSlot) is not { } stored)
                {
                    if (Reserve(ref row))
                        break;
                }
                else if (stored.SourceId == row.Row.SourceId && stored.ExternalId == row.Row.ExternalId)
                {
                    row.Old = stored;
                    known++;
                    break;
                }
            }
        }

        mostlyKnown = known * 2 > order.Length;

        bool Reserve(ref Candidate<T> row)
        {
            reserve.Start();
            reserve.Number(row.IdSlot);
            reserve.Number(row.Key);
            return reserve.Statement.Run() > 0;
        }
    }

    public override void Write<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order)
    {
        var columns = FactColumns<T, TShape>();
        var values = string.Join(", ", columns.Select(_ => "?"));
        var insert = Prepare($"INSERT OR IGNORE INTO {TShape.Table} ({string.Join(", ", columns)}) VALUES ({values})", columns.Length);
        var replace = Prepare($"REPLACE INTO {TShape.Table} ({string.Join(", ", columns)}) VALUES ({values})", columns.Length);
        var point = Prepare($"UPDATE {Ids<T, TShape>()} SET key = ?1 WHERE id_hash = ?2", 2);
        DeleteMoved<T, TShape>(rows, order);

        foreach (var i in order)
        {
            ref var row = ref rows[i];
            if (row.Action == FactAction.Replace)
            {
                Bind<T, TShape>(replace, ref row);
                replace.Statement.Run();
                continue;
            }

            Bind<T, TShape>(insert, ref row);
            var settled = row.Action == FactAction.Insert;
            while (insert.Statement.Run() == 0)
            {
                // Another row has this key: whole-second sources meet in the low bits.
                row.Key = FactKey.Next(row.Key);
                insert.Number(1, row.Key);
                settled = false;
            }

            if (settled)
                continue;
            point.Number(1, row.Key);
            point.Number(2, row.IdSlot);
            point.Statement.Run();
        }

        MoveVendors<T, TShape>(rows, order);
    }

    public override void Restamp<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order)
    {
        var update = Prepare($"UPDATE {TShape.Table} SET version_at = ?1, file_id = ?2, line = ?3 WHERE key = ?4", 4);
        foreach (var i in order)
        {
            ref var row = ref rows[i];
            update.Start();
            update.Number(row.Version);
            update.Number(row.Row.FileId);
            update.Number(row.Row.Line);
            update.Number(row.Old.Key);
            update.Statement.Run();
        }
    }

    public override void Find<T, TShape>(Span<Lookup> lookups)
    {
        var select = SelectUnder<T, TShape>();
        foreach (ref var lookup in lookups)
        {
            var hash = FactKey.IdHash(lookup.SourceId, lookup.Ref);
            for (var probe = 0; probe < FactKey.ProbeLength; probe++)
            {
                if (Under(select, hash + probe) is not { } stored)
                    break;
                if (stored.SourceId != lookup.SourceId || stored.ExternalId != lookup.Ref)
                    continue;
                lookup.Answer = stored;
                break;
            }
        }
    }

    public override List<Stored> Load<T, TShape>(IReadOnlyList<long> keys)
    {
        var select = Prepare($"SELECT {StoredColumns<T, TShape>()} FROM {TShape.Table} WHERE key = ?1", 1);
        var rows = new List<Stored>(keys.Count);
        foreach (var key in keys)
        {
            select.Number(1, key);
            if (select.Statement.Step())
                rows.Add(ReadStored(select.Statement.Handle));
            select.Statement.Reset();
        }

        return rows;
    }

    public override void Derive<T, TShape>(IReadOnlyList<Derived> changes)
    {
        var vendor = Prepare($"UPDATE {TShape.Table} SET vendor_id = ?1 WHERE key = ?2", 2);
        var both = TShape.HasDisputeDates ? Prepare($"UPDATE {TShape.Table} SET vendor_id = ?1, charged_at = ?2 WHERE key = ?3", 3) : vendor;
        leaving.Clear();
        joining.Clear();
        foreach (var change in changes)
        {
            var update = change.SetsDate ? both : vendor;
            update.Start();
            update.Number(change.Vendor);
            if (change.SetsDate && change.Charged == Stored.None)
                update.Null();
            else if (change.SetsDate)
                update.Number(change.Charged);
            update.Number(change.Key);
            update.Statement.Run();
            if (change.OldVendor == change.Vendor)
                continue;
            leaving.Add((change.OldVendor, change.Key));
            joining.Add((change.Vendor, change.Key));
        }

        Vendors<T, TShape>();
    }

    public override List<ChargeFollower> FollowersOf(IReadOnlyList<long> chargeHashes)
    {
        var select = Prepare("SELECT fact_kind, fact_key, takes FROM charge_followers WHERE charge_hash = ?1", 1);
        var followers = new List<ChargeFollower>();
        foreach (var hash in chargeHashes)
        {
            select.Number(1, hash);
            while (select.Statement.Step())
                followers.Add(new ChargeFollower
                {
                    ChargeHash = hash,
                    FactKind = raw.sqlite3_column_int(select.Statement.Handle, 0),
                    FactKey = raw.sqlite3_column_int64(select.Statement.Handle, 1),
                    Takes = raw.sqlite3_column_int(select.Statement.Handle, 2),
                });
            select.Statement.Reset();
        }

        return followers;
    }

    public override bool AnyFollowers()
    {
        var select = Prepare("SELECT 1 FROM charge_followers LIMIT 1", 0);
        var any = select.Statement.Step();
        select.Statement.Reset();
        return any;
    }

    public override void Upsert<T>(string table, string[] columns, string onConflict, IReadOnlyList<T> rows, Action<T, IColumnSink> write)
    {
        if (rows.Count == 0)
            return;
        var quoted = string.Join(", ", columns.Select(column => $"\"{column}\""));
        Each(
            $"INSERT INTO {table} ({quoted}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})" + (onConflict.Length == 0 ? "" : " ON CONFLICT " + onConflict),
            columns.Length, rows, write);
    }

    public override void Delete<T>(string table, string[] keyColumns, IReadOnlyList<T> rows, Action<T, IColumnSink> write)
    {
        if (rows.Count > 0)
            Each($"DELETE FROM {table} WHERE {string.Join(" AND ", keyColumns.Select(column => column + " = ?"))}", keyColumns.Length, rows, write);
    }

    /// <summary>Samples, so that the cost does not grow with the store.</summary>
    public override void Analyze() => SqlitePragmas.Apply(connection, "PRAGMA analysis_limit = 400; PRAGMA optimize = 0x10002;");

    public override void Dispose()
    {
        Rollback();
        reader?.Dispose();
        foreach (var binder in statements.Values)
            binder.Statement.Dispose();
        connection.Dispose();
    }

    private static string Ids<T, TShape>() where T : class, IFact where TShape : struct, IFactShape<T> => TShape.Table[..^1] + "_ids";

    private static string VendorsOf<T, TShape>() where T : class, IFact where TShape : struct, IFactShape<T> => TShape.Table[..^1] + "_vendors";

    private SqliteBinder Prepare(string sql, int parameters)
    {
        ref var binder = ref CollectionsMarshal.GetValueRefOrAddDefault(statements, sql, out _);
        return binder ??= new SqliteBinder(new SqliteStatement(database, sql), parameters);
    }

    private void Each<T>(string sql, int parameters, IReadOnlyList<T> rows, Action<T, IColumnSink> write)
    {
        var binder = Prepare(sql, parameters);
        IColumnSink sink = new SqliteSink(binder);
        foreach (var row in rows)
        {
            binder.Start();
            write(row, sink);
            binder.Statement.Run();
        }
    }

    private static void Bind<T, TShape>(SqliteBinder binder, ref Candidate<T> row) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        binder.Start();
        var sink = new SqliteSink(binder);
        WriteRow<T, TShape, SqliteSink>(ref row, ref sink);
    }

    private SqliteBinder SelectUnder<T, TShape>() where T : class, IFact where TShape : struct, IFactShape<T> =>
        Prepare($"SELECT {StoredColumns<T, TShape>("f.")} FROM {Ids<T, TShape>()} i LEFT JOIN {TShape.Table} f ON f.key = i.key WHERE i.id_hash = ?1", 1);

    /// <summary>The fact behind a number of the id table: null where the number is free, an empty one where its fact is not written yet.</summary>
    private static Stored? Under(SqliteBinder select, long idSlot)
    {
        select.Number(1, idSlot);
        try
        {
            if (!select.Statement.Step())
                return null;
            return raw.sqlite3_column_type(select.Statement.Handle, 0) == raw.SQLITE_NULL ? default(Stored) : ReadStored(select.Statement.Handle);
        }
        finally
        {
            select.Statement.Reset();
        }
    }

    private static Stored ReadStored(sqlite3_stmt row)
    {
        return new Stored
        {
            Found = true,
            Key = raw.sqlite3_column_int64(row, 0),
            SourceId = raw.sqlite3_column_int(row, 1),
            ExternalId = raw.sqlite3_column_text(row, 2).utf8_to_string(),
            VendorId = raw.sqlite3_column_int(row, 3),
            Version = Optional(4),
            ContentHash = raw.sqlite3_column_int64(row, 5),
            Date = raw.sqlite3_column_int64(row, 6),
            Charged = Optional(7),
            Decided = Optional(8),
            ChargeRef = raw.sqlite3_column_text(row, 9).utf8_to_string(),
        };

        long Optional(int column) => raw.sqlite3_column_type(row, column) == raw.SQLITE_NULL ? Stored.None : raw.sqlite3_column_int64(row, column);
    }

    private void DeleteMoved<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        var delete = Prepare($"DELETE FROM {TShape.Table} WHERE key = ?1", 1);
        foreach (var i in order)
        {
            if (rows[i].Action != FactAction.Move)
                continue;
            delete.Number(1, rows[i].Old.Key);
            delete.Statement.Run();
        }
    }

    private void MoveVendors<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        leaving.Clear();
        joining.Clear();
        foreach (var i in order)
        {
            ref var row = ref rows[i];
            if (row.Action != FactAction.Insert && (row.Old.VendorId != row.Row.VendorId || row.Old.Key != row.Key))
                leaving.Add((row.Old.VendorId, row.Old.Key));
            if (row.Action == FactAction.Insert || row.Old.VendorId != row.Row.VendorId || row.Old.Key != row.Key)
                joining.Add((row.Row.VendorId, row.Key));
        }

        Vendors<T, TShape>();
    }

    /// <summary>Writes <see cref="leaving"/> and <see cref="joining"/>; rows without a vendor are in nobody's list.</summary>
    private void Vendors<T, TShape>() where T : class, IFact where TShape : struct, IFactShape<T>
    {
        var delete = Prepare($"DELETE FROM {VendorsOf<T, TShape>()} WHERE vendor_id = ?1 AND key = ?2", 2);
        foreach (var (vendor, key) in leaving)
        {
            delete.Number(1, vendor);
            delete.Number(2, key);
            delete.Statement.Run();
        }

        joining.Sort();
        var insert = Prepare($"INSERT INTO {VendorsOf<T, TShape>()} (vendor_id, key) VALUES (?1, ?2)", 2);
        foreach (var (vendor, key) in joining)
        {
            if (vendor == 0)
                continue;
            insert.Number(1, vendor);
            insert.Number(2, key);
            insert.Statement.Run();
        }
    }
}
