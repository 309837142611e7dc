using Insights.Analytics.Metrics.ServiceLevels;
using NodaTime;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>
/// A ticket told in the order things happened. Times are "dd HH:mm" or "dd HH:mm:ss" of November 2026 in UTC; the 2nd is a Monday.
/// The desk works Monday to Friday, 9 to 17 UTC.
/// </summary>
internal sealed class Story
{
    private readonly List<HistoryEvent> _events = [];
    private readonly Instant _created;

    public Story(string created, string status = "new", ActorKind by = ActorKind.Customer)
    {
        _created = At(created);
        _events.Add(new(_created, HistoryKind.Created, by, Value: status));
    }

    public TicketAttributes Attributes { get; init; } = new(Priority: "normal");

    public TicketStatus? CurrentStatus { get; init; }

    public bool IsMerged { get; init; }

    public Exemption? Exemption { get; init; }

    public HistoryCoverage Coverage { get; init; } = HistoryCoverage.All;

    public Instant? ReportedSolvedAt { get; init; }

    public static Instant At(string text) => Calendars.At($"2026-11-{text[..2]}T{text[3..]}Z");

    public Story Customer(string at) => Add(new(At(at), HistoryKind.Comment, ActorKind.Customer, IsPublic: true));

    public Story Agent(string at) => Add(new(At(at), HistoryKind.Comment, ActorKind.Agent, IsPublic: true));

    public Story Note(string at) => Add(new(At(at), HistoryKind.Comment, ActorKind.Agent));

    public Story Bot(string at) => Add(new(At(at), HistoryKind.Comment, ActorKind.Bot, IsPublic: true));

    public Story Automatic(string at) => Add(new(At(at), HistoryKind.Comment, ActorKind.System, IsPublic: true));

    public Story Status(string at, string status, string? reason = null) => Add(new(At(at), HistoryKind.Status, ActorKind.Agent, Value: status, Reason: reason));

    public Story Priority(string at, string priority) => Add(new(At(at), HistoryKind.Priority, ActorKind.Agent, Value: priority));

    public Story Team(string at, string team) => Add(new(At(at), HistoryKind.Team, ActorKind.Agent, Value: team));

    public Story Tier(string at, string tier) => Add(new(At(at), HistoryKind.Tier, ActorKind.Agent, Value: tier));

    public Story Merged(string at) => Add(new(At(at), HistoryKind.Merged, ActorKind.Agent, Value: "42"));

    public TicketHistory History(bool withEvents = true) => new()
    {
        CreatedAt = _created,
        Events = withEvents ? _events : [],
        Attributes = Attributes,
        CurrentStatus = CurrentStatus,
        IsMerged = IsMerged,
        Exemptions = Exemption is null ? [] : [Exemption],
        Coverage = Coverage,
        ReportedSolvedAt = ReportedSolvedAt,
    };

    public TicketServiceLevels Derive(string asOf, ServiceLevelRules rules) => new ClockMachine(rules).Derive(History(), At(asOf));

    private Story Add(HistoryEvent each)
    {
        _events.Add(each);
        return this;
    }
}

internal static class StoryReading
{
    public static Clock Clock(this TicketServiceLevels levels, ClockMetric metric, int instance = 1) =>
        levels.Clocks.Single(clock => clock.Metric == metric && clock.Instance == instance);

    public static bool Has(this TicketServiceLevels levels, ClockMetric metric, int instance = 1) =>
        levels.Clocks.Any(clock => clock.Metric == metric && clock.Instance == instance);

    /// <summary>One policy for everything, 9–17, with these targets in seconds.</summary>
    public static ServiceLevelRules Promise(params (ClockMetric Metric, long Seconds)[] targets) => new(
        [new SlaPolicyDefinition { Code = "all", CalendarCode = "office", Targets = targets.ToDictionary(each => each.Metric, each => each.Seconds) }],
        [Calendars.Office()],
        Calendars.Office());
}
