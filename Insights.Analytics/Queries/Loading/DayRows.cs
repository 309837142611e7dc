using Insights.Analytics.Rollups.Passes;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Sums of one day, member and currency. What each sum counts is the source's business.</summary>
/// <param name="Day">Days since 1970-01-01, in the reporting zone.</param>
internal readonly record struct DayRow(int Day, string Member, string Currency, Sums Sums);

/// <summary>Daily sums of one source under one filter: enough for a value, a series and a breakdown of every metric of the source.</summary>
internal sealed class DayRows(List<DayRow> rows)
{
    public IReadOnlyList<DayRow> All => rows;

    public IEnumerable<string> Members => rows.Select(row => row.Member).Distinct(StringComparer.Ordinal);

    /// <param name="member">Null = all members together.</param>
    public long Sum(int from, int to, string? member, Func<Sums, long> column)
    {
        long total = 0;
        foreach (var row in rows)
        {
            if (row.Day >= from && row.Day <= to && (member is null || row.Member == member))
                total += column(row.Sums);
        }
        return total;
    }
}

/// <summary>Closed clocks with their seconds, for medians and percentiles.</summary>
internal readonly record struct ClockSample(int Day, string Member, long BusinessSeconds, long WallSeconds);
