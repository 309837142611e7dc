namespace Insights.Web.Pages.Jobs;

/// <summary>The two buttons of the Jobs screen, and when each job runs next. The host's scheduler answers.</summary>
internal interface IJobControl
{
    /// <summary>As soon as the job is free.</summary>
    /// <exception cref="ArgumentException">No such job.</exception>
    Task RunNowAsync(string jobId, string startedBy, CancellationToken cancel = default);

    /// <returns>False when the job was not running.</returns>
    Task<bool> CancelAsync(string jobId, CancellationToken cancel = default);

    /// <summary>By job id; jobs without a schedule are absent.</summary>
    Task<IReadOnlyDictionary<string, NextRun>> NextRunsAsync(CancellationToken cancel = default);
}

/// <summary>When a job runs next.</summary>
/// <param name="Schedule">In words or cron, with its zone.</param>
internal sealed record NextRun(string Schedule, DateTimeOffset? At);
