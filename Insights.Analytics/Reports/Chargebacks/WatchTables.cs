using System.Globalization;
using Insights.Analytics.Metrics.Chargebacks.Watch;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using NodaTime.Text;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>Disputes that come faster than usual: in a sentence, as a picture, and vendor by vendor.</summary>
internal static class WatchTables
{
    public const string Note = "Faster than usual: disputes by the week they were received, against what the same vendor had per payment in the half year before, on the payments of the 120 days before each week. "
        + "A rise is told when its cumulative sum passes a limit that chance passes once in 400 weeks at most (Poisson CUSUM), a jump when a week lies above the mean and 3.09 standard deviations of the seven before it (EARS C1, from five disputes in four weeks on).";

    private static readonly LocalDatePattern s_week = LocalDatePattern.CreateWithInvariantCulture("d MMM");

    /// <summary>Null where nothing is out of the ordinary, or what is usual is not known.</summary>
    /// <param name="of">"Lumora Learning" where the house reads; null for the vendor itself.</param>
    public static Sentence? Told(ReportSetting setting, VendorWatch one, string? of)
    {
        var watch = one.Watch;
        if (watch.State is not (WatchState.Raised or WatchState.Jumped))
            return null;
        var counts = FormattableString.Invariant($"{Words.Count(watch.Disputes, "dispute", "disputes")} where about {PatternTelling.Expected(watch.Expected)} would be usual");
        var text = watch.State == WatchState.Raised
            ? $"Disputes have come faster than usual since the week of {PatternTables.Day(watch.Since!.Value)}: {counts}, up to {PatternTables.Day(watch.To)}."
            : $"Disputes jumped in the week up to {PatternTables.Day(watch.To)}; in four weeks there were {counts}.";
        return new Sentence(of is null ? text : $"{of}: {char.ToLowerInvariant(text[0])}{text[1..]}", RowLinks.To(RowSets.DisputesOpened, Filter(setting, one, new(watch.From, watch.To))));
    }

    /// <summary>Null where there is no course.</summary>
    public static ChartSpec? Chart(ReportSetting setting, VendorWatch one)
    {
        var weeks = one.Watch.Course;
        if (weeks.Count == 0)
            return null;
        return new ChartSpec
        {
            Id = "watch",
            Title = "Disputes received by week, as a share of what is usual",
            Kind = ChartKind.Line,
            Categories = [.. weeks.Select(week => s_week.Format(week.From))],
            CategoryKeys = [.. weeks.Select(week => LocalDatePattern.Iso.Format(week.From))],
            CategoryLinks = [.. weeks.Select(week => RowLinks.To(RowSets.DisputesOpened, Filter(setting, one, Week(week))))],
            CategoryTitle = "Week from",
            Series =
            [
                new("Disputes", SeriesRole.Primary, [.. weeks.Select(week => OfUsual(week, week.Disputes) with { Link = RowLinks.To(RowSets.DisputesOpened, Filter(setting, one, Week(week))) })]),
                new("Smoothed", SeriesRole.Bad, [.. weeks.Select(week => OfUsual(week, week.Smoothed))]),
                new("Limit of the smoothed", SeriesRole.Limit, [.. weeks.Select(week => OfUsual(week, week.Upper))]),
            ],
            ValueKind = ColumnKind.Share,
            ValueTitle = "100 % is what is usual for the payments before",
            Annotations = one.Watch.Since is { } since && weeks.ToList().FindIndex(week => week.From == since) is >= 0 and var at ? [new(at, "faster from here")] : [],
            AltText = Told(setting, one, null)?.Text ?? $"Disputes came as usual in the thirteen weeks up to {PatternTables.Day(one.Watch.To)}: {Words.Count(one.Watch.Disputes, "dispute", "disputes")} in the last four, about {PatternTelling.Expected(one.Watch.Expected)} usual.",
        };
    }

    /// <summary>Every vendor that is out of the ordinary.</summary>
    public static Table ToTable(ReportSetting setting, IReadOnlyList<VendorWatch> watches)
    {
        var told = watches.Where(one => one.Watch.State is WatchState.Raised or WatchState.Jumped).ToList();
        return new Table
        {
            Id = "watch",
            Title = "Vendors whose disputes come faster than usual",
            Columns =
            [
                new("vendor", "Vendor", ColumnKind.Text), new("state", "What it is", ColumnKind.Text), new("since", "Since the week of", ColumnKind.Date), new("disputes", "Disputes since", ColumnKind.Count),
                new("usual", "Usual", ColumnKind.Text), new("chance", "Chance of the last four weeks", ColumnKind.Text), new("q", "All vendors allowed for (q)", ColumnKind.Text),
            ],
            Rows = [.. told.Select(one => (IReadOnlyList<Cell>)
            [
                new Cell.Text(one.VendorName) { Link = VendorLinks.To(one.VendorCode, setting.Filter) },
                new Cell.Text(one.Watch.State == WatchState.Raised ? "a lasting rise" : "a jump last week"),
                new Cell.Date(one.Watch.Since ?? one.Watch.From),
                new Cell.Count(one.Watch.Disputes) { Link = RowLinks.To(RowSets.DisputesOpened, Filter(setting, one, new(one.Watch.From, one.Watch.To))) },
                new Cell.Text(PatternTelling.Expected(one.Watch.Expected)),
                new Cell.Text(PatternTelling.Chance(one.Watch.P)), new Cell.Text(PatternTelling.Chance(one.Q)),
            ])],
            EmptyText = told.Count > 0 ? null : watches.Any(one => one.Watch.State == WatchState.AsUsual)
                ? "Every vendor's disputes came as usual in the last thirteen weeks."
                : "No vendor has half a year of payments with five disputes: nothing is usual yet.",
        };
    }

    private static DateRange Week(WatchedWeek week) => new(week.From, week.From.PlusDays(6));

    /// <summary>Expected counts have decimals; as thousandths they keep them.</summary>
    private static Cell OfUsual(WatchedWeek week, double count) =>
        week.Expected > 0 ? new Cell.Share((long)Math.Round(count * 1_000), (long)Math.Round(week.Expected * 1_000), 0) : new Cell.None("nothing expected");

    /// <summary>These days of the vendor, and of the networks that the filter names: the course knows no other dimension.</summary>
    private static ReportFilter Filter(ReportSetting setting, VendorWatch one, DateRange days)
    {
        var filter = NetworkFilter.Of(setting.Filter).Over(days);
        return setting.Scope.IsStaff || setting.Filter.Values.ContainsKey("vendor") ? filter.With("vendor", one.VendorCode) : filter;
    }
}
