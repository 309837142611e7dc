using System.Text;
using Insights.Import.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Pipeline;

public sealed class ImportPipelineTests
{
    private const string Header = "transaction_id,vendor,kind,status,occurred_at,updated_at,amount,currency\n";

    private const string Transactions = """
        transaction_id,vendor,kind,status,occurred_at,amount,currency
        t1,acme,charge,succeeded,2026-01-05T10:00:00Z,12.50,EUR
        t2,acme,charge,failed,2026-01-05T11:00:00+01:00,1000,JPY

        """;

    [Fact]
    public async Task RunAsync_CanonicalTransactions_StoresTypedFacts()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("payments.csv", Transactions);

        Assert.Equal("canonical-transactions", file.Format);
        Assert.Equal("done", file.State);
        Assert.Equal(2, file.Inserted);
        var first = import.Store.Transactions["1:t1"];
        Assert.Equal(("acme", 1250L, "EUR"), (first.Vendor, first.Row.AmountMinor, first.Row.Currency));
        Assert.Equal(2, first.Row.Line);
        var second = import.Store.Transactions["1:t2"].Row;
        Assert.Equal((1000L, new DateTime(2026, 1, 5, 10, 0, 0, DateTimeKind.Utc)), (second.AmountMinor, second.OccurredAt));
    }

    /// <summary>Bug: uploads lie encrypted, and the pipeline read the bytes on disk instead of asking their keeper.</summary>
    [Fact]
    public async Task RunAsync_FileThatItsKeeperOpens_IsReadThroughTheKeeperOnly()
    {
        using var import = new ImportFixture();
        // Two bytes of its own before the file's, which are turned around: length, content and first bytes all differ on disk.
        byte[] kept = [0, 1, .. Encoding.UTF8.GetBytes(Transactions).Select(b => (byte)(b ^ 0x5A))];
        string path = import.Write("payments.csv", kept);

        var result = await import.Runner.RunAsync(new ImportRequest { Paths = [path], Open = opened => new MemoryStream([.. File.ReadAllBytes(opened).Skip(2).Select(b => (byte)(b ^ 0x5A))]) });
        var plain = await import.ImportAsync("plain.csv", Transactions);

        Assert.Equal(("canonical-transactions", "done", 2L), (result.Files[0].Format, result.Files[0].State, result.Files[0].Inserted));
        Assert.Equal("already_imported", plain.State);
    }

    [Fact]
    public async Task RunAsync_SameBytesAgain_IsAReportedNoOp()
    {
        using var import = new ImportFixture();
        await import.ImportAsync("payments.csv", Transactions);

        var again = await import.ImportAsync("renamed.csv", Transactions);

        Assert.Equal("already_imported", again.State);
        Assert.Contains("payments.csv", again.Error, StringComparison.Ordinal);
        Assert.Equal(0, again.Rows);
        Assert.Equal(1, import.Store.Chunks);
    }

    [Fact]
    public async Task RunAsync_SameBytesIntoAnotherSource_AreImported()
    {
        using var import = new ImportFixture();
        await import.ImportAsync("payments.csv", Transactions);

        var other = await import.ImportAsync("payments.csv", Transactions, source: "second-account");

        Assert.Equal(("done", 2L, "second-account"), (other.State, other.Inserted, other.Source));
        Assert.Equal(4, import.Store.Transactions.Count);
    }

    [Fact]
    public async Task RunAsync_DryRun_CountsAndWritesNothing()
    {
        using var import = new ImportFixture();
        await import.ImportAsync("payments.csv", Transactions);

        var dry = await import.ImportAsync("more.csv", Transactions.Replace("12.50", "13.50", StringComparison.Ordinal) + "t3,acme,charge,succeeded,2026-01-06,1,EUR\n", dryRun: true);

        Assert.Equal((3L, 0L, 1L, 1L, 1L), (dry.Rows, dry.Inserted, dry.Updated, dry.Unchanged, dry.Rejected));
        Assert.Equal("instant-without-time", Assert.Single(dry.FirstProblems).Rule);
        Assert.Equal(1250, import.Store.Transactions["1:t1"].Row.AmountMinor);
        Assert.Single(import.Store.Files);
        Assert.Single(import.Store.Batches);
        Assert.False(Directory.Exists(Path.Combine(import.DataDirectory, "rejects")));
    }

    [Fact]
    public async Task RunAsync_Folder_ImportsDimensionsFirstAndLeavesNotesAlone()
    {
        using var import = new ImportFixture();
        import.Write("a-disputes.csv", "chargeback_id,transaction_id,status,opened_at,amount,currency\nc1,t1,lost,2026-02-01T00:00:00Z,12.50,EUR\n");
        import.Write("b-payments.csv", Transactions);
        import.Write("c-vendors.csv", "vendor,name\nacme,Acme Ltd\n");
        import.Write("README.md", "# notes");
        import.Write(".hidden", "x");
        string folder = Path.GetDirectoryName(import.Write("z-calendars.json", "[{\"code\":\"c\",\"version\":1,\"timezone\":\"UTC\",\"always_open\":true}]"))!;

        var result = await import.Runner.RunAsync(new ImportRequest { Paths = [folder] });

        Assert.Equal(["z-calendars.json", "c-vendors.csv", "b-payments.csv", "a-disputes.csv"], result.Files.Select(f => f.File));
        Assert.All(result.Files, f => Assert.Equal("done", f.State));
        Assert.Equal("done", Assert.Single(import.Store.Batches).State);
    }

    [Fact]
    public async Task RunAsync_MissingPath_FailsThatPathAndImportsTheRest()
    {
        using var import = new ImportFixture();
        string good = import.Write("payments.csv", Transactions);

        var result = await import.Runner.RunAsync(new ImportRequest { Paths = ["nowhere.csv", good] });

        Assert.Equal(["failed", "done"], result.Files.Select(f => f.State));
        Assert.Equal("failed", import.Store.Batches[0].State);
    }

    [Fact]
    public async Task RunAsync_NamedFormatThatDoesNotFit_IsRefusedNamingTheColumns()
    {
        using var import = new ImportFixture();

        var result = await import.Runner.RunAsync(new ImportRequest { Paths = [import.Write("x.csv", Transactions)], Format = "stripe-payments-csv" });

        var file = Assert.Single(result.Files);
        Assert.Equal("failed", file.State);
        Assert.Contains("Amount Refunded", file.Error, StringComparison.Ordinal);
        Assert.Empty(import.Store.Transactions);
        var unknown = await import.Runner.RunAsync(new ImportRequest { Paths = ["x.csv"], Format = "no-such-format" });
        Assert.Contains("canonical-tickets", Assert.Single(unknown.Files).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ColumnsInAnyOrderWithExtras_AreRecognised()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("x.csv", "mood,CURRENCY,\"Amount\",occurred_at,status,kind, transaction_id \nfine,EUR,1.00,2026-01-05T10:00:00Z,succeeded,charge,t9\n");

        Assert.Equal(("canonical-transactions", 1L, 1L), (file.Format, file.Inserted, file.Warnings));
        Assert.Contains("mood", Assert.Single(file.FirstProblems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_AllErrorsOfARow_AreTold()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("x.csv", Transactions + ",acme,gift,succeeded,2026-02-30T10:00:00Z,x,EUR\n");

        Assert.Equal(1, file.Rejected);
        Assert.Equal(
            [("transaction_id", "required-value-missing"), ("kind", "word-unknown"), ("occurred_at", "instant-impossible"), ("amount", "amount-not-a-number")],
            file.FirstProblems.Select(p => (p.Column, p.Rule)));
        Assert.All(file.FirstProblems, p => Assert.Equal(4, p.Line));
        Assert.Single(import.Store.Problems, p => p.Record is not null);
    }

    [Fact]
    public async Task RunAsync_WarningsWithoutEnd_AreCountedAndKeptUpToABound()
    {
        using var import = new ImportFixture(new ImportLimits { KeptRemarks = 10 });
        string text = "transaction_id,kind,status,occurred_at,amount,currency,country\n"
            + string.Concat(Enumerable.Range(0, 500).Select(i => $"t{i},charge,succeeded,2026-01-05T10:00:00Z,1.00,EUR,Germany\n"));

        var file = await import.ImportAsync("x.csv", text);

        Assert.Equal((500L, 500L), (file.Inserted, file.Warnings));
        Assert.Equal(10, import.Store.Problems.Count);
    }

    [Fact]
    public async Task WriteRejectsAsync_CorrectedAndImportedAgain_Completes()
    {
        using var import = new ImportFixture();
        var file = await import.ImportAsync("x.csv", Header + "t1,\"=acme, \"\"x\"\"\",charge,succeeded,2026-01-05,,-5.00,EUR\nt2,acme,charge,succeeded,2026-01-05T10:00:00Z,,5.00,EUR\n");

        string rejects = await File.ReadAllTextAsync(file.RejectsFile!);
        string[] lines = rejects.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("transaction_id,vendor,kind,status,occurred_at,updated_at,amount,currency,rejected_line,rejected_column,rejected_reason", lines[0]);
        Assert.StartsWith("t1,\"'=acme, \"\"x\"\"\",charge,succeeded,2026-01-05,,-5.00,EUR,2,occurred_at amount,", lines[1], StringComparison.Ordinal);

        var again = await import.ImportAsync("fixed.csv", rejects.Replace("2026-01-05,", "2026-01-05T10:00:00Z,", StringComparison.Ordinal).Replace("-5.00", "5.00", StringComparison.Ordinal));
        Assert.Equal((1L, 1L, 0L), (again.Rows, again.Inserted, again.Rejected));
        Assert.Equal("=acme, \"x\"", import.Store.Transactions["1:t1"].Vendor);
    }

    [Fact]
    public async Task RunAsync_DiskFullThenAgain_FinishesWithTheSameFacts()
    {
        string text = Header + Rows(0, 100);
        using var whole = new ImportFixture(Small);
        await whole.ImportAsync("x.csv", text);
        using var import = new ImportFixture(Small);
        import.Store.FailAtChunk = 4;

        var failed = await import.ImportAsync("x.csv", text);
        Assert.Equal("failed", failed.State);
        Assert.Equal(30, import.Store.Transactions.Count);

        var again = await import.ImportAsync("x.csv", text);
        Assert.Equal(("done", 70L, 30L), (again.State, again.Inserted, again.Unchanged));
        Assert.Equal(whole.Store.Contents(), import.Store.Contents());
    }

    [Fact]
    public async Task RunAsync_Cancelled_KeepsWholeChunksAndSaysSo()
    {
        using var import = new ImportFixture(Small);
        using var cancel = new CancellationTokenSource();
        int writes = 0;
        import.Store.BeforeWrite = () =>
        {
            if (++writes == 3)
                cancel.Cancel();
        };

        var result = await import.Runner.RunAsync(new ImportRequest { Paths = [import.Write("x.csv", Header + Rows(0, 100)), import.Write("y.csv", Header + Rows(200, 5))] }, cancel: cancel.Token);

        Assert.Equal("cancelled", Assert.Single(result.Files).State);
        Assert.Equal(20, import.Store.Transactions.Count);
        Assert.Equal(("cancelled", "cancelled"), (import.Store.Files[0].State, import.Store.Batches[0].State));
    }

    [Fact]
    public async Task RunAsync_Progress_ReportsRowsAndAllBytesAtTheEnd()
    {
        using var import = new ImportFixture(Small);
        var seen = new List<ImportProgress>();
        string path = import.Write("x.csv", Header + Rows(0, 50));

        await import.Runner.RunAsync(new ImportRequest { Paths = [path] }, new Sink(seen.Add));

        Assert.Equal([10L, 20, 30, 40, 50, 50], seen.Select(p => p.Rows));
        Assert.Equal((new FileInfo(path).Length, new FileInfo(path).Length), (seen[^1].BytesRead, seen[^1].BytesTotal));
    }

    [Fact]
    public async Task RunAsync_FileChangedWhileImporting_SaysSo()
    {
        using var import = new ImportFixture(Small);
        string path = import.Write("x.csv", Header + Rows(0, 50));
        import.Store.BeforeWrite = () => File.AppendAllText(path, "more");

        var file = await import.ImportFileAsync(path);

        Assert.Equal("failed", file.State);
        Assert.Contains("changed", file.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_CardNumberInFileName_IsTruncatedEverywhere()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("card 4111111111111111.csv", Transactions + "t3,acme,gift,succeeded,2026-01-05T10:00:00Z,1,EUR\n");

        Assert.Equal("card 411111******1111.csv", file.File);
        Assert.DoesNotContain("4111111111111111", Path.GetFileName(file.RejectsFile!), StringComparison.Ordinal);
    }

    /// <summary>An import cut into any files is the import of the whole, and doing it twice changes nothing.</summary>
    [Fact]
    public async Task RunAsync_AnySplitOfAFile_GivesTheFactsOfTheWhole()
    {
        var random = new Random(42);
        for (int round = 0; round < 15; round++)
        {
            var rows = Enumerable.Range(0, random.Next(1, 60)).Select(i => RandomRow(random, i)).ToList();
            using var whole = new ImportFixture(Small);
            var all = await whole.ImportAsync("all.csv", Header + string.Concat(rows));
            Assert.Equal(rows.Count, all.Rows);

            using var parts = new ImportFixture(Small);
            long imported = 0;
            for (int from = 0, part = 0; from < rows.Count; part++)
            {
                int count = random.Next(1, rows.Count - from + 1);
                var file = await parts.ImportAsync($"part{part}.csv", Header + string.Concat(rows.Skip(from).Take(count)));
                imported += file.State == "already_imported" ? count : file.Rows;
                from += count;
            }

            Assert.Equal(rows.Count, imported);
            Assert.Equal(whole.Store.Contents(), parts.Store.Contents());

            string before = string.Join('\n', whole.Store.Contents());
            var again = await whole.ImportAsync("again.csv", Header + string.Concat(rows) + "\n");
            Assert.Equal((0L, before), (again.Inserted, string.Join('\n', whole.Store.Contents())));
        }
    }

    private static ImportLimits Small => new() { ChunkRows = 10 };

    private static string Rows(int from, int count) =>
        string.Concat(Enumerable.Range(from, count).Select(i => $"t{i},acme,charge,succeeded,2026-01-05T10:00:00Z,,{i}.25,EUR\n"));

    /// <summary>Each id keeps its own version date, so that the order of files cannot matter.</summary>
    private static string RandomRow(Random random, int i)
    {
        string id = random.Next(12) == 0 ? "" : $"t{i}";
        string at = random.Next(10) == 0 ? "2026-02-31T10:00:00Z" : $"2026-01-{random.Next(1, 28):00}T10:00:00Z";
        string amount = random.Next(10) switch { 0 => "x", 1 => "-1", 2 => "4111111111111111", _ => $"{random.Next(1000)}.{random.Next(100):00}" };
        string vendor = random.Next(5) == 0 ? "\"ac\"\"me\n, x\"" : "acme";
        return $"{id},{vendor},{(random.Next(9) == 0 ? "gift" : "charge")},succeeded,{at},2026-03-01T00:00:00Z,{amount},EUR\n";
    }

    private sealed class Sink(Action<ImportProgress> report) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => report(value);
    }
}
