using System.Threading.Channels;
using Insights.Import.Store;

namespace Insights.Import.Pipeline;

/// <summary>Counts of a file's records so far.</summary>
internal sealed class FileCounts
{
    public long Rows { get; private set; }
    public long Inserted { get; private set; }
    public long Updated { get; private set; }
    public long Unchanged { get; private set; }
    public long Duplicate { get; private set; }
    public long Rejected { get; private set; }
    public long Skipped { get; private set; }
    public long Warnings { get; private set; }
    public long CardNumbersTruncated { get; private set; }

    public void Add(FactChunk chunk, ChunkOutcome outcome)
    {
        Rows += chunk.RowsRead;
        Inserted += outcome.Inserted;
        Updated += outcome.Updated;
        Unchanged += outcome.Unchanged;
        Duplicate += outcome.Duplicate;
        Rejected += chunk.Rejected;
        Skipped += chunk.Skipped + outcome.Skipped;
        Warnings += chunk.Warnings;
        CardNumbersTruncated += chunk.CardNumbersTruncated;
    }
}

/// <summary>
/// Step 5: chunks go to the store while the next one is being read. The queue holds one, so memory is bounded by three chunks: the one being
/// read, the one waiting, the one being written. Every chunk is one transaction, so a kill at any instant leaves whole chunks.
/// </summary>
internal static class Upsert
{
    public static async Task RunAsync(
        FileReading reading, Func<FactChunk, CancellationToken, Task<ChunkOutcome>> write, FileCounts counts, Action progress, CancellationToken cancel)
    {
        var queue = Channel.CreateBounded<FactChunk>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reader = Task.Factory.StartNew(
            () =>
            {
                Exception? failure = null;
                try
                {
                    reading.Run(chunk => Put(queue.Writer, chunk, stop.Token), stop.Token);
                }
                catch (Exception problem)
                {
                    failure = problem;
                }

                // The failure travels to the writer's side in order: behind the chunks that were read before it.
                queue.Writer.Complete(failure);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await foreach (var chunk in queue.Reader.ReadAllAsync(cancel))
            {
                var outcome = await write(chunk, cancel);
                counts.Add(chunk, outcome);
                progress();
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reader;
        }
    }

    /// <summary>Blocks the reading thread until the writer has taken the chunk before.</summary>
    private static void Put(ChannelWriter<FactChunk> queue, FactChunk chunk, CancellationToken cancel)
    {
        while (!queue.TryWrite(chunk))
        {
            if (!queue.WaitToWriteAsync(cancel).AsTask().GetAwaiter().GetResult())
                return;
        }
    }
}
