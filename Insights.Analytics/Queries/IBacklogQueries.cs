using Insights.Analytics.Metrics.Values;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries;

/// <summary>How many tickets were unsolved, and how old they were, at exact instants. Never "created minus closed".</summary>
public interface IBacklogQueries
{
    /// <summary>One snapshot at the end of each bucket of the range, in the reporting zone. For an end that lies ahead, what is known now is counted.</summary>
    Task<IReadOnlyList<BacklogSnapshot>> SnapshotsAsync(ReportFilter filter, DataScope scope, Bucket bucket, CancellationToken cancel = default);
}

/// <summary>The backlog at one instant.</summary>
/// <param name="Days">The bucket that ends there.</param>
/// <param name="At">The first instant after it.</param>
/// <param name="ByAge">Tickets in each of <see cref="AgeBand.All"/>; they add up to <see cref="Total"/>.</param>
/// <param name="Incomplete">The bucket is not over: its end lies ahead.</param>
public sealed record BacklogSnapshot(DateRange Days, Instant At, IReadOnlyList<long> ByAge, bool Incomplete)
{
    public long Total => ByAge.Sum();
}
