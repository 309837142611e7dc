using NodaTime;

namespace Insights.Analytics.Queries;

/// <summary>The runs of the jobs, for the Jobs screen.</summary>
public interface IJobQueries
{
    /// <summary>Newest first.</summary>
    /// <param name="idle">With the runs of the schedule that found nothing to do: one a minute, among which the others are not seen.</param>
    Task<IReadOnlyList<JobRunRow>> RunsAsync(string? jobId = null, long? beforeId = null, int size = 50, bool idle = true, CancellationToken cancel = default);

    /// <summary>Every known job with its latest run.</summary>
    Task<IReadOnlyList<JobRow>> JobsAsync(CancellationToken cancel = default);
}

public sealed record JobRow(string Id, string Title, string? DefaultSchedule, bool AfterImport, JobRunRow? LastRun);

/// <summary>One run.</summary>
/// <param name="State">running, succeeded, failed, cancelled, interrupted.</param>
/// <param name="Trigger">schedule, import, a user's name, cli.</param>
/// <param name="Progress">0 to 1 while it runs.</param>
public sealed record JobRunRow(
    long Id, string JobId, string Trigger, string State, Instant StartedAt, Instant? FinishedAt, long Items, string? Summary, string? Error, double Progress, string? ProgressText);
