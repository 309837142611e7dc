using Insights.Import;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Facts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Insights.Benchmarks.ServiceLevels;

/// <summary>A desk of two years: five events a ticket, two in a hundred tickets still unsolved, three policies over a calendar with lunch breaks and holidays.</summary>
internal sealed class SupportDesk(int tickets)
{
    public const int Agents = 60;

    private const int Years = 2;
    private const int ChunkTickets = 10_000;

    /// <summary>The instant the desk is looked at: a Tuesday morning.</summary>
    public static readonly DateTime Now = new(2026, 11, 3, 9, 30, 0, DateTimeKind.Utc);

    private static readonly string[] s_priorities = ["urgent", "high", "normal", "low"];
    private static readonly string[] s_channels = ["email", "chat", "phone", "web"];
    private static readonly string[] s_categories = ["failed_payment", "refund", "billing_error", "chargeback", "other"];
    private static readonly string[] s_teams = ["EMEA payments", "AMER payments", "APAC payments", "Disputes"];
    private static readonly string[] s_tiers = ["1", "2", "3"];

    private readonly Random _random = new(11);

    public async Task WriteAsync(IServiceProvider services)
    {
        var store = services.GetRequiredService<IReportingStore>();
        await using var context = store.Open(DataScope.Staff);
        var source = context.Sources.Add(new() { Name = "desk" }).Entity;
        await context.SaveChangesAsync();
        var file = context.ImportedFiles.Add(new() { SourceId = source.Id, Name = "desk.json", StartedAt = Now, State = "done", DataUntil = Now }).Entity;
        await context.SaveChangesAsync();
        await using var writer = services.GetRequiredService<IFactWriterFactory>().Open();
        await writer.WriteAsync(Rules(file.Id, source.Id), CancellationToken.None);
        for (var from = 0; from < tickets; from += ChunkTickets)
        {
            var chunk = new FactChunk { FileId = file.Id, SourceId = source.Id };
            for (var number = from; number < Math.Min(tickets, from + ChunkTickets); number++)
                Add(chunk, number);
            await writer.AddAsync(chunk, CancellationToken.None);
            if (writer.ShouldCommit)
                await writer.CommitAsync();
        }
        await writer.CommitAsync();
    }

    /// <summary>Customers write again in this many of the newest tickets: what an import of the last minutes brings.</summary>
    public async Task TouchAsync(IServiceProvider services, int count, int run)
    {
        var store = services.GetRequiredService<IReportingStore>();
        await using var context = store.Open(DataScope.Staff);
        var file = await context.ImportedFiles.OrderBy(row => row.Id).FirstAsync();
        await using var writer = services.GetRequiredService<IFactWriterFactory>().Open();
        var chunk = new FactChunk { FileId = file.Id, SourceId = file.SourceId, EventsCountAsRows = true };
        for (var i = 0; i < count; i++)
        {
            // Spread over the last tenth of the tickets, as late answers are.
            var number = tickets - 1 - (i * (tickets / 10 / count));
            chunk.TicketEvents.Add(Event(Name(number), FormattableString.Invariant($"late-{run}"), Now.AddSeconds(-60 + i % 60), "comment", null, "customer"));
        }
        await writer.WriteAsync(chunk, CancellationToken.None);
    }

    private static string Name(int number) => FormattableString.Invariant($"C-{1_000_000 + number}");

    private void Add(FactChunk chunk, int number)
    {
        var span = Years * 365L * 86_400;
        var created = Now.AddSeconds(-span + (span * number / tickets));
        var ticket = Name(number);
        // The newest are the open ones, and a few old ones nobody finished.
        var unsolved = number >= tickets - (tickets / 60) || _random.Next(300) == 0;
        var priority = s_priorities[_random.Next(4)];
        var reply = created.AddSeconds(_random.Next(60, 40_000));
        var answer = reply.AddSeconds(_random.Next(60, 80_000));
        var last = answer.AddSeconds(_random.Next(60, 80_000));
        var end = unsolved ? _random.Next(5) : 4;
        string[] statuses = ["new", "open", "pending", "open", "solved"];
        chunk.Tickets.Add(new(
            new Ticket
            {
                ExternalId = ticket,
                CreatedAt = created,
                Subject = "Payment question",
                CustomerRef = FormattableString.Invariant($"cus-{number % 200_000}"),
                // A desk closes what is solved after a few days.
                Status = end == 4 && number < tickets - (tickets / 200) ? "closed" : statuses[Math.Min(end, 4)],
                Priority = priority,
                Channel = s_channels[_random.Next(4)],
                Category = s_categories[_random.Next(5)],
                Team = s_teams[_random.Next(4)],
                Tier = s_tiers[_random.Next(3)],
                Agent = FormattableString.Invariant($"Agent {_random.Next(Agents) + 1:00}"),
                SolvedAt = end == 4 ? last : null,
                Line = 2,
            },
            FormattableString.Invariant($"vendor-{_random.Next(40) + 1:00}")));
        chunk.TicketEvents.Add(Event(ticket, "1", created, "created", "new", "customer"));
        if (end >= 1)
            chunk.TicketEvents.Add(Event(ticket, "2", Earlier(reply), "comment", null, "agent"));
        if (end is 1)
            chunk.TicketEvents.Add(Event(ticket, "3", Earlier(reply), "status", "open", "agent"));
        if (end >= 2)
            chunk.TicketEvents.Add(Event(ticket, "3", Earlier(reply), "status", "pending", "agent"));
        if (end >= 3)
            chunk.TicketEvents.Add(Event(ticket, "4", Earlier(answer), "status", "open", "customer"));
        if (end >= 4)
            chunk.TicketEvents.Add(Event(ticket, "5", Earlier(last), "status", "solved", "agent"));

        static DateTime Earlier(DateTime at) => at < Now ? at : Now;
    }

    private static TicketEvent Event(string ticket, string id, DateTime at, string kind, string? value, string actor) => new()
    {
        TicketRef = ticket,
        EventId = id,
        OccurredAt = at,
        Kind = kind,
        Value = value,
        ActorKind = actor,
        IsPublic = true,
        Line = 2,
    };

    private static FactChunk Rules(int fileId, int sourceId)
    {
        var chunk = new FactChunk { FileId = fileId, SourceId = sourceId };
        chunk.Calendars.Add(new BusinessCalendar { Code = "emea", Version = 1, Name = "EMEA", DefinitionJson = ServiceLevelBenchmark.Calendar });
        chunk.Policies.Add(Policy(1, "urgent", """{"code":"urgent","match":{"priority":["urgent"]},"calendar":"emea","targets":{"first_reply_time":3600,"total_resolution_time":28800}}"""));
        chunk.Policies.Add(Policy(2, "high", """{"code":"high","match":{"priority":["high"]},"calendar":"emea","targets":{"first_reply_time":7200,"requester_wait_time":57600}}"""));
        chunk.Policies.Add(Policy(3, "rest", """{"code":"rest","calendar":"emea","targets":{"first_reply_time":14400,"next_reply_time":14400,"requester_wait_time":86400}}"""));
        return chunk;
    }

    private static SlaPolicy Policy(int position, string code, string json) => new() { Code = code, Version = 1, Name = code, Position = position, DefinitionJson = json };
}
