using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using NodaTime;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>Standings as tables; pages and printed reports take the same ones.</summary>
internal static class ProgrammeTables
{
    /// <param name="withVendor">A column says whose standing it is, and the filter's vendor does not.</param>
    public static Table Standings(ReportSetting setting, LocalDate? month, IReadOnlyList<ProgrammeStanding> standings, bool withVendor) => new()
    {
        Id = "programmes",
        Title = month is { } of ? $"Standing {Periods.In(ProgrammeTelling.Days(of))} against card network programmes" : "Standing against card network programmes",
        Columns =
        [
            .. withVendor ? [new Column("vendor", "Vendor", ColumnKind.Text)] : Array.Empty<Column>(),
            new("programme", "Programme", ColumnKind.Text), new("region", "Region of its lines", ColumnKind.Text), new("standing", "Standing", ColumnKind.Text), new("counted", "Counted", ColumnKind.Count), new("payments", "Payments", ColumnKind.Count),
            new("ratio", "Ratio", ColumnKind.Share), new("line", "Line", ColumnKind.Share), new("line_count", "and at least", ColumnKind.Count), new("left", "Left before it", ColumnKind.Count),
            new("trend", "Last three months, after the three before", ColumnKind.Text),
            new("expected", "Expected at month end", ColumnKind.Text), new("chance", "Chance to reach it", ColumnKind.Text), new("value", "Disputed value ÷ sales", ColumnKind.Share), new("note", "Note", ColumnKind.Text),
        ],
        Rows = [.. standings.Select(standing => Row(setting, standing, withVendor))],
        EmptyText = standings.Count == 0 ? month is null ? "Programmes are judged by calendar month: choose a month." : "No payments and no disputes on a card network that has a programme." : null,
    };

    /// <summary>A line a vendor, a column a programme: the ratio, and its standing where that is more than "below". The most pressing vendor first.</summary>
    public static Table ByVendor(LocalDate month, IReadOnlyList<ProgrammeStanding> standings)
    {
        var programmes = standings.Select(standing => standing.Programme).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return new()
        {
            Id = "by-vendor",
            Title = $"Ratio of every vendor on every programme {Periods.In(ProgrammeTelling.Days(month))}",
            Columns = [new("vendor", "Vendor", ColumnKind.Text), new("pressing", "Most pressing", ColumnKind.Text), .. programmes.Select((programme, i) => new Column(FormattableString.Invariant($"programme_{i + 1}"), programme, ColumnKind.Share))],
            // They come with the most pressing first, and so do their vendors.
            Rows = [.. standings.GroupBy(standing => standing.VendorCode, StringComparer.Ordinal).Select(vendor => (IReadOnlyList<Cell>)
            [
                new Cell.Text(vendor.First().VendorName) { Link = Detail(vendor.First()) },
                vendor.First().Status >= ProgrammeStatus.Near ? new Cell.Text($"{vendor.First().Programme}: {ProgrammeTelling.Status(vendor.First())}") : new Cell.Text("below every line"),
                .. programmes.Select(programme => vendor.FirstOrDefault(standing => standing.Programme == programme) is { } standing ? ProgrammeTelling.Ratio(standing.Verdict) with { Link = Detail(standing) } : new Cell.None("no such cards")),
            ])],
        };
    }

    private static IReadOnlyList<Cell> Row(ReportSetting setting, ProgrammeStanding standing, bool withVendor)
    {
        var verdict = standing.Verdict;
        var line = verdict.FirstLine?.Line;
        return
        [
            .. withVendor ? [new Cell.Text(standing.VendorName) { Link = Detail(standing) }] : Array.Empty<Cell>(),
            new Cell.Text(standing.Programme) { Link = Detail(standing) },
            new Cell.Text(Words.Sentence(ProgrammeTelling.Region(standing))),
            new Cell.Text(Words.Sentence(ProgrammeTelling.Status(standing))),
            Counted(setting, standing, standing.Now),
            Payments(setting, standing, standing.Now),
            ProgrammeTelling.Ratio(verdict),
            ProgrammeTelling.Line(verdict),
            line?.MinCount is { } least ? new Cell.Count(least) : new Cell.None(line?.MinAmount is { } amount ? FormattableString.Invariant($"an amount of {amount:N0} {line.MinAmountCurrency}") : "no least count"),
            standing.Left is { } left ? new Cell.Count(left) : new Cell.None(verdict.Reached is not null ? "reached" : line?.ByAmount == true ? "goes by amounts" : "undefined"),
            ProgrammeTelling.Trend(standing),
            Expected(standing),
            verdict.Next is { Chance: { } chance } ? new Cell.Text(ProgrammeTelling.Chance(chance)) : new Cell.None(standing.Progress is null ? "the month is over" : "undefined"),
            standing.Now.ActivityByValue is { Denominator: > 0 } value ? new Cell.Share(value.Numerator, value.Denominator, 2) : new Cell.None(standing.Now.ActivityByValue is null ? "no exchange rate" : "no sales"),
            new Cell.Text(ProgrammeTelling.Note(standing)),
        ];
    }

