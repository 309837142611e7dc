using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Insights.SampleData;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Insights.Web.Tests.SampleData;

/// <summary>Generated worlds, written once for all tests of this folder and removed afterwards.</summary>
public sealed class SampleWorld : IAsyncLifetime
{
    public static readonly LocalDate End = new(2026, 11, 22);
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 22, 14, 0);

    private readonly string root = Directory.CreateTempSubdirectory("insights-sample-").FullName;

    public SampleSummary Planted { get; private set; } = null!;
    public SampleSummary Null { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Planted = await WriteAsync("planted", new SampleOptions(Scale.Demo, 1, End) { Now = Now });
        Null = await WriteAsync("null", new SampleOptions(Scale.Demo, 1, End, Null: true) { Now = Now });
    }

    public Task<SampleSummary> WriteAsync(string name, SampleOptions options) =>
        SampleDataGenerator.WriteAsync(options, Path.Combine(root, name), null, CancellationToken.None);

    public PlantedPattern Pattern(string id) => Planted.Patterns.Single(p => p.Id == id);

    public Task DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return Task.CompletedTask;
    }

    private static readonly ConcurrentDictionary<string, IReadOnlyList<Record>> s_read = new(StringComparer.Ordinal);

    /// <summary>The records of a comma-separated file; read once for all tests.</summary>
    public static IReadOnlyList<Record> Read(SampleSummary summary, string file) =>
        s_read.GetOrAdd(Path.Combine(summary.Folder, file), path =>
        {
            var lines = File.ReadLines(path);
            var columns = Cells(lines.First()).Select((name, index) => (name, index)).ToFrozenDictionary(c => c.name, c => c.index, StringComparer.Ordinal);
            return [.. lines.Skip(1).Select(line => new Record(columns, [.. Cells(line)]))];
        });

    public static IEnumerable<JsonElement> Tickets(SampleSummary summary)
    {
        foreach (var line in File.ReadLines(Path.Combine(summary.Folder, "zendesk-tickets.ndjson")))
            yield return JsonDocument.Parse(line).RootElement;
    }

    public static Instant At(string text) => InstantPattern.General.Parse(text).Value;

    public static Instant StripeAt(string text) => InstantPattern.General.Parse(text.Replace(' ', 'T') + "Z").Value;

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(c);
        }
        cells.Add(cell.ToString());
        return cells;
    }

    public static decimal Amount(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>One record by column name.</summary>
public sealed record Record(FrozenDictionary<string, int> Columns, string[] Cells)
{
    public string this[string column] => Cells[Columns[column]];
}

[CollectionDefinition(Name)]
public sealed class SampleWorldGroup : ICollectionFixture<SampleWorld>
{
    public const string Name = "sample world";
}

/// <summary>Folders of the repository, for tests that hold files and documents against each other.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Insights.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException("The tests run outside the repository: no Insights.sln above " + AppContext.BaseDirectory);
    }
}
