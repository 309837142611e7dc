using System.Security.Cryptography;
using Insights.Import;
using Insights.Web.Hosting;
using Insights.Web.Hosting.Imports;
using Insights.Web.Pages.DataHealth;

namespace Insights.Web.Tests.Imports;

/// <summary>The parts under an upload: the encrypted file, names, pace.</summary>
public sealed class SpoolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("insights-spool-").FullName;
    private readonly UploadSpool _spool;

    public SpoolTests() => _spool = new UploadSpool(new InsightsOptions { DataDirectory = _folder });

    public void Dispose()
    {
        _spool.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(300_000)]
    public async Task Bytes_ComeBackAsTheyCame_InWhateverPieces(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        var file = _spool.Create("upload", "a.csv");
        foreach (var piece in bytes.Chunk(50_001))
            await file.AppendAsync(new MemoryStream(piece), piece.Length, CancellationToken.None);
        file.Complete();

        await using var stream = _spool.Open(file.Path);
        var read = new MemoryStream();
        await stream.CopyToAsync(read);
        Assert.Equal(bytes, read.ToArray());
        Assert.Equal(length, stream.Length);

        // From anywhere, as archives and workbooks are read.
        if (length > 70_000)
        {
            stream.Seek(-5000, SeekOrigin.End);
            var end = new byte[5000];
            stream.ReadExactly(end);
            Assert.Equal(bytes[^5000..], end);
        }
    }

    [Fact]
    public async Task Disk_HoldsNothingReadable_AndNothingChangedIsAccepted()
    {
        var bytes = "4242424242424242,"u8.ToArray();
        var file = _spool.Create("upload", "a.csv");
        for (var i = 0; i < 10_000; i++)
            await file.AppendAsync(new MemoryStream(bytes), bytes.Length, CancellationToken.None);
        file.Complete();

        var stored = ReadShared(file.Path);
        Assert.Equal(-1, stored.AsSpan().IndexOf("4242424242424242"u8));
        using (var writer = new FileStream(file.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            writer.Position = 100;
            writer.WriteByte((byte)(stored[100] ^ 0xFF));
        }
        await using var stream = _spool.Open(file.Path);
        Assert.ThrowsAny<CryptographicException>(() => stream.ReadByte());
    }

    [Fact]
    public void Forgotten_IsGone()
    {
        var file = _spool.Create("upload", "a.csv");
        file.Complete();

        _spool.Forget("upload");

        Assert.False(File.Exists(file.Path));
        Assert.Throws<FileNotFoundException>(() => _spool.Open(file.Path));
    }

    [Theory]
    [InlineData("payments.csv", "payments.csv")]
    [InlineData("C:\\Users\\me\\payments (1).csv", "payments (1).csv")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("a<b>\"c\".csv", "a_b__c_.csv")]
    [InlineData("..", "file")]
    [InlineData("export 4242-4242-4242-4242.csv", "export 424242xxxxxx4242.csv")]
    [InlineData("order 1234567890123456.csv", "order 1234567890123456.csv")]
    public void Name_IsClean(string sent, string kept) => Assert.Equal(kept, FileName.Clean(sent));

    [Fact]
    public void Pace_SaysRateAndTimeLeft_OfTheLastSeconds_OverAllFiles()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
        ImportPace? said = null;
        var pace = new Pace(4_000_000, clock, value => said = value);

        pace.Report(new ImportProgress("a.csv", 0, 0, 1_000_000));
        Assert.Null(said!.RowsPerSecond);
        clock.Now += TimeSpan.FromSeconds(2);
        pace.Report(new ImportProgress("a.csv", 10_000, 1_000_000, 1_000_000));
        // 10,000 rows and 1 MB in 2 s; 3 MB still to read.
        Assert.Equal(5_000, said!.RowsPerSecond);
        Assert.Equal(6, said.SecondsLeft);

        clock.Now += TimeSpan.FromSeconds(2);
        pace.Report(new ImportProgress("b.csv", 10_000, 1_000_000, 3_000_000));
        Assert.Equal((20_000, 2_000_000), (said!.Rows, said.Bytes));
        Assert.Equal(4, said.SecondsLeft);

        // A standstill of a minute: the old pace is forgotten.
        clock.Now += TimeSpan.FromMinutes(1);
        pace.Report(new ImportProgress("b.csv", 10_600, 1_060_000, 3_000_000));
        Assert.Equal(10, said!.RowsPerSecond!.Value, 1);
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
