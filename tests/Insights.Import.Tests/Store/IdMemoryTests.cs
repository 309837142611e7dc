using Insights.Import.Store.Keys;
using Xunit;

namespace Insights.Import.Tests.Store;

/// <summary>What a session remembers of ids instead of asking the store.</summary>
public sealed class IdMemoryTests
{
    [Fact]
    public void PendingIds_ManyNumbersAndNeighbours_AreFoundAndComeOutSorted()
    {
        var random = new Random(3);
        var pending = new PendingIds();
        var expected = new SortedDictionary<long, long>();
        for (var i = 0; i < 40_000; i++)
        {
            // Now and then the neighbour of a number, as when two ids share a hash, and a number that is there already.
            var number = i % 10 == 0 && expected.Count > 0 ? expected.Keys.First() + random.Next(16) : random.NextInt64(1L << 62);
            pending.Set(number, i);
            expected[number] = i;
        }

        Assert.Equal(expected.Count, pending.Count);
        Assert.All(expected, pair => Assert.True(pending.TryGet(pair.Key, out var key) && key == pair.Value));
        Assert.False(pending.TryGet(expected.Keys.Last() - 1, out _));
        Assert.Equal(expected.Select(pair => new PendingId(pair.Key, pair.Value)), pending.Sort().ToArray());
        pending.Clear();
        Assert.Equal(0, pending.Count);
        Assert.False(pending.TryGet(expected.Keys.First(), out _));
    }

    [Fact]
    public void PendingIds_AtTheEndOfAllNumbers_AreFoundAndComeOutSorted_UntilTheyAreTooManyToBeChance()
    {
        const long Last = (1L << 62) - 1;
        var pending = new PendingIds();
        for (var i = 0; i < 4_000; i++)
            Assert.True(pending.TryAdd(Last - i, i));
        Assert.Equal(Enumerable.Range(0, 4_000).Reverse().Select(i => new PendingId(Last - i, i)), pending.Sort().ToArray());

        pending.Clear();
        var refused = Assert.Throws<InvalidOperationException>(() =>
        {
            for (var i = 0; i < 8_000; i++)
                pending.TryAdd(Last - i, i);
        });
        Assert.Contains("ids made to collide", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IdFilter_NeverDeniesWhatWasAdded_AndDeniesMostOfTheRest()
    {
        var random = new Random(5);
        var added = Enumerable.Range(0, 700_000).Select(_ => random.NextInt64(1L << 62)).ToArray();
        var filter = new IdFilter();
        foreach (var number in added)
            filter.Add(number);
        Assert.DoesNotContain(added, number => !filter.MayContain(number));
        var wrong = Enumerable.Range(0, 100_000).Count(_ => filter.MayContain(random.NextInt64(1L << 62)));
        Assert.InRange(wrong, 1, 6_000);
    }
}
