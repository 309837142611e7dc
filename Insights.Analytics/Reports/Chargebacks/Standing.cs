using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using NodaTime;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>One vendor's dispute activity against its own past, the others together, and the networks' lines.</summary>
internal static class Standing
{
    /// <summary>What changed; where nothing did and the ratio is surely above the others', that.</summary>
    public static string Headline(ReportSetting setting, Answers answers, PeerComparison? peers, IReadOnlyList<Finding> findings)
    {
        var now = answers.Now(Numbers.DisputeActivity);
        return findings.Count == 0 && !setting.Incomplete && peers is not null && Against.Group(new(now.Numerator ?? 0, now.Denominator ?? 0), peers.Activity) == Against.AboveSurely
            ? $"Dispute activity {Words.Value(Deltas.Shown(Numbers.DisputeActivity, now))} {setting.InPeriod}, against {Words.Percent(peers.Activity.Value!.Value, 2)} at the other vendors together"
            : Finding.Headline(setting, findings, Numbers.DisputeActivity, now);
    }

    public static Table ToTable(ReportSetting setting, Answers answers, PeerComparison? peers)
    {
        var now = answers.Now(Numbers.DisputeActivity);
        var own = new Ratio(now.Numerator ?? 0, now.Denominator ?? 0);
        var yours = TableMaker.Linked(Numbers.DisputeActivity, now, setting.Filter);
        var rows = new List<IReadOnlyList<Cell>>();
        if (setting.Compared is { } compared && answers.Before(Numbers.DisputeActivity) is { HasValue: true } before)
        {
            rows.Add([new Cell.Text($"Your own {Periods.Short(compared)}"), yours, TableMaker.Linked(Numbers.DisputeActivity, before, setting.Filter.Compared()!),
                new Cell.Text(setting.Incomplete ? "not compared: the period is not over" : Against.Group(own, new(before.Numerator ?? 0, before.Denominator ?? 0)))]);
        }

        if (peers is not null)
            rows.Add([new Cell.Text(FormattableString.Invariant($"The other vendors together ({peers.Vendors})")), yours, new Cell.Share(peers.Activity.Numerator, peers.Activity.Denominator, 2), new Cell.Text(Against.Group(own, peers.Activity))]);
        return new Table
        {
            Id = "comparison",
            Title = $"Your dispute activity {setting.InPeriod}, held against",
            Columns = [new("against", "Held against", ColumnKind.Text), new("yours", "Yours", ColumnKind.Share), new("theirs", "That is", ColumnKind.Share), new("verdict", "You are", ColumnKind.Text)],
            Rows = rows,
            EmptyText = rows.Count == 0 ? "Nothing to compare with: there was no payment in the days before, and there are too few other vendors." : null,
        };
    }

    /// <summary>
    /// How far each network's line is, in disputes: a line needs a number and a ratio, and a ratio alone far above it can still be far below. The nearest first;
    /// lines that go by amounts, and those that are undefined, are in the table of programmes.
    /// </summary>
    public static Table Lines(ReportSetting setting, LocalDate month, IReadOnlyList<ProgrammeStanding> standings) => new()
    {
        Id = "lines",
        Title = $"Card networks' lines {Periods.In(ProgrammeTelling.Days(month))}",
        Columns =
        [
            new("programme", "Programme", ColumnKind.Text), new("counted", "Disputes counted", ColumnKind.Count), new("reached", "The line is reached at", ColumnKind.Count),
            new("way", "Of the way", ColumnKind.Share), new("standing", "You are", ColumnKind.Text),
        ],
        Rows = [.. Near(standings).Select(standing => (IReadOnlyList<Cell>)
        [
            new Cell.Text(standing.Programme) { Link = ProgrammeTables.Detail(standing) },
            ProgrammeTables.Counted(setting, standing, standing.Now),
            new Cell.Count(ReachedAt(standing)),
            new Cell.Share(standing.Verdict.Ratio.Numerator, ReachedAt(standing), 0),
            new Cell.Text(ProgrammeTelling.Status(standing) + (standing.Chance is { } chance ? $"; chance to reach it this month {ProgrammeTelling.Chance(chance)}" : "")),
        ])],
        EmptyText = Near(standings).Count == 0 ? "No payments and no disputes on a card network whose line goes by disputes." : null,
    };

    /// <summary>The same as a picture; null where there is nothing to draw.</summary>
    public static ChartSpec? LinesChart(LocalDate month, IReadOnlyList<ProgrammeStanding> standings)
    {
        var near = Near(standings);
        return near.Count == 0 ? null : new ChartSpec
        {
            Id = "way",
            Title = $"How much of the way to each network's line {Periods.In(ProgrammeTelling.Days(month))}",
            Kind = ChartKind.Bullet,
            Categories = [.. near.Select(standing => standing.Programme)],
            CategoryLinks = [.. near.Select(ProgrammeTables.Detail)],
            CategoryTitle = "Programme",
            Series =
            [
                new("Of the way", SeriesRole.Primary, [.. near.Select(standing => new Cell.Share(standing.Verdict.Ratio.Numerator, ReachedAt(standing), 0))]),
                new("The line", SeriesRole.Limit, [.. near.Select(_ => new Cell.Share(1, 1, 0))]),
            ],
            ValueKind = ColumnKind.Share,
            ValueTitle = "disputes counted, of those at which the line is reached",
            AltText = string.Join(" ", near.Select(standing => ProgrammeTelling.Sentence(standing))),
        };
    }

    /// <summary>A line without a least number is reached by one dispute of ten payments: a distance in disputes would only frighten.</summary>
    private static List<ProgrammeStanding> Near(IReadOnlyList<ProgrammeStanding> standings) =>
        [.. standings.Where(standing => ReachedAt(standing) > 0 && standing.Verdict.Currency is null && standing.Verdict.FirstLine?.Line.MinCount > 0).OrderByDescending(standing => (double)standing.Verdict.Ratio.Numerator / ReachedAt(standing))];

    /// <summary>0 where the line does not go by disputes.</summary>
    private static long ReachedAt(ProgrammeStanding standing) => standing.Status == ProgrammeStatus.Reached
        ? standing.Verdict.FirstLine?.Line.MinCount ?? standing.Verdict.Ratio.Numerator
        : standing.Left is { } left ? standing.Verdict.Ratio.Numerator + left : 0;
}
