using NodaTime;

namespace Insights.Web.Pages.DataHealth;

/// <summary>The zones a person may choose from.</summary>
internal static class Zones
{
    public static IReadOnlyList<string> All { get; } = [.. DateTimeZoneProviders.Tzdb.Ids.Where(id => id.Contains('/', StringComparison.Ordinal) || id == "UTC")];
}
