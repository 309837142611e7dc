using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using NodaTime.Text;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>One programme month by month: the ratio with the lines drawn, and what each month rested on.</summary>
internal static class ProgrammeHistory
{
    public static ChartSpec Chart(ReportSetting setting, ProgrammeStanding standing)
    {
        var known = standing.History.Where(month => month.Verdict is { Ratio.Denominator: > 0 }).ToList();
        return new ChartSpec
        {
            Id = "ratio-" + Slug(standing),
            Title = $"{standing.Programme}: ratio by month, with its lines",
            Kind = ChartKind.Line,
            Categories = [.. standing.History.Select(month => Periods.Label(ProgrammeTelling.Days(month.Figures.Month), Bucket.Month))],
            CategoryKeys = [.. standing.History.Select(month => LocalDatePattern.Iso.Format(month.Figures.Month))],
            CategoryLinks = [.. standing.History.Select(month => ProgrammeTables.Counted(setting, standing, month).Link ?? "")],
            CategoryTitle = "Month",
            Series =
            [
                new(ProgrammeTiles.Metric(standing).Name, SeriesRole.Primary, [.. standing.History.Select(month => month.Verdict is { } verdict ? ProgrammeTelling.Ratio(verdict) : new Cell.None("no line in force"))]),
            ],
            ValueKind = ColumnKind.Share,
            ValueTitle = Words.Sentence(ProgrammeLineTables.Counted(standing.Verdict.Tiers[^1].Line)),
            Lines = [.. standing.Verdict.Tiers.Where(tier => tier.Line.RatioBasisPoints is not null).Reverse().Select(tier => new ChartLine(
                new Cell.Share(tier.Line.RatioBasisPoints!.Value, 10_000, 2), $"{tier.Line.Tier} {Words.Value(new Cell.Share(tier.Line.RatioBasisPoints.Value, 10_000, 1))}"))],
            IncompleteFrom = standing.Progress is null ? null : standing.History.Count - 1,
            AltText = known.Count == 0
                ? $"{standing.Programme}: no month has anything to divide by."
                : $"{standing.Programme}: {At(known[^1])}; highest {At(known.MaxBy(month => month.Verdict!.Ratio.Value)!)}, lowest {At(known.MinBy(month => month.Verdict!.Ratio.Value)!)}. {ProgrammeTelling.Sentence(standing)}",
        };
    }

    public static Table Months(ReportSetting setting, ProgrammeStanding standing) => new()
    {
        Id = "months-" + Slug(standing),
        Title = $"{standing.Programme} by month",
        Columns =
        [
            new("month", "Month", ColumnKind.Text), new("counted", "Counted", ColumnKind.Count), new("payments", "Payments", ColumnKind.Count), new("ratio", "Ratio", ColumnKind.Share), new("line", "Line then", ColumnKind.Share),
            new("limit", "Reached at", ColumnKind.Count), new("standing", "Standing", ColumnKind.Text), new("activity", "Dispute activity", ColumnKind.Share), new("value", "Disputed value ÷ sales", ColumnKind.Share), new("reports", "Fraud reports", ColumnKind.Count),
            .. standing.Verdict.FirstLine?.Line.LessReversalsAndCredits == true
                ? [new Column("received", "Disputes received", ColumnKind.Count), new("reversed", "Won back", ColumnKind.Count), new("gross", "Gross payments", ColumnKind.Count), new("credits", "Refunds", ColumnKind.Count)] : Array.Empty<Column>(),
        ],
        Rows = [.. standing.History.Reverse().Select((month, at) => Row(setting, standing, month, running: at == 0 && standing.Progress is not null))],
    };

    public static string Slug(ProgrammeStanding standing) => string.Concat(standing.Programme.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-'));

    private static IReadOnlyList<Cell> Row(ReportSetting setting, ProgrammeStanding standing, ProgrammeMonth month, bool running)
    {
        var verdict = month.Verdict;
        var none = new Cell.None("no line in force");
        return
        [
            new Cell.Text(Periods.Name(ProgrammeTelling.Days(month.Figures.Month)) + (running ? " (not over)" : "")),
            ProgrammeTables.Counted(setting, standing, month),
            ProgrammeTables.Payments(setting, standing, month),
            verdict is null ? none : ProgrammeTelling.Ratio(verdict),
            verdict is null ? none : ProgrammeTelling.Line(verdict),
            verdict?.FirstLine?.Limit is { } limit ? new Cell.Count(limit) : new Cell.None(verdict is null ? "no line in force" : "goes by amounts or is undefined"),
            verdict is null ? none : new Cell.Text(Standing(verdict)),
            Share(month.Activity, "no payments"),
            month.ActivityByValue is { } value ? Share(value, "no sales") : new Cell.None("no exchange rate"),
            month.Figures.FraudNotices is { } notices ? new Cell.Count(notices) { Link = ProgrammeTables.FraudReports(setting, standing, month) } : new Cell.None("none has been imported"),
            .. ProgrammeTables.TakenOff(setting, standing, month) ?? [],
        ];
    }

    private static string Standing(ProgrammeVerdict verdict) => verdict.Status switch
    {
        ProgrammeStatus.Reached => verdict.Reached!.Line.Tier,
        ProgrammeStatus.Near => "Near the line",
        ProgrammeStatus.Below => "Below",
        ProgrammeStatus.NoLine => "No line known",
        _ => "Undefined",
    };

    private static Cell Share(Ratio ratio, string why) => ratio.Denominator == 0 ? new Cell.None(why) : new Cell.Share(ratio.Numerator, ratio.Denominator, 2);

    private static string At(ProgrammeMonth month) => $"{Words.Value(ProgrammeTelling.Ratio(month.Verdict!))} {Periods.InBucket(ProgrammeTelling.Days(month.Figures.Month), Bucket.Month)}";
}
