using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Facts;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store.Undoing;

/// <summary>The law of undo: importing and undoing leaves nothing, whatever came before, and whatever came later and is undone as well, in whichever order.</summary>
public sealed class UndoLawTests
{
    private static readonly string?[] Codes = ["acme", "beta", "Gamma", null];

    [StoreFact]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Undo_OfAnySuffixOfBatchesInAnyOrder_LeavesTheStoreOfBefore(StoreProvider provider, int seed)
    {
        await using var world = await UndoWorld.CreateAsync(provider);
        var random = new Random(seed);
        var done = new List<(int Batch, List<string> Before)>();
        for (var round = 0; round < 6; round++)
        {
            for (var imports = random.Next(1, 5); imports > 0; imports--)
            {
                var before = await world.ContentAsync();
                done.Add((await world.ImportAsync(Batch(world, random)), before));
            }

            var from = random.Next(round == 5 ? 1 : done.Count + 1);
            if (from == done.Count)
                continue;
            var undone = done[from..];
            foreach (var (batch, _) in undone.OrderBy(_ => random.Next()))
            {
                var preview = await world.Undo.PreviewAsync(batch);
                Assert.Null(preview.Refusal);
                var result = await world.Undo.UndoAsync(batch, "ada");
                Assert.Equal((preview.Removed, preview.Restored, preview.Kept), (result.Removed, result.Restored, result.Kept));
                Assert.Equal(preview.KeptRows.OrderBy(row => row.ToString(), StringComparer.Ordinal), result.KeptRows.OrderBy(row => row.ToString(), StringComparer.Ordinal));
            }

            await world.AssertContentAsync(undone[0].Before, $"seed {seed}, round {round}, batches {string.Join(' ', undone.Select(one => one.Batch))}");
            done.RemoveRange(from, done.Count - from);
        }
    }

    private static (int, Action<FactChunk>)[] Batch(UndoWorld world, Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (random.Next(3) == 0 ? world.Store.Desk : world.Store.Shop, Chunk(random.Next())))];

    /// <summary>A dozen ids of each kind: batches meet on nearly every row.</summary>
    private static Action<FactChunk> Chunk(int seed) => chunk =>
    {
        var random = new Random(seed);
        for (var rows = random.Next(1, 25); rows > 0; rows--)
        {
            var n = random.Next(12);
            var at = Noon.AddHours(random.Next(6));
            DateTime? stamp = random.Next(4) == 0 ? null : Noon.AddMinutes(random.Next(5));
            var vendor = Codes[random.Next(4)];
            var charge = "ch_" + random.Next(12);
            switch (random.Next(10))
            {
                case 0 or 1:
                    var sale = Sale("ch_" + n, at, random.Next(3), stamp);
                    if (random.Next(3) == 0)
                        chunk.Transactions.Add(new(new Transaction { ExternalId = sale.ExternalId, OccurredAt = at, Kind = "", Status = "", FeeMinor = random.Next(3), VersionAt = stamp, Line = rows }, vendor, Partial: true));
                    else
                        chunk.Transactions.Add(new(sale, vendor));
                    break;
                case 2:
                    var refund = Refund("re_" + n, charge, at);
                    refund.VersionAt = stamp;
                    chunk.Transactions.Add(new(refund, random.Next(2) == 0 ? null : vendor));
                    break;
                case 3 or 4:
                    var dispute = Dispute("dp_" + n, random.Next(5) == 0 ? null : charge, at.AddDays(20), random.Next(2) == 0 ? null : at.AddDays(-1), stamp);
                    dispute.FeeMinor = random.Next(3);
                    chunk.Chargebacks.Add(new(dispute, random.Next(2) == 0 ? null : vendor, Partial: random.Next(4) == 0));
                    break;
                case 5:
                    chunk.Tickets.Add(new(Case("t_" + n, random.Next(3) == 0 ? null : charge, at, stamp, random.Next(2) == 0 ? "open" : "solved"), random.Next(2) == 0 ? null : vendor));
                    break;
                case 6:
                    chunk.TicketEvents.Add(Event("t_" + n, "e" + random.Next(3), at, random.Next(2) == 0 ? "comment" : "status"));
                    break;
                case 7:
                    chunk.ChargebackEvents.Add(Stage("dp_" + n, "s" + random.Next(3), at));
                    break;
                case 8:
                    chunk.Vendors.Add(new Vendor { Code = vendor ?? "delta", Name = "Name " + random.Next(3), Country = random.Next(2) == 0 ? "DE" : null });
                    chunk.Agents.Add(new Agent { Code = "agent " + random.Next(3), Team = "team " + random.Next(2) });
                    break;
                default:
                    chunk.FxRates.Add(new FxRate { Day = new DateOnly(2026, 3, random.Next(1, 5)), Currency = "USD", PerEuroMillionths = 1_000_000 + random.Next(3) });
                    chunk.Calendars.Add(new BusinessCalendar { Code = "desk", Version = random.Next(1, 3), Name = "Desk", DefinitionJson = "{\"n\":" + random.Next(3) + "}" });
                    chunk.Policies.Add(new SlaPolicy { Code = "gold", Version = random.Next(1, 3), Name = "Gold", Position = random.Next(3) });
                    break;
            }
        }
    };
}
