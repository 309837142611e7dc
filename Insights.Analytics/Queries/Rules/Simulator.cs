using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Reports;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Rules;

/// <inheritdoc cref="ISimulator"/>
internal sealed class Simulator(AnalyticsStore store) : ISimulator
{
    /// <summary>Values offered of each kind; further ones are typed.</summary>
    private const int MostChoices = 200;

    public async Task<SimulatorChoices> ChoicesAsync(CancellationToken cancel = default)
    {
        await using var reporting = store.Reporting.Open(DataScope.Staff);
        await using var analytics = store.Open(DataScope.Staff);
        var vendors = await reporting.Vendors.AsNoTracking().OrderBy(row => row.Code).Select(row => row.Code).Take(MostChoices).ToListAsync(cancel);
        var seen = await analytics.DailyTickets.AsNoTracking().Where(row => row.VendorId == RollupVendor.All
                && (row.Dimension == RollupDimension.Priority || row.Dimension == RollupDimension.Channel || row.Dimension == RollupDimension.Category
                    || row.Dimension == RollupDimension.Tier || row.Dimension == RollupDimension.Team))
            .Select(row => new { row.Dimension, row.Member }).Distinct().ToListAsync(cancel);
        var rules = (await RuleBook.InForceAsync(reporting, analytics, cancel)).Where(row => row.Kind == RuleInForce.Policy).Select(TicketRules.Policy).ToList();
        IReadOnlyList<string> Of(RollupDimension? dimension, Func<PolicyMatch, IReadOnlyList<string>?> named) =>
            [.. seen.Where(row => row.Dimension == dimension).Select(row => row.Member).Concat(rules.SelectMany(rule => named(rule.Match) ?? []))
                .Where(value => value.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).Take(MostChoices)];
        return new(
            ["urgent", "high", "normal", "low"],
            vendors,
            Of(RollupDimension.Channel, match => match.Channel),
            Of(RollupDimension.Category, match => match.Category),
            Of(RollupDimension.Tier, match => match.Tier),
            Of(null, match => match.Brand),
            Of(RollupDimension.Team, match => match.Team));
    }

    public async Task<Simulation> RunAsync(SimulatedTicket ticket, CancellationToken cancel = default)
    {
        await using var reporting = store.Reporting.Open(DataScope.Staff);
        await using var analytics = store.Open(DataScope.Staff);
        var rules = TicketRules.Rules(await RuleBook.InForceAsync(reporting, analytics, cancel));
        return Run(ticket, rules, (await store.Reporting.WorkspaceAsync(cancel)).ReportingZone);
    }

    /// <summary>The same by rules of one's own.</summary>
    public static Simulation Run(SimulatedTicket ticket, ServiceLevelRules rules, DateTimeZone zone)
    {
        var history = History(ticket);
        var asOf = history.Events.Max(each => each.At);
        // Another priority brings its policy from its own second on: looked at in that very second it has not taken over yet.
        if (history.Events.Any(each => each.Kind == HistoryKind.Priority && each.At == asOf && asOf > ticket.CreatedAt))
            asOf += Duration.FromSeconds(1);
        var explainer = new ClockExplainer(rules);
        var clocks = new List<SimulatedClock>();
        foreach (var clock in new ClockMachine(rules).Derive(history, asOf).Clocks.Where(clock => clock.Metric.CanHaveTarget()).OrderBy(clock => clock.Metric).ThenBy(clock => clock.Instance))
        {
            // Told up to the deadline: what runs on after the last thing planned is the same clock some time later.
            var until = clock is { State: ClockState.Active, DueFill: { } due } && due > asOf ? due : asOf;
            var told = explainer.Explain(history, until).First(each => each.Clock.Metric == clock.Metric && each.Clock.Instance == clock.Instance);
            clocks.Add(Told(clock, told, zone));
        }

        return new(PolicyTrials.Of(ticket, history, rules, clocks.Count > 0), clocks);
    }

    internal static TicketHistory History(SimulatedTicket ticket)
    {
        var events = new List<HistoryEvent> { new(ticket.CreatedAt, HistoryKind.Created, ActorKind.Customer, Value: ticket.Status) };
        // A priority that changes later needs its first value as an event: a ticket's row holds only the last.
        if (ticket.Priority is { } first)
            events.Add(new(ticket.CreatedAt, HistoryKind.Priority, Value: first));
        events.AddRange(ticket.Events.Where(each => each.At >= ticket.CreatedAt).Select(each => each.Kind switch
        {
            "status" => new HistoryEvent(each.At, HistoryKind.Status, ActorKind.Agent, Value: each.Value, Reason: each.Reason),
            "priority" => new HistoryEvent(each.At, HistoryKind.Priority, ActorKind.Agent, Value: each.Value),
            "reply" => new HistoryEvent(each.At, HistoryKind.Comment, ActorKind.Agent, IsPublic: true),
            "question" => new HistoryEvent(each.At, HistoryKind.Comment, ActorKind.Customer, IsPublic: true),
            _ => throw new ArgumentException($"A made-up ticket knows no event '{each.Kind}'.", nameof(ticket)),
        }));
        events.Sort((one, other) => one.At.CompareTo(other.At));
        return new()
        {
            CreatedAt = ticket.CreatedAt,
            Events = events,
            Attributes = new(ticket.Priority, ticket.Vendor, ticket.Channel, ticket.Category, ticket.Tier, ticket.Team, ticket.Tags, Brand: ticket.Brand),
        };
    }

    private static SimulatedClock Told(Clock clock, ClockExplanation told, DateTimeZone zone)
    {
        var story = ClockTelling.Tell(told, zone);
        var none = clock.TargetSeconds is null ? (clock.PolicyCode is null ? "no policy matches, so nothing is promised" : "the policy that matches promises nothing for this metric")
            : clock.DueFill is null ? FormattableString.Invariant($"the calendar has no open hours left within {BusinessTime.HorizonYears} years") : null;
        var promise = none is null
            ? $"Promised {DaySums.Length(clock.TargetSeconds!.Value)} {(clock.JudgedInBusinessHours ? "of business time" : "round the clock")} by {clock.PolicyCode} version {FormattableString.Invariant($"{clock.PolicyVersion}")}"
                + $"; due {CellText.Of(new Cell.Moment(clock.DueFill!.Value), zone)}{(clock.State == ClockState.Paused ? " if it goes on at once" : "")}."
            : Words.Sentence(none) + ".";
        return new(
            story.Title, Words.Key(clock.Verdict), promise, clock.PolicyCode, clock.PolicyVersion, clock.CalendarCode ?? "", clock.CalendarVersion, clock.TargetSeconds, clock.JudgedInBusinessHours,
            clock.DueFill, clock.DueNext, none, DaySums.Of(told), story);
    }
}
