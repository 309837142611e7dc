using System.Text;
using Insights.Import.Store;
using Insights.Import.Store.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Import.Tests.Pipeline.Replay;

/// <summary>Rejected rows run again after the source's settings have changed, without the file.</summary>
public sealed class RejectsReplayTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("insights-replay-").FullName;
    private ServiceProvider _services = null!;

    public async Task InitializeAsync()
    {
        _services = new ServiceCollection().AddSingleton(TimeProvider.System).AddImport(new StoreOptions { DataDirectory = Path.Combine(_folder, "data") })
            .AddSingleton(new Import.Pipeline.ImportLimits { ChunkRows = 2 }).BuildServiceProvider();
        Directory.CreateDirectory(Path.Combine(_folder, "data", "sources"));
        await _services.GetRequiredService<IReportingStore>().MigrateAsync();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task ReplayAsync_AfterTheSettingsChanged_MakesFactsWithTheirOriginalLines()
    {
        const string header = "transaction_id,vendor,kind,status,occurred_at,amount,currency,descriptor\n";
        var file = await ImportAsync("payments.csv", header
            + "t1,oak,charge,succeeded,2026-01-05T10:00:00Z,10.25,EUR,plain\n"
            + "t2,oak,charge,succeeded,2026-01-05T10:00:01Z,\"1.234,50\",EUR,\"two\nlines, and \"\"quotes\"\"\"\n"
            + "t3,oak,charge,succeeded,2026-01-05T10:00:02Z,nothing,EUR,\n"
            + "t4,oak,charge,succeeded,2026-01-05T10:00:03Z,\"7,50\",EUR,\n"
            + "t5,oak,charge,succeeded,2026-01-05T10:00:04Z,\"9,50\",EUR,,surplus,cells\n");
        Assert.Equal((5L, 1L, 4L), (file.Rows, file.Inserted, file.Rejected));
        await File.WriteAllTextAsync(Path.Combine(_folder, "data", "sources", "canonical.json"), """{ "amounts": "decimal-comma" }""");

        var result = await _services.GetRequiredService<IRejectsReplay>().ReplayAsync(file.FileId!.Value);

        Assert.Equal((3L, 2L, 1L, 1L), (result.Rows, result.Inserted, result.StillRejected, result.NotRun));
        Assert.Equal(5, Assert.Single(result.FirstProblems).Line);
        await using var context = _services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        var rows = await context.Transactions.AsNoTracking().OrderBy(t => t.ExternalId).ToListAsync();
        Assert.Equal([("t1", 1025L, 2), ("t2", 123450L, 3), ("t4", 750L, 6)], rows.Select(t => (t.ExternalId, t.AmountMinor, t.Line)));
        Assert.Equal("two\nlines, and \"quotes\"", rows[1].Descriptor);
        Assert.All(rows, t => Assert.Equal(file.FileId, t.FileId));
        var ledger = await context.ImportedFiles.SingleAsync();
        Assert.Equal((5L, 3L, 2L), (ledger.Rows, ledger.Inserted, ledger.Rejected));
        Assert.Equal(ledger.Rows, ledger.Inserted + ledger.Updated + ledger.Unchanged + ledger.Duplicate + ledger.Rejected + ledger.Skipped);
        Assert.Equal([5, 7], (await context.RejectedRows.Where(r => r.Severity == "rejected").OrderBy(r => r.Line).ToListAsync()).Select(r => r.Line).Distinct());
        Assert.Contains("nothing", await File.ReadAllTextAsync(result.RejectsFile!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplayAsync_Twice_ChangesNothingMore_AndUndoTakesTheReplayedRowsToo()
    {
        var file = await ImportAsync("payments.csv", "transaction_id,vendor,kind,status,occurred_at,amount,currency\nt1,oak,charge,succeeded,2026-01-05T10:00:00Z,\"10,25\",EUR\nt2,oak,charge,succeeded,2026-01-05T10:00:00Z,5.00,EUR\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "data", "sources", "canonical.json"), """{ "amounts": "decimal-comma" }""");
        var replay = _services.GetRequiredService<IRejectsReplay>();

        Assert.Equal(1, (await replay.ReplayAsync(file.FileId!.Value)).Inserted);
        var again = await replay.ReplayAsync(file.FileId!.Value);

        Assert.Equal((0L, null), (again.Rows, again.RejectsFile));
        await using var context = _services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        var batch = (await context.ImportBatches.SingleAsync()).Id;
        Assert.Equal(2, (await _services.GetRequiredService<IImportUndo>().UndoAsync(batch, "ada")).Removed);
        Assert.Equal(0, await context.Transactions.CountAsync());
        await Assert.ThrowsAsync<ReplayRefusedException>(() => replay.ReplayAsync(file.FileId!.Value));

        // Undone, so the same bytes are no longer "already imported".
        Assert.Equal(("done", 1L), await ImportStateAsync("payments.csv"));
    }

    [Fact]
    public async Task ReplayAsync_JsonRecords_AreReadAsTheyWere()
    {
        var file = await ImportAsync("calendars.json", """[ { "code": "desk", "version": 1, "timezone": "Europe/Nowhere", "always_open": true }, { "code": "desk", "version": 2, "timezone": "Europe/Berlin", "always_open": true } ]""");
        Assert.Equal((1L, 1L), (file.Inserted, file.Rejected));

        var result = await _services.GetRequiredService<IRejectsReplay>().ReplayAsync(file.FileId!.Value);

        Assert.Equal((1L, 1L, 0L), (result.Rows, result.StillRejected, result.Inserted));
        await using var context = _services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        var problem = await context.RejectedRows.SingleAsync(r => r.Severity == "rejected");
        Assert.Equal(("zone-unknown", 1), (problem.Rule, problem.Line));
        Assert.Contains("Europe/Nowhere", problem.Record, StringComparison.Ordinal);
    }

    /// <summary>Corrected, the rejects file imports like any other.</summary>
    [Fact]
    public async Task RejectsFile_Corrected_ImportsAgain()
    {
        var file = await ImportAsync("payments.csv", "transaction_id,vendor,kind,status,occurred_at,amount,currency\nt1,oak,charge,succeeded,2026-01-05T10:00:00Z,ten,EUR\n");
        string text = await File.ReadAllTextAsync(file.RejectsFile!);
        Assert.Contains("rejected_line,rejected_column,rejected_reason", text, StringComparison.Ordinal);

        var corrected = await ImportAsync("corrected.csv", text.Replace(",ten,", ",10.00,", StringComparison.Ordinal));

        Assert.Equal((1L, 1L), (corrected.Rows, corrected.Inserted));
    }

    private async Task<FileResult> ImportAsync(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, text, new UTF8Encoding(false));
        return Assert.Single((await _services.GetRequiredService<IImportRunner>().RunAsync(new ImportRequest { Paths = [path] })).Files);
    }

    private async Task<(string State, long Inserted)> ImportStateAsync(string name)
    {
        var file = Assert.Single((await _services.GetRequiredService<IImportRunner>().RunAsync(new ImportRequest { Paths = [Path.Combine(_folder, name)] })).Files);
        return (file.State, file.Inserted);
    }
}
