using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Undoing;

/// <summary>Takes some files' versions of one kind of fact out.</summary>
internal sealed class FactUndo<T, TShape>(UndoFiles files) : RowsUndo<T>(files, TShape.Kind)
    where T : class, IFact, new() where TShape : struct, IFactShape<T>
{
    private long after = long.MinValue;

    protected override bool StepStored(ChunkContext context, UndoTally tally)
    {
        var rows = new List<T>();

        // Facts have no index by file: it would cost every import, and an undo reads the table once, in its own order.
        using (var cursor = context.Session.Reader.Query(FormattableString.Invariant(
            $"SELECT key, source_id, external_id, file_id FROM {TShape.Table} WHERE file_id IN ({Files.List}) AND key > {after} ORDER BY key LIMIT {StepRows}")))
            while (cursor.Read())
                rows.Add(new T { Key = cursor.Int64(0), SourceId = cursor.Int32(1), ExternalId = cursor.Text(2)!, FileId = cursor.Int32(3) });
        if (rows.Count == 0)
            return false;
        after = rows[^1].Key;

        var histories = HistoriesOf(context, rows);
        var follow = Follow(context, rows, histories);
        var edits = new HistoryEdits();
        var taken = rows.Select((row, n) => Take(row, histories[n], row.FileId, edits)).ToList();
        var whole = StoredContent(context, rows, histories, taken);
        var reversals = new List<Reversal<T>>(rows.Count);
        for (var n = 0; n < rows.Count; n++)
        {
            var (row, versions, history) = (rows[n], histories[n], taken[n]);
            if (history.Fate == Fate.Removed)
            {
                reversals.Add(new Reversal<T>(row.SourceId, row.ExternalId, null, 0));
                tally.Removed++;
                continue;
            }

            var stamp = versions[history.Restore];
            var (content, vendor) = history.RestoreContentOf == versions.Count
                ? (whole[row.Key].Row, whole[row.Key].NamedVendor)
                : (RowJson.Read<T>(versions[history.RestoreContentOf].Content), context.Vendors.Id(versions[history.RestoreContentOf].Vendor));
            content = Stamped(content, RowJson.Read<T>(stamp.Content));
            content.FileId = stamp.WasFileId;
            reversals.Add(new Reversal<T>(row.SourceId, row.ExternalId, content, vendor));
            tally.Restored++;
        }

        new FactUpsert<T, TShape>(context).Revert(reversals);
        edits.Write(context.Session);
        follow?.Invoke();
        return true;
    }

    protected override Action? Follow(ChunkContext context, IReadOnlyList<T> rows, IReadOnlyList<List<KeptVersion>> histories) =>
        rows is IReadOnlyList<Chargeback> disputes ? LostFees.Of(context, disputes, histories, Files.Ids) : null;

    protected override string NameOf(T row) => row.ExternalId;

    protected override int SourceOf(T row) => row.SourceId;

    protected override long HashOf(T row) => FactKey.IdHash(row.SourceId, row.ExternalId);

    protected override T Stamped(T content, T stamp)
    {
        (content.VersionAt, content.Line) = (stamp.VersionAt, stamp.Line);
        return content;
    }

    /// <summary>Stored rows of which only date and lineage go back.</summary>
    private static Dictionary<long, AsArrived<T>> StoredContent(ChunkContext context, List<T> rows, List<List<KeptVersion>> histories, List<History> taken)
    {
        var keys = new List<long>();
        for (var n = 0; n < rows.Count; n++)
            if (taken[n].Fate == Fate.Restored && taken[n].RestoreContentOf == histories[n].Count)
                keys.Add(rows[n].Key);
        return keys.Count == 0 ? [] : StoredRows.Load<T, TShape>(context.Session, keys);
    }
}
