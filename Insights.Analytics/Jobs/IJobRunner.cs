namespace Insights.Analytics.Jobs;

/// <summary>Runs jobs and keeps a row about each run. What calls it (scheduler, import, verb, button) decides when; it decides nothing else.</summary>
public interface IJobRunner
{
    /// <summary>
    /// Runs one job to its end and records state, duration, items and error text. A failure is recorded and thrown on: nobody may believe it succeeded.
    /// A job that is running already is not started twice in this process: the call waits for its turn.
    /// </summary>
    /// <exception cref="ArgumentException">No such job.</exception>
    /// <exception cref="JobFailedException">The job failed; the run row says why.</exception>
    Task<JobRunSummary> RunAsync(string jobId, string trigger, CancellationToken cancel = default);

    /// <summary>At start: runs that a kill left "running" are marked interrupted.</summary>
    Task MarkInterruptedAsync(CancellationToken cancel = default);
}

/// <summary>How a finished run went.</summary>
/// <param name="State">succeeded or cancelled.</param>
public sealed record JobRunSummary(long RunId, string State, long Items, string Summary, TimeSpan Duration);

/// <summary>A job failed; the message names the job and the cause, the run row keeps the details.</summary>
public sealed class JobFailedException(string message, long runId, Exception inner) : Exception(message, inner)
{
    public long RunId { get; } = runId;
}
