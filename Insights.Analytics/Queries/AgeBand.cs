namespace Insights.Analytics.Queries;

/// <summary>How long ago an unsolved ticket was created, at the instant of the count. A band holds its beginning and not its end.</summary>
/// <param name="Key">As the filter's "age" names it.</param>
/// <param name="ToSeconds">Where the next band begins; null for the last.</param>
public sealed record AgeBand(string Key, string Label, long FromSeconds, long? ToSeconds)
{
    private const long Day = 86_400;

    public static IReadOnlyList<AgeBand> All { get; } =
    [
        new("under-1d", "Under 1 day", 0, Day),
        new("1-3d", "1 to 3 days", Day, 3 * Day),
        new("3-7d", "3 to 7 days", 3 * Day, 7 * Day),
        new("7-14d", "7 to 14 days", 7 * Day, 14 * Day),
        new("14-30d", "14 to 30 days", 14 * Day, 30 * Day),
        new("over-30d", "Over 30 days", 30 * Day, null),
    ];

    public static int IndexOf(long seconds)
    {
        var index = 0;
        while (All[index].ToSeconds is { } to && seconds >= to)
            index++;
        return index;
    }
}
