using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Insights.Import.Pipeline;
using Insights.Import.Reading;
using Insights.Import.Sources;
using Xunit;

namespace Insights.Import.Tests.Sources;

/// <summary>
/// What holds for every format, shown with its golden file. Every import in here also checks that the file's rows are the sum of inserted,
/// updated, unchanged, duplicate, rejected and skipped (see <see cref="SourceStore"/>).
/// </summary>
public sealed class GoldenFileTests
{
    private static readonly ConcurrentDictionary<string, List<string>> Wholes = new();

    /// <summary>Test numbers of the networks; a golden file holds no other.</summary>
    private static readonly Regex CardNumber = new(@"(?<!\d)(?:4111 ?1111 ?1111 ?1111|4242 ?4242 ?4242 ?4242|5555 ?5555 ?5555 ?4444|3782 ?822463 ?10005)(?!\d)", RegexOptions.Compiled);

    public static TheoryData<string> Files => [.. GoldenFile.Names];

    /// <summary>One table of a header and rows that may have further columns; files of typed records (PayPal's CH and SB) are not.</summary>
    public static TheoryData<string> Tables => Those(f => f is { Shape: RecordShape.Delimited, IsOfRecords: false, RowMarks.Count: 0, RefusesUnknownColumns: false } && f.Id != "fx-rates");

    /// <summary>Files of typed records are cut otherwise; of policies the order is the order they are tried in.</summary>
    public static TheoryData<string> Divisible => Those(IsDivisible);

    /// <summary>Of those, where no row refers to another by what is known within one file only: Shopify's refunds name an order and no payment.</summary>
    public static TheoryData<string> Separable => Those(IsSeparable);