    /// <summary>What the network counts in one month, leading to exactly these rows.</summary>
    public static Cell Counted(ReportSetting setting, ProgrammeStanding standing, ProgrammeMonth month)
    {
        if (month.Verdict is not { } verdict)
            return new Cell.None("no line in force");
        if (verdict.Currency is { } currency)
            return new Cell.None(FormattableString.Invariant($"goes by amounts: {verdict.Ratio.Numerator:N0} {currency}"));
        var link = Rows(setting, standing, month.Figures.Month);
        // A difference has no rows of its own: its two sides are in the table of months, each with its rows.
        if (IsDifference(month, month.Figures.Reversals))
            return new Cell.Count(verdict.Ratio.Numerator);
        return new Cell.Count(verdict.Ratio.Numerator)
        {
            Link = verdict.FirstLine?.Line.Numerator == ProgrammeNumerator.FraudNoticesAndDisputes && !verdict.IsLowerBound
                ? RowLinks.To(RowSets.DisputesVamp, link)
                : RowLinks.To(RowSets.DisputesOpened, link.With("network", standing.Network)),
        };
    }

    public static Cell Payments(ReportSetting setting, ProgrammeStanding standing, ProgrammeMonth month)
    {
        if (month.Verdict is not { } verdict)
            return new Cell.None("no line in force");
        if (verdict.Currency is { } currency)
            return new Cell.None(FormattableString.Invariant($"goes by amounts: {verdict.Ratio.Denominator:N0} {currency}"));
        if (IsDifference(month, month.Figures.Credits))
            return new Cell.Count(verdict.Ratio.Denominator);
        var of = verdict.FirstLine?.Line.OverMonthBefore == true ? month.Figures.Month.PlusMonths(-1) : month.Figures.Month;
        return new Cell.Count(verdict.Ratio.Denominator) { Link = RowLinks.To(RowSets.PaymentsSucceeded, Rows(setting, standing, of).With("brand", standing.Network)) };
    }

    /// <summary>What is taken off on either side, each leading to its rows; null where the programme takes nothing off.</summary>
    public static IReadOnlyList<Cell>? TakenOff(ReportSetting setting, ProgrammeStanding standing, ProgrammeMonth month)
    {
        if (standing.Verdict.FirstLine?.Line.LessReversalsAndCredits != true)
            return null;
        var filter = Rows(setting, standing, month.Figures.Month);
        return
        [
            new Cell.Count(month.Figures.Disputes) { Link = RowLinks.To(RowSets.DisputesOpened, filter.With("network", standing.Network)) },
            new Cell.Count(month.Figures.Reversals) { Link = RowLinks.To(RowSets.DisputesWon, filter.With("network", standing.Network)) },
            new Cell.Count(month.Figures.Payments) { Link = RowLinks.To(RowSets.PaymentsSucceeded, filter.With("brand", standing.Network)) },
            new Cell.Count(month.Figures.Credits) { Link = RowLinks.To(RowSets.Refunds, filter.With("brand", standing.Network)) },
        ];
    }

    private static bool IsDifference(ProgrammeMonth month, long takenOff) => month.Verdict?.FirstLine?.Line.LessReversalsAndCredits == true && takenOff > 0;

    public static string FraudReports(ReportSetting setting, ProgrammeStanding standing, ProgrammeMonth month) =>
        RowLinks.To(RowSets.FraudNotices, standing.Network == ProgrammeLine.AllNetworks ? Rows(setting, standing, month.Figures.Month) : Rows(setting, standing, month.Figures.Month).With("network", standing.Network));

    /// <summary>"96 (81 to 114)".</summary>
    public static Cell Expected(ProgrammeStanding standing) => standing.Verdict.Forecast is { } forecast
        ? new Cell.Text(FormattableString.Invariant($"{forecast.Quantile(0.5):N0} ({forecast.Quantile(0.05):N0} to {forecast.Quantile(0.95):N0})"))
        : new Cell.None(standing.Progress is null ? "the month is over" : "goes by amounts");

    /// <summary>The programme's own page with its months and lines.</summary>
    public static string Detail(ProgrammeStanding standing)
    {
        var filter = new ReportFilter { Range = ProgrammeTelling.Days(standing.Month) }.With("vendor", standing.VendorCode);
        // A scheme over all cards is told where no network is chosen.
        return "/programmes/detail?" + (standing.Network == ProgrammeLine.AllNetworks ? filter : filter.With("network", standing.Network)).ToQueryString();
    }

    /// <summary>The month of this vendor and nothing else: programmes know no other dimension of the filter.</summary>
    private static ReportFilter Rows(ReportSetting setting, ProgrammeStanding standing, LocalDate month)
    {
        var filter = new ReportFilter { Range = ProgrammeTelling.Days(month) };
        return setting.Scope.IsStaff || setting.Filter.Values.ContainsKey("vendor") ? filter.With("vendor", standing.VendorCode) : filter;
    }
}
