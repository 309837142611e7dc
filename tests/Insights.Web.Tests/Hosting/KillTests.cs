using Insights.SampleData;
using NodaTime;
using Xunit;

namespace Insights.Web.Tests.Hosting;

/// <summary>
/// A kill -9 at any moment loses nothing and leaves nothing half-written: the same command again gives the store of an uninterrupted run.
/// Two classes, because the two take a minute each and run side by side.
/// </summary>
public abstract class KillTests : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("insights-kill-").FullName;
    private protected string[] Files { get; private set; } = [];
    private protected SortedDictionary<string, string> Expected { get; private set; } = [];

    public async Task InitializeAsync()
    {
        var summary = await SampleDataGenerator.WriteAsync(new SampleOptions(Scale.Demo, 11, new LocalDate(2026, 6, 30)) { Transactions = 6_000 }, Path.Combine(_root, "files"), null, default);
        Files = [.. summary.Files];
        var whole = Data("whole");
        Assert.Equal(0, InsightsProcess.Run(whole, ["import", .. Files]).ExitCode);
        Expected = StoreDigest.Of(whole);
        Assert.True(Expected.Count > 10, "The digest covers too few tables.");
        Assert.Contains(Expected, table => table.Key == "transactions" && !table.Value.StartsWith("0 ", StringComparison.Ordinal));
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Names the tables that differ: the digests of all would hide them.</summary>
    private protected void AssertLikeUninterrupted(string data) => Assert.Empty(Expected.Except(StoreDigest.Of(data)).Concat(StoreDigest.Of(data).Except(Expected)));

    private protected string Data(string name) => Path.Combine(_root, name);
}
