using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store.Undoing;

/// <summary>Not among the other tests of undo: the hash it forces is every store's, and tests that run beside it would lose their rows.</summary>
[Collection(nameof(ForcedHashes))]
public sealed class UndoCollisionTests
{
    [StoreFact]
    public async Task Undo_IdsThatShareAHash_LeavesTheOthersFindable(StoreProvider provider)
    {
        await using var world = await UndoWorld.CreateAsync(provider);
        FactKey.HashForTests = _ => 42UL << 10;
        try
        {
            var first = await world.ImportAsync(chunk => chunk.Transactions.Add(new(Sale("ch_1"), "acme")));
            await world.ImportAsync(chunk => chunk.Transactions.Add(new(Sale("ch_2"), "acme")));
            await world.ImportAsync(chunk => chunk.Transactions.Add(new(Sale("ch_3"), "acme")));

            await world.Undo.UndoAsync(first, "ada");

            Assert.Equal(new ChunkOutcome(0, 0, 2, 0, 0), await world.Store.WriteAsync(chunk =>
            {
                chunk.Transactions.Add(new(Sale("ch_2"), "acme"));
                chunk.Transactions.Add(new(Sale("ch_3"), "acme"));
            }));
            await StoreInvariants.AssertAsync(world.Store);
        }
        finally
        {
            FactKey.HashForTests = null;
        }
    }
}
