using Insights.Import.Store.Ledger;
using Insights.Import.Store.Undoing;

namespace Insights.Import.Store.Writing;

/// <summary>Events as they are stored, taken out and kept.</summary>
internal static class EventRows
{
    public static void Delete<T, TShape>(WriteSession session, IReadOnlyList<T> rows) where T : class, new() where TShape : struct, IEventShape<T> =>
        session.Delete(TShape.Table, [TShape.HashColumn, "occurred_at", "event_id", TShape.RefColumn, "source_id"], rows, static (row, sink) =>
        {
            var name = TShape.Name(row);
            sink.Int64(name.Hash);
            sink.Instant(name.OccurredAt);
            sink.Text(name.EventId);
            sink.Text(name.Ref);
            sink.Int32(TShape.SourceOf(row));
        });

    /// <summary>Sorts the rows: they are written in the order of their table.</summary>
    public static void Insert<T, TShape>(WriteSession session, List<T> rows) where T : class, new() where TShape : struct, IEventShape<T>
    {
        rows.Sort((one, other) =>
        {
            var (a, b) = (TShape.Name(one), TShape.Name(other));
            return a.Hash != b.Hash ? a.Hash.CompareTo(b.Hash) : a.OccurredAt.CompareTo(b.OccurredAt);
        });
        session.Upsert(
            TShape.Table,
            [TShape.HashColumn, "occurred_at", "event_id", "source_id", TShape.RefColumn, .. TShape.ContentColumns.Select(StoreConventions.Snake), "file_id", "line"],
            "",
            rows,
            static (row, sink) =>
            {
                var name = TShape.Name(row);
                sink.Int64(name.Hash);
                sink.Instant(name.OccurredAt);
                sink.Text(name.EventId);
                sink.Int32(TShape.SourceOf(row));
                sink.Text(name.Ref);
                TShape.Content(row, sink);
                var (file, line) = TShape.LineageOf(row);
                sink.Int32(file);
                sink.Int32(line);
            });
    }

    public static long ImageHash<T, TShape>(T row) where T : class, new() where TShape : struct, IEventShape<T>
    {
        var name = TShape.Name(row);
        return BeforeImages.HashOf(name.Ref, name.EventId);
    }

    public static BeforeImage ImageOf<T, TShape>(T row, int fileId) where T : class, new() where TShape : struct, IEventShape<T> => new()
    {
        Kind = TShape.Kind,
        RowHash = ImageHash<T, TShape>(row),
        FileId = fileId,
        WasFileId = TShape.LineageOf(row).FileId,
        Content = RowJson.Write(row),
    };
}
