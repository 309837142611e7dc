using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.ServiceLevels;

/// <summary>What requests hold at the start, and what that does to the time they take.</summary>
internal static class IntakeTables
{
    public static Table Completeness(ReportSetting setting, IReadOnlyList<IntakeLine> lines) => new()
    {
        Id = "intake",
        Title = "What customers give at the start, and how long their cases take",
        Columns =
        [
            new("detail", "Detail", ColumnKind.Text), new("given", "Given", ColumnKind.Count), new("share", "Share", ColumnKind.Share),
            new("with", "Median with it", ColumnKind.Duration, "business"), new("with_n", "n", ColumnKind.Count), new("without", "Median without", ColumnKind.Duration, "business"), new("without_n", "n", ColumnKind.Count),
            new("difference", "Longer without by", ColumnKind.Duration), new("interval", "95 % interval", ColumnKind.Text),
        ],
        Rows = [.. lines.Select(line =>
        {
            Cell Solved(long count, string side) => new Cell.Count(count) { Link = RowLinks.To(RowSets.TicketsIntakeSolved, setting.Filter.With(side, line.Key)) };
            var rows = line.Key == "complete" ? RowLinks.To(RowSets.TicketsIntakeComplete, setting.Filter) : RowLinks.To(RowSets.TicketsIntakeKnown, setting.Filter.With("given", line.Key));
            return (IReadOnlyList<Cell>)
            [
                new Cell.Text(line.Label),
                new Cell.Count(line.Given) { Link = rows },
                line.Known == 0 ? new Cell.None("no request could be looked into") : new Cell.Share(line.Given, line.Known) { Link = rows },
                Seconds(line.With), Solved(line.SolvedWith, "given"), Seconds(line.Without), Solved(line.SolvedWithout, "lacks"),
                line.Difference is { } difference ? new Cell.Duration((long)Math.Round(difference.Seconds)) : new Cell.None("fewer than 30 solved on one side"),
                line.Difference is { } between ? new Cell.Text($"{Words.Value(new Cell.Duration((long)Math.Round(between.Lower)))} to {Words.Value(new Cell.Duration((long)Math.Round(between.Upper)))}") : new Cell.None("fewer than 30 solved on one side"),
            ];
        })],
        EmptyText = lines.Count == 0 ? $"No request {setting.InPeriod} could be looked into." : null,
    };

    /// <summary>The differences that chance does not explain, in words; the largest first.</summary>
    public static Block Findings(IReadOnlyList<IntakeLine> lines)
    {
        var told = lines.Where(line => line.Difference is { IsWithinChance: false } && line.Key != "complete").OrderByDescending(line => Math.Abs(line.Difference!.Value.Seconds)).ToList();
        if (told.Count == 0)
            return new Block.Paragraph("No detail makes a difference to the resolution time beyond chance, or too few requests are solved to say.");
        return new Block.Bullets([.. told.Select(line =>
        {
            var (seconds, longer) = ((long)Math.Round(Math.Abs(line.Difference!.Value.Seconds)), line.Difference.Value.Seconds > 0);
            return new Sentence($"Without {char.ToLowerInvariant(line.Label[0])}{line.Label[1..]} the median case takes {Words.Value(new Cell.Duration(seconds))} {(longer ? "longer" : "shorter")} of business time; {Words.Percent((double)line.Given / line.Known, 0)} of the requests give it.");
        })]);
    }

    private static Cell Seconds(long? seconds) => seconds is { } value ? new Cell.Duration(value) : new Cell.None("none solved");
}
