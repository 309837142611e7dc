using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;
using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Undoing;

/// <summary>What taking some files out would do, from counts and the histories they take part in; reads only.</summary>
internal static class UndoCount
{
    private static readonly string[] Tables =
    [
        "transactions", "tickets", "chargebacks", "ticket_events", "chargeback_events", "agents", "business_calendars", "sla_policies", "fx_rates",
    ];

    public static UndoTally Of(ReportingStore store, UndoFiles files, CancellationToken cancel)
    {
        var tally = new UndoTally();
        using var facts = store.OpenFactReader();
        var reader = (FactReads)facts;
        foreach (var table in Tables)
        {
            cancel.ThrowIfCancellationRequested();
            using var cursor = reader.Query($"SELECT count(*) FROM {table} WHERE file_id IN ({files.List})");
            cursor.Read();
            tally.Removed += cursor.Int64(0);
        }

        Histories(reader, files, tally, cancel);
        return tally;
    }

    private static void Histories(FactReads reader, UndoFiles files, UndoTally tally, CancellationToken cancel)
    {
        using var cursor = reader.Query(
            $"""
            SELECT b.kind, b.row_hash, b.file_id, b.was_file_id, b.content FROM before_images b
            JOIN (SELECT DISTINCT kind, row_hash FROM before_images WHERE file_id IN ({files.List}) OR was_file_id IN ({files.List})) t
            ON t.kind = b.kind AND t.row_hash = b.row_hash
            ORDER BY b.kind, b.row_hash, b.id
            """);
        var current = (Kind: 0, Hash: 0L);
        var rows = new Dictionary<string, List<KeptVersion>>(StringComparer.Ordinal);
        while (cursor.Read())
        {
            cancel.ThrowIfCancellationRequested();
            var next = (cursor.Int32(0), cursor.Int64(1));
            if (next != current)
                Count(current.Kind, rows, files, tally);
            current = next;
            var content = cursor.Text(4)!;
            var name = NameOf(current.Kind, content);
            if (!rows.TryGetValue(name, out var versions))
                rows.Add(name, versions = []);
            versions.Add(new KeptVersion(0, cursor.Int32(2), cursor.Int32(3), StampOnly: false, null, content));
        }

        Count(current.Kind, rows, files, tally);
    }

    private static void Count(int kind, Dictionary<string, List<KeptVersion>> rows, UndoFiles files, UndoTally tally)
    {
        foreach (var (name, versions) in rows)
        {
            // The file that replaced the last kept version wrote the stored row.
            var history = History.Without(versions, versions[^1].FileId, files.Ids);
            if (history.Fate == Fate.Restored)
            {
                // It was counted among the rows the files wrote last; vendors are not counted there, since most are made by facts.
                tally.Restored++;
                if (kind != ImageKind.Vendor)
                    tally.Removed--;
            }
            else if (history.Fate == Fate.Kept)
                tally.Keep(kind, name[(name.IndexOf('\u001f', StringComparison.Ordinal) + 1)..], history.LaterFile);
        }

        rows.Clear();
    }

    /// <summary>Source and name: rows whose hashes meet are told apart.</summary>
    private static string NameOf(int kind, string content)
    {
        switch (kind)
        {
            case ImageKind.Transaction or ImageKind.Ticket or ImageKind.Chargeback:
                var fact = RowJson.Read<Ticket>(content);
                return fact.SourceId + "\u001f" + fact.ExternalId;
            case ImageKind.TicketEvent:
                var happened = RowJson.Read<TicketEvent>(content);
                return happened.SourceId + "\u001f" + happened.TicketRef + " / " + happened.EventId;
            case ImageKind.ChargebackEvent:
                var stage = RowJson.Read<ChargebackEvent>(content);
                return stage.SourceId + "\u001f" + stage.ChargebackRef + " / " + stage.EventId;
            case ImageKind.Agent:
                var agent = RowJson.Read<Agent>(content);
                return agent.SourceId + "\u001f" + agent.Code;
            case ImageKind.Vendor:
                return "\u001f" + RowJson.Read<Vendor>(content).Code;
            case ImageKind.Calendar:
                return "\u001f" + CalendarDimension.NameOf(RowJson.Read<BusinessCalendar>(content));
            case ImageKind.Policy:
                return "\u001f" + PolicyDimension.NameOf(RowJson.Read<SlaPolicy>(content));
            default:
                return "\u001f" + RateDimension.NameOf(RowJson.Read<FxRate>(content));
        }
    }
}
