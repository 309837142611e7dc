using System.Collections.Concurrent;

namespace Insights.Analytics.Jobs;

/// <summary>
/// How far running jobs of this process are. In memory on purpose: a rebuild holds the store's only write lock, so a stored progress could not be written.
/// </summary>
internal sealed class JobProgressBoard
{
    private readonly ConcurrentDictionary<long, JobProgress> _byRun = new();

    public JobProgress? Of(long runId) => _byRun.GetValueOrDefault(runId);

    public IProgress<JobProgress> For(long runId) => new Entry(_byRun, runId);

    public void Remove(long runId) => _byRun.TryRemove(runId, out _);

    private sealed class Entry(ConcurrentDictionary<long, JobProgress> byRun, long runId) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => byRun[runId] = value with { Fraction = Math.Clamp(value.Fraction, 0, 1) };
    }
}
