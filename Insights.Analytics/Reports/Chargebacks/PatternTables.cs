using System.Globalization;
using Insights.Analytics.Metrics.Chargebacks.Patterns;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;
using NodaTime;
using NodaTime.Text;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>Lists of patterns, and the words that belong to them.</summary>
internal static class PatternTables
{
    private static readonly LocalDatePattern s_day = LocalDatePattern.CreateWithInvariantCulture("d MMMM uuuu");

    public static IReadOnlyList<string> Footnotes { get; } =
    [
        "q is the share of false discoveries among all patterns that are as sure (Benjamini and Hochberg, within each dimension, and among dimensions); a pattern is shown from q 0.05 downwards.",
        "Expected: what the segment's payments would have had at the rate of the payments they are compared with, allowing for the disputes young charges are still waiting for. Fewer than 3 disputes are never a pattern, and differences under a quarter are not told.",
        "The chance behind q is an exact upper bound: given the totals of each stratum, the binomial tail is never below the true one.",
    ];

    public static string Day(LocalDate day) => s_day.Format(day);

    public static string LinkTo(Pattern pattern) => string.Create(CultureInfo.InvariantCulture, $"/patterns/{pattern.Id}");

    /// <summary>All of the pattern's disputes, or those on charges of some of its days; null where no search is known.</summary>
    public static string? Rows(Pattern pattern, DateRange? days = null) => (days ?? pattern.Charges) is { } charges
        ? RowLinks.To(RowSets.DisputesPattern, new ReportFilter { Range = charges }.With("pattern", pattern.Id.ToString(CultureInfo.InvariantCulture)))
        : null;

    /// <summary>" Since 3 March 2026." where it has not always been so.</summary>
    public static string SinceClause(Pattern pattern) => pattern switch
    {
        { Since: { } since, Until: { } until } => $" From {Day(since)} to {Day(until.PlusDays(-1))}.",
        { Since: { } since } => $" Since about {Day(since)}.",
        _ => "",
    };

    public static Table List(IReadOnlyList<Pattern> patterns, Instant newFrom) => new()
    {
        Id = "patterns",
        Title = "Patterns, the largest excess first",
        Columns =
        [
            new("pattern", "Pattern", ColumnKind.Text),
            new("disputes", "Disputes", ColumnKind.Count), new("expected", "Expected", ColumnKind.Text), new("of", "Of", ColumnKind.Count), new("rate", "Rate", ColumnKind.Share),
            new("excess", "Value beyond expected", ColumnKind.Money), new("q", "q", ColumnKind.Text), new("since", "Since", ColumnKind.Date), new("seen", "First found", ColumnKind.Moment), new("state", "State", ColumnKind.Text),
        ],
        Rows =
        [
            .. patterns.Select(one => (IReadOnlyList<Cell>)
            [
                new Cell.Text(one.Name) { Link = LinkTo(one) },
                new Cell.Count(one.Disputes) { Link = Rows(one) }, new Cell.Text(PatternTelling.Expected(one.Expected)), new Cell.Count(one.Base), new Cell.Share(one.Disputes, one.Base, 2),
                Excess(one), new Cell.Text(PatternTelling.Chance(one.Q)),
                one.Since is { } since ? new Cell.Date(since) : new Cell.None("all along"), new Cell.Moment(one.FirstSeenAt), new Cell.Text(State(one, newFrom)),
            ]),
        ],
        EmptyText = patterns.Count == 0 ? "No pattern." : null,
    };

    public static Table Gone(IReadOnlyList<GonePattern> gone) => new()
    {
        Id = "gone",
        Title = "Patterns of earlier searches",
        Columns = [new("pattern", "Pattern", ColumnKind.Text), new("first", "First found", ColumnKind.Moment), new("last", "Last found", ColumnKind.Moment), new("gone", "Not found from", ColumnKind.Moment)],
        Rows = [.. gone.Select(one => (IReadOnlyList<Cell>)[new Cell.Text(one.Name), new Cell.Moment(one.FirstSeenAt), new Cell.Moment(one.LastSeenAt), new Cell.Moment(one.GoneAt)])],
    };

    /// <summary>How many questions were asked of how much.</summary>
    public static string Asked(PatternSearchRun run, DataScope scope)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{run.Segments:N0} segments in {run.Families:N0} dimensions and pairs of dimensions were tested")
            + (scope.IsStaff ? $", on {Words.Count(run.Payments, "payment", "payments")} and {Words.Count(run.Disputes, "dispute", "disputes")} with charges from {Day(run.From)} to {Day(run.To)}." : $", on charges from {Day(run.From)} to {Day(run.To)}.");
        text += " Of payments: " + Words.Join([.. PatternDimensions.OfPayments.Select(one => one.Name.StartsWith("3-D", StringComparison.Ordinal) || one.Name.Contains("BIN", StringComparison.Ordinal) ? one.Name : char.ToLowerInvariant(one.Name[0]) + one.Name[1..])])
            + "; of disputes: " + Words.Join([.. PatternDimensions.OfDisputes.Select(one => char.ToLowerInvariant(one.Name[0]) + one.Name[1..])]) + ".";
        if (scope.IsStaff && run.WithoutPayment > 0)
            text += $" {Words.Sentence(Words.Count(run.WithoutPayment, "dispute belongs", "disputes belong"))} to no payment that was imported, and so to no segment.";
        if (scope.IsStaff && run.LeftOut > 0)
            text += $" {Words.Sentence(Words.Count(run.LeftOut, "weaker finding was", "weaker findings were"))} left out.";
        return text;
    }

    public static Cell Excess(Pattern pattern) => pattern.ExcessValue.Count == 1
        ? new Cell.Money(pattern.ExcessValue[0].Minor, pattern.ExcessValue[0].Currency)
        : new Cell.Money(pattern.ExcessConverted.Minor, pattern.ExcessConverted.Currency);

    private static string State(Pattern pattern, Instant newFrom) => pattern.Until is not null ? "over" : pattern.FirstSeenAt >= newFrom ? "new" : "goes on";
}
