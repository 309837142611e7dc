namespace Insights.Import.Store;

/// <summary>Instants and days as the store writes them: unix seconds and days since 1970-01-01, on both providers.</summary>
public static class UnixTime
{
    private static readonly int FirstDay = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>Whole seconds since 1970-01-01 UTC, rounded down. A value without a kind is taken as UTC.</summary>
    public static long ToSeconds(DateTime instant)
    {
        var ticks = (instant.Kind == DateTimeKind.Local ? instant.ToUniversalTime() : instant).Ticks - DateTime.UnixEpoch.Ticks;
        var seconds = ticks / TimeSpan.TicksPerSecond;
        return ticks < 0 && ticks % TimeSpan.TicksPerSecond != 0 ? seconds - 1 : seconds;
    }

    public static DateTime FromSeconds(long seconds) => DateTime.UnixEpoch.AddTicks(seconds * TimeSpan.TicksPerSecond);

    public static int ToDays(DateOnly day) => day.DayNumber - FirstDay;

    public static DateOnly FromDays(int days) => DateOnly.FromDayNumber(days + FirstDay);
}
