using Insights.Analytics.Jobs;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Rollups;

internal sealed class DaysToTouch(IReportingStore store) : ITouchedDays
{
    private static readonly string[] s_facts = ["transactions", "disputes_opened", "disputes_charged", "disputes_decided"];

    public async Task TouchAsync(LocalDate from, LocalDate to, CancellationToken cancel = default)
    {
        var zone = (await store.WorkspaceAsync(cancel)).ReportingZone;
        await using var transaction = await store.BeginWritingAsync(cancel);
        var schema = store.Options.Provider == StoreProvider.Postgres ? StoreConventions.Schema + "." : "";
        var mark = store.DataVersion;
        for (var day = from; day <= to; day = day.PlusDays(1))
        {
            foreach (var fact in s_facts)
            {
                await RunAsync(transaction, $"INSERT INTO {schema}touched_days (fact, day, mark) VALUES (@fact, @day, @mark) ON CONFLICT DO NOTHING", cancel,
                    ("@fact", fact), ("@day", UnixTime.ToDays(day.ToDateOnly())), ("@mark", mark));
            }
        }
        var (start, end) = (zone.AtStartOfDay(from).ToDateTimeUtc(), zone.AtStartOfDay(to.PlusDays(1)).ToDateTimeUtc());
        var tickets = await transaction.Reporting.Tickets.During(start, end).Select(row => new { row.SourceId, row.ExternalId }).ToListAsync(cancel);
        foreach (var ticket in tickets)
        {
            await RunAsync(transaction, $"INSERT INTO {schema}touched_tickets (ticket_hash, source_id, ticket_ref, mark) VALUES (@hash, @source, @ref, @mark) ON CONFLICT DO NOTHING", cancel,
                ("@hash", TimeWindows.HashOf(ticket.SourceId, ticket.ExternalId)), ("@source", ticket.SourceId), ("@ref", ticket.ExternalId), ("@mark", mark));
        }
        await transaction.CommitAsync(cancel);
    }

    private static async Task RunAsync(StoreTransaction transaction, string sql, CancellationToken cancel, params (string Name, object Value)[] parameters)
    {
        await using var command = transaction.Connection.CreateCommand();
        command.Transaction = transaction.Transaction;
#pragma warning disable CA2100 // Names of the store's own tables only; every value is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
        await command.ExecuteNonQueryAsync(cancel);
    }
}
