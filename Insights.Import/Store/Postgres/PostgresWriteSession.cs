using System.Data.Common;
using System.Globalization;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Reading;
using Insights.Import.Store.Writing;
using Npgsql;

namespace Insights.Import.Store.Postgres;

/// <summary>
/// The import path into PostgreSQL: every question is asked for the whole chunk at once, what is replaced is deleted in one statement, and rows go in
/// by binary COPY, straight into the table where nothing can conflict any more, through a temporary table where it can.
/// </summary>
internal sealed partial class PostgresWriteSession(NpgsqlConnection connection) : WriteSession
{
    /// <summary>Any fixed number; every writer of facts takes the lock of this number.</summary>
    private const long WriterLock = 7_305_812_460_117;

    private readonly CopyForm forms = new();
    private NpgsqlTransaction? transaction;
    private int staged;

    /// <summary>A commit brings its marks along, by way of temporary tables; others wait no longer than the writer lets them.</summary>
    public override int RowsPerTransaction => 200_000;

    public override IRowForm Forms => forms;

    public override DbConnection Connection => connection;

    public override DbTransaction Transaction => transaction!;

    public override FactReads Reader => new PostgresFactReader(connection, transaction, owned: false);

    /// <summary>
    /// Chunks commit one after the other: two that ran beside each other could each miss the charge or the follower the other brings.
    /// Readers and the writers of derived tables are not held up.
    /// </summary>
    public override void Begin()
    {
        transaction = connection.BeginTransaction();
        Run("SELECT pg_advisory_xact_lock($1)", WriterLock);
        CheckOthers();
    }

    public override void Commit()
    {
        var version = Version();
        transaction!.Commit();
        transaction.Dispose();
        transaction = null;
        knownAt = version;
    }

    public override void Rollback()
    {
        transaction?.Rollback();
        transaction?.Dispose();
        transaction = null;
    }

