using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Sqlite;

/// <content>Asking what is stored.</content>
internal sealed partial class SqliteWriteSession
{
    public override List<Stored> Load<T, TShape>(IReadOnlyList<long> keys)
    {
        var select = SelectAt<T, TShape>();
        var rows = new List<Stored>(keys.Count);
        foreach (var key in keys)
        {
            select.Number(1, key);
            if (select.Statement.Step())
                rows.Add(ReadStored(select.Statement));
            select.Statement.Reset();
        }

        return rows;
    }

    public override List<ChargeFollower> FollowersOf(IReadOnlyList<long> chargeHashes)
    {
        var select = Prepare("SELECT fact_kind, fact_key, takes FROM charge_followers WHERE charge_hash = ?1");
        var followers = new List<ChargeFollower>();
        foreach (var hash in chargeHashes)
        {
            select.Number(1, hash);
            while (select.Statement.Step())
                followers.Add(new ChargeFollower
                {
                    ChargeHash = hash,
                    FactKind = select.Statement.Int32(0),
                    FactKey = select.Statement.Int64(1),
                    Takes = select.Statement.Int32(2),
                });
            select.Statement.Reset();
        }

        return followers;
    }

    public override bool AnyFollowers()
    {
        var select = Prepare("SELECT 1 FROM charge_followers LIMIT 1");
        var any = select.Statement.Step();
        select.Statement.Reset();
        return any;
    }

    private SqliteBinder SelectAt<T, TShape>() where T : class, IFact where TShape : struct, IFactShape<T> =>
        Prepare($"SELECT {StoredColumns<T, TShape>()} FROM {TShape.Table} WHERE key = ?1");

    private SqliteBinder SelectUnder<T, TShape>() where T : class, IFact where TShape : struct, IFactShape<T> =>
        Prepare($"SELECT {StoredColumns<T, TShape>("f.")} FROM {IdsTable(TShape.Table)} i LEFT JOIN {TShape.Table} f ON f.key = i.key WHERE i.id_hash = ?1");

    /// <summary>What a statement finds under a number: null where there is nothing, an empty one under an id without a fact.</summary>
    private static Stored? Under(SqliteBinder select, long number)
    {
        select.Number(1, number);
        var row = select.Statement;
        Stored? found = !row.Step() ? null : row.IsNull(0) ? default(Stored) : ReadStored(row);
        row.Reset();
        return found;
    }

    private static Stored ReadStored(SqliteStatement row)
    {
        return new Stored
        {
            Found = true,
            Key = row.Int64(0),
            SourceId = row.Int32(1),
            ExternalId = row.Text(2)!,
            VendorId = row.Int32(3),
            Version = Optional(4),
            ContentHash = row.Int64(5),
            Date = row.Int64(6),
            Charged = Optional(7),
            Decided = Optional(8),
            ChargeRef = row.Text(9),
        };

        long Optional(int column) => row.IsNull(column) ? Stored.None : row.Int64(column);
    }
}
