using System.Globalization;
using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Components;

/// <summary>How old the data is, in one word and a list to open.</summary>
/// <param name="Lead">What the text is about; narrow screens have no room for it and leave it to those who hear the page.</param>
internal sealed record FreshnessBadge(string Lead, string Text, string Tone, IReadOnlyList<FreshnessLine> Lines)
{
    public static FreshnessBadge Of(IReadOnlyList<SourceFreshness> sources, DateTimeZone zone)
    {
        var worst = sources.Count == 0 ? -1 : sources.Max(s => s.Late);
        var until = sources.Select(s => s.DataUntil).Max();
        var asOf = until is { } latest ? ("Data as of ", CellText.Of(new Cell.Moment(latest), zone)) : ("", "Nothing arrived yet");
        var late = sources.Where(s => s.Late > 0).Select(s => s.Source).ToList();
        var ((lead, text), tone) = worst switch
        {
            < 0 => (("", "No data yet"), "none"),
            0 => (asOf, "good"),
            // Which one is late comes first: the list under the badge has the instants of all.
            _ => (("", late.Count == 1 ? late[0] + " is late" : late.Count.ToString(CultureInfo.InvariantCulture) + " sources are late"), worst == 1 ? "warn" : "bad"),
        };
        return new(lead, text, tone, [.. sources.Select(s => new FreshnessLine(
            s.Source,
            s.DataUntil is { } instant ? CellText.Of(new Cell.Moment(instant), zone) : "nothing yet",
            Word(s.Late),
            s.Late switch { 0 => "good", 1 => "warn", _ => "bad" }))]);
    }

    public static string Word(int late) => late switch
    {
        0 => "on time",
        1 => "later than its cadence",
        _ => "later than three times its cadence",
    };
}

internal sealed record FreshnessLine(string Source, string Until, string Word, string Tone);
