using Insights.Analytics.Rollups.Tables;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.History;

/// <summary>Which days lie in closed months. Read once a pass.</summary>
internal sealed class ClosedCalendar(IReadOnlyList<ClosedMonth> months)
{
    private readonly Dictionary<DateOnly, ClosedMonth> _months = months.ToDictionary(month => month.Month);

    public bool IsEmpty => _months.Count == 0;

    public DateOnly First => months.Min(month => month.Month);

    public DateOnly Until => months.Max(month => month.Until);

    public static async Task<ClosedCalendar> LoadAsync(AnalyticsDbContext analytics, CancellationToken cancel) =>
        new(await analytics.ClosedMonths.AsNoTracking().OrderBy(month => month.Month).ToListAsync(cancel));

    /// <summary>The closed month of a day; null when its month is not closed.</summary>
    public DateOnly? MonthOf(DateOnly? day) =>
        day is { } known && new DateOnly(known.Year, known.Month, 1) is var month && _months.ContainsKey(month) ? month : null;
}
