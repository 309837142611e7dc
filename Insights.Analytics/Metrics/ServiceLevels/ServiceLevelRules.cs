using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>The policies in the order they are tried, with their calendars. Built once, read by many threads.</summary>
internal sealed class ServiceLevelRules
{
    private readonly Policy[][] _byCode;

    /// <param name="policies">In the order they are tried; versions of one code anywhere in the list take the place of its first.</param>
    /// <param name="calendars">Each with all its versions.</param>
    /// <param name="defaultCalendar">Counts business time for tickets without a policy and policies without a calendar; null = round the clock.</param>
    public ServiceLevelRules(IEnumerable<SlaPolicyDefinition> policies, IEnumerable<BusinessTime> calendars, BusinessTime? defaultCalendar = null)
    {
        DefaultCalendar = defaultCalendar ?? BusinessTime.RoundTheClock;
        var byCode = calendars.ToDictionary(calendar => calendar.Code, StringComparer.Ordinal);
        _byCode =
        [
            .. policies.GroupBy(policy => policy.Code, StringComparer.Ordinal).Select(versions => versions
                .OrderByDescending(version => version.ValidFrom ?? Instant.MinValue).ThenByDescending(version => version.Version)
                .Select(version => new Policy(version, CalendarOf(version, byCode), version.CalendarCode is { } code && !byCode.ContainsKey(code)))
                .ToArray()),
        ];
        foreach (var metric in _byCode.SelectMany(versions => versions).SelectMany(version => version.Definition.Targets.Keys))
            _targeted |= 1 << (int)metric;
    }

    public static ServiceLevelRules None { get; } = new([], []);

    public BusinessTime DefaultCalendar { get; }

    private readonly int _targeted;

    /// <summary>Whether any policy promises anything for the metric; where none does, a ticket without a policy misses nothing.</summary>
    public bool Targets(ClockMetric metric) => (_targeted & (1 << (int)metric)) != 0;

    /// <summary>The first policy that matches, in the version in force at the instant.</summary>
    public SlaPolicyDefinition? Match(TicketAttributes ticket, Instant at) => Find(ticket, at)?.Definition;

    internal Policy? Find(TicketAttributes ticket, Instant at)
    {
        foreach (var versions in _byCode)
        {
            foreach (var version in versions)
            {
                if (version.Definition.ValidFrom > at)
                    continue;
                // The newest version that has begun decides for its code, whether it matches, has ended, or not.
                if (!(version.Definition.ValidTo <= at) && version.Definition.Match.Holds(ticket))
                    return version;
                break;
            }
        }

        return null;
    }

    private BusinessTime CalendarOf(SlaPolicyDefinition policy, Dictionary<string, BusinessTime> calendars) => policy.CalendarCode switch
    {
        null => DefaultCalendar,
        var code when calendars.TryGetValue(code, out var calendar) => calendar,
        _ => BusinessTime.RoundTheClock,
    };

    /// <summary>A policy with what it needs at hand for a pass over millions of clocks.</summary>
    internal sealed class Policy(SlaPolicyDefinition definition, BusinessTime calendar, bool calendarIsUnknown)
    {
        private readonly long[] _targets = [.. ClockMetrics.All.Select(metric => definition.Targets.GetValueOrDefault(metric))];

        public SlaPolicyDefinition Definition { get; } = definition;

        public BusinessTime Calendar { get; } = calendar;

        public bool CalendarIsUnknown { get; } = calendarIsUnknown;

        /// <summary>What targets are judged by.</summary>
        public BusinessTime Judge { get; } = definition.InBusinessHours ? calendar : BusinessTime.RoundTheClock;

        public long? Target(ClockMetric metric) => _targets[(int)metric] is > 0 and var seconds ? seconds : null;
    }
}
