using Insights.Analytics.Metrics.Trends;

namespace Insights.Analytics.Metrics;

/// <summary>A word that reports and pages use and that is no metric.</summary>
/// <param name="Id">Anchor on the definitions page.</param>
public sealed record GlossaryTerm(string Id, string Name, string Meaning);

/// <summary>What such words mean, said once.</summary>
public static class Glossary
{
    public static IReadOnlyList<GlossaryTerm> All { get; } =
    [
        new("stamped-month", "Stamped month",
            "A month that was closed: some days after its end, or by an administrator, the verdict of each clock decided in it and its headline figures were written down and never change. "
            + "Pages show what the clocks say now, and the stamped value beside it."),
        new("restatement", "Restatement",
            "A clock of a stamped month that says something else now, with what it said, what it says, when that changed and why: late data, the undo of an import, other policies or calendars, an exemption, another reporting zone. "
            + "When the change is taken back, the list says so."),
        new("alert", "Alert",
            "A day or a week of a watched number that is out of the ordinary, told once with its hours and what drives it. Expected is the level of the weeks before times the share of the day of the week; of failures it is their rate. "
            + FormattableString.Invariant($"An alert needs ten cases or more. About {AnomalySettings.FalseAlarmsAYear:0} false alarms a year are accepted over all series together, half of them by days and half by weeks; of one series tests measure at most ")
            + FormattableString.Invariant($"{AnomalySettings.FalseAlarmsInASeriesYear:0.##} a year, days and weeks together, in made series in which nothing happens. So now and then an alert is chance: what it shows is what was counted, and its rows are there to look at.")),
    ];
}
