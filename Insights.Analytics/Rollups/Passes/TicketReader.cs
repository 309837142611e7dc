using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;
using NodaTime;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>A ticket's own row as the pass needs it, with its events. Its reader fills it again for the next tickets it is asked for.</summary>
internal sealed class TicketFact
{
    public long Key { get; set; }
    public long Hash { get; set; }
    public int SourceId { get; set; }
    public string Ref { get; set; } = "";
    public int VendorId { get; set; }
    public string? Channel { get; set; }
    public string? Category { get; set; }
    public string? Priority { get; set; }
    public string? Team { get; set; }
    public string? Tier { get; set; }
    public string? Agent { get; set; }
    public string? Brand { get; set; }
    public string? Status { get; set; }
    public string? Tags { get; set; }
    public string? Subject { get; set; }
    public string? CustomerRef { get; set; }
    public string? TransactionRef { get; set; }
    public bool Merged { get; set; }
    public string? FollowUpOf { get; set; }
    public string? Satisfaction { get; set; }
    public int? Intake { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime? SolvedAt { get; set; }
    public List<HistoryEvent> Events { get; } = [];

    /// <summary>What it is about, once its deriver has asked.</summary>
    public IssueVerdict Issue { get; set; } = IssueVerdict.Unclear;
}

internal static class TicketFactRows
{
    /// <summary>Gives a row of the ticket its key and dimensions.</summary>
    public static T About<T>(this T row, TicketFact ticket) where T : TicketRow
    {
        row.TicketKey = ticket.Key;
        row.VendorId = ticket.VendorId;
        row.Channel = ticket.Channel;
        row.Category = ticket.Category;
        row.Priority = ticket.Priority;
        row.Team = ticket.Team;
        row.Tier = ticket.Tier;
        row.State = ticket.Status;
        row.Issue = ticket.Issue.Issue;
        row.IssueCause = ticket.Issue.Cause;
        return row;
    }
}

/// <summary>Tickets with their events: first the tickets of a slice, then the events of exactly these. What it gives holds until it is asked again.</summary>
internal sealed class TicketReader(IFactReader facts)
{
    private static readonly string[] s_ticketColumns =
    [
        nameof(Ticket.Key), nameof(Ticket.SourceId), nameof(Ticket.ExternalId), nameof(Ticket.VendorId), nameof(Ticket.Channel), nameof(Ticket.Category),
        nameof(Ticket.Priority), nameof(Ticket.Team), nameof(Ticket.Tier), nameof(Ticket.Status), nameof(Ticket.Tags), nameof(Ticket.MergedInto),
        nameof(Ticket.CreatedAt), nameof(Ticket.SolvedAt), nameof(Ticket.Agent), nameof(Ticket.FollowUpOf), nameof(Ticket.Satisfaction), nameof(Ticket.Brand), nameof(Ticket.Intake), nameof(Ticket.Subject), nameof(Ticket.CustomerRef),
        nameof(Ticket.TransactionRef),
    ];

    private static readonly string[] s_eventColumns =
    [
        nameof(TicketEvent.TicketHash), nameof(TicketEvent.SourceId), nameof(TicketEvent.TicketRef), nameof(TicketEvent.OccurredAt), nameof(TicketEvent.Kind),
        nameof(TicketEvent.ActorKind), nameof(TicketEvent.IsPublic), nameof(TicketEvent.Value), nameof(TicketEvent.Reason),
    ];

    private readonly RowPool<TicketFact> _rows = new();

    /// <summary>Tickets created in [from, to), in time order, with their events.</summary>
    public List<TicketFact> During(DateTime from, DateTime to)
    {
        _rows.Clear();
        var tickets = new List<TicketFact>();
        using (var cursor = facts.Read<Ticket>(from, to, s_ticketColumns))
        {
            while (cursor.Read())
                tickets.Add(Read(cursor));
        }
        AddEvents(tickets);
        return tickets;
    }

