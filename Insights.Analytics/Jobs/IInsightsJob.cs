namespace Insights.Analytics.Jobs;

/// <summary>
/// A job: a plain class that knows nothing of the scheduler that runs it. Runs at least once, so it must be idempotent:
/// restarted from the beginning after a crash it leaves the same rows.
/// </summary>
public interface IInsightsJob
{
    string Id { get; }
    string Title { get; }

    /// <summary>Quartz-style cron in the reporting zone, or null: after imports and on demand only.</summary>
    string? DefaultSchedule { get; }

    /// <summary>Run again when an import has committed.</summary>
    bool AfterImport { get; }

    /// <summary>Whether an import that has just committed is reason enough; asked only where <see cref="AfterImport"/> holds.</summary>
    Task<bool> IsDueAfterImportAsync(CancellationToken cancel) => Task.FromResult(true);

    /// <summary>Whether the program that has just started cannot wait for the job's next time.</summary>
    Task<bool> IsDueAtStartAsync(CancellationToken cancel) => Task.FromResult(false);

    Task<JobOutcome> RunAsync(IProgress<JobProgress> progress, CancellationToken cancel);
}

/// <summary>What a finished run did.</summary>
/// <param name="Items">How many things were done: days recomputed, tickets derived.</param>
public sealed record JobOutcome(long Items, string Summary);

public sealed record JobProgress(double Fraction, string Text);
