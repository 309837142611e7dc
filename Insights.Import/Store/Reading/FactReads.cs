using System.Globalization;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;

namespace Insights.Import.Store.Reading;

/// <summary>The statements of <see cref="IFactReader"/>, which both providers share but for the look-up of tickets.</summary>
internal abstract class FactReads : IFactReader
{
    protected TextCodes Codes { get; } = new();

    public FactCursor Read<T>(DateTime from, DateTime to, params string[] columns) where T : IFact =>
        Open(Select<T>(columns) + " FROM " + TableOf<T>() + " WHERE key >= " + Number(FactKey.Floor(UnixTime.ToSeconds(from)))
            + " AND key < " + Number(FactKey.Floor(UnixTime.ToSeconds(to))) + " ORDER BY key");

    public FactCursor ReadAll<T>(params string[] columns) where T : IFact =>
        Open(Select<T>(columns) + " FROM " + TableOf<T>() + " ORDER BY key");

    public FactCursor ReadChargebacksBy(string dateColumn, DateTime from, DateTime to, params string[] columns)
    {
        if (dateColumn is not (nameof(Chargeback.ChargedAt) or nameof(Chargeback.DecidedAt)))
            throw new ArgumentException("Disputes are found by ChargedAt or DecidedAt; by OpenedAt with Read.", nameof(dateColumn));
        var date = StoreConventions.Snake(dateColumn);
        return Open(Select<Chargeback>(columns) + " FROM chargebacks WHERE " + date + " >= " + Number(UnixTime.ToSeconds(from))
            + " AND " + date + " < " + Number(UnixTime.ToSeconds(to)));
    }

    public FactCursor ReadTicketEvents(IReadOnlyCollection<long>? ticketHashes, params string[] columns) =>
        Events<TicketEvent>("ticket_events", "ticket_hash", ticketHashes, columns);

    public FactCursor ReadChargebackEvents(IReadOnlyCollection<long>? chargebackHashes, params string[] columns) =>
        Events<ChargebackEvent>("chargeback_events", "chargeback_hash", chargebackHashes, columns);

    public FactCursor ReadKeys<T>(IReadOnlyCollection<long> keys, params string[] columns) where T : IFact =>
        OpenForEach(Select<T>(columns) + " FROM " + TableOf<T>() + " WHERE key = $1", keys.Order().ToArray());

    public FactCursor ReadTickets(IReadOnlyCollection<TicketName> tickets, params string[] columns) => ReadNamed<Ticket>("tickets", "ticket_ids", tickets, columns);

    public FactCursor ReadTransactions(IReadOnlyCollection<TicketName> transactions, params string[] columns) =>
        ReadNamed<Transaction>("transactions", "transaction_ids", transactions, columns);

    /// <param name="ids">The table that finds a key by the hash of an id; on SQLite alone.</param>
    protected abstract FactCursor ReadNamed<T>(string table, string ids, IReadOnlyCollection<TicketName> names, string[] columns) where T : IFact;

    public (DateTime First, DateTime Last)? Range<T>() where T : IFact
    {
        using var cursor = Open("SELECT min(key), max(key) FROM " + TableOf<T>());
        if (!cursor.Read() || cursor.IsNull(0))
            return null;
        return (UnixTime.FromSeconds(FactKey.SecondsOf(cursor.Int64(0))), UnixTime.FromSeconds(FactKey.SecondsOf(cursor.Int64(1))));
    }

    public abstract void Dispose();

    /// <summary>For the write path of this project: any statement over the store's own tables, numbers written into it.</summary>
    public FactCursor Query(string sql) => Open(sql);

    /// <summary>The same once for each number, which the statement asks for as "= $1".</summary>
    public FactCursor QueryForEach(string sql, IReadOnlyList<long> numbers) => OpenForEach(sql, numbers);

    protected abstract FactCursor Open(string sql);

    /// <summary>The statement once for each hash; the hash is its only parameter.</summary>
    protected abstract FactCursor OpenForEach(string sql, IReadOnlyList<long> hashes);

    protected static string Select<T>(string[] columns, string prefix = "")
    {
        ArgumentOutOfRangeException.ThrowIfZero(columns.Length);
        foreach (var column in columns)
            if (typeof(T).GetProperty(column) is null)
                throw new ArgumentException($"{typeof(T).Name} has no property {column}.", nameof(columns));
        return "SELECT " + string.Join(", ", columns.Select(column => prefix + StoreConventions.Snake(column)));
    }

    private static string TableOf<T>() => StoreConventions.Snake(typeof(T).Name) + "s";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private FactCursor Events<T>(string table, string hashColumn, IReadOnlyCollection<long>? hashes, string[] columns)
    {
        var order = " ORDER BY " + hashColumn + ", occurred_at, event_id";
        return hashes is null
            ? Open(Select<T>(columns) + " FROM " + table + order)
            : OpenForEach(Select<T>(columns) + " FROM " + table + " WHERE " + hashColumn + " = $1" + order, hashes.Order().ToArray());
    }
}
