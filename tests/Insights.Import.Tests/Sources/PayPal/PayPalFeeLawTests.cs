using Xunit;

namespace Insights.Import.Tests.Sources.PayPal;

/// <summary>
/// A chargeback's fee stands in the settlement, its cases in reports of their own. Whatever order these come in, one case has the fee; and what is undone is
/// as if it had never come.
/// </summary>
public sealed class PayPalFeeLawTests
{
    private const string Settlement = """
        "CH","Transaction ID","Invoice ID","PayPal Reference ID","PayPal Reference ID Type","Transaction Event Code","Transaction Initiation Date","Transaction Completion Date","Transaction Debit or Credit","Gross Transaction Amount","Gross Transaction Currency"
        "SB","CBK0001","","PAY0000","TXN","T1201",2026/02/01 09:00:00 -0800,2026/02/01 09:00:00 -0800,"DR",3300,"USD"
        "SB","CBF0001","","PAY0000","TXN","T0106",2026/02/01 09:00:00 -0800,2026/02/01 09:00:00 -0800,"DR",2000,"USD"

        """;

    private static string Report(params (string Id, int FiledOn)[] cases) => """
        "RH",2026/02/10 04:00:00 -0800,"A","SELLER",8
        "CH","Case type","Case ID","Original transaction ID","Transaction date","Case reason","Case filing date","Case status","Disputed amount","Disputed currency","Money movement"

        """ + string.Concat(cases.Select(one => $"\"SB\",\"Chargeback\",\"{one.Id}\",\"PAY0000\",\"2026/01/06 12:00:00 -0800\",\"Unauthorized\",\"2026/02/{one.FiledOn:00} 08:00:00 -0800\",\"Open\",3300,\"USD\",\"Debit\"\n"));

    /// <summary>Two cases of one payment, filed the same day, and on two days with the first or the second the newer; together in one report, too.</summary>
    public static TheoryData<string[]> Files => new()
    {
        new[] { Settlement, Report(("PP-1", 1)) },
        new[] { Settlement, Report(("PP-1", 1)), Report(("PP-2", 1)) },
        new[] { Settlement, Report(("PP-1", 1)), Report(("PP-2", 3)) },
        new[] { Settlement, Report(("PP-1", 3)), Report(("PP-2", 1)) },
        new[] { Settlement, Report(("PP-2", 3), ("PP-1", 1)) },
        new[] { Settlement, Report(("PP-2", 1), ("PP-1", 1)) },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Import_InAnyOrder_GivesTheFeeToTheSameCase(string[] files)
    {
        string? first = null;
        foreach (int[] order in Orders(files.Length))
        {
            await using var store = await SourceStore.CreateAsync();
            await ImportAsync(store, files, order);
            string now = await FeesAsync(store);
            first ??= now;
            Assert.True(first == now, $"{string.Join(",", order)}: {now} instead of {first}");
            Assert.Equal(2000, (await store.ChargebacksAsync()).Values.Where(row => row.IsDispute).Sum(row => row.FeeMinor));
        }
    }

    /// <summary>The last file undone, the fees are what the others made of them; so one after the other, until there is nothing.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public async Task Undo_FromTheLast_LeavesWhatTheOthersMade(string[] files)
    {
        foreach (int[] order in Orders(files.Length))
        {
            await using var store = await SourceStore.CreateAsync();
            var before = new Stack<List<string>>();
            for (int file = 0; file < order.Length; file++)
            {
                before.Push(await store.FactsAsync());
                await ImportAsync(store, files, [order[file]]);
            }

            for (int batch = order.Length; batch > 0; batch--)
            {
                await store.Get<IImportUndo>().UndoAsync(batch, "test");
                Assert.Equal(before.Pop(), await store.FactsAsync());
            }
        }
    }

    /// <summary>The settlement undone, wherever it came, no case has its fee; and all undone, nothing is left.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public async Task Undo_OfTheSettlement_TakesItsFeeFromTheCases(string[] files)
    {
        foreach (int[] order in Orders(files.Length))
        {
            await using var store = await SourceStore.CreateAsync();
            await ImportAsync(store, files, order);
            int settlement = Array.IndexOf(order, 0);

            await store.Get<IImportUndo>().UndoAsync(settlement + 1, "test");

            Assert.True((await store.ChargebacksAsync()).Values.All(row => row.FeeMinor == 0), $"{string.Join(",", order)}: {await FeesAsync(store)}");
            for (int batch = order.Length; batch > 0; batch--)
            {
                if (batch != settlement + 1)
                    await store.Get<IImportUndo>().UndoAsync(batch, "test");
            }

            Assert.Empty(await store.ChargebacksAsync());
        }
    }

    private static async Task ImportAsync(SourceStore store, string[] files, int[] order)
    {
        foreach (int file in order)
            Assert.Equal("done", (await store.ImportAsync($"{file}.csv", files[file])).State);
    }

    /// <summary>Of disputes that count.</summary>
    private static async Task<string> FeesAsync(SourceStore store) =>
        string.Join("; ", (await store.ChargebacksAsync()).Values.Where(row => row.IsDispute).OrderBy(row => row.ExternalId, StringComparer.Ordinal).Select(row => $"{row.ExternalId} {row.FeeMinor}"));

    private static IEnumerable<int[]> Orders(int files) => files == 1 ? [[0]] : Orders(files - 1).SelectMany(order => Enumerable.Range(0, files).Select(at => (int[])[.. order[..at], files - 1, .. order[at..]]));
}
