using System.Diagnostics;
using Insights.Import.Store;

namespace Insights.Benchmarks.Import;

/// <summary>Adds up the time spent in the store, which runs beside the reading of the next rows.</summary>
internal sealed class TimedWriters(IFactWriterFactory inner) : IFactWriterFactory
{
    private readonly Stopwatch watch = new();

    public double TakeSeconds()
    {
        var seconds = watch.Elapsed.TotalSeconds;
        watch.Reset();
        return seconds;
    }

    public IFactWriter Open() => new Timed(inner.Open(), watch);

    private sealed class Timed(IFactWriter writer, Stopwatch watch) : IFactWriter
    {
        public async Task<ChunkOutcome> WriteAsync(FactChunk chunk, CancellationToken cancel)
        {
            watch.Start();
            var outcome = await writer.WriteAsync(chunk, cancel);
            watch.Stop();
            return outcome;
        }

        public Task<ChunkOutcome> PreviewAsync(FactChunk chunk, CancellationToken cancel) => writer.PreviewAsync(chunk, cancel);

        public async Task FinishFileAsync(int fileId, CancellationToken cancel)
        {
            watch.Start();
            await writer.FinishFileAsync(fileId, cancel);
            watch.Stop();
        }

        public ValueTask DisposeAsync() => writer.DisposeAsync();
    }
}
