using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries.Alerts;

/// <summary>Limits people set to daily numbers. What is beyond one is told once, and again when it is over.</summary>
public interface IAlertLimits
{
    /// <summary>Metrics a limit can be set to: counts, shares and rates.</summary>
    IReadOnlyList<string> Metrics { get; }

    /// <summary>Limits that hold, of what the scope may read.</summary>
    Task<IReadOnlyList<AlertLimit>> ListAsync(DataScope scope, CancellationToken cancel = default);

    /// <param name="vendorCode">Null: all vendors together.</param>
    /// <param name="limit">A count for counts; for shares and rates a fraction.</param>
    /// <param name="days">1, or 7 for the last seven days together.</param>
    /// <returns>Why not, in words; null when it is set.</returns>
    Task<string?> SetAsync(string metricId, string? vendorCode, bool isAbove, double limit, int days, string by, CancellationToken cancel = default);

    /// <returns>False when there is none of this number.</returns>
    Task<bool> WithdrawAsync(int id, string by, CancellationToken cancel = default);

    /// <summary>Holds every limit against the whole days there are by now.</summary>
    /// <returns>How many are crossed now.</returns>
    Task<int> WatchAsync(CancellationToken cancel = default);
}

public sealed record AlertLimit(int Id, string MetricId, string? VendorCode, string Vendor, bool IsAbove, double Limit, int Days, string By, Instant At)
{
    /// <summary>The last time it was crossed; null when never.</summary>
    public LimitCrossing? Last { get; init; }
}

/// <param name="Recovered">The first whole day on the right side again; null while it goes on.</param>
public sealed record LimitCrossing(LocalDate First, LocalDate Until, LocalDate? Recovered, double Worst, LocalDate WorstDay);
