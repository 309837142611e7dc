using System.Globalization;
using Insights.Analytics.Metrics.Chargebacks;
using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;
using NodaTime.Text;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>The parts of one pattern's document.</summary>
internal static class PatternDetailTables
{
    private const int WeeksOfPoint = 4;

    /// <summary>Expected counts have decimals; as shares of thousandths they keep them.</summary>
    private const int Thousandths = 1000;

    private static readonly LocalDatePattern s_label = LocalDatePattern.CreateWithInvariantCulture("d MMM");

    public static Block.Tiles Tiles(Pattern pattern)
    {
        var rate = new Cell.Share(pattern.Disputes, pattern.Base, 2);
        return new(
        [
            Tile("Disputes", new Cell.Count(pattern.Disputes), PatternTables.Rows(pattern), $"{PatternTelling.Expected(pattern.Expected)} expected"),
            Tile(pattern.IsMix ? "Part of the disputes" : "Disputes per payment", rate, PatternTables.Rows(pattern), $"{Words.Value(Expected(pattern.Expected, pattern.Base))} expected"),
            Tile("Disputes beyond expected", new Cell.Count((long)Math.Round(pattern.Excess)), null, null),
            .. pattern.ExcessValue.OrderByDescending(money => money.Minor).Take(3).Select(money => Tile("Value beyond expected", new Cell.Money(money.Minor, money.Currency), null, $"of {Words.Value(Disputed(pattern, money.Currency))} disputed")),
        ]);
    }

    /// <summary>When it began, with the error of the date.</summary>
    public static string Since(Pattern pattern)
    {
        if (pattern.Since is not { } since)
            return "It has been so in all of these weeks: no beginning stands out.";
        var range = pattern is { SinceEarliest: { } earliest, SinceLatest: { } latest } && earliest < latest ? $", with 95 % confidence between {PatternTables.Day(earliest)} and {PatternTables.Day(latest)}" : "";
        var end = pattern.Until is { } until ? $" It ended with charges of about {PatternTables.Day(until.PlusDays(-1))}." : " It goes on.";
        return $"By charge date it begins in the week of {PatternTables.Day(since)}{range}.{end}";
    }

    public static string Definition(Pattern pattern) => pattern.IsMix
        ? $"Compared is which part of the disputes is like this; expected by {PatternTelling.Baseline(pattern.Baseline, true)}."
        : $"Compared is how many disputes the payments have{(pattern.Outcome is null ? "" : " of this kind")}; expected by {PatternTelling.Baseline(pattern.Baseline, false)}.";

    public static ChartSpec Chart(PatternDetail detail)
    {
        var pattern = detail.Pattern;
        var points = detail.Weeks.Chunk(WeeksOfPoint).Select(weeks => (weeks[0].From, Base: weeks.Sum(week => week.Base), Disputes: weeks.Sum(week => week.Disputes), Expected: weeks.Sum(week => week.Expected))).ToList();
        var nothing = new Cell.None(pattern.IsMix ? "no disputes" : "no payments");
        var begins = pattern.Since is { } since ? points.FindLastIndex(point => point.From <= since) : -1;
        var young = points.FindIndex(point => !DisputeMaturity.IsMature(point.From.PlusDays((WeeksOfPoint * 7) - 1), detail.Run.To));
        return new ChartSpec
        {
            Id = "over-time",
            Title = pattern.IsMix ? "Part of the disputes, by charge date, against what is expected" : "Disputes per payment, by charge date, against what is expected",
            Kind = ChartKind.Line,
            Categories = [.. points.Select(point => s_label.Format(point.From))],
            CategoryKeys = [.. points.Select(point => LocalDatePattern.Iso.Format(point.From))],
            CategoryLinks = [.. points.Select(point => PatternTables.Rows(pattern, new(point.From, NodaTime.LocalDate.Min(point.From.PlusDays((WeeksOfPoint * 7) - 1), detail.Run.To))) ?? "")],
            CategoryTitle = "Four weeks from",
            Series =
            [
                new(pattern.IsMix ? "Part of the disputes" : "Disputes per payment", SeriesRole.Bad, [.. points.Select(point => point.Base > 0 ? new Cell.Share(point.Disputes, point.Base, 2) : (Cell)nothing)]),
                new("Expected", SeriesRole.Previous, [.. points.Select(point => point.Base > 0 ? Expected(point.Expected, point.Base) : (Cell)nothing)]),
            ],
            ValueKind = ColumnKind.Share,
            ValueTitle = pattern.IsMix ? "share of disputes" : "share of payments",
            Annotations = begins > 0 ? [new(begins, "stands out from here")] : [],
            IncompleteFrom = !pattern.IsMix && young > 0 ? young : null,
            AltText = $"{pattern.Sentence} {Since(pattern)}",
        };
    }

