using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Pages.Rules;

/// <summary>A version as a line of a table.</summary>
internal sealed record VersionLine(int Version, string Name, string State, string Tone, string From, string To, string By, int? BatchId, string Note)
{
    public static VersionLine Of(RuleVersion version, DateTimeZone zone)
    {
        var (state, tone) = version.State switch
        {
            RuleVersionState.InForce => ("in force", "done"),
            RuleVersionState.Future => ("later", "waiting"),
            RuleVersionState.Replaced => ("replaced", "cancelled"),
            _ => ("past", "cancelled"),
        };
        return new(version.Version, version.Name, state, tone, At(version.HoldsFrom, "the beginning", zone), At(version.HoldsTo, "open", zone), version.By, version.BatchId,
            version.IsLate ? $"says {At(version.SaysFrom, "the beginning", zone)}: the time before it came keeps the older version" : "");
    }

    private static string At(Instant? instant, string otherwise, DateTimeZone zone) => instant is { } at ? CellText.Of(new Cell.Moment(at), zone) : otherwise;
}
