using System.Threading.Channels;
using Insights.Import.Store;

namespace Insights.Import.Pipeline;

/// <summary>Counts of a file's records so far.</summary>
internal sealed class FileCounts
{
    private Totals now;
    private Totals stored;

    public long Rows => now.Rows;
    public long Inserted => now.Inserted;
    public long Updated => now.Updated;
    public long Unchanged => now.Unchanged;
    public long Duplicate => now.Duplicate;
    public long Rejected => now.Rejected;
    public long Skipped => now.Skipped;
    public long Warnings => now.Warnings;
    public long CardNumbersTruncated => now.CardNumbersTruncated;

    public void Add(FactChunk chunk, ChunkOutcome outcome) => now = new Totals(
        Rows + chunk.RowsRead,
        Inserted + outcome.Inserted,
        Updated + outcome.Updated,
        Unchanged + outcome.Unchanged,
        Duplicate + outcome.Duplicate,
        Rejected + chunk.Rejected,
        Skipped + chunk.Skipped + outcome.Skipped,
        Warnings + chunk.Warnings,
        CardNumbersTruncated + chunk.CardNumbersTruncated);

    /// <summary>What was added stays, whatever comes.</summary>
    public void Keep() => stored = now;

    /// <summary>What was added since it was last kept has been taken back by the store.</summary>
    public void TakeBack() => now = stored;

    private readonly record struct Totals(
        long Rows, long Inserted, long Updated, long Unchanged, long Duplicate, long Rejected, long Skipped, long Warnings, long CardNumbersTruncated);
}

/// <summary>
/// Step 5: chunks go to the store while the next one is being read. The queue holds two, so memory is bounded by four chunks: the one being
/// read, those waiting, the one being written. The store commits whole chunks, so a kill at any instant leaves whole chunks.
/// </summary>
internal sealed class Upsert(IFactWriter writer, FileCounts counts, bool dryRun)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    public async Task RunAsync(FileReading reading, Action progress, CancellationToken cancel)
    {
        var queue = Channel.CreateBounded<FactChunk>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reader = Task.Factory.StartNew(
            () =>
            {
                Exception? failure = null;
                try
                {
                    reading.Run(
                        chunk =>
                        {
                            // Where no chunk waits, the writer does: it weighs this one itself, and the next one is read meanwhile.
                            if (!dryRun && queue.Reader.Count > 0)
                                writer.Weigh(chunk);
                            Put(queue.Writer, chunk, reading, stop.Token);
                        },
                        stop.Token);
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
            while (await NextAsync(queue.Reader, reading, cancel))
            {
                while (queue.Reader.TryRead(out var chunk))
                {
                    await AddAsync(chunk, cancel);
                    reading.GiveBack(chunk);
                    progress();
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reader;

            // Also when the run ends early: what was read until then stays.
            await CommitAsync();
        }
    }

    /// <summary>Waits for a chunk. When the file keeps us waiting, others who write must not wait with us.</summary>
    private async Task<bool> NextAsync(ChannelReader<FactChunk> queue, FileReading reading, CancellationToken cancel)
    {
        var next = queue.WaitToReadAsync(cancel).AsTask();
        while (!next.IsCompleted && reading.UseWait())
            cancel.ThrowIfCancellationRequested();
        if (!next.IsCompleted && await Task.WhenAny(next, Task.Delay(s_patience, cancel)) != next)
            await CommitAsync();
        return await next;
    }

    private async Task AddAsync(FactChunk chunk, CancellationToken cancel)
    {
        if (dryRun)
        {
            counts.Add(chunk, await writer.PreviewAsync(chunk, cancel));
            return;
        }

        try
        {
            counts.Add(chunk, await writer.AddAsync(chunk, cancel));
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            counts.TakeBack();
            throw;
        }

        if (writer.ShouldCommit)
            await CommitAsync();
    }

    private async Task CommitAsync()
    {
        try
        {
            if (!dryRun)
                await writer.CommitAsync();
            counts.Keep();
        }
        catch
        {
            counts.TakeBack();
            throw;
        }
    }

    /// <summary>Blocks the reading thread until the writer has taken the chunk before.</summary>
    private static void Put(ChannelWriter<FactChunk> queue, FactChunk chunk, FileReading reading, CancellationToken cancel)
    {
        while (!queue.TryWrite(chunk))
        {
            if (!cancel.IsCancellationRequested && reading.UseWait())
                continue;
            if (!queue.WaitToWriteAsync(cancel).AsTask().GetAwaiter().GetResult())
                return;
        }
    }
}
