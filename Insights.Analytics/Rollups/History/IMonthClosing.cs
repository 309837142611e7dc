using NodaTime;

namespace Insights.Analytics.Rollups.History;

/// <summary>Closes months of the reporting zone.</summary>
public interface IMonthClosing
{
    /// <summary>Open months whose days of grace are over, the oldest first.</summary>
    Task<IReadOnlyList<YearMonth>> DueAsync(CancellationToken cancel = default);

    /// <summary>Open months that are over: those a person may close.</summary>
    Task<IReadOnlyList<YearMonth>> OverAsync(CancellationToken cancel = default);

    /// <summary>Stamps the month; one that is closed already stays as it is.</summary>
    /// <param name="by">The administrator who closes it by hand; null = the job.</param>
    /// <returns>How many clocks were stamped.</returns>
    /// <exception cref="ArgumentException">The month is not over.</exception>
    Task<long> CloseAsync(YearMonth month, string? by, CancellationToken cancel = default);
}
