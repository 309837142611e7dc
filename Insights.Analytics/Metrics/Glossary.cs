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
    ];
}
