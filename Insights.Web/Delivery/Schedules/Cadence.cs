namespace Insights.Web.Delivery.Schedules;

/// <summary>How often a subscription goes out. Stored by name.</summary>
internal enum Cadence
{
    Daily,
    Weekly,

    /// <summary>The n-th working day of each month.</summary>
    Monthly,

    /// <summary>Once the data of yesterday, of last week, of last month is complete; not before the time of day.</summary>
    DayComplete,
    WeekComplete,
    MonthComplete,
}
