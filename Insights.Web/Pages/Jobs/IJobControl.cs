namespace Insights.Web.Pages.Jobs;

/// <summary>The background jobs as a person sees them. The host runs them.</summary>
internal interface IJobControl
{
    /// <summary>Every job with its schedule and its last run, in the order they feed each other.</summary>
    Task<IReadOnlyList<JobView>> JobsAsync(CancellationToken cancel = default);

    /// <summary>Runs, newest first.</summary>
    /// <param name="before">Runs with a smaller id; null starts at the newest.</param>
    Task<IReadOnlyList<JobRunView>> RunsAsync(string? jobId, long? before, int take, CancellationToken cancel = default);

    /// <summary>As soon as the job is free.</summary>
    Task RunNowAsync(string jobId, string startedBy, CancellationToken cancel = default);

    /// <returns>False when the job was not running.</returns>
    Task<bool> CancelAsync(string jobId, CancellationToken cancel = default);
}

/// <summary>One job.</summary>
/// <param name="Schedule">In words or cron with its zone; null: after imports and on demand only.</param>
/// <param name="Fraction">0 to 1 while it runs, null while it does not.</param>
internal sealed record JobView(string Id, string Title, string? Schedule, bool AfterImport, DateTime? NextRunAt, double? Fraction, string? ProgressText, JobRunView? LastRun);

/// <summary>One run.</summary>
/// <param name="State">running, done, failed, cancelled, interrupted.</param>
/// <param name="Trigger">schedule, import, or the name of who asked.</param>
internal sealed record JobRunView(long Id, string JobId, string JobTitle, string State, string Trigger, DateTime StartedAt, DateTime? FinishedAt, long? Items, string? Summary, string? Error);
