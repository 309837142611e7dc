using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.History;

/// <summary>What closed months said and say now: the same section on the Service levels screen and in the monthly reports.</summary>
internal static class RestatementSection
{
    /// <summary>Changes listed one by one; all of them are rows.</summary>
    private const int MostChanges = 50;

    /// <summary>The section; null when no month in question is closed.</summary>
    /// <param name="range">Months looked at; the setting's own days when null.</param>
    public static async Task<Section?> ForAsync(ReportSources sources, ReportSetting setting, CancellationToken cancel, DateRange? range = null)
    {
        var filter = range is null ? setting.Filter : setting.Filter.Over(range);
        var months = await sources.History.MonthsAsync(filter, setting.Scope, cancel);
        if (months.Count == 0)
            return null;

        var blocks = new List<Block>();
        blocks.AddRange(months.Take(2).Select(month => new Block.Paragraph(Tell(month))));
        if (months.Count > 1 && months.Any(month => month.Restated + month.TakenBack > 0))
            blocks.Add(new Block.DataTable(Months(setting, months)));
        var reasons = months.SelectMany(month => month.Reasons.Select(reason => Reason(setting, month, reason, months.Count > 1))).ToList();
        if (reasons.Count > 0)
            blocks.Add(new Block.Bullets(reasons));
        var changes = await sources.History.RestatedAsync(filter, setting.Scope, MostChanges + 1, cancel);
        if (changes.Count > 0)
            blocks.Add(new Block.DataTable(Changes(setting, changes, months.Sum(month => month.Restated + month.TakenBack))));
        // Two sentences need no page of their own.
        return new Section { Id = "restated", Title = "Restated since the months were closed", Wide = blocks.Exists(block => block is Block.DataTable), Blocks = blocks };
    }

    /// <summary>"Restated since: 3 clocks, attainment 94.1 % → 93.8 % (−0.3 points)."</summary>
    public static string Tell(ClosedMonthLine month)
    {
        var name = Periods.Name(month.Days);
        var closed = $"{name} was closed on {Words.Value(new Cell.Date(month.ClosedAt.InUtc().Date))}{(month.ClosedBy is { } by ? $" by {by}" : "")}.";
        var attainment = month.Stamped is { } stamped
            ? $"attainment {Words.Value(Share(stamped))} → {Words.Value(Share(month.Now))}{Points(stamped, month.Now)}"
            : "no figures are stamped for this filter, only for all vendors and for each vendor";
        var taken = month.TakenBack == 0 ? "" : $" {Words.Sentence(Words.Count(month.TakenBack, "change was", "changes were"))} taken back since.";
        return month.Restated == 0
            ? $"{closed} Nothing has been restated since{(month.Stamped is { } still ? $": attainment {Words.Value(Share(still))}, as it was then" : "")}.{taken}"
            : $"{closed} Restated since: {Words.Count(month.Restated, "clock", "clocks")}, {attainment}; {Verdicts(month)}.{taken}";
    }

    /// <summary>Every stamped figure beside what it is now, for one closed month; null when it is not closed, or when all are as stamped: the tiles say so.</summary>
    public static Table? Figures(ReportSetting setting, Answers answers, IReadOnlyList<MetricDefinition> metrics)
    {
        if (metrics.All(metric => answers.Stamped(metric) is not { } stamped || Stamps.Same(answers.Now(metric), stamped)))
            return null;
        var rows = metrics.Where(metric => answers.Stamped(metric) is not null).Select(metric =>
        {
            var (stamped, now) = (answers.Stamped(metric)!, answers.Now(metric));
            return (IReadOnlyList<Cell>)
            [
                new Cell.Text(metric.Name),
                new Cell.Text(Words.Value(Deltas.Shown(metric, stamped))),
                new Cell.Text(Words.Value(Deltas.Shown(metric, now))) { Link = RowLinks.To(metric.Rows, setting.Filter) },
                new Cell.Text(Stamps.Difference(now, stamped) is { } delta ? Words.Value(delta) : Stamps.Same(now, stamped) ? "none" : CellText.Missing),
            ];
        }).ToList();
        return rows.Count == 0 ? null : new Table
        {
            Id = "stamped-figures",
            Title = $"Figures of {setting.Period}, stamped and now",
            Columns = [new("figure", "Figure", ColumnKind.Text), new("stamped", "Stamped", ColumnKind.Text), new("now", "Now", ColumnKind.Text), new("difference", "Difference", ColumnKind.Text)],
            Rows = rows,
        };
    }

