using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>One vendor's dispute activity against three things: its own past, the others together, and the networks' lines.</summary>
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

    public static Table ToTable(ReportSetting setting, Answers answers, PeerComparison? peers, IReadOnlyList<ProgrammeStanding> standings)
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
        // Each network divides in its own way, so its line is held against its own ratio.
        rows.AddRange(standings.Where(standing => standing.Verdict.Currency is null && standing.Verdict.FirstLine?.Line.RatioBasisPoints is not null).Select(standing => (IReadOnlyList<Cell>)
        [
            new Cell.Text($"{standing.Programme}, its own ratio"), ProgrammeTelling.Ratio(standing.Verdict), ProgrammeTelling.Line(standing.Verdict), new Cell.Text(ProgrammeTelling.Status(standing)),
        ]));
        return new Table
        {
            Id = "comparison",
            Title = $"Your dispute activity {setting.InPeriod}, held against",
            Columns = [new("against", "Held against", ColumnKind.Text), new("yours", "Yours", ColumnKind.Share), new("theirs", "That is", ColumnKind.Share), new("verdict", "You are", ColumnKind.Text)],
            Rows = rows,
            EmptyText = rows.Count == 0 ? "Nothing to compare with: there was no payment in the days before, and there are too few other vendors." : null,
        };
    }
}
