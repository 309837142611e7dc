using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Writing;
using SQLitePCL;

namespace Insights.Import.Store.Sqlite;

/// <content>Asking what is stored.</content>
internal sealed partial class SqliteWriteSession
{
    /// <summary>Whether most rows of the chunk before were stored already.</summary>
    private bool mostlyKnown;

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
}
