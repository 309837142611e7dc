using System.Globalization;
using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using NodaTime;
using NodaTime.Text;

namespace Insights.Analytics.Reports.Trends;

/// <summary>A forecast as every document shows it: drawn with its limits, and with the error such forecasts have had.</summary>
internal static class Forecasts
{
    public const int Ahead = 14;

    /// <summary>Past days that are drawn before it.</summary>
    private const int Drawn = 42;

    private static readonly LocalDatePattern s_day = LocalDatePattern.CreateWithInvariantCulture("d MMM");

    public static IReadOnlyList<string> Footnotes { get; } =
    [
        "A forecast goes on from the last whole day; a day that is not over takes no part. From each of the last eight weeks a forecast is made of the days that followed, from what was known then: its mean error is the backtest. "
            + "Exponential smoothing with weekly seasons is used where it beats the same day of the week before (seasonal-naive); where it does not, the naive forecast is shown and said to be.",
        "The limits hold what nine of ten backtested forecasts as far ahead held. Holidays and campaigns to come are not known to it. The trend is the series without days of the week and outliers (STL, Cleveland and others 1990).",
    ];

    public static IReadOnlyList<Block> Blocks(ReportSetting setting, MetricDefinition metric, MetricForecast? forecast, string unit) => forecast is null
        ? [new Block.Paragraph("Too few days to forecast: eight weeks of whole days are needed.")]
        : [new Block.Paragraph(Told(metric, forecast)), new Block.Chart(Chart(setting, metric, forecast, unit)), new Block.DataTable(Table(forecast))];

    /// <summary>What is expected, and how far such forecasts were off.</summary>
    public static string Told(MetricDefinition metric, MetricForecast forecast)
    {
        var week = forecast.Days.Take(7).Sum(day => day.Value);
        var start = $"{metric.Name}: about {Whole(week)} are expected in the next seven days, after {Whole(forecast.Past.TakeLast(7).Sum(day => day.Count))} in the last. ";
        return start + (forecast.IsNaive
            ? $"No model beat the same day of the week before on its own past, so this is what is shown; it was off by {Number(forecast.NaiveError)} a day on average over {forecast.Backtests} days."
            : $"The forecast was off by {Number(forecast.Error)} a day on average over {forecast.Backtests} days, the same day of the week before by {Number(forecast.NaiveError)}: {Words.Percent(1 - (forecast.Error / forecast.NaiveError), 0)} less.");
    }

    public static Table Compared(IReadOnlyList<(MetricDefinition Metric, MetricForecast Forecast)> forecasts) => new()
    {
        Id = "forecasts",
        Title = "Forecasts of daily numbers, and how far such forecasts were off",
        Columns =
        [
            new("metric", "Number", ColumnKind.Text), new("last", "Last 7 days", ColumnKind.Count), new("next", "Next 7 days", ColumnKind.Count), new("method", "Method", ColumnKind.Text),
            new("error", "Mean error a day", ColumnKind.Text), new("naive", "Same day a week before", ColumnKind.Text), new("days", "Days compared", ColumnKind.Count),
        ],
        Rows = [.. forecasts.Select(one => (IReadOnlyList<Cell>)
        [
            new Cell.Text(one.Metric.Name),
            new Cell.Count(one.Forecast.Past.TakeLast(7).Sum(day => day.Count)) { Link = RowLinks.To(one.Metric.Rows, new ReportFilter { Range = new(one.Forecast.Past[^7].Day, one.Forecast.Past[^1].Day) }) },
            new Cell.Count((long)Math.Round(one.Forecast.Days.Take(7).Sum(day => day.Value))),
            new Cell.Text(one.Forecast.IsNaive ? "same day a week before: no model beat it" : "exponential smoothing"),
            new Cell.Text(Number(one.Forecast.Error)), new Cell.Text(Number(one.Forecast.NaiveError)), new Cell.Count(one.Forecast.Backtests),
        ])],
        EmptyText = forecasts.Count == 0 ? "No daily number has eight weeks of whole days yet." : null,
    };

    private static ChartSpec Chart(ReportSetting setting, MetricDefinition metric, MetricForecast forecast, string unit)
    {
        var past = forecast.Past.TakeLast(Drawn).ToList();
        var none = new Cell.None("to come");
        var before = new Cell.None("known");
        IReadOnlyList<Cell> Ahead(Func<ForecastDay, double> of) => [.. past.Select(_ => (Cell)before), .. forecast.Days.Select(day => new Cell.Count((long)Math.Round(of(day))))];
        return new ChartSpec
        {
            Id = "forecast-" + metric.Id.Replace('_', '-'),
            Title = $"{metric.Name} a day, and the next {forecast.Days.Count} days",
            Kind = ChartKind.Line,
            Categories = [.. past.Select(day => s_day.Format(day.Day)), .. forecast.Days.Select(day => s_day.Format(day.Day))],
            CategoryKeys = [.. past.Select(day => LocalDatePattern.Iso.Format(day.Day)), .. forecast.Days.Select(day => LocalDatePattern.Iso.Format(day.Day))],
            CategoryLinks = [.. past.Select(day => day.Day).Concat(forecast.Days.Select(day => day.Day)).Select(day => RowLinks.To(metric.Rows, setting.Filter.Over(new DateRange(day, day))))],
            CategoryTitle = "Day",
            Series =
            [
                new(metric.Name, SeriesRole.Primary, [.. past.Select(day => new Cell.Count(day.Count)), .. forecast.Days.Select(_ => (Cell)none)]),
                new("Trend", SeriesRole.Previous, [.. past.Select(day => new Cell.Count((long)Math.Round(day.Trend))), .. forecast.Days.Select(_ => (Cell)none)]),
                new("Forecast", SeriesRole.Second, Ahead(day => day.Value)),
                new("Lower limit", SeriesRole.Limit, Ahead(day => day.Lower)),
                new("Upper limit", SeriesRole.Limit, Ahead(day => day.Upper)),
            ],
            ValueKind = ColumnKind.Count,
            ValueTitle = unit,
            AltText = Told(metric, forecast),
        };
    }

    private static Table Table(MetricForecast forecast) => new()
    {
        Id = "forecast-days",
        Title = "The next days",
        Columns = [new("day", "Day", ColumnKind.Date), new("expected", "Expected", ColumnKind.Count), new("lower", "Nine in ten: from", ColumnKind.Count), new("upper", "to", ColumnKind.Count)],
        Rows = [.. forecast.Days.Select(day => (IReadOnlyList<Cell>)
            [new Cell.Date(day.Day), new Cell.Count((long)Math.Round(day.Value)), new Cell.Count((long)Math.Floor(day.Lower)), new Cell.Count((long)Math.Ceiling(day.Upper))])],
    };

    private static string Whole(double value) => Math.Round(value).ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString(value < 10 ? "0.0" : "N0", CultureInfo.InvariantCulture);
}
