using Microsoft.Data.Sqlite;
using Xunit;

namespace Insights.Web.Tests.Hosting;

public sealed class ImportKillTests : KillTests
{
    [Fact]
    public void Import_KilledFiftyTimesAtRandomMoments_EndsLikeAnUninterruptedOne()
    {
        var data = Data("import");
        var moments = new Random(20261122);
        var kills = 0;
        for (var attempt = 0; attempt < 50; attempt++)
            if (InsightsProcess.Kill(TimeSpan.FromMilliseconds(moments.Next(200, 1600)), data, ["import", .. Files]))
                kills++;

        var last = InsightsProcess.Run(data, ["import", .. Files]);

        Assert.True(kills > 0, "No run was killed: the moments are too late.");
        Assert.True(last.ExitCode == 0, last.Output + last.Error);
        AssertLikeUninterrupted(data);
        AssertLedger(data);
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
}
