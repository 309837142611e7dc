using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Rollups.Tables;
using NodaTime;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>What of a ticket lies on the desk now: its place, unless it is closed, and its open promises.</summary>
internal sealed record DeskRows(DeskTicket? Ticket, IReadOnlyList<DeskClock> Clocks)
{
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

    private static DeskTicket Of(TicketFact ticket, DeskPlace place) => new DeskTicket
    {
        TicketRef = ticket.Ref,
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
    }.About(ticket);

    private static DeskClock Of(TicketFact ticket, Clock clock, in ClockOutlook outlook, long target) => new DeskClock
    {
        Metric = clock.Metric.Id(),
        Instance = clock.Instance,
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
    }.About(ticket);
}
