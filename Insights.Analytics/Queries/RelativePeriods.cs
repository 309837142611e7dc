using Insights.Analytics.Metrics.Values;
using NodaTime;

namespace Insights.Analytics.Queries;

/// <summary>Periods named relative to today. "last-N-days" and "last-12-months" hold complete days and months only, so that they compare fairly.</summary>
public static class RelativePeriods
{
    /// <summary>Every name with its label, in the order a menu shows them.</summary>
    public static readonly IReadOnlyList<(string Name, string Label)> All =
    [
        ("today", "Today"),
        ("yesterday", "Yesterday"),
        ("last-7-days", "Last 7 days"),
        ("last-30-days", "Last 30 days"),
        ("last-90-days", "Last 90 days"),
        ("this-week", "This week"),
        ("last-week", "Last week"),
        ("this-month", "This month"),
        ("last-month", "Last month"),
        ("this-quarter", "This quarter"),
        ("last-quarter", "Last quarter"),
        ("last-12-months", "Last 12 months"),
        ("year-to-date", "Year to date"),
        ("last-year", "Last year"),
    ];

    /// <summary>The days a name stands for, or null when there is no such name.</summary>
    public static DateRange? Resolve(string name, LocalDate today)
    {
        var monday = today.PlusDays(1).Previous(IsoDayOfWeek.Monday);
        var month = today.With(DateAdjusters.StartOfMonth);
        var quarter = new LocalDate(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1);
        return name switch
        {
            "today" => new(today, today),
            "yesterday" => new(today.PlusDays(-1), today.PlusDays(-1)),
            "last-7-days" => new(today.PlusDays(-7), today.PlusDays(-1)),
            "last-30-days" => new(today.PlusDays(-30), today.PlusDays(-1)),
            "last-90-days" => new(today.PlusDays(-90), today.PlusDays(-1)),
            "this-week" => new(monday, today),
            "last-week" => new(monday.PlusDays(-7), monday.PlusDays(-1)),
            "this-month" => new(month, today),
            "last-month" => new(month.PlusMonths(-1), month.PlusDays(-1)),
            "this-quarter" => new(quarter, today),
            "last-quarter" => new(quarter.PlusMonths(-3), quarter.PlusDays(-1)),
            "last-12-months" => new(month.PlusMonths(-12), month.PlusDays(-1)),
            "year-to-date" => new(new LocalDate(today.Year, 1, 1), today),
            "last-year" => new(new LocalDate(today.Year - 1, 1, 1), new LocalDate(today.Year - 1, 12, 31)),
            _ => null,
        };
    }
}
