using Insights.Analytics.Metrics.Chargebacks.Actions;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>What was done and what came of it, as a table.</summary>
internal static class ActionTables
{
    public static Table Outcomes(IReadOnlyList<ActionOutcome> outcomes) => new()
    {
        Id = "actions-taken",
        Title = "What was done, and disputes before and after",
        Columns =
        [
            new("action", "Action", ColumnKind.Text), new("from", "Done from", ColumnKind.Date), new("before", "Before", ColumnKind.Share), new("payments_before", "Payments before", ColumnKind.Count),
            new("after", "After", ColumnKind.Share), new("payments_after", "Payments after", ColumnKind.Count), new("interval", "Difference, 95 % interval", ColumnKind.Text), new("verdict", "What it says", ColumnKind.Text),
        ],
        Rows = [.. outcomes.Select(Row)],
        EmptyText = outcomes.Count == 0 ? "No action is marked as done yet." : null,
    };

    /// <summary>How the comparison is made, once for all rows.</summary>
    public static string HowCompared(IReadOnlyList<ActionOutcome> outcomes) =>
        "Disputes the action aims at, per payment: equally many days of payments before and after, and each payment followed for equally many days"
        + (outcomes.Select(outcome => outcome.Windows?.LagDays).OfType<int>().Distinct().Order().ToList() is { Count: > 0 } lags ? FormattableString.Invariant($" ({string.Join(" or ", lags)})") : "")
        + ", so that young payments do not look better than they are. It says what happened, not what caused it. With several actions a difference is called beyond chance only with all of them allowed for.";

    private static IReadOnlyList<Cell> Row(ActionOutcome outcome)
    {
        var followed = outcome.FollowUp;
        return
        [
            new Cell.Text($"{outcome.Action.Id} · {outcome.Action.Title}"),
            new Cell.Date(outcome.Line.Day),
            Rate(followed?.Before), Payments(followed?.Before), Rate(followed?.After), Payments(followed?.After),
            followed?.Difference is { } interval ? new Cell.Text($"{Points(interval.Lower)} to {Points(interval.Upper)} points") : new Cell.None("too early to say"),
            new Cell.Text(Verdict(outcome)),
        ];
    }

    public static string Verdict(ActionOutcome outcome) => outcome.FollowUp?.Verdict switch
    {
        FollowUpVerdict.Lower => "fewer disputes, beyond chance",
        FollowUpVerdict.Higher => "more disputes, beyond chance",
        FollowUpVerdict.NoDifference => "no difference beyond chance",
        FollowUpVerdict.TooEarly => "too few payments or disputes to say",
        _ => $"too early to say: from {Words.Value(new Cell.Date(FollowUpWindows.EarliestFor(outcome.Line.Day).PlusDays(1)))} on",
    };

    private static Cell Rate(Ratio? ratio) => ratio is { Denominator: > 0 } rate ? new Cell.Share(rate.Numerator, rate.Denominator, 2) : new Cell.None("too early to say");

    private static Cell Payments(Ratio? ratio) => ratio is { } rate ? new Cell.Count(rate.Denominator) : new Cell.None("too early to say");

    private static string Points(double value) => Words.Value(new Cell.Points(value, 2)).Replace(" pp", "", StringComparison.Ordinal);
}
