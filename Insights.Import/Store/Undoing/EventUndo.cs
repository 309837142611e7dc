using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Undoing;

/// <summary>Takes some files' versions of one kind of event out.</summary>
internal sealed class EventUndo<T, TShape>(UndoFiles files) : RowsUndo<T>(files, TShape.Kind)
    where T : class, new() where TShape : struct, IEventShape<T>
{
    private static readonly string[] Columns = [.. TShape.ContentColumns, nameof(TicketEvent.EventId), nameof(TicketEvent.OccurredAt), nameof(TicketEvent.SourceId), nameof(TicketEvent.FileId), nameof(TicketEvent.Line)];

    private long from = long.MinValue;

    protected override bool StepStored(ChunkContext context, UndoTally tally)
    {
        var rows = new List<T>();
        var columns = Columns.Append(typeof(T) == typeof(TicketEvent) ? nameof(TicketEvent.TicketRef) : nameof(ChargebackEvent.ChargebackRef)).ToArray();
        using (var cursor = context.Session.Reader.Query(FormattableString.Invariant(
            $"SELECT {string.Join(", ", columns.Select(StoreConventions.Snake))} FROM {TShape.Table} WHERE file_id IN ({Files.List}) AND {TShape.HashColumn} >= {from} ORDER BY {TShape.HashColumn} LIMIT {StepRows}")))
            while (cursor.Read())
                rows.Add(RowColumns<T>.Read(cursor, columns));
        if (rows.Count == 0)
            return false;
        foreach (var row in rows)
            Stamp(row, TShape.LineageOf(row).FileId);
        from = TShape.Name(rows[^1]).Hash;

        var histories = HistoriesOf(context, rows);
        var edits = new HistoryEdits();
        var restored = new List<T>();
        for (var n = 0; n < rows.Count; n++)
        {
            var history = Take(rows[n], histories[n], TShape.LineageOf(rows[n]).FileId, edits);
            if (history.Fate == Fate.Removed)
            {
                tally.Removed++;
                continue;
            }

            var before = RowJson.Read<T>(histories[n][history.Restore].Content);
            Stamp(before, histories[n][history.Restore].WasFileId);
            restored.Add(before);
            tally.Restored++;
        }

        EventRows.Delete<T, TShape>(context.Session, rows);
        EventRows.Insert<T, TShape>(context.Session, restored);
        edits.Write(context.Session);
        Mark(context, rows);
        return true;
    }

    protected override string NameOf(T row)
    {
        var name = TShape.Name(row);
        return name.Ref + " / " + name.EventId;
    }

    protected override int SourceOf(T row) => TShape.SourceOf(row);

    protected override long HashOf(T row) => EventRows.ImageHash<T, TShape>(row);

    private static void Stamp(T row, int fileId)
    {
        var source = TShape.SourceOf(row);
        TShape.Stamp(row, source, fileId, FactKey.IdHash(source, TShape.Name(row).Ref));
    }

    private static void Mark(ChunkContext context, List<T> rows)
    {
        var names = rows.Select(row => (Source: TShape.SourceOf(row), TShape.Name(row).Ref)).Distinct().ToList();
        if (typeof(T) == typeof(TicketEvent))
        {
            foreach (var (source, reference) in names)
                context.Marks.Ticket(source, reference);
            return;
        }

        context.MarkDisputes(names);
    }
}