    public override void Write<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order, ReadOnlySpan<byte> made)
    {
        var gone = new List<long>();
        foreach (var i in order)
            if (rows[i].Action != FactAction.Insert)
                gone.Add(rows[i].Old.Key);
        if (gone.Count > 0)
            Run($"DELETE FROM {TShape.Table} WHERE key = ANY($1)", gone.ToArray());
        SettleKeys<T, TShape>(rows, order);

        using var copy = new CopyStream(connection, TShape.Table, FactColumns<T, TShape>());
        var sink = new PostgresSink(copy.Rows);
        foreach (var i in order)
        {
            ref var row = ref rows[i];
            if (row is { FormLength: > 0, Action: FactAction.Insert })
            {
                copy.Row(made.Slice(row.FormStart, row.FormLength), row.Key);
                continue;
            }

            copy.StartRow();
            WriteRow<T, TShape, PostgresSink>(ref row, ref sink);
        }

        copy.Complete();
        Remember<T, TShape>(rows, order);
    }

    public override void Restamp<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order)
    {
        var keys = new long[order.Length];
        var versions = new long[order.Length];
        var files = new int[order.Length];
        var lines = new int[order.Length];
        for (var n = 0; n < keys.Length; n++)
        {
            ref var row = ref rows[order[n]];
            (keys[n], versions[n], files[n], lines[n]) = (row.Old.Key, row.Version, row.Row.FileId, row.Row.Line);
        }

        Run(
            $"UPDATE {TShape.Table} f SET version_at = n.version, file_id = n.file, line = n.line FROM unnest($1, $2, $3, $4) AS n(key, version, file, line) WHERE f.key = n.key",
            keys,
            versions,
            files,
            lines);
    }

    public override void Remove<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order)
    {
        var keys = new long[order.Length];
        for (var n = 0; n < keys.Length; n++)
            keys[n] = rows[order[n]].Old.Key;
        Run($"DELETE FROM {TShape.Table} WHERE key = ANY($1)", keys);
    }

    public override List<Stored> Load<T, TShape>(IReadOnlyList<long> keys)
    {
        using var command = Command($"SELECT {StoredColumns<T, TShape>()} FROM {TShape.Table} WHERE key = ANY($1)", keys.ToArray());
        using var reader = command.ExecuteReader();
        var rows = new List<Stored>(keys.Count);
        while (reader.Read())
            rows.Add(ReadStored(reader));
        return rows;
    }

    public override void Derive<T, TShape>(IReadOnlyList<Derived> changes)
    {
        Run(
            $"UPDATE {TShape.Table} f SET vendor_id = n.vendor FROM unnest($1, $2) AS n(key, vendor) WHERE f.key = n.key",
            changes.Select(change => change.Key).ToArray(),
            changes.Select(change => change.Vendor).ToArray());
        var dated = changes.Where(change => change.SetsDate).ToList();
        if (dated.Count > 0)
            Run(
                $"UPDATE {TShape.Table} f SET charged_at = n.charged FROM unnest($1, $2) AS n(key, charged) WHERE f.key = n.key",
                dated.Select(change => change.Key).ToArray(),
                dated.Select(change => change.Charged == Stored.None ? (long?)null : change.Charged).ToArray());
    }

    public override List<ChargeFollower> FollowersOf(IReadOnlyList<long> chargeHashes)
    {
        using var command = Command("SELECT charge_hash, fact_kind, fact_key, takes FROM charge_followers WHERE charge_hash = ANY($1)", chargeHashes.ToArray());
        using var reader = command.ExecuteReader();
        var followers = new List<ChargeFollower>();
        while (reader.Read())
            followers.Add(new ChargeFollower { ChargeHash = reader.GetInt64(0), FactKind = reader.GetInt32(1), FactKey = reader.GetInt64(2), Takes = reader.GetInt32(3) });
        return followers;
    }

    public override bool AnyFollowers()
    {
        using var command = Command("SELECT EXISTS (SELECT 1 FROM charge_followers)");
        return (bool)command.ExecuteScalar()!;
    }

    public override void Upsert<T>(string table, string[] columns, string onConflict, IReadOnlyList<T> rows, Action<T, IColumnSink> write)
    {
        if (rows.Count == 0)
            return;
        if (onConflict.Length == 0)
        {
            Copy(table, columns, rows, write);
            return;
        }

        var stage = Stage(table, columns, rows, write);
        var names = Quoted(columns);
        Run($"INSERT INTO {table} ({names}) SELECT {names} FROM {stage} ON CONFLICT {onConflict}");
    }

    public override void Delete<T>(string table, string[] keyColumns, IReadOnlyList<T> rows, Action<T, IColumnSink> write)
    {
        if (rows.Count == 0)
            return;
        var stage = Stage(table, keyColumns, rows, write);
        Run($"DELETE FROM {table} t USING {stage} s WHERE {string.Join(" AND ", keyColumns.Select(column => $"t.\"{column}\" = s.\"{column}\""))}");
    }

    /// <summary>Left to autovacuum's own analysis, but for a table it has not seen yet: without numbers the planner would scan.</summary>
    public override void Analyze()
    {
        foreach (var table in (string[])["transactions", "tickets", "chargebacks", "ticket_events"])
        {
            using var command = Command("SELECT reltuples <= 0 FROM pg_class WHERE oid = to_regclass($1)", table);
            if (command.ExecuteScalar() is true)
                Run("ANALYZE " + table);
        }
    }

    public override void Dispose()
    {
        Rollback();
        connection.Dispose();
    }

    private string Stage<T>(string table, string[] columns, IReadOnlyList<T> rows, Action<T, IColumnSink> write)
    {
        var stage = "stage_" + (++staged).ToString(CultureInfo.InvariantCulture);
        Run($"CREATE TEMPORARY TABLE {stage} ON COMMIT DROP AS SELECT {Quoted(columns)} FROM {table} WITH NO DATA");
        Copy(stage, columns, rows, write);
        return stage;
    }

    private void Copy<T>(string table, string[] columns, IReadOnlyList<T> rows, Action<T, IColumnSink> write)
    {
        using var copy = new CopyStream(connection, table, columns.Select(column => $"\"{column}\"").ToArray());
        IColumnSink sink = new PostgresSink(copy.Rows);
        foreach (var row in rows)
        {
            copy.StartRow();
            write(row, sink);
        }

        copy.Complete();
    }

    private static string Quoted(string[] columns) => string.Join(", ", columns.Select(column => $"\"{column}\""));

    private static Stored ReadStored(NpgsqlDataReader row)
    {
        return new Stored
        {
            Found = true,
            Key = row.GetInt64(0),
            SourceId = row.GetInt32(1),
            ExternalId = row.GetString(2),
            VendorId = row.GetInt32(3),
            Version = Optional(4),
            ContentHash = row.GetInt64(5),
            Date = row.GetInt64(6),
            Charged = Optional(7),
            Decided = Optional(8),
            ChargeRef = row.IsDBNull(9) ? null : row.GetString(9),
        };

        long Optional(int column) => row.IsDBNull(column) ? Stored.None : row.GetInt64(column);
    }

    private NpgsqlCommand Command(string sql, params object[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection, transaction);
        foreach (var value in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private void Run(string sql, params object[] parameters)
    {
        using var command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }
}
