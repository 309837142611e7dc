using NodaTime;

namespace Insights.Analytics.Rollups.History;

/// <summary>When a month is closed: pure, so that month ends and clock changes are tested without a store.</summary>
internal static class MonthCloses
{
    /// <summary>The last month that may be closed on this day of the reporting zone, when it must have been over for so many whole days.</summary>
    public static YearMonth LastDue(LocalDate today, int daysAfterEnd) => today.PlusDays(-daysAfterEnd).ToYearMonth().PlusMonths(-1);
}
