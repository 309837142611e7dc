using System.Data.Common;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups;

/// <summary>Touched days of one kind of fact.</summary>
/// <param name="Basis">For disputes: by which date; null for transactions.</param>
internal sealed record TouchedDays(DisputeBasis? Basis, IReadOnlyList<DateOnly> Days);

/// <summary>
/// Takes marks out of the store inside the transaction that does their work. Deleting first and deriving from what was deleted is what makes it safe:
/// a mark that another writer sets meanwhile is another row (or waits for us) and stays for the next time.
/// </summary>
internal static class TouchedMarks
{
    public static async Task<TouchedDays?> TakeDaysAsync(StoreTransaction transaction, DerivedWriter writer, int most, CancellationToken cancel)
    {
        var table = writer.Sql("touched_days");
        var taken = new List<DateOnly>();
        string? fact = null;
        await using (var command = Command(transaction,
            $"DELETE FROM {table} WHERE (fact, day) IN (SELECT fact, day FROM {table} WHERE fact = (SELECT min(fact) FROM {table}) ORDER BY day LIMIT @most) RETURNING fact, day",
            ("@most", most)))
        await using (var reader = await command.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
            {
                fact = reader.GetString(0);
                taken.Add(UnixTime.FromDays(reader.GetInt32(1)));
            }
        }
        if (fact is null)
            return null;
        return new(Basis(fact), taken);
    }

    public static async Task<IReadOnlyCollection<TicketName>> TakeTicketsAsync(StoreTransaction transaction, DerivedWriter writer, int most, CancellationToken cancel)
    {
        var table = writer.Sql("touched_tickets");
        var taken = new HashSet<TicketName>();
        await using var command = Command(transaction,
            $"DELETE FROM {table} WHERE (ticket_hash, source_id, ticket_ref) IN (SELECT ticket_hash, source_id, ticket_ref FROM {table} ORDER BY ticket_hash LIMIT @most) RETURNING source_id, ticket_ref",
            ("@most", most));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            taken.Add(new(reader.GetInt32(0), reader.GetString(1)));
        return taken;
    }

    /// <summary>Marks one ticket, so that the next refresh derives it anew.</summary>
    public static async Task MarkTicketAsync(StoreTransaction transaction, long mark, TicketName name, StoreProvider provider, CancellationToken cancel)
    {
        var schema = provider == StoreProvider.Postgres ? StoreConventions.Schema + "." : "";
        await using var command = Command(transaction,
            $"INSERT INTO {schema}touched_tickets (ticket_hash, source_id, ticket_ref, mark) VALUES (@hash, @source, @ref, @mark) ON CONFLICT DO NOTHING",
            ("@hash", TimeWindows.HashOf(name.SourceId, name.TicketRef)), ("@source", name.SourceId), ("@ref", name.TicketRef), ("@mark", mark));
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The tickets that are marked, without taking the marks.</summary>
    public static async Task<IReadOnlySet<TicketName>> TicketsAsync(ReportingDbContext reporting, CancellationToken cancel) =>
        (await reporting.TouchedTickets.AsNoTracking().Select(row => new TicketName(row.SourceId, row.TicketRef)).ToListAsync(cancel)).ToHashSet();

    private static DisputeBasis? Basis(string fact) => fact switch
    {
        "transactions" => null,
        "disputes_opened" => DisputeBasis.Opened,
        "disputes_charged" => DisputeBasis.Charged,
        "disputes_decided" => DisputeBasis.Decided,
        _ => throw new InvalidOperationException($"The store marks days of '{fact}', which no metric is derived from. Program and store are of different versions."),
    };

    private static DbCommand Command(StoreTransaction transaction, string sql, params (string Name, object Value)[] parameters)
    {
        var command = transaction.Connection.CreateCommand();
        command.Transaction = transaction.Transaction;
#pragma warning disable CA2100 // Names of our own tables only; every value is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
