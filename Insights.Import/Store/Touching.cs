using System.Data.Common;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Ledger;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Import.Store;

/// <summary>Marks what metrics must be derived again.</summary>
internal static class Touching
{
    public const string Transactions = "transactions";
    public const string DisputesOpened = "disputes_opened";
    public const string DisputesCharged = "disputes_charged";
    public const string DisputesDecided = "disputes_decided";

    private const string DaySql = "INSERT INTO touched_days (fact, day, mark) VALUES (@fact, @day, @mark) ON CONFLICT (fact, day) DO UPDATE SET mark = excluded.mark";

    private const string TicketSql = """
        INSERT INTO touched_tickets (ticket_hash, source_id, ticket_ref, mark) VALUES (@hash, @source, @ref, @mark)
        ON CONFLICT (ticket_hash, source_id, ticket_ref) DO UPDATE SET mark = excluded.mark
        """;

    /// <summary>The local day of an instant.</summary>
    public static DateOnly DayOf(long unixSeconds, DateTimeZone zone)
    {
        var local = unixSeconds + zone.GetUtcOffset(Instant.FromUnixTimeSeconds(unixSeconds)).Seconds;
        return UnixTime.FromDays((int)Math.Floor(local / 86400.0));
    }

    /// <summary>Every day from the first to the last fact, and every ticket: after a change of the zone each number may differ.</summary>
    public static async Task EverythingAsync(StoreTransaction transaction, DateTimeZone zone, CancellationToken cancel)
    {
        var mark = await VersionSql.NextAsync(transaction.Connection, transaction.Transaction, cancel);
        var days = new Bulk(transaction, DaySql, "fact", "day", "mark");
        var ranges = new List<(string Fact, DateTime First, DateTime Last)>();
        if (transaction.Facts.Range<Transaction>() is { } paid)
            ranges.Add((Transactions, paid.First, paid.Last));
        if (transaction.Facts.Range<Chargeback>() is { } opened)
        {
            ranges.Add((DisputesOpened, opened.First, opened.Last));
            var disputes = transaction.Reporting.Chargebacks;
            if (await disputes.MinAsync(row => row.ChargedAt, cancel) is { } firstCharged)
                ranges.Add((DisputesCharged, firstCharged, (await disputes.MaxAsync(row => row.ChargedAt, cancel))!.Value));
            if (await disputes.MinAsync(row => row.DecidedAt, cancel) is { } firstDecided)
                ranges.Add((DisputesDecided, firstDecided, (await disputes.MaxAsync(row => row.DecidedAt, cancel))!.Value));
        }

        // A day more at both ends: the days' bounds have moved.
        foreach (var (fact, first, last) in ranges)
            for (var day = DateOnly.FromDateTime(first).AddDays(-1); day <= DateOnly.FromDateTime(last).AddDays(1); day = day.AddDays(1))
                await days.RunAsync(cancel, fact, UnixTime.ToDays(day), mark);

        var names = new List<TicketName>();
        using (var tickets = transaction.Facts.ReadAll<Ticket>(nameof(Ticket.SourceId), nameof(Ticket.ExternalId)))
            while (tickets.Read())
                names.Add(new TicketName(tickets.Int32(0), tickets.Text(1)!));
        var marks = new Bulk(transaction, TicketSql, "hash", "source", "ref", "mark");
        foreach (var name in names)
            await marks.RunAsync(cancel, TimeWindows.HashOf(name.SourceId, name.TicketRef), name.SourceId, name.TicketRef, mark);
    }

    /// <summary>One ticket.</summary>
    public static async Task TicketAsync(StoreTransaction transaction, TicketName name, CancellationToken cancel)
    {
        var mark = await VersionSql.NextAsync(transaction.Connection, transaction.Transaction, cancel);
        await new Bulk(transaction, TicketSql, "hash", "source", "ref", "mark")
            .RunAsync(cancel, TimeWindows.HashOf(name.SourceId, name.TicketRef), name.SourceId, name.TicketRef, mark);
    }

    /// <summary>One prepared statement, run many times.</summary>
    private sealed class Bulk
    {
        private readonly DbCommand command;

        public Bulk(StoreTransaction transaction, string sql, params string[] parameters)
        {
            command = transaction.Connection.CreateCommand();
            command.Transaction = transaction.Transaction;
            command.CommandText = sql;
            foreach (var name in parameters)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "@" + name;
                command.Parameters.Add(parameter);
            }
        }

        public async Task RunAsync(CancellationToken cancel, params object[] values)
        {
            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i];
            await command.ExecuteNonQueryAsync(cancel);
        }
    }
}