    /// <summary>The named tickets that exist by now, with their events. A name whose ticket has not arrived yet is left out.</summary>
    public List<TicketFact> Named(IReadOnlyCollection<TicketName> names)
    {
        _rows.Clear();
        var wanted = names.ToHashSet();
        var tickets = new List<TicketFact>(names.Count);
        using (var cursor = facts.ReadTickets(names, s_ticketColumns))
        {
            while (cursor.Read())
            {
                var ticket = Read(cursor);
                if (wanted.Remove(new(ticket.SourceId, ticket.Ref)))
                    tickets.Add(ticket);
            }
        }
        AddEvents(tickets);
        return tickets;
    }

    private TicketFact Read(FactCursor cursor)
    {
        var (source, reference) = (cursor.Int32(1), cursor.Text(2)!);
        var ticket = _rows.Take();
        ticket.Key = cursor.Int64(0);
        ticket.Hash = TimeWindows.HashOf(source, reference);
        ticket.SourceId = source;
        ticket.Ref = reference;
        ticket.VendorId = cursor.Int32(3);
        ticket.Channel = cursor.Interned(4);
        ticket.Category = cursor.Interned(5);
        ticket.Priority = cursor.Interned(6);
        ticket.Team = cursor.Interned(7);
        ticket.Tier = cursor.Interned(8);
        ticket.Status = cursor.Interned(9);
        ticket.Tags = cursor.Text(10);
        ticket.Merged = !cursor.IsNull(11);
        ticket.CreatedAt = UnixTime.FromSeconds(cursor.Int64(12));
        ticket.SolvedAt = cursor.Instant(13);
        ticket.Agent = cursor.Interned(14);
        ticket.FollowUpOf = cursor.Text(15);
        ticket.Satisfaction = cursor.Interned(16);
        ticket.Brand = cursor.Interned(17);
        ticket.Intake = cursor.IsNull(18) ? null : cursor.Int32(18);
        ticket.Subject = cursor.Text(19);
        ticket.CustomerRef = cursor.Text(20);
        ticket.TransactionRef = cursor.Text(21);
        ticket.Issue = IssueVerdict.Unclear;
        ticket.Events.Clear();
        return ticket;
    }

    private void AddEvents(List<TicketFact> tickets)
    {
        if (tickets.Count == 0)
            return;
        // Events come in the order of the hashes. Two tickets may share one, so that the name decides; it is compared and not read: there are five times as many events.
        var byHash = tickets.OrderBy(ticket => ticket.Hash).ToArray();
        var (at, current) = (0, (TicketFact?)null);
        using var cursor = facts.ReadTicketEvents(Hashes(byHash), s_eventColumns);
        while (cursor.Read())
        {
            if (current is null || cursor.Int64(0) != current.Hash || !IsOf(cursor, current))
            {
                var hash = cursor.Int64(0);
                while (at < byHash.Length && byHash[at].Hash < hash)
                    at++;
                current = null;
                for (var i = at; i < byHash.Length && byHash[i].Hash == hash && current is null; i++)
                    current = IsOf(cursor, byHash[i]) ? byHash[i] : null;
            }
            current?.Events.Add(new(
                Instant.FromUnixTimeSeconds(cursor.Int64(3)),
                HistoryEvent.ParseKind(cursor.Interned(4) ?? ""),
                HistoryEvent.ParseActor(cursor.Interned(5) ?? ""),
                cursor.Int64(6) != 0,
                cursor.Interned(7),
                cursor.Interned(8)));
        }
    }

    private static bool IsOf(FactCursor cursor, TicketFact ticket) => cursor.Int64(1) == ticket.SourceId && cursor.TextIs(2, ticket.Ref);

    private static List<long> Hashes(TicketFact[] byHash)
    {
        var hashes = new List<long>(byHash.Length);
        foreach (var ticket in byHash)
        {
            if (hashes.Count == 0 || hashes[^1] != ticket.Hash)
                hashes.Add(ticket.Hash);
        }
        return hashes;
    }
}
