using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>The policies in the order they are tried, with their calendars. Built once, read by many threads.</summary>
internal sealed class ServiceLevelRules
{
    private readonly long[] _from;
    private readonly Policy[][][] _inForce;
    private readonly string[][] _order;
    private readonly int _targeted;
    private readonly Dictionary<string, BusinessTime> _calendars;

    /// <param name="policies">In the order they are tried, unless a version says its place; versions of one code anywhere in the list take the place of its first.</param>
    /// <param name="calendars">Each with all its versions.</param>
    /// <param name="defaultCalendar">Counts business time for tickets without a policy and policies without a calendar; null = round the clock.</param>
    public ServiceLevelRules(IEnumerable<SlaPolicyDefinition> policies, IEnumerable<BusinessTime> calendars, BusinessTime? defaultCalendar = null)
    {
        DefaultCalendar = defaultCalendar ?? BusinessTime.RoundTheClock;
        var byCode = calendars.ToDictionary(calendar => calendar.Code, StringComparer.Ordinal);
        _calendars = byCode;
        Policy[][] codes =
        [
            .. policies.GroupBy(policy => policy.Code, StringComparer.Ordinal).Select(versions => versions
                .OrderBy(version => version.ValidFrom ?? Instant.MinValue).ThenBy(version => version.Version)
                .Select(version => new Policy(version, CalendarOf(version, byCode), version.CalendarCode is { } code && !byCode.ContainsKey(code)))
                .ToArray()),
        ];
        // Which versions hold, and in which order, changes only when one begins: laid out once for each such instant.
        _from = [.. codes.SelectMany(versions => versions).Select(Begins).Append(long.MinValue).Distinct().Order()];
        var holding = Array.ConvertAll(_from, at => Holding(codes, at));
        _order = Array.ConvertAll(holding, versions => Array.ConvertAll(versions, version => version.Definition.Code));
        _inForce = Array.ConvertAll(holding, versions => Enum.GetValues<PromiseKind>().Select(kind => Array.FindAll(versions, version => version.Promises(kind))).ToArray());
        foreach (var metric in codes.SelectMany(versions => versions).SelectMany(version => version.Definition.Targets.Keys))
            _targeted |= 1 << (int)metric;
    }

    public static ServiceLevelRules None { get; } = new([], []);

    public BusinessTime DefaultCalendar { get; }

    /// <summary>The calendar of this code; null when there is none.</summary>
    public BusinessTime? Calendar(string code) => _calendars.GetValueOrDefault(code);

    /// <summary>Whether any policy promises anything for the metric; where none does, a ticket without a policy misses nothing.</summary>
    public bool Targets(ClockMetric metric) => (_targeted & (1 << (int)metric)) != 0;

    /// <summary>Whether anybody promised the customer regular news.</summary>
    public bool WatchesUpdates => Targets(ClockMetric.PeriodicUpdateTime) || Targets(ClockMetric.PausableUpdateTime);

    /// <summary>The first policy towards the customer that matches, in the version in force at the instant.</summary>
    public SlaPolicyDefinition? Match(TicketAttributes ticket, Instant at) => Find(ticket, at, PromiseKind.Customer)?.Definition;

    /// <summary>A team's or a supplier's promise is looked for among promises of its kind only, so that neither hides what the customer was promised.</summary>
    internal Policy? Find(TicketAttributes ticket, Instant at, PromiseKind kind)
    {
        foreach (var version in Tried(at, kind))
        {
            if (!version.HasEnded(at) && version.Definition.Match.Holds(ticket))
                return version;
        }

        return null;
    }

    /// <summary>The versions in force at the instant that promise anything of the kind, in the order they are tried; one that has ended is among them.</summary>
    internal Policy[] Tried(Instant at, PromiseKind kind) => _inForce[EpochOf(at)][(int)kind];

    /// <summary>Codes in the order they are tried at the instant.</summary>
    public IReadOnlyList<string> Order(Instant at) => _order[EpochOf(at)];

    private int EpochOf(Instant at)
    {
        if (_from.Length == 1)
            return 0;
        var found = Array.BinarySearch(_from, at.ToUnixTimeSeconds());
        return found >= 0 ? found : ~found - 1;
    }

    private static long Begins(Policy version) => version.Definition.ValidFrom?.ToUnixTimeSeconds() ?? long.MinValue;

    private static Policy[] Holding(Policy[][] codes, long at)
    {
        var holding = new List<(int Place, int Code, Policy Version)>();
        for (var code = 0; code < codes.Length; code++)
        {
            // The newest version that has begun decides for its code, whether it matches, has ended, or not; its place is the last one said.
            var begun = Array.FindAll(codes[code], version => Begins(version) <= at);
            if (begun.Length > 0)
                holding.Add((Array.FindLast(begun, version => version.Definition.Position is not null)?.Definition.Position ?? code + 1, code, begun[^1]));
        }

        holding.Sort((one, other) => (one.Place, one.Code).CompareTo((other.Place, other.Code)));
        return [.. holding.Select(each => each.Version)];
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

        private readonly long[] _warnings = [.. ClockMetrics.All.Select(metric => (long)Math.Ceiling((decimal)definition.WarnAt[0] * definition.Targets.GetValueOrDefault(metric)))];

        private readonly StatusSet[] _counts = [.. ClockMetrics.All.Select(definition.CountsIn)];

        private readonly int _kinds = definition.Targets.Keys.Aggregate(0, (kinds, metric) => kinds | (1 << (int)metric.Promise()));

        public SlaPolicyDefinition Definition { get; } = definition;

        public BusinessTime Calendar { get; } = calendar;

        public bool CalendarIsUnknown { get; } = calendarIsUnknown;

        /// <summary>What targets are judged by.</summary>
        public BusinessTime Judge { get; } = definition.InBusinessHours ? calendar : BusinessTime.RoundTheClock;

        public bool Promises(PromiseKind kind) => (_kinds & (1 << (int)kind)) != 0;

        public bool HasEnded(Instant at) => Definition.ValidTo <= at;

        public StatusSet CountsIn(ClockMetric metric) => _counts[(int)metric];

        /// <summary>So many seconds of the target used up, and the promise is at risk; for a metric with a target.</summary>
        public long Warning(ClockMetric metric) => _warnings[(int)metric];

        public long? Target(ClockMetric metric) => _targets[(int)metric] is > 0 and var seconds ? seconds : null;
    }
}
