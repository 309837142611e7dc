using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Sqlite;

/// <content>Taking facts out.</content>
internal sealed partial class SqliteWriteSession
{
    public override void Remove<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order)
    {
        WriteIds();
        leaving.Clear();
        joining.Clear();
        var fact = Prepare($"DELETE FROM {TShape.Table} WHERE key = ?1");
        foreach (var i in order)
        {
            ref var row = ref rows[i];

            // Before the fact itself: ids behind this one are asked for by their facts.
            RemoveId<T, TShape>(row.IdHash, row.Old.Key);
            fact.Number(1, row.Old.Key);
            fact.Statement.Run();
            if (row.Old.VendorId != 0)
                leaving.Add((row.Old.VendorId, row.Old.Key));
        }

        Vendors<T, TShape>();
    }

    /// <summary>Takes an id out of the id table or from its page. In the table an id that had to go on behind it moves up, or whoever looks for it would stop at the gap.</summary>
    private void RemoveId<T, TShape>(long idHash, long key) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        var of = IdsOf<T, TShape>();
        for (var slot = idHash; KeyUnder<T, TShape>(slot) is { } there; slot++)
        {
            if (there != key)
                continue;
            Free<T, TShape>(of, slot);
            return;
        }

        RemoveFromPage(of, idHash, key);
    }

    private void Free<T, TShape>(Ids of, long slot) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        var delete = Prepare($"DELETE FROM {of.Table} WHERE id_hash = ?1");
        delete.Number(1, slot);
        delete.Statement.Run();
        for (var next = slot + 1; KeyUnder<T, TShape>(next) is { } key; next++)
        {
            if (HomeOf<T, TShape>(key) > slot)
                continue;
            var move = Prepare($"UPDATE {of.Table} SET id_hash = ?1 WHERE id_hash = ?2");
            move.Number(1, slot);
            move.Number(2, next);
            move.Statement.Run();
            slot = next;
        }
    }

    private long? KeyUnder<T, TShape>(long slot) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        var select = Prepare($"SELECT key FROM {IdsOf<T, TShape>().Table} WHERE id_hash = ?1");
        select.Number(1, slot);
        try
        {
            return select.Statement.Step() ? select.Statement.Int64(0) : null;
        }
        finally
        {
            select.Statement.Reset();
        }
    }

    private long HomeOf<T, TShape>(long key) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        var stored = Load<T, TShape>([key])[0];
        return FactKey.IdHash(stored.SourceId, stored.ExternalId);
    }
}
