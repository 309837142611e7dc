using System.Collections.ObjectModel;
using NodaTime;
using NodaTime.TimeZones;

namespace Insights.Web.Hosting.Verbs;

/// <summary>
/// The zones of this machine, by every IANA id. .NET lists only those of zone.tab and so leaves out other names of a zone (US/Eastern, Asia/Calcutta) and those that are
/// no place (Etc/GMT-4), although it can read them; what the machine lacks altogether is taken from the data that comes with the product.
/// </summary>
internal sealed class MachineZones : IDateTimeZoneProvider
{
    private static readonly IDateTimeZoneProvider s_listed = DateTimeZoneProviders.Bcl;
    private static readonly IDateTimeZoneProvider s_bundled = DateTimeZoneProviders.Tzdb;

    public string VersionId => s_listed.VersionId;

    public ReadOnlyCollection<string> Ids => s_bundled.Ids;

    public DateTimeZone this[string id] => GetZoneOrNull(id) ?? throw new DateTimeZoneNotFoundException($"'{id}' is not an IANA time zone.");

    public DateTimeZone GetSystemDefault() => s_listed.GetSystemDefault();

    public DateTimeZone? GetZoneOrNull(string id)
    {
        if (s_listed.GetZoneOrNull(id) is { } listed)
            return listed;
        // .NET takes Windows names too; a calendar must not.
        var bundled = s_bundled.GetZoneOrNull(id);
        return bundled is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? BclDateTimeZone.FromTimeZoneInfo(zone) : bundled;
    }
}
