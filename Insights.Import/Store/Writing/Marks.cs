using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using NodaTime;

namespace Insights.Import.Store.Writing;

/// <summary>Collects the days and tickets a chunk touches; written with the chunk.</summary>
internal sealed class Marks(DateTimeZone zone)
{
    private readonly HashSet<(string Fact, int Day)> days = [];
    private readonly Dictionary<(int Source, string Ref), long> tickets = [];

    // Rows come nearly in time order, so most fall on the day of the row before.
    private long lastFrom = 1;
    private long lastTo;
    private int lastDay;

    public bool Any => days.Count > 0 || tickets.Count > 0;

    public void Fact<T, TShape>(ref Candidate<T> row) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        // The key says the fact's own date; the fact itself lies in the other processor's memory, where it was read.
        if (typeof(T) == typeof(Transaction))
        {
            Day(Touching.Transactions, FactKey.SecondsOf(row.Key));
            return;
        }

        if (row.Row is Ticket ticket)
        {
            Ticket(ticket.SourceId, ticket.ExternalId);
            return;
        }

        var (charged, decided) = TShape.DisputeDates(row.Row);
        Dates<T, TShape>(FactKey.SecondsOf(row.Key), SecondsOf(charged), SecondsOf(decided));
    }

    public void Fact<T, TShape>(ref Stored old) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        if (typeof(T) == typeof(Ticket))
            Ticket(old.SourceId, old.ExternalId);
        else
            Dates<T, TShape>(old.Date, old.Charged, old.Decided);
    }

    public void ChargeDate(long seconds) => Day(Touching.DisputesCharged, seconds);

    public void Ticket(int sourceId, string ticketRef) => tickets.TryAdd((sourceId, ticketRef), 0);

    public void Write(WriteSession session, long mark)
    {
        session.Upsert(
            "touched_days",
            ["fact", "day", "mark"],
            "(fact, day) DO UPDATE SET mark = excluded.mark",
            days.OrderBy(day => day.Fact, StringComparer.Ordinal).ThenBy(day => day.Day).ToList(),
            (day, sink) =>
            {
                sink.Text(day.Fact);
                sink.Int32(day.Day);
                sink.Int64(mark);
            });
        session.Upsert(
            "touched_tickets",
            ["ticket_hash", "source_id", "ticket_ref", "mark"],
            "(ticket_hash, source_id, ticket_ref) DO UPDATE SET mark = excluded.mark",
            tickets.Keys.Select(name => (Hash: FactKey.IdHash(name.Source, name.Ref), name)).OrderBy(pair => pair.Hash).ToList(),
            (pair, sink) =>
            {
                sink.Int64(pair.Hash);
                sink.Int32(pair.name.Source);
                sink.Text(pair.name.Ref);
                sink.Int64(mark);
            });
    }

    private static long SecondsOf(DateTime? instant) => instant is { } known ? UnixTime.ToSeconds(known) : Stored.None;

    private void Dates<T, TShape>(long date, long charged, long decided) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        if (!TShape.HasDisputeDates)
        {
            Day(Touching.Transactions, date);
            return;
        }

        Day(Touching.DisputesOpened, date);
        Day(Touching.DisputesCharged, charged);
        Day(Touching.DisputesDecided, decided);
    }

    private void Day(string fact, long seconds)
    {
        if (seconds == Stored.None)
            return;
        if (fact == Touching.Transactions && seconds >= lastFrom && seconds < lastTo)
            return;
        var day = UnixTime.ToDays(Touching.DayOf(seconds, zone));
        days.Add((fact, day));
        if (fact != Touching.Transactions || day == lastDay)
            return;
        lastDay = day;
        var local = LocalDate.FromDateTime(UnixTime.FromDays(day).ToDateTime(TimeOnly.MinValue));
        lastFrom = zone.AtStartOfDay(local).ToInstant().ToUnixTimeSeconds();
        lastTo = zone.AtStartOfDay(local.PlusDays(1)).ToInstant().ToUnixTimeSeconds();
    }
}
