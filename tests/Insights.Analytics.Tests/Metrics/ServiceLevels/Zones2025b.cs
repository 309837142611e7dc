using NodaTime;
using NodaTime.TimeZones;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>The product's zones with Morocco's rules as tz database 2025b had them: one hour ahead of UTC from 2026-03-22 to 2027-02-07.</summary>
internal sealed class Zones2025b : IDateTimeZoneProvider
{
    private readonly IDateTimeZoneProvider _current = DateTimeZoneProviders.Tzdb;

    public string VersionId => "2025b";

    public System.Collections.ObjectModel.ReadOnlyCollection<string> Ids => _current.Ids;

    public DateTimeZone this[string id] => GetZoneOrNull(id) ?? throw new DateTimeZoneNotFoundException(id);

    public DateTimeZone GetSystemDefault() => throw new NotSupportedException("No test may depend on the machine's zone.");

    public DateTimeZone? GetZoneOrNull(string id) => id == "Africa/Casablanca" ? new Morocco(_current[id]) : _current.GetZoneOrNull(id);

    private sealed class Morocco(DateTimeZone current) : DateTimeZone(current.Id, isFixed: false, current.MinOffset, current.MaxOffset)
    {
        private static readonly ZoneInterval s_ahead = new("+01", Instant.FromUtc(2026, 3, 22, 2, 0), Instant.FromUtc(2027, 2, 7, 2, 0), Offset.FromHours(1), Offset.Zero);
        private static readonly ZoneInterval s_after = new("+00", s_ahead.End, null, Offset.Zero, Offset.Zero);

        public override ZoneInterval GetZoneInterval(Instant instant) =>
            s_ahead.Contains(instant) ? s_ahead : s_after.Contains(instant) ? s_after : current.GetZoneInterval(instant);
    }
}
