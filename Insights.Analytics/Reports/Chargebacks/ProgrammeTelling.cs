using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Wording;
using NodaTime;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>Standings in words: the same on every page, in every report and file.</summary>
internal static class ProgrammeTelling
{
    public static string Status(ProgrammeStanding standing) => standing.Status switch
    {
        ProgrammeStatus.NoLine => "no line known",
        ProgrammeStatus.Undefined => "undefined",
        ProgrammeStatus.Below => "below",
        ProgrammeStatus.Near => "near the line",
        _ => standing.Tier is { } tier ? $"at or above the line ({tier})" : "at or above the line",
    };

    public static DateRange Days(LocalDate month) => new(month, month.With(DateAdjusters.EndOfMonth));

    /// <summary>The days the ratio divides by.</summary>
    public static DateRange PaymentDays(ProgrammeStanding standing) =>
        Days(standing.Verdict.FirstLine?.Line.OverMonthBefore == true ? standing.Month.PlusMonths(-1) : standing.Month);

    public static Cell Ratio(ProgrammeVerdict verdict) => verdict.Ratio.Denominator == 0
        ? new Cell.None("nothing to divide by")
        : new Cell.Share(verdict.Ratio.Numerator, verdict.Ratio.Denominator, 2);

    public static Cell Line(ProgrammeVerdict verdict) => verdict.FirstLine?.Line.RatioBasisPoints is { } points ? new Cell.Share(points, 10_000, 2) : new Cell.None("no line known");

    /// <summary>"1 %" for what is likely to stay so, but never a certainty that the data does not give.</summary>
    public static string Chance(double chance) => chance switch
    {
        >= 1 => "reached",
        > 0.99 => "over 99 %",
        < 0.01 => "under 1 %",
        _ => Words.Percent(chance, 0),
    };

    public static string Region(ProgrammeStanding standing) => Region(standing.Region);

    public static string Region(string region) => region switch
    {
        ProgrammeLine.AllRegions => "all regions",
        "EU" => "Europe",
        "AP" => "Asia-Pacific",
        "LAC" => "Latin America and the Caribbean",
        "CEMEA" => "Central and Eastern Europe, Middle East and Africa",
        "US" => "United States",
        "CA" => "Canada",
        "AU" => "Australia",
        "BR" => "Brazil",
        "CL" => "Chile",
        "IN" => "India",
        "regulated" => "countries with strong customer authentication",
        "non_regulated" => "countries without strong customer authentication",
        var other => other,
    };

    /// <summary>"1.22 %, after 1.04 %": three whole months together against the three before.</summary>
    public static Cell Trend(ProgrammeStanding standing) => standing.Verdict.FirstLine?.Line.ByQuarter == true ? new Cell.None("goes by quarters") : standing is { LastThree: { Denominator: > 0 } now, ThreeBefore: { Denominator: > 0 } before }
        ? new Cell.Text($"{Words.Percent(now.Value!.Value, 2)}, after {Words.Percent(before.Value!.Value, 2)}")
        : new Cell.None("fewer than six whole months");

    /// <summary>One sentence: where it stands and, in a running month, where it goes.</summary>
    public static string Sentence(ProgrammeStanding standing) => Sentence(standing, ofOthers: false);

    /// <param name="ofOthers">Said to the house about a vendor, and not to the vendor itself.</param>
    public static string Sentence(ProgrammeStanding standing, bool ofOthers)
    {
        var verdict = standing.Verdict;
        var ratio = Words.Value(Ratio(verdict));
        var start = $"{standing.Programme}: ";
        switch (standing.Status)
        {
            case ProgrammeStatus.NoLine:
                return start + $"the network has announced no line for this region; the ratio is {ratio}.";
            case ProgrammeStatus.Undefined:
                return start + "the ratio is undefined, because there were no payments to divide by.";
            case ProgrammeStatus.Reached:
                return start + $"{(ofOthers ? "" : "you are ")}at or above the line with {ratio}, tier {standing.Tier}{(standing.MonthsInRow > 1 ? FormattableString.Invariant($", for {standing.MonthsInRow} months in a row") : "")}.";
            default:
                var left = standing.Left is { } more ? $", {Words.Count(more, "dispute", "disputes")} left before the line" : "";
                var chance = standing.Chance is { } likely && verdict.Forecast is not null ? $"; the chance to reach it by the end of the month is {Chance(likely)}" : "";
                return start + $"{Status(standing)} at {ratio}{left}{chance}.";
        }
    }

