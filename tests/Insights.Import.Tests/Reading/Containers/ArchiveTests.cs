using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Insights.Import.Reading.Containers;
using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Reading.Containers;

public sealed class ArchiveTests
{
    private const string Agents = "agent,team,tier\nAda,Payments,tier 1\n";

    [Fact]
    public async Task Import_Zip_ReportsEachEntryAsAFile()
    {
        using var import = new ImportFixture();
        string path = import.Write("export.zip", Zip(
            ("day 1/agents.csv", Bytes(Agents)),
            ("day 2/agents.csv.gz", Gzip(Bytes("agent;team;tier\nBen;Refunds;tier 2\n"))),
            ("day 3.zip", Zip(("agents.csv", Bytes("agent,team,tier\nCem,Refunds,tier 2\n")))),
            ("book.xlsx", new TestWorkbook().Sheet("Desk", [["agent", "team", "tier"], ["Dora", "Fraud", "tier 3"]]).ToBytes()),
            ("picture.png", [0x89, 0x50, 0x4E, 0x47, 1, 2, 3]),
            ("__MACOSX/._agents.csv", [0, 5, 22, 7]),
            ("README.txt", Bytes("how this was made"))));
        var result = await import.Runner.RunAsync(new ImportRequest { Paths = [path] });

        Assert.Equal(
            [
                ("export.zip/book.xlsx", "done"), ("export.zip/day 1/agents.csv", "done"), ("export.zip/day 2/agents.csv.gz", "done"),
                ("export.zip/day 3.zip/agents.csv", "done"), ("export.zip/picture.png", "failed"),
            ],
            result.Files.Select(f => (f.File, f.State)).Order());
        Assert.Equal(4, import.Store.Dimensions.Count);

        var again = await import.Runner.RunAsync(new ImportRequest { Paths = [path] });
        Assert.Equal(4, again.Files.Count(f => f.State == "already_imported"));
    }

    /// <summary>An upload comes decrypted, once and in order.</summary>
    [Fact]
    public async Task Import_ZipThatIsOnlyReadForward_IsTheSame()
    {
        using var import = new ImportFixture();
        byte[] zip = Zip(("agents.csv", Bytes(Agents)), ("more.csv", Bytes("agent,team,tier\nBen,Refunds,tier 2\n")));
        string path = import.Write("export.zip", zip);
        var result = await import.Runner.RunAsync(new ImportRequest { Paths = [path], Open = _ => new ForwardOnly(zip) });

        Assert.Equal(["done", "done"], result.Files.Select(f => f.State));
        Assert.Equal(2, import.Store.Dimensions.Count);
    }

    [Theory]
    [InlineData("../agents.csv")]
    [InlineData("a/../../agents.csv")]
    [InlineData("/etc/agents.csv")]
    [InlineData("..\\agents.csv")]
    [InlineData("C:\\agents.csv")]
    public void Parts_NameThatLeavesTheArchive_IsRefusedAndTheOthersAreRead(string name)
    {
        var parts = Parts(Zip((name, Bytes(Agents)), ("agents.csv", Bytes(Agents))));

        Assert.Contains("outside", parts[0].Problem, StringComparison.Ordinal);
        Assert.Null(parts[1].Problem);
    }

