using Insights.SampleData;
using Microsoft.Data.Sqlite;
using NodaTime;
using Xunit;

namespace Insights.Web.Tests.Hosting;

/// <summary>A kill -9 at any moment loses nothing and leaves nothing half-written: the same command again gives the store of an uninterrupted run.</summary>
public sealed class KillTests : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("insights-kill-").FullName;
    private string[] _files = [];
    private SortedDictionary<string, string> _expected = [];

    public async Task InitializeAsync()
    {
        var summary = await SampleDataGenerator.WriteAsync(new SampleOptions(Scale.Demo, 11, new LocalDate(2026, 6, 30)) { Transactions = 6_000 }, Path.Combine(_root, "files"), null, default);
        _files = [.. summary.Files];
        var whole = Data("whole");
        Assert.Equal(0, InsightsProcess.Run(whole, ["import", .. _files]).ExitCode);
        _expected = StoreDigest.Of(whole);
        Assert.True(_expected.Count > 10, "The digest covers too few tables.");
        Assert.Contains(_expected, table => table.Key == "transactions" && !table.Value.StartsWith("0 ", StringComparison.Ordinal));
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public void Import_KilledFiftyTimesAtRandomMoments_EndsLikeAnUninterruptedOne()
    {
        var data = Data("import");
        var moments = new Random(20261122);
        var kills = 0;
        for (var attempt = 0; attempt < 50; attempt++)
            if (InsightsProcess.Kill(TimeSpan.FromMilliseconds(moments.Next(200, 1600)), data, ["import", .. _files]))
                kills++;

        var last = InsightsProcess.Run(data, ["import", .. _files]);

        Assert.True(kills > 0, "No run was killed: the moments are too late.");
        Assert.True(last.ExitCode == 0, last.Output + last.Error);
        Assert.Equal(_expected, StoreDigest.Of(data));
        AssertLedger(data);
    }

    [Fact]
    public void Recompute_KilledTenTimesAtRandomMoments_EndsLikeAnUninterruptedOne()
    {
        var data = Data("recompute");
        Assert.Equal(0, InsightsProcess.Run(data, ["import", .. _files, "--no-refresh"]).ExitCode);
        var moments = new Random(20261123);
        var kills = 0;
        for (var attempt = 0; attempt < 10; attempt++)
            if (InsightsProcess.Kill(TimeSpan.FromMilliseconds(moments.Next(250, 2000)), data, attempt % 2 == 0 ? ["recompute"] : ["recompute", "--full"]))
                kills++;

        var last = InsightsProcess.Run(data, "recompute");

        Assert.True(kills > 0, "No run was killed: the moments are too late.");
        Assert.True(last.ExitCode == 0, last.Output + last.Error);
        Assert.Equal(_expected, StoreDigest.Of(data));
    }

    /// <summary>Killed batches are called what they are, and whatever a killed file had stored adds up.</summary>
    private static void AssertLedger(string data)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "reporting.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        Assert.Equal(0L, Number("SELECT count(*) FROM import_batches WHERE state = 'running'"));
        Assert.Equal(0L, Number("SELECT count(*) FROM imported_files WHERE state = 'running'"));
        Assert.Equal(0L, Number("SELECT count(*) FROM imported_files WHERE \"rows\" <> inserted + updated + unchanged + duplicate + rejected + skipped"));

        long Number(string sql)
        {
            using var command = new SqliteCommand(sql, connection);
            return (long)command.ExecuteScalar()!;
        }
    }

    private string Data(string name) => Path.Combine(_root, name);
}