    /// <summary>What a reader must know to take the figure for what it is.</summary>
    public static string Note(ProgrammeStanding standing)
    {
        var verdict = standing.Verdict;
        var notes = new List<string>();
        if (standing.Status == ProgrammeStatus.NoLine)
            notes.Add($"No line is announced for {Region(standing)}.");
        if (standing.Status == ProgrammeStatus.Undefined)
            notes.Add("No payments to divide by: the ratio is undefined.");
        if (verdict.IsSmall)
            notes.Add("Small sample: too few payments for the ratio to say anything.");
        if (verdict.FirstLine is { Reached: false, RatioLimit: { } byRatio, Line.MinCount: { } least } && byRatio < least)
            notes.Add(FormattableString.Invariant($"The ratio alone {(verdict.Ratio.Numerator >= byRatio ? "is at or over the line" : $"would be there at {byRatio:N0}")}{(verdict.FirstLine.RatioChance is { } chance && verdict.Ratio.Numerator < byRatio ? $", chance {Chance(chance)}" : "")}; the least count of {least:N0} keeps it out."));
        if (verdict.FirstLine is { Line.ByQuarter: true })
            notes.Add("Judged by calendar quarter: each month stands for its quarter so far.");
        if (verdict.IsLowerBound)
            notes.Add(verdict.FirstLine?.Line.ByFraudReports == true ? "Counts fraud reports, and none has been imported: a lower bound." : "Disputes only, a lower bound: the network adds fraud reports, and none has been imported.");
        if (verdict.FirstLine is { Line.AlsoRequires: { } also })
            notes.Add($"Also requires what is not measured here: {also}.");
        if (verdict.FirstLine is { Line.MostThreeDsPercent: { } most } first)
        {
            notes.Add(first.ThreeDs is { Denominator: > 0 } share
                ? FormattableString.Invariant($"{Words.Percent(share.Value!.Value, 1)} of the payments went through 3-D Secure; the programme takes who sends at most {most} %.")
                : FormattableString.Invariant($"Holds only for who sends at most {most} % of the payments through 3-D Secure{(first.Reached ? "; no imported payment says how it was authenticated" : "")}."));
        }
        if (verdict.FirstLine is { Line.LessReversalsAndCredits: true } && standing.Now.Figures is var figures && (figures.Reversals > 0 || figures.Credits > 0))
            notes.Add($"{Words.Count(figures.Disputes, "dispute", "disputes")} less {figures.Reversals} won back, {Words.Count(figures.Payments, "payment", "payments")} less {Words.Count(figures.Credits, "refund", "refunds")}.");
        if (standing.ReplacedBy is { } instead)
            notes.Add($"A merchant in both is placed in {instead} only.");
        if (standing.Fine is { } fine)
            notes.Add(fine.Minor == 0
                ? FormattableString.Invariant($"Month {standing.MonthsAtLine} at the line: the network's published fine is none yet.")
                : $"The network's published fine for month {standing.MonthsAtLine} at the line: {Words.Value(new Cell.Money(fine.Minor, fine.Currency))}.");
        if (verdict.FirstLine is { AmountLeft: > 0 and var lacks, Line.MinAmountCurrency: { } currency })
            notes.Add($"{Words.Value(new Cell.Money(lacks * 100, currency))} below the amount the line takes as well.");
        if (verdict.FirstLine is { Line: { MonthsInRow: > 1 and var takes } })
            notes.Add(FormattableString.Invariant($"Takes {takes} months in a row; so far {standing.MonthsInRow}."));
        if (standing.RegionIsAssumed)
            notes.Add("The vendor's country is not known: lines of Europe are assumed.");
        return notes.Count > 0 ? string.Join(" ", notes) : $"Lines for {Region(standing)}.";
    }
}
