using System.Globalization;
using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Trends;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Alerts;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;
using NodaTime.Text;

namespace Insights.Analytics.Reports.Trends;

/// <summary>Lists of alerts, the parts of one, and the words that belong to them.</summary>
internal static class AlertTables
{
    private static readonly LocalDatePattern s_label = LocalDatePattern.CreateWithInvariantCulture("d MMM");

    public static IReadOnlyList<string> Footnotes { get; } =
    [
        "Expected: from the same days of the week of earlier weeks that were usual themselves; of failures at this day's number of attempts. Days that are not over are left out.",
        "An alert needs at least ten cases, and is told when chance alone would make a day or week as far out so seldom that about four false alarms a year are to be expected over all series together.",
        FormattableString.Invariant($"Measured: in made series in which nothing happens, of several levels and spreads, tests count at most {AnomalySettings.FalseAlarmsInASeriesYear:0.##} false alarms a series and year, days and weeks together, at the widest chance that is ever used; the more series are watched, the smaller the chance of each."),
        "A cause is the one member (a gateway, a vendor, a card BIN) without which the rest is as usual, or which holds most of the surplus; where there is none it is told as everywhere.",
    ];

    public static string LinkTo(Alert alert) => string.Create(CultureInfo.InvariantCulture, $"/alerts/{alert.Id}");

    public static Table List(string id, string title, IReadOnlyList<Alert> alerts, string empty) => new()
    {
        Id = id,
        Title = title,
        Columns =
        [
            new("alert", "Alert", ColumnKind.Text), new("from", "From", ColumnKind.Date), new("to", "To", ColumnKind.Date), new("count", "Counted", ColumnKind.Count), new("expected", "Expected", ColumnKind.Text),
            new("hours", "Hours", ColumnKind.Text), new("first_seen", "First seen", ColumnKind.Moment), new("state", "State", ColumnKind.Text),
        ],
        Rows =
        [
            .. alerts.Select(one => (IReadOnlyList<Cell>)
            [
                new Cell.Text(one.Name) { Link = LinkTo(one) }, new Cell.Date(one.FirstDay), new Cell.Date(one.LastDay), Counted(one), new Cell.Text(Expected(one.Expected)),
                one.Window is { } window ? new Cell.Text(AlertTelling.Hours(window)) : new Cell.None("all day"), new Cell.Moment(one.FirstSeenAt), new Cell.Text(one.RecoveredDay is null ? "goes on" : "over"),
            ]),
        ],
        EmptyText = alerts.Count == 0 ? empty : null,
    };

    /// <summary>What was looked at, and how often it cries wolf.</summary>
    public static string Watched(TrendWatch watch) => string.Create(
        CultureInfo.InvariantCulture,
        $"{watch.Series:N0} daily series were watched from {Periods.Name(new(watch.From, watch.From))} to {Periods.Name(new(watch.To, watch.To))}: failed payments, failed refunds, refunds, payments, tickets and disputes, as a whole and by vendor, gateway, method, network, country, category, channel and reason. A day or a week of one series is out of the ordinary below a chance of {watch.Chance:0.#####}, which makes about {watch.FalseAlarmsAYear:0.#} false alarms a year over all of them.");

    public static ChartSpec Days(AlertDetail detail)
    {
        var alert = detail.Alert;
        return new()
        {
            Id = "days",
            Title = AlertTelling.Metric(alert.Metric) + " day by day, against what was expected",
            Kind = ChartKind.Columns,
            Categories = [.. detail.Days.Select(day => s_label.Format(day.Day))],
            CategoryKeys = [.. detail.Days.Select(day => LocalDatePattern.Iso.Format(day.Day))],
            CategoryLinks = [.. detail.Days.Select(day => Rows(alert, new(day.Day, day.Day)) ?? "")],
            Series =
            [
                new("Counted", alert.IsHigh ? SeriesRole.Bad : SeriesRole.Primary, [.. detail.Days.Select(day => new Cell.Count(day.Count))]),
                new("Expected", SeriesRole.Previous, [.. detail.Days.Select(day => new Cell.Count((long)Math.Round(day.Expected)))]),
            ],
            ValueKind = ColumnKind.Count,
            ValueTitle = AlertTelling.Metric(alert.Metric).ToLowerInvariant(),
            AltText = alert.Sentence,
        };
    }

    public static Table ByDay(AlertDetail detail) => new()
    {
        Id = "by-day",
        Title = "Day by day",
        Columns = [new("day", "Day", ColumnKind.Date), new("count", "Counted", ColumnKind.Count), new("expected", "Expected", ColumnKind.Text)],
        Rows =
        [
            .. detail.Days.Select(day => (IReadOnlyList<Cell>)
            [
                new Cell.Date(day.Day), new Cell.Count(day.Count) { Link = Rows(detail.Alert, new(day.Day, day.Day)) }, new Cell.Text(Expected(day.Expected)),
            ]),
        ],
        Totals = [null, Counted(detail.Alert), new Cell.Text(Expected(detail.Alert.Expected))],
    };

    public static Table Shared(Alert alert) => new()
    {
        Id = "shared",
        Title = "What the cases of the worst day have in common",
        Columns = [new("what", "What", ColumnKind.Text), new("value", "Value", ColumnKind.Text), new("share", "Share of the cases", ColumnKind.Text)],
        Rows = [.. alert.Shared.Select(one => (IReadOnlyList<Cell>)[new Cell.Text(Words.Label(one.Dimension)), new Cell.Text(Value(one.Dimension, one.Value)), new Cell.Text(Words.Percent(one.Share, 0))])],
    };

    /// <summary>The rows of an alert, where the filter can name them: card BINs, codes and modes it cannot.</summary>
    public static string? Rows(Alert alert, DateRange days)
    {
        var rows = MetricCatalog.Find(alert.CatalogueId).Rows;
        var filter = new ReportFilter { Range = days, Compare = Comparison.None };
        if (alert.Place is not { } place)
            return RowLinks.To(rows, filter);
        if (place.Dimension == "vendor")
            return alert.VendorCode is { } code ? RowLinks.To(rows, filter.With("vendor", code)) : null;
        return ReportFilter.Dimensions.Contains(place.Dimension) ? RowLinks.To(rows, filter.With(place.Dimension, place.Value)) : null;
    }

    /// <summary>Our own keys as words; names, countries and codes as they are.</summary>
    public static string Value(string dimension, string value) =>
        dimension is "method" or "cause" or "category" or "channel" or "reason" or "network" or "brand" or "refund_mode" ? Words.Label(value) : value;

    public static string Expected(double value) => value.ToString(value < 10 ? "0.0" : "N0", CultureInfo.InvariantCulture);

    private static Cell.Count Counted(Alert alert) => new(alert.Count) { Link = Rows(alert, new(alert.FirstDay, alert.LastDay)) };
}
