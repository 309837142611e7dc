using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;

namespace Insights.Import.Store.Writing;

/// <summary>How one kind of event is written; see <see cref="IFactShape{T}"/>.</summary>
internal interface IEventShape<T> where T : class, new()
{
    static abstract string Table { get; }

    /// <summary>As <see cref="ImageKind"/>.</summary>
    static abstract int Kind { get; }

    static abstract string HashColumn { get; }

    static abstract string RefColumn { get; }

    /// <summary>Properties in the order <see cref="Content"/> writes them.</summary>
    static abstract string[] ContentColumns { get; }

    static abstract EventName Name(T row);

    /// <summary>Writes what the store knows better into the row: source, file and hash.</summary>
    static abstract void Stamp(T row, int sourceId, int fileId, long hash);

    static abstract (int FileId, int Line) LineageOf(T row);

    /// <summary>The stored events of the tickets or disputes with these hashes; events of another that shares a hash may come along.</summary>
    static abstract IEnumerable<T> Stored(IFactReader reader, IReadOnlyCollection<long> hashes);

    static abstract int SourceOf(T row);

    static abstract void Content(T row, IColumnSink sink);

    /// <summary>Which of two wordings of one event stands, whatever came first: the greater one.</summary>
    static abstract int Compare(T one, T other);
}

/// <param name="Ref">The external id of the ticket or dispute.</param>
internal readonly record struct EventName(long Hash, string Ref, string EventId, DateTime OccurredAt);

internal readonly struct TicketEventShape : IEventShape<TicketEvent>
{
    public static string Table => "ticket_events";

    public static int Kind => ImageKind.TicketEvent;

    public static string HashColumn => "ticket_hash";

    public static string RefColumn => "ticket_ref";

    public static string[] ContentColumns { get; } =
    [
        nameof(TicketEvent.Kind), nameof(TicketEvent.ActorKind), nameof(TicketEvent.Actor), nameof(TicketEvent.IsPublic), nameof(TicketEvent.Value), nameof(TicketEvent.Reason),
    ];

    public static EventName Name(TicketEvent row) => new(row.TicketHash, row.TicketRef, row.EventId, row.OccurredAt);

    public static void Stamp(TicketEvent row, int sourceId, int fileId, long hash)
    {
        row.SourceId = sourceId;
        row.FileId = fileId;
        row.TicketHash = hash;
    }

    public static (int FileId, int Line) LineageOf(TicketEvent row) => (row.FileId, row.Line);

    public static IEnumerable<TicketEvent> Stored(IFactReader reader, IReadOnlyCollection<long> hashes)
    {
        using var cursor = reader.ReadTicketEvents(
            hashes,
            [nameof(TicketEvent.TicketHash), nameof(TicketEvent.OccurredAt), nameof(TicketEvent.EventId), nameof(TicketEvent.SourceId), nameof(TicketEvent.TicketRef), .. ContentColumns, nameof(TicketEvent.FileId), nameof(TicketEvent.Line)]);
        while (cursor.Read())
            yield return new TicketEvent
            {
                TicketHash = cursor.Int64(0),
                OccurredAt = UnixTime.FromSeconds(cursor.Int64(1)),
                EventId = cursor.Text(2)!,
                SourceId = cursor.Int32(3),
                TicketRef = cursor.Text(4)!,
                Kind = cursor.Interned(5)!,
                ActorKind = cursor.Interned(6)!,
                Actor = cursor.Text(7),
                IsPublic = cursor.Int64(8) != 0,
                Value = cursor.Text(9),
                Reason = cursor.Text(10),
                FileId = cursor.Int32(11),
                Line = cursor.Int32(12),
            };
    }

    public static int SourceOf(TicketEvent row) => row.SourceId;

    public static void Content(TicketEvent row, IColumnSink sink)
    {
        sink.Text(row.Kind);
        sink.Text(row.ActorKind);
        sink.Text(row.Actor);
        sink.Flag(row.IsPublic);
        sink.Text(row.Value);
        sink.Text(row.Reason);
    }

    public static int Compare(TicketEvent one, TicketEvent other) => string.CompareOrdinal(Wording(one), Wording(other));

    private static string Wording(TicketEvent row) => string.Join('\n', row.Kind, row.ActorKind, row.Actor, row.IsPublic ? "1" : "0", row.Value, row.Reason);
}

internal readonly struct ChargebackEventShape : IEventShape<ChargebackEvent>
{
    public static string Table => "chargeback_events";

    public static int Kind => ImageKind.ChargebackEvent;

    public static string HashColumn => "chargeback_hash";

    public static string RefColumn => "chargeback_ref";

    public static string[] ContentColumns { get; } = [nameof(ChargebackEvent.State), nameof(ChargebackEvent.RawStatus), nameof(ChargebackEvent.AmountMinor)];

    public static EventName Name(ChargebackEvent row) => new(row.ChargebackHash, row.ChargebackRef, row.EventId, row.OccurredAt);

    public static void Stamp(ChargebackEvent row, int sourceId, int fileId, long hash)
    {
        row.SourceId = sourceId;
        row.FileId = fileId;
        row.ChargebackHash = hash;
    }

    public static (int FileId, int Line) LineageOf(ChargebackEvent row) => (row.FileId, row.Line);

    public static IEnumerable<ChargebackEvent> Stored(IFactReader reader, IReadOnlyCollection<long> hashes)
    {
        using var cursor = reader.ReadChargebackEvents(
            hashes,
            [nameof(ChargebackEvent.ChargebackHash), nameof(ChargebackEvent.OccurredAt), nameof(ChargebackEvent.EventId), nameof(ChargebackEvent.SourceId), nameof(ChargebackEvent.ChargebackRef), .. ContentColumns, nameof(ChargebackEvent.FileId), nameof(ChargebackEvent.Line)]);
        while (cursor.Read())
            yield return new ChargebackEvent
            {
                ChargebackHash = cursor.Int64(0),
                OccurredAt = UnixTime.FromSeconds(cursor.Int64(1)),
                EventId = cursor.Text(2)!,
                SourceId = cursor.Int32(3),
                ChargebackRef = cursor.Text(4)!,
                State = cursor.Interned(5)!,
                RawStatus = cursor.Text(6),
                AmountMinor = cursor.IsNull(7) ? null : cursor.Int64(7),
                FileId = cursor.Int32(8),
                Line = cursor.Int32(9),
            };
    }

    public static int SourceOf(ChargebackEvent row) => row.SourceId;

    public static void Content(ChargebackEvent row, IColumnSink sink)
    {
        sink.Text(row.State);
        sink.Text(row.RawStatus);
        sink.Int64(row.AmountMinor);
    }

    public static int Compare(ChargebackEvent one, ChargebackEvent other)
    {
        int decided = Sources.DisputeRules.IsDecided(one.State).CompareTo(Sources.DisputeRules.IsDecided(other.State));
        return decided != 0 ? decided : string.CompareOrdinal(Wording(one), Wording(other));
    }

    private static string Wording(ChargebackEvent row) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{row.State}\n{row.RawStatus}\n{row.AmountMinor:D20}");
}
