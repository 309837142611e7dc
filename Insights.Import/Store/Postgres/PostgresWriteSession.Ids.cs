using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Postgres;

/// <content>
/// Finding rows by their ids, and free keys for new ones. The server is asked only where the answer is not known without it: a table that was empty when
/// this session first wrote holds what the session wrote and nothing else, until somebody else commits.
/// </content>
internal sealed partial class PostgresWriteSession
{
    private readonly Known?[] known = new Known?[4];

    /// <summary>The store's version as of this session's last commit. Whoever writes facts raises it in the same transaction.</summary>
    private long knownAt = -1;

    public override int Locate<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order)
    {
        var ids = KnownOf<T, TShape>().Ids;
        var asked = new List<int>();
        foreach (var i in order)
            if (ids?.MayContain(rows[i].IdHash) != false)
                asked.Add(i);
        if (asked.Count == 0)
            return 0;
        using var command = Command(
            $"SELECT f.*, n.ord FROM unnest($1) WITH ORDINALITY AS n(ref, ord) CROSS JOIN LATERAL ({OneByOne<T, TShape>("$2", "n.ref")}) f",
            asked.ConvertAll(i => rows[i].Row.ExternalId).ToArray(),
            rows[asked[0]].Row.SourceId);
        using var reader = command.ExecuteReader();
        var found = 0;
        for (; reader.Read(); found++)
            rows[asked[(int)reader.GetInt64(10) - 1]].Old = ReadStored(reader);
        return found;
    }

    public override void Find<T, TShape>(Span<Lookup> lookups)
    {
        var ids = KnownOf<T, TShape>().Ids;
        var asked = new List<int>();
        for (var n = 0; n < lookups.Length; n++)
            if (ids?.MayContain(FactKey.IdHash(lookups[n].SourceId, lookups[n].Ref)) != false)
                asked.Add(n);
        if (asked.Count == 0)
            return;
        var sources = new int[asked.Count];
        var refs = new string[asked.Count];
        for (var n = 0; n < refs.Length; n++)
            (sources[n], refs[n]) = (lookups[asked[n]].SourceId, lookups[asked[n]].Ref);
        using var command = Command(
            $"SELECT f.*, n.ord FROM unnest($1, $2) WITH ORDINALITY AS n(source, ref, ord) CROSS JOIN LATERAL ({OneByOne<T, TShape>("n.source", "n.ref")}) f",
            sources,
            refs);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            lookups[asked[(int)reader.GetInt64(10) - 1]].Answer = ReadStored(reader);
    }

    /// <summary>
    /// Looks each row up through the index of its natural key. A plain join lets the planner hash the whole table for every chunk while the table is of
    /// middling size, and an import must cost what it brings; the limit, which never cuts because the key is unique, is what forbids it.
    /// </summary>
    private static string OneByOne<T, TShape>(string source, string reference) where T : class, IFact where TShape : struct, IFactShape<T> =>
        $"SELECT {StoredColumns<T, TShape>("t.")} FROM {TShape.Table} t WHERE t.source_id = {source} AND t.external_id = {reference} LIMIT 1";

    /// <summary>Moves keys that are taken, in the table or by a neighbour in the chunk, to the next free number of their second.</summary>
    private void SettleKeys<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        var used = new HashSet<long>(order.Length);
        var open = new List<int>();
        foreach (var i in order)
        {
            // A replaced row has just been deleted and goes back where it was.
            if (rows[i].Action == FactAction.Replace)
                used.Add(rows[i].Key);
            else
                open.Add(i);
        }

        var keys = KnownOf<T, TShape>().Keys;
        while (open.Count > 0)
        {
            foreach (var i in open)
                while (!used.Add(rows[i].Key))
                    rows[i].Key = FactKey.Next(rows[i].Key);
            if (keys is not null)
                open = open.FindAll(i => keys.MayContain(Scattered(rows[i].Key)));
            if (open.Count == 0)
                return;
            using var command = Command($"SELECT key FROM {TShape.Table} WHERE key = ANY($1)", open.Select(i => rows[i].Key).ToArray());
            using var reader = command.ExecuteReader();
            var taken = new HashSet<long>();
            while (reader.Read())
                taken.Add(reader.GetInt64(0));

            // A taken key stays in the used ones: the next round moves on from it.
            open = open.Where(i => taken.Contains(rows[i].Key)).ToList();
        }
    }

    private Known KnownOf<T, TShape>() where T : class, IFact where TShape : struct, IFactShape<T>
    {
        if (known[TShape.Kind] is { } already)
            return already;
        using var command = Command($"SELECT EXISTS (SELECT 1 FROM {TShape.Table})");
        return known[TShape.Kind] = (bool)command.ExecuteScalar()! ? new Known(null, null) : new Known(new IdFilter(), new IdFilter());
    }

    private void Remember<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        if (KnownOf<T, TShape>() is not { Ids: { } ids, Keys: { } keys })
            return;
        foreach (var i in order)
        {
            ids.Add(rows[i].IdHash);
            keys.Add(Scattered(rows[i].Key));
        }
    }

    /// <summary>At the start of a transaction, when nobody else can write facts.</summary>
    private void CheckOthers()
    {
        if (Version() != knownAt)
            Array.Clear(known);
    }

    private long Version()
    {
        using var command = Command("SELECT value FROM store_counters WHERE name = $1", StoreCounter.DataVersion);
        return command.ExecuteScalar() is long version ? version : 0;
    }

    /// <summary>Keys of one second differ in their low bits alone, and the filter wants numbers that lie everywhere.</summary>
    private static long Scattered(long key) => FactKey.IdHash(0, key);

    /// <summary>What a table holds; null: it held rows before this session began.</summary>
    private sealed record Known(IdFilter? Ids, IdFilter? Keys);
}