    public static Table Against(Pattern pattern, DataScope scope)
    {
        List<Cell> Row(string label, Cell disputes, Cell rate) => [new Cell.Text(label), disputes, rate];
        return new Table
        {
            Id = "against",
            Title = "The segment against the rest",
            Columns = [new("what", "", ColumnKind.Text), new("disputes", "Disputes", ColumnKind.Text), new("rate", pattern.IsMix ? "Part of the disputes" : "Per payment", ColumnKind.Share)],
            Rows =
            [
                Row("Seen", new Cell.Text(pattern.Disputes.ToString("N0", CultureInfo.InvariantCulture)) { Link = PatternTables.Rows(pattern) }, new Cell.Share(pattern.Disputes, pattern.Base, 2)),
                Row("Expected by " + PatternTelling.Baseline(pattern.Baseline, pattern.IsMix), new Cell.Text(PatternTelling.Expected(pattern.Expected)), Expected(pattern.Expected, pattern.Base)),
                Row(scope.IsStaff ? "Expected like all others together" : "Expected like all vendors together", new Cell.Text(PatternTelling.Expected(pattern.ExpectedLikeAll)), Expected(pattern.ExpectedLikeAll, pattern.Base)),
                Row("Shrunken estimate (pulled towards its dimension)", new Cell.Text(PatternTelling.Expected(pattern.ShrunkenRate * pattern.Base)), Expected(pattern.ShrunkenRate * pattern.Base, pattern.Base)),
            ],
        };
    }

    public static Table Test(Pattern pattern)
    {
        string Percent(Interval95 interval) => $"{Words.Percent(interval.Lower, 2)} to {Words.Percent(interval.Upper, 2)}";
        string Times(Interval95 interval) => string.Create(CultureInfo.InvariantCulture, $"{interval.Lower:0.0} to {interval.Upper:0.0} times");
        List<(string, string)> lines =
        [
            ("Chance to see as many where nothing is (exact upper bound)", PatternTelling.Chance(pattern.P)),
            ("The same with stronger patterns allowed for", PatternTelling.Chance(pattern.PGivenOthers)),
            ("q: false discoveries among patterns as sure", PatternTelling.Chance(pattern.Q)),
            ("Segments of its family", string.Create(CultureInfo.InvariantCulture, $"{pattern.FamilySize:N0} ({PatternTelling.Kind(pattern.Kind)})")),
        ];
        if (pattern.RateInterval is { } rate)
            lines.Add((pattern.IsMix ? "95 % interval of the part (exact)" : "95 % interval of disputes per payment (exact)", Percent(rate)));
        if (pattern.RatioInterval is { } ratio)
            lines.Add(("95 % interval of seen ÷ expected (exact)", Times(ratio)));
        lines.Add(("95 % interval of the shrunken estimate", Percent(pattern.ShrunkenInterval)));
        return new Table
        {
            Id = "test",
            Title = "The test",
            Columns = [new("what", "", ColumnKind.Text), new("value", "Value", ColumnKind.Text)],
            Rows = [.. lines.Select(line => (IReadOnlyList<Cell>)[new Cell.Text(line.Item1), new Cell.Text(line.Item2)])],
        };
    }

    public static Table Overlap(IReadOnlyList<PatternOverlap> others) => new()
    {
        Id = "overlap",
        Title = "Other names of the same disputes",
        Columns = [new("name", "Segment", ColumnKind.Text), new("disputes", "Disputes", ColumnKind.Count), new("expected", "Expected", ColumnKind.Text), new("shared", "In common", ColumnKind.Count), new("left", "Chance with this pattern allowed for", ColumnKind.Text)],
        Rows = [.. others.Select(other => (IReadOnlyList<Cell>)[new Cell.Text(other.Name), new Cell.Count(other.Disputes), new Cell.Text(PatternTelling.Expected(other.Expected)), new Cell.Count(other.Shared), new Cell.Text(PatternTelling.Chance(other.PGivenPattern))])],
    };

    public static Table Examples(PatternDetail detail) => new()
    {
        Id = "examples",
        Title = "The newest disputes of the pattern",
        Columns = [new("id", "Dispute", ColumnKind.Text), new("opened", "Opened", ColumnKind.Moment), new("reason", "Reason", ColumnKind.Text), new("amount", "Disputed", ColumnKind.Money)],
        Rows =
        [
            .. detail.Examples.Select(one => (IReadOnlyList<Cell>)
            [
                new Cell.Text(one.DisputeRef) { Link = RowDetailLinks.To(RowKind.Disputes, one.SourceId, one.DisputeRef) }, new Cell.Moment(one.OpenedAt),
                one.Reason is { } reason ? new Cell.Text(Words.Label(reason)) : new Cell.None("reason not mapped"), new Cell.Money(one.Amount.Minor, one.Amount.Currency),
            ]),
        ],
        Cap = detail.Examples.Count < detail.Pattern.Disputes ? string.Create(CultureInfo.InvariantCulture, $"first {detail.Examples.Count:N0} of {detail.Pattern.Disputes:N0}") : null,
    };

    private static Tile Tile(string label, Cell value, string? link, string? note) => new() { MetricId = Numbers.DisputeRate.Id, Label = label, Value = value with { Link = link }, Link = link, Note = note };

    private static Cell.Share Expected(double expected, long of) => new Cell.Share((long)Math.Round(expected * Thousandths), of * Thousandths, 2);

    private static Cell.Money Disputed(Pattern pattern, string currency) => pattern.DisputedValue.First(money => money.Currency == currency) is var money ? new(money.Minor, money.Currency) : new(0, currency);
}
