using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using NodaTime;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>What of a ticket lies on the desk now: its place, unless it is closed, and its open promises.</summary>
internal sealed record DeskRows(DeskTicket? Ticket, IReadOnlyList<DeskClock> Clocks)
{
    public static readonly DerivedTable<DeskTicket> Tickets = new(
        "desk_tickets",
        ["ticket_key"],
        [
            "ticket_key", "ticket_ref", "vendor_id", "channel", "category", "priority", "team", "tier", "state", "agent",
            "queue", "is_answered", "expires_at", "waits_on", "unheard_since", "replied_at",
        ],
        (row, sink) =>
        {
            sink.Int64(row.TicketKey);
            sink.Text(row.TicketRef);
            Dimensions(row, sink);
            sink.Text(row.Agent);
            sink.Int32((int)row.Queue);
            sink.Flag(row.IsAnswered);
            sink.Instant(row.ExpiresAt);
            sink.Text(row.WaitsOn);
            sink.Instant(row.UnheardSince);
            sink.Instant(row.RepliedAt);
        });

    public static readonly DerivedTable<DeskClock> Promises = new(
        "desk_clocks",
        ["ticket_key", "metric", "instance"],
        [
            "ticket_key", "metric", "instance", "vendor_id", "channel", "category", "priority", "team", "tier", "state", "agent", "party",
            "started_at", "since", "judged_seconds", "runs", "target_seconds", "judged_by_business_time", "due_at", "risk_at", "breaches_at", "calendar", "policy", "policy_version",
        ],
        (row, sink) =>
        {
            sink.Int64(row.TicketKey);
            sink.Text(row.Metric);
            sink.Int32(row.Instance);
            Dimensions(row, sink);
            sink.Text(row.Agent);
            sink.Text(row.Party);
            sink.Instant(row.StartedAt);
            sink.Instant(row.Since);
            sink.Int64(row.JudgedSeconds);
            sink.Flag(row.Runs);
            sink.Int64(row.TargetSeconds);
            sink.Flag(row.JudgedByBusinessTime);
            sink.Instant(row.DueAt);
            sink.Instant(row.RiskAt);
            sink.Instant(row.BreachesAt);
            sink.Text(row.Calendar);
            sink.Text(row.Policy);
            sink.Int32(row.PolicyVersion);
        });

    public static DeskRows Of(TicketFact ticket, TicketServiceLevels levels)
    {
        if (levels.Place.Queue == DeskQueue.Closed)
            return new(null, []);
        List<DeskClock>? clocks = null;
        foreach (var clock in levels.Clocks)
        {
            if (clock is { Outlook: { } outlook, TargetSeconds: { } target })
                (clocks ??= []).Add(Of(ticket, clock, outlook, target));
        }

        return new(Of(ticket, levels.Place), clocks ?? []);
    }

    private static DeskTicket Of(TicketFact ticket, DeskPlace place) => new()
    {
        TicketKey = ticket.Key,
        TicketRef = ticket.Ref,
        VendorId = ticket.VendorId,
        Channel = ticket.Channel,
        Category = ticket.Category,
        Priority = ticket.Priority,
        Team = ticket.Team,
        Tier = ticket.Tier,
        State = ticket.Status,
        Agent = ticket.Agent,
        Queue = place.Queue,
        IsAnswered = place.IsAnswered,
        ExpiresAt = place.ExpiresAt?.ToDateTimeUtc() ?? DeskTicket.Never,
        WaitsOn = place.WaitsOn switch
        {
            null => null,
            TimeOwner.Vendor => DeskTicket.Vendor,
            TimeOwner.Customer => DeskTicket.Customer,
            TimeOwner.ThirdParty => DeskTicket.Provider,
            _ => DeskTicket.Us,
        },
        UnheardSince = place.UnheardSince?.ToDateTimeUtc(),
        RepliedAt = place.RepliedAt?.ToDateTimeUtc(),
    };

    private static DeskClock Of(TicketFact ticket, Clock clock, in ClockOutlook outlook, long target) => new()
    {
        TicketKey = ticket.Key,
        Metric = clock.Metric.Id(),
        Instance = clock.Instance,
        VendorId = ticket.VendorId,
        Channel = ticket.Channel,
        Category = ticket.Category,
        Priority = ticket.Priority,
        Team = ticket.Team,
        Tier = ticket.Tier,
        State = ticket.Status,
        Agent = ticket.Agent,
        Party = clock.Metric.Promise() == PromiseKind.Customer ? null : clock.Team ?? clock.HoldReason,
        StartedAt = clock.StartedAt.ToDateTimeUtc(),
        Since = outlook.Since.ToDateTimeUtc(),
        JudgedSeconds = outlook.JudgedSeconds,
        Runs = outlook.Runs,
        TargetSeconds = target,
        JudgedByBusinessTime = clock.JudgedInBusinessHours,
        // While it stands still in time, its deadline moves with every second and is no one's to keep.
        DueAt = outlook.BreachesAt is null ? null : clock.DueFill?.ToDateTimeUtc(),
        RiskAt = outlook.RiskAt?.ToDateTimeUtc(),
        BreachesAt = outlook.BreachesAt?.ToDateTimeUtc(),
        Calendar = clock.CalendarCode,
        Policy = clock.PolicyCode,
        PolicyVersion = clock.PolicyCode is null ? null : clock.PolicyVersion,
    };

    private static void Dimensions(ITicketRow row, IRowSink sink)
    {
        sink.Int32(row.VendorId);
        sink.Text(row.Channel);
        sink.Text(row.Category);
        sink.Text(row.Priority);
        sink.Text(row.Team);
        sink.Text(row.Tier);
        sink.Text(row.State);
    }
}
