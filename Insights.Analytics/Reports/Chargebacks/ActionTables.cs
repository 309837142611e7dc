using Insights.Analytics.Metrics.Chargebacks.Actions;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>What was done and what came of it, as a table.</summary>
internal static class ActionTables
{
    /// <summary>The verdict stands before the numbers it rests on: it is what a reader came for.</summary>
    public static Table Outcomes(ReportSetting setting, IReadOnlyList<ActionOutcome> outcomes) => new()
    {
        Id = "actions-taken",
        Title = "What was done, and disputes before and after",
        Columns =
        [
            new("action", "Action", ColumnKind.Text), new("from", "Done from", ColumnKind.Date), new("verdict", "What it says", ColumnKind.Text), new("before", "Before", ColumnKind.Share), new("after", "After", ColumnKind.Share),
            new("interval", "Difference, 95 % interval", ColumnKind.Text), new("payments_before", "Payments before", ColumnKind.Count), new("payments_after", "Payments after", ColumnKind.Count),
        ],
        Rows = [.. outcomes.Select(outcome => Row(setting, outcome))],
        EmptyText = outcomes.Count == 0 ? "No action is marked as done yet." : null,
    };

    /// <summary>How the comparison is made, once for all rows.</summary>
    public static string HowCompared(IReadOnlyList<ActionOutcome> outcomes) =>
        "Disputes the action aims at, per payment: equally many days of payments before and after, and each payment followed for equally many days"
        + (outcomes.Select(outcome => outcome.Windows?.LagDays).OfType<int>().Distinct().Order().ToList() is { Count: > 0 } lags ? FormattableString.Invariant($" ({string.Join(" or ", lags)})") : "")
        + ", so that young payments do not look better than they are. It says what happened, not what caused it. With several actions a difference is called beyond chance only with all of them allowed for.";

    private static IReadOnlyList<Cell> Row(ReportSetting setting, ActionOutcome outcome)
    {
        var followed = outcome.FollowUp;
        return
        [
            new Cell.Text($"{outcome.Action.Id} · {outcome.Action.Title}"),
            new Cell.Date(outcome.Line.Day),
            new Cell.Text(Verdict(outcome)),
            Rate(followed?.Before), Rate(followed?.After),
            followed?.Difference is { } interval ? new Cell.Text($"{Points(interval.Lower)} to {Points(interval.Upper)} points") : new Cell.None("too early to say"),
            Payments(setting, followed?.Before, outcome.Windows?.Before), Payments(setting, followed?.After, outcome.Windows?.After),
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

    private static Cell Payments(ReportSetting setting, Ratio? ratio, DateRange? days)
    {
        if (ratio is not { } rate || days is null)
            return new Cell.None("too early to say");
        // All payments of these days, whatever else the page is filtered by.
        var filter = new ReportFilter { Range = days };
        return new Cell.Count(rate.Denominator) { Link = RowLinks.To(RowSets.PaymentsSucceeded, setting.Filter.Values.TryGetValue("vendor", out var vendor) ? filter.With("vendor", vendor) : filter) };
    }

    private static string Points(double value) => Words.Value(new Cell.Points(value, 2)).Replace(" pp", "", StringComparison.Ordinal);
}