    [Theory]
    [MemberData(nameof(Files))]
    public void Recognise_GoldenFile_IsItselfAndNothingElse(string name)
    {
        var golden = GoldenFile.Load(name);

        var found = Recognised(golden, Formats.All);
        Assert.Equal(golden.Format.Id, found.Profile?.Id);
        foreach (var other in Formats.All.Where(f => f.Id != golden.Format.Id && f.Shape == golden.Format.Shape))
        {
            var fits = Recognised(golden, [other]).Profile;
            Assert.True(fits is null || fits.Required.Count() < golden.Format.Required.Count(), $"{name} fits {other.Id} as well as its own format.");
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Import_OtherOrderOfColumns_AndMoreOfThem_GivesTheSameFacts(string name)
    {
        var golden = GoldenFile.Load(name);
        await using var store = await SourceStore.CreateAsync(golden);

        var file = await store.ImportAsync("columns.csv", golden.WithOtherColumns(new Random(7)));

        Assert.Equal(golden.Format.Id, file.Format);
        AssertSame(await WholeAsync(golden), await store.FactsAsync());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Import_Twice_IsOnce_UndoneIsNothing_AndNoCardNumberIsKept(string name)
    {
        var golden = GoldenFile.Load(name);
        await using var store = await SourceStore.CreateAsync(golden);
        var nothing = await store.FactsAsync();
        var first = await store.ImportAsync(name, golden.With(golden.Records));
        Assert.True(first.State == "done" && first.Inserted + first.Skipped > 0 && first.Rejected == 0, first.Error ?? string.Join("; ", first.FirstProblems.Select(p => $"{p.Line} {p.Column} {p.Value} {p.Rule}")));
        var facts = await store.FactsAsync();

        // A blank line more, so that it is another file with the same rows.
        var second = await store.ImportAsync("again-" + name, golden.With(golden.Records) + "\n");

        Assert.Equal((first.Rows, 0L, 0L), (second.Rows, second.Inserted, second.Updated));
        AssertSame(facts, await store.FactsAsync());
        AssertNoCardNumber(golden, await store.BytesAsync());

        // The second changed nothing, but names the vendors too.
        await store.Get<IImportUndo>().UndoAsync(2, "test");
        await store.Get<IImportUndo>().UndoAsync(1, "test");
        AssertSame(nothing, await store.FactsAsync());
    }

    /// <summary>Cut behind every row, never between identical ones; every other time the second part comes first.</summary>
    [Theory]
    [MemberData(nameof(Separable))]
    public async Task Import_CutBehindAnyRow_IsTheWhole(string name)
    {
        var golden = GoldenFile.Load(name);
        var records = golden.Records;
        foreach (int cut in Enumerable.Range(1, Math.Max(records.Count - 1, 0)).Where(cut => records[cut - 1] != records[cut]))
        {
            await using var store = await SourceStore.CreateAsync(golden);
            string[] parts = [golden.With(records.Take(cut)), golden.With(records.Skip(cut))];
            foreach (int part in (int[])(cut % 2 == 0 ? [1, 0] : [0, 1]))
                await store.ImportAsync($"part-{part}-{name}", parts[part]);
            AssertSame(await WholeAsync(golden), await store.FactsAsync());
        }
    }

    /// <summary>
    /// Files of typed records: the first part with the headers, the second as PayPal writes it, without any, where its layout is known by its rows; else with them. The
    /// totals stand in neither. Every other time the second part comes first.
    /// </summary>
    [Theory]
    [MemberData(nameof(Typed))]
    public async Task Import_TypedRecordsCutBehindAnyRow_AreTheWhole(string name)
    {
        var golden = GoldenFile.Load(name);
        string[] all = [golden.Header!, .. golden.Records];
        string head = string.Concat(all.TakeWhile(line => !line.StartsWith("\"SB\"", StringComparison.Ordinal)).Select(line => line + "\n"));
        string[] rows = [.. all.Where(line => line.StartsWith("\"SB\"", StringComparison.Ordinal))];
        for (int cut = 1; cut < rows.Length; cut++)
        {
            await using var store = await SourceStore.CreateAsync(golden);
            string[] parts = [head + string.Join('\n', rows[..cut]) + "\n", (golden.Format.LaterPart is null ? head : "") + string.Join('\n', rows[cut..]) + "\n"];
            foreach (int part in (int[])(cut % 2 == 0 ? [1, 0] : [0, 1]))
            {
                var file = await store.ImportAsync($"part-{part}-{name}", parts[part]);
                Assert.Equal(golden.Format.Id, file.Format);
            }

            AssertSame(await WholeAsync(golden), await store.FactsAsync());
        }
    }

    public static TheoryData<string> Typed => Those(f => f.RowMarks.Count > 0);

    /// <summary>Every format is cut by one of the two laws but those whose rows mean something together only.</summary>
    [Fact]
    public void Formats_AreAllCut_ButThoseThatAreOnePiece()
    {
        var cut = GoldenFile.Names.Select(n => GoldenFile.Load(n).Format).Where(f => IsSeparable(f) || f.RowMarks.Count > 0).Select(f => f.Id).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(["canonical-sla-policies", "shopify-payments-transactions-csv"], Formats.All.Select(f => f.Id).Where(id => !cut.Contains(id)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Divisible))]
    public async Task Import_InAnyOrderOfRows_AndSmallChunks_GivesTheSameFacts(string name)
    {
        var golden = GoldenFile.Load(name);
        foreach (int seed in (int[])[1, 2])
        {
            await using var store = await SourceStore.CreateAsync(golden, chunkRows: 2);
            await store.ImportAsync(name, golden.Shuffled(new Random(seed)));
            AssertSame(await WholeAsync(golden), await store.FactsAsync());
        }
    }

    /// <summary>
    /// An origin's files complete each other, so which of them comes first must not matter. Those of Stripe's golden files that write the same ids in another zone on
    /// purpose, and so contradict the others, stand apart.
    /// </summary>
    [Theory]
    [MemberData(nameof(OriginsWithSeveral))]
    public async Task Import_WithTheOthersOfItsOrigin_InAnyOrder_GivesTheSameFacts(string origin)
    {
        var files = GoldenFile.Names.Select(GoldenFile.Load).Where(f => Origin(f.Format) == origin && !f.Format.Id.StartsWith("stripe-itemized", StringComparison.Ordinal)).OrderBy(f => f.Format.Order).ToArray();
        var expected = await FactsOfAsync(files);
        AssertSame(expected, await FactsOfAsync([.. files.Reverse()]));
        var random = new Random(11);
        random.Shuffle(files);
        AssertSame(expected, await FactsOfAsync(files));

        static async Task<List<string>> FactsOfAsync(GoldenFile[] files)
        {
            await using var store = await SourceStore.CreateAsync(files.FirstOrDefault(f => f.Settings is not null) ?? files[0]);
            foreach (var file in files)
            {
                var imported = await store.ImportAsync(file.Name, file.With(file.Records));
                Assert.Null(imported.Error);
            }

            return await store.FactsAsync();
        }
    }

    public static TheoryData<string> OriginsWithSeveral => [.. GoldenFile.Names.Select(n => Origin(GoldenFile.Load(n).Format)).GroupBy(o => o).Where(o => o.Count() > 1).Select(o => o.Key)];

    /// <summary>An origin that has one golden file has one for each of its formats.</summary>
    [Fact]
    public void Formats_OfAnOriginWithGoldenFiles_AllHaveOne()
    {
        var had = GoldenFile.Names.Select(n => GoldenFile.Load(n).Format).ToHashSet();
        var origins = had.Select(Origin).ToHashSet();

        Assert.Empty(Formats.All.Where(f => origins.Contains(Origin(f)) && !had.Contains(f)).Select(f => f.Id));
    }

    private static TheoryData<string> Those(Func<FormatProfile, bool> which) => [.. GoldenFile.Names.Where(n => which(GoldenFile.Load(n).Format))];

    private static bool IsSeparable(FormatProfile format) => IsDivisible(format) && !format.Id.StartsWith("shopify-", StringComparison.Ordinal);

    private static bool IsDivisible(FormatProfile format) => format is { RowMarks.Count: 0 } && format.Id != "canonical-sla-policies";

    private static string Origin(FormatProfile format) => format.Id.Split('-')[0];

    private static Recognition Recognised(GoldenFile golden, IReadOnlyList<FormatProfile> formats)
    {
        var wanted = formats.Count == 1 ? formats[0] : null;
        if (!golden.IsJson)
            return Recognise.Delimited([.. golden.Records.Take(6).Prepend(golden.Header!.TrimStart('\uFEFF')).Select(l => l.Split(',').Select(c => c.Trim('"')).ToArray())], wanted, formats);
        if (golden.Format.Shape == RecordShape.Delimited)
            return Recognise.Delimited([[.. JsonTable.ColumnsOf(new MemoryStream(Encoding.UTF8.GetBytes(golden.With(golden.Records))), Recognise.Unwrap, default)!]], wanted, formats, areRecords: true);
        return Recognise.Json([.. golden.Records.Select(r => JsonDocument.Parse(r).RootElement)], wanted, formats);
    }

    private static async Task<List<string>> WholeAsync(GoldenFile golden)
    {
        if (Wholes.TryGetValue(golden.Name, out var known))
            return known;
        await using var store = await SourceStore.CreateAsync(golden);
        await store.ImportAsync(golden.Name, golden.With(golden.Records));
        return Wholes[golden.Name] = await store.FactsAsync();
    }

    private static void AssertSame(List<string> expected, List<string> actual) =>
        Assert.True(expected.SequenceEqual(actual), "missing:\n" + string.Join('\n', expected.Except(actual)) + "\nnew:\n" + string.Join('\n', actual.Except(expected)));

    private static void AssertNoCardNumber(GoldenFile golden, byte[] kept)
    {
        var numbers = golden.Records.SelectMany(r => CardNumber.Matches(r)).SelectMany(m => (string[])[m.Value, m.Value.Replace(" ", "", StringComparison.Ordinal)]).Distinct().ToList();
        foreach (string number in numbers)
        {
            Assert.True(kept.AsSpan().IndexOf(Encoding.ASCII.GetBytes(number)) < 0, $"{number[..6]}… survived.");
            Assert.True(kept.AsSpan().IndexOf(Encoding.Unicode.GetBytes(number)) < 0, $"{number[..6]}… survived.");
        }
    }
}
