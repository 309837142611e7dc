using Insights.Analytics.Metrics.ServiceLevels;
using NodaTime;

namespace Insights.Analytics.Queries;

/// <summary>Policies and calendars with all their versions, and whether a new version makes sense before it is saved.</summary>
public interface IRuleQueries
{
    /// <summary>By code.</summary>
    Task<IReadOnlyList<CalendarCard>> CalendarsAsync(CancellationToken cancel = default);

    /// <summary>In the order they are tried now.</summary>
    Task<IReadOnlyList<PolicyCard>> PoliciesAsync(CancellationToken cancel = default);

    /// <summary>The open hours of each day of a year; each under the version in force on that day.</summary>
    /// <returns>Null when there is no such calendar.</returns>
    Task<CalendarYear?> YearAsync(string code, int year, CancellationToken cancel = default);

    /// <summary>The same of a calendar that is not saved.</summary>
    /// <exception cref="CalendarException">The text is no calendar, or one that makes no sense.</exception>
    CalendarYear Year(string calendarJson, int year);

    /// <summary>Why a new version of a calendar must not be saved; null when it may.</summary>
    /// <param name="json">One item of calendars.json.</param>
    Task<string?> RefusalOfCalendarAsync(string json, bool isNew, CancellationToken cancel = default);

    /// <summary>Why a new version of a policy must not be saved; null when it may.</summary>
    /// <param name="json">One item of sla-policies.json.</param>
    Task<string?> RefusalOfPolicyAsync(string json, bool isNew, CancellationToken cancel = default);

    /// <summary>Metrics a policy may promise: id and name.</summary>
    IReadOnlyList<PromisedMetric> Metrics { get; }
}

/// <param name="MayPause">A policy may say in which statuses its clock stands still.</param>
/// <param name="Pauses">Statuses it pauses in where the policy does not say: "pending", "on_hold".</param>
public sealed record PromisedMetric(string Id, string Name, bool MayPause, IReadOnlyList<string> Pauses);

/// <param name="Versions">Newest first.</param>
/// <param name="UsedBy">Codes of the policies that count by it now.</param>
public sealed record CalendarCard(string Code, IReadOnlyList<RuleVersion> Versions, IReadOnlyList<string> UsedBy)
{
    public RuleVersion Newest => Versions[0];
}

/// <param name="Place">Its place in the order of matching now, from 1; 0 when it is not in force.</param>
/// <param name="Versions">Newest first.</param>
public sealed record PolicyCard(string Code, int Place, IReadOnlyList<RuleVersion> Versions)
{
    public RuleVersion Newest => Versions[0];

    public RuleVersion? InForce => Versions.FirstOrDefault(version => version.State == RuleVersionState.InForce);
}

/// <summary>One saved version.</summary>
/// <param name="HoldsFrom">The first instant it counts; null = from the beginning. Later than it says itself when it came after clocks had been decided.</param>
/// <param name="HoldsTo">When it stops: its own end, or the beginning of the next version.</param>
/// <param name="BatchId">The batch that brought it, to be undone; null = not known.</param>
/// <param name="Json">Its item in the files' layout.</param>
/// <param name="IsLate">It says an earlier beginning than it counts from.</param>
public sealed record RuleVersion(
    int Version, string Name, RuleVersionState State, Instant? SaysFrom, Instant? HoldsFrom, Instant? HoldsTo, string By, int? BatchId, string Json, bool IsLate);

public enum RuleVersionState { Past, InForce, Future, Replaced }

/// <param name="Days">Every day of the year.</param>
public sealed record CalendarYear(string Zone, int Year, IReadOnlyList<CalendarDay> Days);

/// <param name="Open">Open hours of the local date, merged.</param>
/// <param name="Seconds">How long it is open; on days of clock changes not what the hours say.</param>
/// <param name="Note">Why it is not an ordinary day: the holiday's name, "exception", "closed 12:00–24:00".</param>
/// <param name="IsHoliday">A whole-day holiday.</param>
public sealed record CalendarDay(LocalDate Date, IReadOnlyList<DayInterval> Open, long Seconds, string? Note, bool IsHoliday, int Version);
