using System.Globalization;
using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Alerts;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using NodaTime;
using NodaTime.Text;

namespace Insights.Analytics.Reports.Trends;

/// <summary>Limits people set, and what is beyond them.</summary>
internal static class LimitTables
{
    private static readonly LocalDatePattern s_day = LocalDatePattern.CreateWithInvariantCulture("d MMMM");

    public static Section Section(ReportSetting setting, IReadOnlyList<AlertLimit> limits) => new()
    {
        Id = "limits",
        Title = "Limits",
        Wide = true,
        Blocks = limits.Count == 0
            ? [new Block.Paragraph(setting.Scope.IsStaff ? "Nobody has set a limit. Support leads set them with “Set limits”." : "No limit is set to your numbers.")]
            : [.. Told(limits), new Block.DataTable(Table(setting, limits))],
    };

    /// <summary>"Failed payments above 50 a day".</summary>
    public static string Name(AlertLimit limit)
    {
        var metric = MetricCatalog.Find(limit.MetricId);
        return $"{metric.Name} {(limit.IsAbove ? "above" : "below")} {Value(metric, limit.Limit)} {(limit.Days == 1 ? "a day" : "in seven days")}";
    }

    public static string State(AlertLimit limit) => limit.Last switch
    {
        null => "never crossed",
        { Recovered: { } day } last => $"crossed from {s_day.Format(last.First)} to {s_day.Format(last.Until)}, recovered on {s_day.Format(day)}",
        var last => $"crossed since {s_day.Format(last.First)}",
    };

    private static IEnumerable<Block> Told(IReadOnlyList<AlertLimit> limits)
    {
        var crossed = limits.Where(limit => limit.Last is { Recovered: null }).ToList();
        if (crossed.Count > 0)
            yield return new Block.Bullets([.. crossed.Select(limit => new Sentence($"{Name(limit)}{(limit.VendorCode is null ? "" : " of " + limit.Vendor)}: crossed since {s_day.Format(limit.Last!.First)}, farthest on {s_day.Format(limit.Last.WorstDay)} with {Value(MetricCatalog.Find(limit.MetricId), limit.Last.Worst)}.", Rows(limit, limit.Last)))]);
    }

    private static Table Table(ReportSetting setting, IReadOnlyList<AlertLimit> limits) => new()
    {
        Id = "limits",
        Title = "Limits that hold",
        Columns =
        [
            new("limit", "Limit", ColumnKind.Text), new("vendor", "Whose", ColumnKind.Text), new("state", "State", ColumnKind.Text), new("worst", "Farthest", ColumnKind.Text), new("worst_day", "On", ColumnKind.Date),
            .. setting.Scope.IsStaff ? [new Column("by", "Set by", ColumnKind.Text)] : Array.Empty<Column>(),
        ],
        Rows = [.. limits.Select(limit => (IReadOnlyList<Cell>)
        [
            new Cell.Text(Name(limit)), new Cell.Text(limit.Vendor), new Cell.Text(Words.Sentence(State(limit))),
            limit.Last is { } last ? new Cell.Text(Value(MetricCatalog.Find(limit.MetricId), last.Worst)) { Link = Rows(limit, last) } : new Cell.None("never crossed"),
            limit.Last is { } day ? new Cell.Date(day.WorstDay) : new Cell.None("never crossed"),
            .. setting.Scope.IsStaff ? [new Cell.Text(limit.By)] : Array.Empty<Cell>(),
        ])],
    };

    /// <summary>The rows of the days the farthest number is made of.</summary>
    private static string Rows(AlertLimit limit, LimitCrossing crossing)
    {
        var filter = new ReportFilter { Range = new DateRange(crossing.WorstDay.PlusDays(1 - limit.Days), crossing.WorstDay) };
        return RowLinks.To(MetricCatalog.Find(limit.MetricId).Rows, limit.VendorCode is { } vendor ? filter.With("vendor", vendor) : filter);
    }

    private static string Value(MetricDefinition metric, double value) => metric.Unit switch
    {
        MetricUnit.Percent => Words.Percent(value, 2),
        MetricUnit.PerThousand => (value * 1000).ToString("0.#", CultureInfo.InvariantCulture) + " per 1,000",
        _ => value.ToString("N0", CultureInfo.InvariantCulture),
    };
}
