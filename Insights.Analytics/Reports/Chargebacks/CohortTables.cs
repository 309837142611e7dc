using System.Globalization;
using Insights.Analytics.Metrics.Chargebacks.Maturity;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>The cohort triangle as chart and tables. A month that is not complete says so in every one of them.</summary>
internal static class CohortTables
{
    private const string StillRising = " (still rising)";

    public static ChartSpec Triangle(ReportSetting setting, CohortReport report)
    {
        var immature = report.Lines.ToList().FindIndex(line => !line.IsComplete);
        var last = report.Lines.LastOrDefault(line => line.IsComplete);
        return new ChartSpec
        {
            Id = "triangle",
            Title = "Share of payments disputed, by month of sale and months since",
            Kind = ChartKind.Triangle,
            Categories = [.. Enumerable.Range(0, report.Ages).Select(age => age == 0 ? "same month" : FormattableString.Invariant($"+{age}"))],
            CategoryTitle = "Months since the sale",
            Series = [.. report.Lines.Select(line => new ChartSeries(Name(line), SeriesRole.Primary, [.. Enumerable.Range(0, report.Ages).Select(age => Share(setting, line, age))]))],
            IncompleteSeriesFrom = immature < 0 ? null : immature,
            ValueKind = ColumnKind.Share,
            ValueTitle = "share of the month's payments disputed until then; empty where that time has not come; hatched: still rising",
            AltText = (last is null ? "No month of sales is complete yet. " : $"The last complete month, {Month(last)}, ended at {Rate(last.Cumulative[^1], last.Payments)}. ")
                + (immature < 0 ? "All months are complete." : $"From {Month(report.Lines[immature])} on, months are still rising."),
        };
    }

    public static Table Projection(ReportSetting setting, CohortReport report) => new()
    {
        Id = "projection",
        Title = "Months of sales, newest first",
        Columns =
        [
            new("month", "Month of sale", ColumnKind.Text), new("payments", "Payments", ColumnKind.Count), new("so_far", "Disputes so far", ColumnKind.Count), new("rate", "Rate so far", ColumnKind.Share), new("developed", "Developed", ColumnKind.Share),
            new("ultimate", "Expected to end at", ColumnKind.Count), new("error", "± standard error", ColumnKind.Text), new("final", "Final rate", ColumnKind.Share), new("method", "How told", ColumnKind.Text),
        ],
        Rows = [.. report.Lines.Reverse().Select(line =>
        {
            var (projected, filter) = (line.Projected, setting.Filter.Over(ProgrammeTelling.Days(line.Month)));
            return (IReadOnlyList<Cell>)
            [
                new Cell.Text(Name(line)),
                new Cell.Count(line.Payments) { Link = RowLinks.ToPayments(RowSets.PaymentsSucceeded, filter) },
                new Cell.Count(line.SoFar) { Link = RowLinks.To(RowSets.DisputesCharged, filter) },
                line.Payments > 0 ? new Cell.Share(line.SoFar, line.Payments, 2) : new Cell.None("no payments"),
                projected.Developed is { } developed ? new Cell.Share((long)Math.Round(developed * 10_000), 10_000, 0) : new Cell.None(projected.WhyNot ?? "not told"),
                line.ExpectedEnd is { } ultimate ? new Cell.Count((long)Math.Round(ultimate)) : new Cell.None(projected.WhyNot ?? "not told"),
                projected switch
                {
                    { Method: ProjectionMethod.Complete } => new Cell.None("complete"),
                    { StandardError: { } error, Ultimate: not null } => new Cell.Text(error.ToString("0.0", CultureInfo.InvariantCulture)),
                    _ => new Cell.None(projected.WhyNot ?? "too few disputes to tell"),
                },
                line.ExpectedEnd is { } final && line.Payments > 0 ? new Cell.Share((long)Math.Round(final * 100), line.Payments * 100, 2) : new Cell.None(projected.WhyNot ?? "no payments"),
                new Cell.Text(projected.Method switch { ProjectionMethod.Complete => "Complete", ProjectionMethod.ChainLadder => "Chain ladder", ProjectionMethod.CapeCod => "Cape Cod", _ => "Not projected: " + projected.WhyNot }),
            ];
        })],
    };

    public static Table Counts(ReportSetting setting, CohortReport report) => new()
    {
        Id = "counts",
        Title = "Disputes received until then",
        Columns = [new("month", "Month of sale", ColumnKind.Text), new("payments", "Payments", ColumnKind.Count), .. Enumerable.Range(0, report.Ages).Select(age => new Column(FormattableString.Invariant($"age_{age}"), age == 0 ? "Same month" : FormattableString.Invariant($"+{age}"), ColumnKind.Count))],
        Rows = [.. report.Lines.Select(line => (IReadOnlyList<Cell>)
        [
            new Cell.Text(Name(line)), new Cell.Count(line.Payments) { Link = RowLinks.ToPayments(RowSets.PaymentsSucceeded, setting.Filter.Over(ProgrammeTelling.Days(line.Month))) },
            .. Enumerable.Range(0, report.Ages).Select(age => age < line.Cumulative.Count ? (Cell)new Cell.Count(line.Cumulative[age]) { Link = Rows(setting, line, age) } : new Cell.None("not there yet")),
        ])],
    };

    public static Table Factors(CohortReport report) => new()
    {
        Id = "factors",
        Title = "How months grow from one age to the next",
        Columns = [new("from", "From", ColumnKind.Text), new("factor", "Grows to", ColumnKind.Share)],
        Rows = [.. report.Factors.Select((factor, age) => (IReadOnlyList<Cell>)
        [
            new Cell.Text(age == 0 ? "Same month to +1" : FormattableString.Invariant($"+{age} to +{age + 1}")),
            factor is { } grows ? new Cell.Share((long)Math.Round(grows * 10_000), 10_000, 0) : new Cell.None("no dispute by then in any month"),
        ])],
        EmptyText = report.Factors.Count == 0 ? "One month of sales shows no growth." : null,
    };

    public static string HowProjected(CohortReport report) => report.FinalRate is { } rate
        ? $"All months together are expected to end at {Words.Percent(rate, 2)} of their payments. Young months lean on that rate, older ones on their own count. A projection says what to expect when disputes go on coming in as they did; it is not a result."
        : "No common final rate can be told yet.";

    public static string Month(CohortLine line) => Periods.Name(ProgrammeTelling.Days(line.Month));

    public static string Rate(double disputes, long payments) => Words.Percent(disputes / payments, 2);

    private static string Name(CohortLine line) => Periods.Label(ProgrammeTelling.Days(line.Month), Bucket.Month) + (line.IsComplete ? "" : StillRising);

    /// <summary>Exactly the disputes of the cell: on payments of the month, received until the end of the month so many later.</summary>
    private static string Rows(ReportSetting setting, CohortLine line, int age) =>
        RowLinks.To(RowSets.DisputesCohort, setting.Filter.Over(ProgrammeTelling.Days(line.Month)).With("within", age.ToString(CultureInfo.InvariantCulture)));

    private static Cell Share(ReportSetting setting, CohortLine line, int age) => age >= line.Cumulative.Count ? new Cell.None("not there yet")
        : line.Payments == 0 ? new Cell.None("no payments")
        : new Cell.Share(line.Cumulative[age], line.Payments, 2) { Link = Rows(setting, line, age) };
}
