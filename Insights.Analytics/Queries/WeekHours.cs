using System.Globalization;

namespace Insights.Analytics.Queries;

/// <summary>Hours of the week in the reporting zone, as filters and people write them: "mon-09" is Monday from 09:00 to 10:00.</summary>
public static class WeekHours
{
    public const int Count = 7 * 24;

    private static readonly string[] s_keys = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public static IReadOnlyList<string> Days { get; } = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public static IReadOnlyList<string> Keys { get; } = [.. Enumerable.Range(0, Count).Select(Key)];

    /// <param name="hour">0 = Monday 00:00 to 167 = Sunday 23:00.</param>
    public static string Key(int hour) => string.Create(CultureInfo.InvariantCulture, $"{s_keys[hour / 24]}-{hour % 24:00}");

    public static string Label(int hour) => string.Create(CultureInfo.InvariantCulture, $"{Days[hour / 24]} {hour % 24:00}:00");

    /// <summary>Null for a text that names no hour of the week.</summary>
    public static int? Parse(string key)
    {
        var day = Array.IndexOf(s_keys, key.Split('-')[0]);
        return day >= 0 && key.Length == 6 && int.TryParse(key[4..], NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour < 24 ? (day * 24) + hour : null;
    }
}