    private static Table Months(ReportSetting setting, IReadOnlyList<ClosedMonthLine> months) => new()
    {
        Id = "closed-months",
        Title = "Closed months",
        Columns =
        [
            new("month", "Month", ColumnKind.Text), new("closed", "Closed", ColumnKind.Moment), new("stamped", "Attainment stamped", ColumnKind.Share), new("now", "Attainment now", ColumnKind.Share),
            new("difference", "Difference", ColumnKind.Points), new("restated", "Clocks restated", ColumnKind.Count), new("verdicts", "Verdict changed", ColumnKind.Count), new("taken_back", "Taken back", ColumnKind.Count),
        ],
        Rows = [.. months.Select(month => (IReadOnlyList<Cell>)
        [
            new Cell.Text(Periods.Name(month.Days)),
            new Cell.Moment(month.ClosedAt),
            month.Stamped is { } stamped ? Share(stamped) : new Cell.None("not stamped for this filter"),
            Share(month.Now),
            month.Stamped is { Value: { } then } && month.Now.Value is { } now ? new Cell.Points(now - then) : new Cell.None("nothing to compare"),
            new Cell.Count(month.Restated) { Link = Link(setting, month) },
            new Cell.Count(month.VerdictsChanged),
            new Cell.Count(month.TakenBack),
        ])],
    };

    private static Table Changes(ReportSetting setting, IReadOnlyList<RestatedClock> changes, long all) => new()
    {
        Id = "restatements",
        Title = "What was restated",
        Columns =
        [
            new("ticket", "Ticket", ColumnKind.Text), new("month", "Month", ColumnKind.Text),
            .. setting.Scope.IsStaff ? new[] { new Column("vendor", "Vendor", ColumnKind.Text) } : [],
            new("target", "Target", ColumnKind.Text), new("stamped", "Stamped", ColumnKind.Text), new("now", "Now", ColumnKind.Text), new("why", "Why", ColumnKind.Text), new("restated", "When", ColumnKind.Moment),
        ],
        Rows = [.. changes.Take(MostChanges).Select(change => (IReadOnlyList<Cell>)
        [
            new Cell.Text(change.TicketRef) { Link = RowDetailLinks.To(RowKind.Tickets, change.SourceId, change.TicketRef) },
            new Cell.Text(Periods.Name(new(change.Month.OnDayOfMonth(1), change.Month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1)))),
            .. setting.Scope.IsStaff ? new Cell[] { new Cell.Text(change.Vendor) } : [],
            new Cell.Text(Words.Label(change.Metric) + (change.Instance > 1 ? FormattableString.Invariant($" {change.Instance}") : "")),
            new Cell.Text(Said(change.Was, change.WasSeconds, inMonth: change.Was is not null)),
            new Cell.Text(change.TakenBack ? "As stamped: taken back" : Said(change.Now, change.NowSeconds, change.NowInMonth)),
            new Cell.Text(change.Why),
            new Cell.Moment(change.At),
        ])],
        Cap = changes.Count > MostChanges ? FormattableString.Invariant($"The {MostChanges} newest of {all:N0}.") : null,
    };

    private static string Said(string? verdict, long? seconds, bool inMonth) => (verdict, inMonth) switch
    {
        (null, _) => "No such clock",
        (_, false) => $"{Words.Label(verdict)}, not in this month",
        _ => Words.Label(verdict) + (seconds is { } known ? $", {Words.Value(new Cell.Duration(known))}" : ""),
    };

    private static Sentence Reason(ReportSetting setting, ClosedMonthLine month, RestatementReason reason, bool nameMonth) => new(
        $"{(nameMonth ? Periods.Name(month.Days) + ": " : "")}{reason.Text}: {Words.Count(reason.Clocks, "clock", "clocks")} restated, last on {CellText.Of(new Cell.Moment(reason.At), setting.Workspace.ReportingZone)}.",
        Link(setting, month));

    private static string Verdicts(ClosedMonthLine month) => month.VerdictsChanged == 0 ? "no verdict changed"
        : month.VerdictsChanged == month.Restated ? "each counts otherwise now" : FormattableString.Invariant($"{month.VerdictsChanged:N0} of them count otherwise now");

    private static string Points(Ratio stamped, Ratio now) => stamped.Value is { } then && now.Value is { } today ? $" ({Words.Change(new Cell.Points(today - then))})" : "";

    private static Cell Share(Ratio ratio) => ratio.Denominator == 0 ? new Cell.None("nothing decided") : new Cell.Share(ratio.Numerator, ratio.Denominator);

    private static string Link(ReportSetting setting, ClosedMonthLine month) => RowLinks.To(RowSets.ClocksRestated, setting.Filter.Over(month.Days));
}
