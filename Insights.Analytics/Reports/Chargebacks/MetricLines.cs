using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>Numbers of the catalogue one below the other, each with its interval, its date and its definition: for what is too many for tiles.</summary>
internal static class MetricLines
{
    /// <summary>The ratios of disputes, each by its own name, by count and by value: never mixed.</summary>
    private static readonly (MetricDefinition? ByCount, MetricDefinition ByValue)[] s_ratios =
    [
        (Numbers.DisputeActivity, Numbers.DisputeActivityByValue), (Numbers.DisputeRate, Numbers.DisputeRateByValue),
        (Numbers.MastercardRatio, Numbers.MastercardRatioByValue), (Numbers.VampRatio, Numbers.VampRatioByValue), (null, Numbers.FraudRate),
    ];

    /// <summary>What became of disputes.</summary>
    public static readonly MetricDefinition[] Ends =
    [
        Numbers.ChallengeRate, Numbers.UndefendedShare, Numbers.WinRate, Numbers.WinRateByValue, Numbers.RecoveryShare, Numbers.RecoveryShareByValue, Numbers.RevenueRecovered, Numbers.ProvisionalOutcomes,
        Numbers.DeflectionRate, Numbers.ResponseTime, Numbers.LateResponses,
    ];

    /// <summary>What had happened between the charge and the dispute.</summary>
    public static readonly MetricDefinition[] Before =
    [
        Numbers.ContactedFirst, Numbers.DeflectableValue, Numbers.DeflectableFees, Numbers.NeverContacted, Numbers.RefundedDisputes, Numbers.DoubleLoss, Numbers.DuplicateDisputes, Numbers.NoticedDisputes,
        Numbers.DaysToDispute, Numbers.DaysToDisputeP90,
    ];

    public static IReadOnlyList<MetricDefinition> Ratios { get; } = [.. s_ratios.SelectMany(pair => new[] { pair.ByCount, pair.ByValue }).OfType<MetricDefinition>(), Numbers.FraudNotices];

    public static Table RatioTable(ReportSetting setting, Answers answers) => new()
    {
        Id = "ratios",
        Title = $"The ratios {setting.InPeriod}, each by its own name",
        Columns =
        [
            new("ratio", "Ratio", ColumnKind.Text), new("above", "Disputes or reports", ColumnKind.Count), new("below", "Payments", ColumnKind.Count), new("by_count", "By count", ColumnKind.Share),
            new("by_value", "By value", ColumnKind.Share), new("note", "What is divided by what", ColumnKind.Text),
        ],
        Rows = [.. s_ratios.Select(pair =>
        {
            var (metric, result) = (pair.ByCount ?? pair.ByValue, answers.Now(pair.ByCount ?? pair.ByValue));
            return (IReadOnlyList<Cell>)
            [
                new Cell.Text(metric.Name) { Link = Definition(metric) },
                result.Numerator is { } above ? new Cell.Count(above) { Link = RowLinks.To(metric.Rows, setting.Filter) } : new Cell.None(result.Missing ?? "not counted"),
                result.Denominator is { } below ? new Cell.Count(below) { Link = RowLinks.ToPayments(metric.DenominatorRows!, setting.Filter) } : new Cell.None(result.Missing ?? "not counted"),
                pair.ByCount is null ? new Cell.None("goes by amounts") : Deltas.Shown(metric, result),
                Deltas.Shown(pair.ByValue, answers.Now(pair.ByValue)),
                new Cell.Text(Note(metric, result, answers)),
            ];
        })],
    };

    public static Table ToTable(string id, string title, ReportSetting setting, Answers answers, IReadOnlyList<MetricDefinition> metrics) => new()
    {
        Id = id,
        Title = title,
        Columns =
        [
            new("number", "Number", ColumnKind.Text), new("now", Words.Sentence(setting.Period), ColumnKind.Text),
            .. setting.Compared is { } compared ? [new Column("before", Words.Sentence(Periods.Short(compared)), ColumnKind.Text)] : Array.Empty<Column>(),
            new("interval", "95 % interval", ColumnKind.Text), new("basis", "Counted by", ColumnKind.Text),
        ],
        Rows = [.. metrics.Select(metric => (IReadOnlyList<Cell>)
        [
            new Cell.Text(metric.Name) { Link = Definition(metric) },
            Value(metric, answers.Now(metric), setting.Filter),
            .. setting.Filter.Compared() is { } before ? [answers.Before(metric) is { } then ? Value(metric, then, before) : new Cell.None("not compared")] : Array.Empty<Cell>(),
            IntervalOf(metric, answers.Now(metric)),
            new Cell.Text(Words.Sentence(metric.DateBasis)),
        ])],
    };

    /// <summary>"95 % interval 31 % to 52 %; 3 outcomes may still be turned round".</summary>
    public static string? WinRateNote(MetricResult rate, MetricResult? provisional)
    {
        if (!rate.HasValue)
            return null;
        var interval = $"95 % interval {ReasonFindings.Interval(new(rate.Numerator ?? 0, rate.Denominator ?? 0))}";
        return provisional?.Numerator is > 0 and var open ? $"{interval}; {Words.Count(open, "outcome may", "outcomes may")} still be turned round" : interval;
    }

    private static string Note(MetricDefinition metric, MetricResult result, Answers answers)
    {
        var noReports = answers.Now(Numbers.FraudNotices).Numerator is 0 or null;
        return metric.Id switch
        {
            "dispute_activity" => "Received in these days, over payments of these days.",
            "dispute_rate" => "On payments of these days" + (result.Incomplete ? "; still rising until 120 days after the last." : "."),
            "mastercard_ratio" => "Received in the month, over payments of the month before.",
            "vamp_ratio" => noReports ? "Disputes only, a lower bound: no fraud report came." : "Fraud reports and disputes together.",
            _ => noReports ? "No fraud report came, which proves nothing." : "Amounts reported as fraud, over sales.",
        };
    }

    private static Cell Value(MetricDefinition metric, MetricResult result, ReportFilter filter)
    {
        var shown = Deltas.Shown(metric, result);
        return shown is Cell.None none ? none : new Cell.Text(Words.Value(shown) + (result.SmallSample && metric.Unit is MetricUnit.Percent or MetricUnit.Duration ? FormattableString.Invariant($" (n = {result.N})") : "") + (result.Incomplete && metric.Unit == MetricUnit.Percent ? " (may still rise)" : ""))
        {
            Link = RowLinks.To(metric.Rows, filter),
        };
    }

    /// <summary>Only where what is above the line is a part of what is below it.</summary>
    private static Cell IntervalOf(MetricDefinition metric, MetricResult result) =>
        metric.Unit != MetricUnit.Percent || metric.ByValue ? new Cell.None("told for shares only")
        : result is { HasValue: true, Numerator: { } above, Denominator: { } below } && above <= below ? new Cell.Text(ReasonFindings.Interval(new Ratio(above, below)))
        : new Cell.None(result.Missing ?? "told for shares only");

    private static string Definition(MetricDefinition metric) => $"/definitions/{metric.Id}";
}