    [Fact]
    public void Parts_Password_IsSaidClearly()
    {
        byte[] zip = Zip(("agents.csv", Bytes(Agents)));
        // Bit 0 of the flags, in the entry's own header and in the directory's.
        zip[6] |= 1;
        zip[zip.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;

        Assert.Contains("password", Assert.Single(Parts(zip)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_Bomb_EndsWithASentence()
    {
        byte[] zeros = new byte[40 << 20];
        var bomb = Assert.Single(Parts(Zip(("zeros.csv", zeros))));
        Assert.Contains("times its size", Assert.Throws<UnreadableContainerException>(() => Drain(bomb)).Message, StringComparison.Ordinal);

        var packed = Assert.Single(Parts(Gzip(zeros)));
        Assert.Contains("times its size", Assert.Throws<UnreadableContainerException>(() => Drain(packed)).Message, StringComparison.Ordinal);

        // Packed twice, it is unpacked while its kind is found out.
        Assert.NotNull(Assert.Single(Parts(Gzip(Gzip(Gzip(Gzip(Gzip(zeros))))))).Problem);
    }

    [Fact]
    public void Parts_ArchivesInArchives_EndSomewhere()
    {
        byte[] nested = Zip(("agents.csv", Bytes(Agents)));
        for (int i = 0; i < 3; i++)
            nested = Zip(("inner.zip", nested));
        Assert.Null(Assert.Single(Parts(nested)).Problem);

        nested = Zip(("inner.zip", nested));
        Assert.Contains("inside 4 others", Assert.Single(Parts(nested)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_TooManyEntriesOrBytes_AreRefused()
    {
        byte[] zip = Zip([.. Enumerable.Range(0, 20).Select(i => ($"{i}.csv", Bytes(Agents)))]);
        Assert.Contains("more than 10 files", Parts(zip, new ContainerLimits { Entries = 10 })[^1].Problem, StringComparison.Ordinal);

        var parts = Parts(zip, new ContainerLimits { TotalBytes = Agents.Length * 5 });
        Assert.Null(parts[4].Problem);
        Assert.Contains("unpacks to more", parts[5].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_ReadSeveralTimes_CountOnce()
    {
        var part = Assert.Single(Parts(Zip(("agents.csv", Bytes(Agents))), new ContainerLimits { TotalBytes = Agents.Length }));
        for (int i = 0; i < 5; i++)
            Assert.Equal(Agents.Length, Drain(part));
    }

    [Fact]
    public async Task Import_DamagedArchives_EndInASentence()
    {
        byte[] zip = Zip(("agents.csv", RandomNumberGenerator.GetBytes(2000)), ("agents 2.csv", Bytes(Agents)));
        foreach (byte[] bytes in (byte[][])[zip[..(zip.Length / 2)], zip[..^10], [.. zip[..100], .. new byte[500], .. zip[600..]], Gzip(Bytes(Agents))[..30], "PK\u0003\u0004"u8.ToArray(), "PK\u0005\u0006"u8.ToArray(), [0x1F, 0x8B]])
        {
            using var import = new ImportFixture();
            var result = await import.Runner.RunAsync(new ImportRequest { Paths = [import.Write("export.zip", bytes)] });
            Assert.All(result.Files, f => Assert.True(f.State == "done" || (f.State == "failed" && f.Error!.Length > 20)));
            Assert.Contains(result.Files, f => f.State == "failed");
        }
    }

    /// <summary>Cut off where a row ends, it would look whole.</summary>
    [Fact]
    public void Parts_GzipCutOffAnywhere_IsNeverTakenForWhole()
    {
        byte[] content = Bytes(Agents + string.Concat(Enumerable.Range(0, 40).Select(i => $"Agent {i * 7919 % 97},Team {i % 3},tier {i % 2}\n")));
        byte[] whole = Gzip(content);
        Assert.Equal(content.Length, Drain(Assert.Single(Parts(whole))));
        Assert.Equal(content.Length * 2, Drain(Assert.Single(Parts([.. whole, .. whole]))));
        for (int length = 2; length < whole.Length; length++)
        {
            var part = Assert.Single(Parts(whole[..length]));
            Assert.True(part.Problem is not null || Record.Exception(() => Drain(part)) is UnreadableContainerException, $"Cut at {length}.");
        }
    }

    /// <summary>The framework does not look at the checksum.</summary>
    [Fact]
    public void Parts_EntryWithOneBitFlipped_IsDamaged()
    {
        byte[] zip = Zip(("agents.csv", Bytes(Agents + new string('x', 300))));
        zip[60] ^= 4;
        var part = Assert.Single(Parts(zip));
        Assert.True(part.Problem is not null || Record.Exception(() => Drain(part)) is UnreadableContainerException);
    }

    [Fact]
    public async Task Import_EmptyArchive_IsSaid()
    {
        using var import = new ImportFixture();
        var file = await import.ImportFileAsync(import.Write("export.zip", Zip(("folder/", []))));
        Assert.Contains("without files", file.Error, StringComparison.Ordinal);
    }

    /// <summary>What lies on disk while an upload is read is not what was uploaded.</summary>
    [Fact]
    public void Spool_LargerThanMemory_IsReadFromAnywhere()
    {
        byte[] bytes = new byte[(9 << 20) + 13];
        new Random(5).NextBytes(bytes);
        var spool = SealedSpool.Of(new ForwardOnly(bytes), long.MaxValue, "upload");
        using var view = spool.Open();

        Assert.Equal(bytes.Length, view.Length);
        var random = new Random(6);
        byte[] buffer = new byte[40_000];
        for (int i = 0; i < 200; i++)
        {
            int at = random.Next(bytes.Length);
            int length = random.Next(1, buffer.Length);
            view.Position = at;
            int read = view.ReadAtLeast(buffer.AsSpan(0, length), length, throwOnEndOfStream: false);
            Assert.Equal(bytes.AsSpan(at, Math.Min(length, bytes.Length - at)), buffer.AsSpan(0, read));
        }

        Assert.Throws<UnreadableContainerException>(() => SealedSpool.Of(new ForwardOnly(bytes), 1 << 20, "upload"));
    }

    private static IReadOnlyList<FilePart> Parts(byte[] bytes, ContainerLimits? limits = null) => FileParts.Of("export.zip", () => new MemoryStream(bytes), limits ?? ContainerLimits.Default, default);

    private static long Drain(FilePart part)
    {
        using var stream = part.Open();
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        int read;
        while ((read = stream.Read(buffer)) > 0)
            length += read;
        return length;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                var entry = zip.CreateEntry(name);
                if (name.EndsWith('/'))
                    continue;
                using var target = entry.Open();
                target.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(content);
        return stream.ToArray();
    }

    private sealed class ForwardOnly(byte[] bytes) : ReadOnlyStream
    {
        private int _at;

        public override int Read(Span<byte> buffer)
        {
            int read = Math.Min(buffer.Length, Math.Min(bytes.Length - _at, 30_000));
            bytes.AsSpan(_at, read).CopyTo(buffer);
            _at += read;
            return read;
        }
    }
}
