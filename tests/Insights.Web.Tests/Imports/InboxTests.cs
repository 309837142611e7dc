using Insights.Import.Store;
using Insights.Web.Hosting;
using Insights.Web.Hosting.Imports;
using Insights.Web.Hosting.Inbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Insights.Web.Tests.Imports;

/// <summary>The watched folder: each look is a step of the test, not of the clock.</summary>
public sealed class InboxTests : IAsyncLifetime
{
    private const string Card = "4242424242424242";

    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
    private readonly string _inbox = Directory.CreateTempSubdirectory("insights-inbox-").FullName;
    private ImportPortal _portal = null!;
    private InboxWatch _watch = null!;

    public async Task InitializeAsync()
    {
        _portal = await ImportPortal.StartAsync();
        _watch = Watch();
    }

    public async Task DisposeAsync()
    {
        _watch.Dispose();
        await _portal.DisposeAsync();
        Directory.Delete(_inbox, recursive: true);
    }

    [Fact]
    public async Task File_IsTakenWhenTwoLooksFindItUnchanged_AndArchived()
    {
        Write("payments.csv", Payments.Csv(20)[..^30]);
        await LookAsync();
        Assert.True(Exists("payments.csv"));
        Assert.Equal(1, _watch.View()!.Waiting);

        // Still growing: the second look starts anew.
        Write("payments.csv", Payments.Csv(20));
        await LookAsync();
        Assert.Equal(0, Stored());

        await LookAsync();
        Assert.Equal(20, Stored());
        Assert.Equal(["archive/2026-11-20/payments.csv"], Files());
        Assert.Equal(0, _watch.View()!.Waiting);
    }

    [Fact]
    public async Task File_RenamedFromAnUnfinishedName_IsTakenAtOnce()
    {
        Write("payments.csv.part", Payments.Csv(20));
        await LookAsync();
        await LookAsync();
        Assert.Equal(0, Stored());

        File.Move(In("payments.csv.part"), In("payments.csv"));
        await LookAsync();

        Assert.Equal(20, Stored());
    }

    [Fact]
    public async Task Subfolder_IsTheSource()
    {
        Write("Shop/payments.csv", Payments.Csv(5));
        await LookAsync();
        await LookAsync();

        await using var context = _portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        Assert.Equal("shop", Assert.Single(context.Sources).Name);
        Assert.Equal(["archive/2026-11-20/Shop/payments.csv"], Files());
    }

    [Fact]
    public async Task UnknownFile_IsSetAsideWithItsReason_AndShown()
    {
        Write("shop/odd.csv", "a,b\n1,2\n"u8.ToArray());
        await LookAsync();
        await LookAsync();

        Assert.Equal(["quarantine/shop/odd.csv", "quarantine/shop/odd.csv.why.txt"], Files());
        var why = await File.ReadAllTextAsync(In("quarantine/shop/odd.csv.why.txt"));
        Assert.Contains("odd.csv was not imported", why, StringComparison.Ordinal);
        Assert.Contains("move the file back into the inbox", why, StringComparison.Ordinal);
        Assert.Equal("shop/odd.csv", Assert.Single(_watch.View()!.Quarantine).Name);

        // Set aside is not looked at again.
        await LookAsync();
        await LookAsync();
        Assert.Equal(2, Files().Count);
    }

