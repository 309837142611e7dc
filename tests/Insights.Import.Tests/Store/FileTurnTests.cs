using Insights.Import.Store;
using Xunit;

namespace Insights.Import.Tests.Store;

/// <summary>Turns among processes; two objects on one file stand for two of them.</summary>
public sealed class FileTurnTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    /// <summary>One that writes transaction after transaction must not keep the other out: whoever waits is next.</summary>
    [Fact]
    public async Task TakeAsync_ByTwoAtOnce_Alternates()
    {
        const int rounds = 5;
        var order = new System.Collections.Concurrent.ConcurrentQueue<int>();
        int inside = 0;
        int ended = 0;
        await Task.WhenAll(Work(Turn(), 1), Work(Turn(), 2));

        int first = order.First();
        Assert.Equal(Enumerable.Range(0, 2 * rounds).Select(i => i % 2 == 0 ? first : 3 - first), order);

        async Task Work(FileTurn turn, int name)
        {
            for (int i = 0; i < rounds; i++)
            {
                using (await turn.TakeAsync(default))
                {
                    Assert.Equal(1, Interlocked.Increment(ref inside));
                    order.Enqueue(name);
                    // As long as a transaction that the other has come to wait for.
                    while (!turn.SomebodyWaits && Volatile.Read(ref ended) == 0)
                        await Task.Delay(1);
                    Interlocked.Decrement(ref inside);
                }
            }

            Interlocked.Increment(ref ended);
        }
    }

    [Fact]
    public async Task TakeAsync_Cancelled_LeavesNothingTaken()
    {
        var turn = Turn();
        using (await turn.TakeAsync(default))
        {
            using var stop = new CancellationTokenSource();
            var waiting = Turn().TakeAsync(stop.Token);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        using var again = await Turn().TakeAsync(default);
        Assert.False(turn.SomebodyWaits);
    }

    /// <summary>Nobody gives a full disk back by waiting for it.</summary>
    [Fact]
    public async Task TakeAsync_FullDisk_IsToldAndNotWaitedFor()
    {
        // ENOSPC, as the system says it when the file is to be made.
        const int noSpaceLeft = 28;
        int attempts = 0;
        var turn = new FileTurn(Path.Combine(_folder, "writing"))
        {
            Open = _ =>
            {
                attempts++;
                throw new IOException("No space left on device", noSpaceLeft);
            },
        };

        var told = await Assert.ThrowsAsync<IOException>(() => turn.TakeAsync());
        Assert.Equal((noSpaceLeft, 1), (told.HResult, attempts));
    }

    /// <summary>The system's own word: a folder stands where the lock should be, and it stays there however long one waits.</summary>
    [Fact]
    public async Task TakeAsync_FileThatCannotBeMade_IsToldAndNotWaitedFor()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "writing"));

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Turn().TakeAsync());
        Assert.False(Turn().SomebodyWaits);
    }

    private FileTurn Turn() => new(Path.Combine(_folder, "writing"));
}
