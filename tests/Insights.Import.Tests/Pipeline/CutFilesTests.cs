using System.IO.Compression;
using System.Text;
using Insights.Import.Tests.Sources;
using Xunit;

namespace Insights.Import.Tests.Pipeline;

/// <summary>Files that were cut off on their way: an archive that is torn is refused as a whole, and nothing of it is stored.</summary>
public sealed class CutFilesTests
{
    private const string Header = "transaction_id,vendor,kind,status,occurred_at,amount,currency,descriptor,end\n";

    private static byte[] Whole { get; } = Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Range(0, 40).Select(i =>
        $"t{i},oak,charge,succeeded,2026-01-05T10:{i:00}:00Z,{i + 1}.25,EUR,\"Tische für \"\"Müller\"\",\nzwei, {i}\",end\n")));

    /// <summary>The whole rows before keep their umlauts: one torn character does not make the file Windows-1252.</summary>
    [Fact]
    public async Task Import_CutInsideACharacter_ReadsTheRowsBeforeAsTheyWere()
    {
        using var full = new ImportFixture();
        await full.ImportAsync("whole.csv", Encoding.UTF8.GetString(Whole));
        using var import = new ImportFixture();
        int torn = Whole.AsSpan().LastIndexOf("ü"u8) + 1;

        var file = await import.ImportFileAsync(import.Write("cut.csv", Whole[..torn]));

        Assert.Equal(("done", 39L), (file.State, file.Inserted));
        Assert.Subset(full.Store.Contents().ToHashSet(StringComparer.Ordinal), import.Store.Contents().ToHashSet(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("zip", 3)]
    [InlineData("gz", 4)]
    public async Task Import_CutArchive_IsRefusedWhole_AndTheWholeOneThenImports(string kind, int seed)
    {
        byte[] archive = kind == "zip" ? Zip(Whole) : Gzip(Whole);
        var random = new Random(seed);
        await using var store = await SourceStore.CreateAsync(chunkRows: 5);
        var before = await store.FactsAsync();
        for (int i = 0; i < 8; i++)
        {
            int length = random.Next(20, archive.Length - 1);

            var file = await store.ImportAsync($"cut-{i}.csv.{kind}", archive[..length]);

            Assert.Equal(("failed", 0L), (file.State, file.Rows));
            Assert.False(string.IsNullOrWhiteSpace(file.Error));
            Assert.Equal(before, await store.FactsAsync());
        }

        Assert.Equal(("done", 40L), Outcome(await store.ImportAsync($"whole.csv.{kind}", archive)));
    }

    /// <summary>Cut in its header, a file is no file of ours.</summary>
    [Fact]
    public async Task Import_CutInTheHeader_IsRefusedNamingWhatIsMissing()
    {
        using var import = new ImportFixture();

        var file = await import.ImportFileAsync(import.Write("cut.csv", Whole[..(Header.IndexOf("amount", StringComparison.Ordinal) + 3)]));

        Assert.Equal(("failed", 0L), (file.State, file.Rows));
        Assert.Contains("amount", file.Error, StringComparison.Ordinal);
        Assert.Empty(import.Store.Contents());
    }

    private static (string State, long Inserted) Outcome(FileResult file) => (file.State, file.Inserted);

    private static byte[] Gzip(byte[] text)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(text);
        return buffer.ToArray();
    }

    private static byte[] Zip(byte[] text)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("payments.csv").Open();
            entry.Write(text);
        }

        return buffer.ToArray();
    }
}
