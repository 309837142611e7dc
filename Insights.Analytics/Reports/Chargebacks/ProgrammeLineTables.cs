using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Reports.Wording;
using NodaTime;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>The lines themselves: since when, what they take, and where that is written.</summary>
internal static class ProgrammeLineTables
{
    public static Table Of(string id, string title, IEnumerable<ProgrammeLine> lines) => new()
    {
        Id = id,
        Title = title,
        Columns =
        [
            new("programme", "Programme", ColumnKind.Text), new("tier", "Tier", ColumnKind.Text), new("region", "Region", ColumnKind.Text), new("from", "Holds from", ColumnKind.Date), new("to", "Until", ColumnKind.Date),
            new("counts", "Counted over", ColumnKind.Text), new("ratio", "Ratio", ColumnKind.Share), new("least", "And at least", ColumnKind.Text), new("confidence", "Evidence", ColumnKind.Text), new("source", "Source", ColumnKind.Text), new("notes", "Notes", ColumnKind.Text),
        ],
        Rows = [.. lines.OrderBy(line => line.Programme, StringComparer.Ordinal).ThenByDescending(line => line.Rank).ThenBy(line => line.Region, StringComparer.Ordinal).ThenBy(line => line.ValidFrom ?? LocalDate.MinIsoValue).Select(line => (IReadOnlyList<Cell>)
        [
            new Cell.Text(line.Programme),
            new Cell.Text(line.Level == ProgrammeLine.MerchantLevel ? line.Tier : $"{line.Tier} ({(line.IsOwn ? "our own" : "of the " + line.Level)})"),
            new Cell.Text(ProgrammeTelling.Region(line.Region)),
            line.ValidFrom is { } from ? new Cell.Date(from) : new Cell.None("no first day known"),
            line.ValidTo is { } to ? new Cell.Date(to) : new Cell.None("still holds"),
            new Cell.Text(Counted(line)),
            line.RatioBasisPoints is { } points ? new Cell.Share(points, 10_000, 2) : new Cell.None("none announced"),
            new Cell.Text(Least(line)),
            new Cell.Text(Words.Sentence(line.Confidence)),
            new Cell.Text(line.Source),
            new Cell.Text(line.Notes.Length > 0 ? line.Notes : "–"),
        ])],
        EmptyText = "No line holds here.",
    };

    /// <summary>Which line, and what is missing to hold a vendor against it.</summary>
    public static string WhyNotJudged(ProgrammeLine line) =>
        $"{line.Programme}, {line.Tier}: "
        + (line.Level is not (ProgrammeLine.MerchantLevel or ProgrammeLine.OwnLevel) ? $"it is about the {line.Level}. " : "no imported file tells what it counts. ")
        + line.Notes;

    public static string Counted(ProgrammeLine line) => line.IsMeasured
        ? $"{line.Numerator switch
        {
            ProgrammeNumerator.Disputes => "disputes received",
            ProgrammeNumerator.FraudNoticesAndDisputes => "fraud reports and disputes",
            ProgrammeNumerator.FraudNoticesAmount => "amount of fraud reports",
            ProgrammeNumerator.FraudWithThreeDsAmount => "amount of fraud reports about payments through 3-D Secure",
            ProgrammeNumerator.FraudWithoutThreeDsOfQuarterAmount => "amount of the quarter's fraud reports about payments without 3-D Secure",
            _ => "amount of disputes for fraud",
        }} over {line.Denominator switch
        {
            ProgrammeDenominator.PaymentsOfMonth => "payments of the month",
            ProgrammeDenominator.PaymentsOfMonthBefore => "payments of the month before",
            ProgrammeDenominator.SalesOfMonth => "sales of the month",
            ProgrammeDenominator.SalesWithThreeDsOfMonth => "sales of the month through 3-D Secure",
            ProgrammeDenominator.SalesWithoutThreeDsOfQuarter => "sales of the quarter without 3-D Secure",
            _ => "sales of the month before",
        }}"
        : "not measured here";

    public static string Least(ProgrammeLine line)
    {
        var parts = new List<string>();
        if (line.MinCount is { } count)
            parts.Add(FormattableString.Invariant($"{count:N0}"));
        if (line.MinAmount is { } amount)
            parts.Add(FormattableString.Invariant($"{(line.Strict || line.StrictAmount ? "over " : "")}{amount:N0} {line.MinAmountCurrency}"));
        if (line.MinPayments is { } payments)
            parts.Add(FormattableString.Invariant($"{payments:N0} payments"));
        if (line.MonthsInRow > 1)
            parts.Add(FormattableString.Invariant($"{line.MonthsInRow} months in a row"));
        if (line.MostThreeDsPercent is { } most)
            parts.Add(FormattableString.Invariant($"at most {most} % of payments through 3-D Secure"));
        if (line.AlsoRequires is { } also)
            parts.Add(also);
        return parts.Count == 0 ? "–" : string.Join("; ", parts);
    }
}
