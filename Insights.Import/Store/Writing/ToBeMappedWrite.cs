namespace Insights.Import.Store.Writing;

/// <summary>The chunk's words to be mapped: counted, and noted with the rows that carry them, in the same transaction as the facts.</summary>
internal static class ToBeMappedWrite
{
    /// <summary>Name of the fact under which events are noted.</summary>
    public const string Events = "ticket_events";

    private const char Between = '\u001f';

    public static string EventName(Facts.TicketEvent happened) => happened.TicketRef + Between + happened.EventId;

    public static (string Ticket, string Event) PartsOf(string name)
    {
        int at = name.IndexOf(Between, StringComparison.Ordinal);
        return (name[..at], name[(at + 1)..]);
    }

    public static void Apply(ChunkContext context)
    {
        var chunk = context.Chunk;
        if (chunk.ToBeMapped.Count == 0)
            return;
        var values = chunk.ToBeMapped.Where(row => row.CountsAsRow)
            .GroupBy(row => (row.Kind, row.Value))
            .Select(group => (group.Key.Kind, group.Key.Value, Rows: group.LongCount(), Rejected: group.LongCount(row => row.IsRejected)))
            .OrderBy(value => value.Kind, StringComparer.Ordinal).ThenBy(value => value.Value, StringComparer.Ordinal).ToList();
        context.Session.Upsert(
            "mapped_values",
            ["source_id", "kind", "value", "rows", "rejected_rows", "first_seen", "last_seen", "rows_changed"],
            """
            (source_id, kind, value) DO UPDATE SET "rows" = mapped_values."rows" + excluded."rows", rejected_rows = mapped_values.rejected_rows + excluded.rejected_rows,
            last_seen = CASE WHEN excluded.last_seen > mapped_values.last_seen THEN excluded.last_seen ELSE mapped_values.last_seen END
            """,
            values,
            (value, sink) =>
            {
                sink.Int32(chunk.SourceId);
                sink.Text(value.Kind);
                sink.Text(value.Value);
                sink.Int64(value.Rows);
                sink.Int64(value.Rejected);
                sink.Instant(chunk.SeenAt);
                sink.Instant(chunk.SeenAt);
                sink.Int64(0);
            });
        Rows(context.Session, chunk.SourceId, chunk.ToBeMapped.Where(row => row.Fact is not null).Select(row => (row.Kind, row.Value, row.Fact!, row.ExternalId!, chunk.FileId, row.Line)));
    }

    /// <summary>Notes which version of which row came with a word.</summary>
    public static void Rows(WriteSession session, int sourceId, IEnumerable<(string Kind, string Value, string Fact, string ExternalId, int FileId, int Line)> rows) => session.Upsert(
        "unmapped_rows",
        ["source_id", "kind", "value", "fact", "external_id", "file_id", "line"],
        "DO NOTHING",
        [.. rows.Distinct().OrderBy(row => row.Kind, StringComparer.Ordinal).ThenBy(row => row.Value, StringComparer.Ordinal).ThenBy(row => row.ExternalId, StringComparer.Ordinal)],
        (row, sink) =>
        {
            sink.Int32(sourceId);
            sink.Text(row.Kind);
            sink.Text(row.Value);
            sink.Text(row.Fact);
            sink.Text(row.ExternalId);
            sink.Int32(row.FileId);
            sink.Int32(row.Line);
        });
}
