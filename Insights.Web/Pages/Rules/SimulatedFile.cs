using Insights.Analytics.Queries;
using Insights.Analytics.Reports;

namespace Insights.Web.Pages.Rules;

/// <summary>The simulator's answer as one table: a line for each stretch of each clock, with what the clock is promised in front.</summary>
internal static class SimulatedFile
{
    public static Table Of(Simulation result)
    {
        var stretches = result.Clocks.Count == 0 ? [] : result.Clocks[0].Story.Stretches.Columns;
        return new Table
        {
            Id = "simulator",
            Title = "A made-up ticket",
            Columns =
            [
                new("clock", "Clock", ColumnKind.Text), new("policy", "Policy", ColumnKind.Text), new("calendar", "Calendar", ColumnKind.Text), new("target", "Target", ColumnKind.Duration),
                new("judged_by", "Judged by", ColumnKind.Text), new("due", "Due (shown)", ColumnKind.Moment), new("in_time", "In time up to", ColumnKind.Moment), new("verdict", "Verdict", ColumnKind.Text),
                .. stretches,
            ],
            Rows = [.. result.Clocks.SelectMany(clock => clock.Story.Stretches.Rows.DefaultIfEmpty([.. stretches.Select(_ => (Cell)new Cell.None("no time has passed"))])
                .Select(stretch => (IReadOnlyList<Cell>)[.. Promise(clock), .. stretch]))],
            EmptyText = "Nothing is promised by any policy.",
        };
    }

    private static Cell[] Promise(SimulatedClock clock) =>
    [
        new Cell.Text(clock.Title),
        clock.Policy is { } policy ? new Cell.Text(FormattableString.Invariant($"{policy}, version {clock.PolicyVersion}")) : new Cell.None("none"),
        new Cell.Text(FormattableString.Invariant($"{clock.Calendar}, version {clock.CalendarVersion}")),
        clock.TargetSeconds is { } seconds ? new Cell.Duration(seconds) : new Cell.None("none"),
        new Cell.Text(clock.InBusinessHours ? "business time" : "round the clock"),
        clock.DueFill is { } due ? new Cell.Moment(due) : new Cell.None(clock.NoDeadline ?? "it does not run any more"),
        clock.DueNext is { } next ? new Cell.Moment(next) : new Cell.None(clock.NoDeadline ?? "it does not run any more"),
        new Cell.Text(clock.Verdict.Replace('_', ' ')),
    ];
}
