using System.Globalization;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>Recommendations as a vendor reads them: what, why, how, what to keep; and as a table for who compares.</summary>
internal static class RecommendationBlocks
{
    /// <summary>More than this nobody takes on in a month.</summary>
    private const int Most = 4;

    /// <summary>Why one action is told with at most so many segments.</summary>
    private const int MostEvidence = 2;

    public const string None = "Nothing in your own disputes stands out beyond chance, so there is no advice for you this month: advice that is not about your own disputes would be a guess.";

    /// <summary>One paragraph and one list an action.</summary>
    public static IEnumerable<Block> Told(IReadOnlyList<Recommendation> recommendations)
    {
        if (recommendations.Count == 0)
        {
            yield return new Block.Paragraph(None);
            yield break;
        }

        foreach (var recommendation in recommendations.Take(Most))
        {
            var action = recommendation.Action;
            yield return new Block.Paragraph($"{action.Id} · {action.Title}. {action.Reason}");
            yield return new Block.Bullets(
            [
                .. recommendation.Evidence.Take(MostEvidence).Select(evidence => new Sentence("Because: " + Because(evidence), evidence.Link)),
                .. action.Steps.Select(step => new Sentence(step)),
                new Sentence($"Keep as evidence: {string.Join("; ", action.Evidence.Select(Lower))}. (After: {action.Source}.)"),
            ]);
        }
    }

    public static Table ToTable(IReadOnlyList<Recommendation> recommendations) => new()
    {
        Id = "actions",
        Title = "What supports each action",
        Columns =
        [
            new("action", "Action", ColumnKind.Text), new("segment", "Supported by", ColumnKind.Text), new("disputes", "Disputes", ColumnKind.Count), new("n", "of n", ColumnKind.Count),
            new("expected", "Expected", ColumnKind.Text), new("interval", "95 % interval", ColumnKind.Text), new("q", "q", ColumnKind.Text), new("saving", "A month, up to", ColumnKind.Money),
        ],
        Rows = [.. recommendations.SelectMany(recommendation => recommendation.Evidence.Select(evidence => Row(recommendation, evidence)))],
        EmptyText = recommendations.Count == 0 ? "Nothing stands out beyond chance." : null,
    };

    /// <summary>q as people can read it.</summary>
    public static string Q(double q) => q < 0.001 ? "< 0.001" : q.ToString(q < 0.01 ? "0.0000" : "0.000", CultureInfo.InvariantCulture);

    public static string Because(ActionEvidence evidence)
    {
        var of = evidence.BaseIsDisputes ? Words.Count(evidence.Base, "dispute", "disputes") : Words.Count(evidence.Base, "payment", "payments");
        var text = $"{evidence.Segment}: {(evidence.BaseIsDisputes ? Words.Value(new Cell.Count(evidence.Disputes)) : Words.Count(evidence.Disputes, "dispute", "disputes"))} of {of}";
        if (evidence.Expected is { } expected)
            text += $", where about {Words.Value(new Cell.Count((long)Math.Round(expected)))} would be usual";
        var proof = new List<string>();
        if (evidence.Interval is { } interval)
            proof.Add($"95 % interval {Words.Percent(interval.Lower, 1)} to {Words.Percent(interval.Upper, 1)}");
        if (evidence.Q is { } q)
            proof.Add("q " + Q(q).Replace("< ", "under ", StringComparison.Ordinal));
        if (proof.Count > 0)
            text += $" ({string.Join(", ", proof)})";
        if (evidence.Since is { } since)
            text += $", since {Words.Value(new Cell.Date(since))}";
        if (evidence.SavingPerMonth is { } saving)
            text += $". Back to usual would save up to {Words.Value(new Cell.Money(saving.Minor, saving.Currency))} a month";
        return text + ".";
    }

    private static IReadOnlyList<Cell> Row(Recommendation recommendation, ActionEvidence evidence) =>
    [
        new Cell.Text(recommendation.Action.Id),
        new Cell.Text(evidence.Segment) { Link = evidence.Link },
        new Cell.Count(evidence.Disputes),
        new Cell.Count(evidence.Base),
        evidence.Expected is { } expected ? new Cell.Text(expected.ToString("0.0", CultureInfo.InvariantCulture)) : new Cell.None("not compared: each of them is avoidable"),
        evidence.Interval is { } interval ? new Cell.Text($"{Words.Percent(interval.Lower, 1)} to {Words.Percent(interval.Upper, 1)}") : new Cell.None("no rate"),
        evidence.Q is { } q ? new Cell.Text(Q(q)) : new Cell.None("counted, not tested"),
        evidence.SavingPerMonth is { } saving ? new Cell.Money(saving.Minor, saving.Currency) : new Cell.None("no amount"),
    ];

    private static string Lower(string text) => text.Length > 1 && char.IsUpper(text[1]) ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
