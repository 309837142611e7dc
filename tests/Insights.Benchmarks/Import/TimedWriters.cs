using System.Diagnostics;
using System.Runtime.InteropServices;
using Insights.Import.Store;

namespace Insights.Benchmarks.Import;

/// <summary>Adds up the time spent in the store, which runs beside the reading of the next rows: on the clock, and of the processor.</summary>
internal sealed class TimedWriters(IFactWriterFactory inner) : IFactWriterFactory
{
    private readonly Stopwatch watch = new();

    public double Seconds => watch.Elapsed.TotalSeconds;

    /// <summary>Linux only; else 0.</summary>
    public double Cpu { get; private set; }

    public IFactWriter Open() => new Timed(inner.Open(), this);

    private async Task<T> TimeAsync<T>(Func<Task<T>> work)
    {
        var before = ThreadCpu();
        watch.Start();
        try
        {
            // The writers are synchronous but for waiting, so the thread stays the same.
            return await work();
        }
        finally
        {
            watch.Stop();
            Cpu += ThreadCpu() - before;
        }
    }

    private Task TimeAsync(Func<Task> work) => TimeAsync(async () =>
    {
        await work();
        return true;
    });

    /// <summary>What /proc says lags behind by a tick, and a chunk takes less.</summary>
    private static double ThreadCpu() => OperatingSystem.IsLinux() && ClockGetTime(ThreadCpuClock, out var now) == 0 ? now.Seconds + (now.Nanoseconds / 1e9) : 0;

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ClockGetTime(int clock, out TimeSpec time);

    private const int ThreadCpuClock = 3;

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    private sealed class Timed(IFactWriter writer, TimedWriters times) : IFactWriter
    {
        public bool ShouldCommit => writer.ShouldCommit;

        public void Weigh(FactChunk chunk) => writer.Weigh(chunk);

        public Task<ChunkOutcome> WriteAsync(FactChunk chunk, CancellationToken cancel) => times.TimeAsync(() => writer.WriteAsync(chunk, cancel));

        public Task<ChunkOutcome> AddAsync(FactChunk chunk, CancellationToken cancel) => times.TimeAsync(() => writer.AddAsync(chunk, cancel));

        public Task CommitAsync() => times.TimeAsync(writer.CommitAsync);

        public Task<ChunkOutcome> PreviewAsync(FactChunk chunk, CancellationToken cancel) => writer.PreviewAsync(chunk, cancel);

        public Task FinishFileAsync(int fileId, CancellationToken cancel) => times.TimeAsync(() => writer.FinishFileAsync(fileId, cancel));

        public ValueTask DisposeAsync() => writer.DisposeAsync();
    }
}
