using Insights.Import.Store;
using Xunit;

namespace Insights.Import.Tests.Store;

/// <summary>Turns among processes; two objects on one folder stand for two of them.</summary>
public sealed class ProcessTurnTests : IDisposable
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
        await Task.WhenAll(Work(new ProcessTurn(_folder), 1), Work(new ProcessTurn(_folder), 2));

        int first = order.First();
        Assert.Equal(Enumerable.Range(0, 2 * rounds).Select(i => i % 2 == 0 ? first : 3 - first), order);

        async Task Work(ProcessTurn turn, int name)
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
        var turn = new ProcessTurn(_folder);
        using (await turn.TakeAsync(default))
        {
            using var stop = new CancellationTokenSource();
            var waiting = new ProcessTurn(_folder).TakeAsync(stop.Token);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        using var again = await new ProcessTurn(_folder).TakeAsync(default);
        Assert.False(turn.SomebodyWaits);
    }
}