    [Theory]
    [InlineData(CardFiles.Delete)]
    [InlineData(CardFiles.Quarantine)]
    public async Task CardNumbers_AreNeverArchived(CardFiles rule)
    {
        _watch.Dispose();
        _watch = Watch(rule);
        Write("payments.csv", Payments.Csv(5, extra: $"{Card},oak,charge,succeeded,2026-10-01T10:00:00Z,1.00,EUR\n"));
        await LookAsync();
        await LookAsync();

        Assert.Equal(5, Stored());
        var holding = Files().Where(file => File.ReadAllText(In(file)).Contains(Card, StringComparison.Ordinal)).ToList();
        if (rule == CardFiles.Delete)
        {
            Assert.Empty(holding);
            Assert.Equal(["archive/2026-11-20/payments.csv.receipt.txt"], Files());
            Assert.Contains("5 new", await File.ReadAllTextAsync(In(Files()[0])), StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(["quarantine/payments.csv"], holding);
        }
        Assert.Empty(_portal.FilesHolding(Card));
    }

    [Fact]
    public async Task SameBytesAgain_LeaveAReceiptAndNoFile()
    {
        for (var time = 0; time < 2; time++)
        {
            Write("payments.csv", Payments.Csv(5, extra: $"{Card},oak,charge,succeeded,2026-10-01T10:00:00Z,1.00,EUR\n"));
            await LookAsync();
            await LookAsync();
        }

        Assert.Equal(5, Stored());
        Assert.Equal(["archive/2026-11-20/payments.csv.receipt (2).txt", "archive/2026-11-20/payments.csv.receipt.txt"], Files());
    }

    [Fact]
    public async Task DeadProcess_ItsFilesComeBack_ALivingOneKeepsItsOwn()
    {
        Write(".working/dead/1/shop/payments.csv", Payments.Csv(5));
        using var living = new InboxFolder(_inbox, "living");
        Write(".working/living/1/kept.csv", Payments.Csv(5));

        await LookAsync();
        await LookAsync();

        Assert.Equal(5, Stored());
        Assert.Equal([".working/living/1/kept.csv", "archive/2026-11-20/shop/payments.csv"], Files());
    }

    [Fact]
    public async Task TwoProcesses_NeverTakeTheSameFile()
    {
        for (var i = 0; i < 40; i++)
            Write(FormattableString.Invariant($"f{i}.csv"), Payments.Csv(1, FormattableString.Invariant($"p{i}")));
        using var other = new InboxFolder(_inbox, "other");
        using var third = new InboxFolder(_inbox, "third");
        other.Take();
        third.Take();

        var taken = await Task.WhenAll(Task.Run(other.Take), Task.Run(third.Take));

        Assert.Equal(40, taken.SelectMany(t => t).Sum(group => group.Paths.Count));
        Assert.Equal(40, taken.SelectMany(t => t).SelectMany(group => group.Paths).Select(Path.GetFileName).Distinct().Count());
    }

    [Fact]
    public void Glimpse_FileTakenAfterTheListing_IsNoFile()
    {
        Write("taken.csv", Payments.Csv(1));
        // What a listing knows of a file it asks for when it is first needed.
        var listed = new FileInfo(In("taken.csv"));
        File.Move(In("taken.csv"), In("elsewhere.csv"));

        Assert.Null(InboxFolder.Glimpse(listed));
        Assert.NotNull(InboxFolder.Glimpse(new FileInfo(In("elsewhere.csv"))));
    }

    [Fact]
    public void FolderAndNote_GoneAfterTheListing_AreNone()
    {
        Assert.Empty(InboxFolder.FilesOf(In("removed")));
        Assert.Null(InboxFolder.Note(In("quarantine/dealt-with.csv.why.txt")));
        Write("there/file.csv", Payments.Csv(1));
        Assert.Single(InboxFolder.FilesOf(In("there")));
    }

    private InboxWatch Watch(CardFiles rule = CardFiles.Delete) => new(
        new InsightsOptions { Inbox = _inbox, InboxCardFiles = rule, DataDirectory = _portal.Folder }, _portal.Services.GetRequiredService<ImportDesk>(), _clock, NullLogger<InboxWatch>.Instance);

    private Task LookAsync() => _watch.LookAsync(CancellationToken.None);

    private string In(string path) => Path.Combine(_inbox, path);

    private bool Exists(string path) => File.Exists(In(path));

    private void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllBytes(In(path), bytes);
    }

    private List<string> Files() =>
        [.. Directory.EnumerateFiles(_inbox, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != ".lock").Select(file => Path.GetRelativePath(_inbox, file)).Order(StringComparer.Ordinal)];

    private int Stored()
    {
        using var context = _portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        return context.Transactions.Count();
    }
}
