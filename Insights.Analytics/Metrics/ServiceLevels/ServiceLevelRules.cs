using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>The policies in the order they are tried, with their calendars. Built once, read by many threads.</summary>
internal sealed class ServiceLevelRules
{
    private readonly Policy[][][] _byKind;
    private readonly Dictionary<string, BusinessTime> _calendars;

    /// <param name="policies">In the order they are tried; versions of one code anywhere in the list take the place of its first.</param>
    /// <param name="calendars">Each with all its versions.</param>
    /// <param name="defaultCalendar">Counts business time for tickets without a policy and policies without a calendar; null = round the clock.</param>
    public ServiceLevelRules(IEnumerable<SlaPolicyDefinition> policies, IEnumerable<BusinessTime> calendars, BusinessTime? defaultCalendar = null)
    {
        DefaultCalendar = defaultCalendar ?? BusinessTime.RoundTheClock;
        var byCode = calendars.ToDictionary(calendar => calendar.Code, StringComparer.Ordinal);
        _calendars = byCode;
        Policy[][] all =
        [
            .. policies.GroupBy(policy => policy.Code, StringComparer.Ordinal).Select(versions => versions
                .OrderByDescending(version => version.ValidFrom ?? Instant.MinValue).ThenByDescending(version => version.Version)
                .Select(version => new Policy(version, CalendarOf(version, byCode), version.CalendarCode is { } code && !byCode.ContainsKey(code)))
                .ToArray()),
        ];
        // A code stays in a kind while any of its versions promises something of it: a later version may take the promise back.
        _byKind = [.. Enum.GetValues<PromiseKind>().Select(kind => all.Where(versions => versions.Any(version => version.Promises(kind))).ToArray())];
        foreach (var metric in all.SelectMany(versions => versions).SelectMany(version => version.Definition.Targets.Keys))
            _targeted |= 1 << (int)metric;
    }

    public static ServiceLevelRules None { get; } = new([], []);

    public BusinessTime DefaultCalendar { get; }

    /// <summary>The calendar of this code; null when there is none.</summary>
    public BusinessTime? Calendar(string code) => _calendars.GetValueOrDefault(code);

    private readonly int _targeted;

    /// <summary>Whether any policy promises anything for the metric; where none does, a ticket without a policy misses nothing.</summary>
    public bool Targets(ClockMetric metric) => (_targeted & (1 << (int)metric)) != 0;

    /// <summary>Whether anybody promised the customer regular news.</summary>
    public bool WatchesUpdates => Targets(ClockMetric.PeriodicUpdateTime) || Targets(ClockMetric.PausableUpdateTime);

    /// <summary>The first policy towards the customer that matches, in the version in force at the instant.</summary>
    public SlaPolicyDefinition? Match(TicketAttributes ticket, Instant at) => Find(ticket, at, PromiseKind.Customer)?.Definition;

    /// <summary>A team's or a supplier's promise is looked for among promises of its kind only, so that neither hides what the customer was promised.</summary>
    internal Policy? Find(TicketAttributes ticket, Instant at, PromiseKind kind)
    {
        foreach (var versions in _byKind[(int)kind])
        {
            foreach (var version in versions)
            {
                if (version.Definition.ValidFrom > at)
                    continue;
                // The newest version that has begun decides for its code, whether it matches, has ended, or not.
                if (!(version.Definition.ValidTo <= at) && version.Promises(kind) && version.Definition.Match.Holds(ticket))
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

        private readonly int _kinds = definition.Targets.Keys.Aggregate(0, (kinds, metric) => kinds | (1 << (int)metric.Promise()));

        public SlaPolicyDefinition Definition { get; } = definition;

        public BusinessTime Calendar { get; } = calendar;

        public bool CalendarIsUnknown { get; } = calendarIsUnknown;

        /// <summary>What targets are judged by.</summary>
        public BusinessTime Judge { get; } = definition.InBusinessHours ? calendar : BusinessTime.RoundTheClock;

        public bool Promises(PromiseKind kind) => (_kinds & (1 << (int)kind)) != 0;

        public long? Target(ClockMetric metric) => _targets[(int)metric] is > 0 and var seconds ? seconds : null;
    }
}
