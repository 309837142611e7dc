using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Insights.Import.Sources;

namespace Insights.Import.Tests.Sources;

/// <summary>A file of the folder Golden as a list of records that can be cut, shuffled and put together again.</summary>
internal sealed record GoldenFile(string Name, FormatProfile Format, string? Header, IReadOnlyList<string> Records, string? Settings)
{
    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(Here())!, "Golden");

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)).Where(f => !f.EndsWith(".md", StringComparison.Ordinal) && !f.EndsWith(".settings.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public bool IsJson => Header is null;

    public static GoldenFile Load(string name)
    {
        string text = File.ReadAllText(Path.Combine(Folder, name));
        string stem = Path.GetFileNameWithoutExtension(name);
        string id = stem.Split("--")[0];
        var format = Formats.Find(id) ?? throw new InvalidOperationException($"There is no format {id}; see Golden/README.md for the names of golden files.");
        string settings = Path.Combine(Folder, stem + ".settings.json");
        string? said = File.Exists(settings) ? File.ReadAllText(settings) : null;
        if (name.EndsWith(".csv", StringComparison.Ordinal))
        {
            var lines = Lines(text);
            return new GoldenFile(name, format, lines[0], lines[1..], said);
        }

        if (name.EndsWith(".ndjson", StringComparison.Ordinal))
            return new GoldenFile(name, format, null, [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)], said);
        using var array = JsonDocument.Parse(text);
        return new GoldenFile(name, format, null, [.. array.RootElement.EnumerateArray().Select(e => JsonSerializer.Serialize(e))], said);
    }

    /// <summary>A file of these records.</summary>
    public string With(IEnumerable<string> records) => (Header is null ? "" : Header + "\n") + string.Concat(records.Select(r => r + "\n"));

    /// <summary>Cuts the file into parts at random places, but never between identical records: how often one occurs is counted within a file.</summary>
    public IEnumerable<string> Parts(Random random, int parts)
    {
        var cuts = Enumerable.Range(0, parts - 1).Select(_ => random.Next(0, Records.Count + 1)).Where(cut => cut == 0 || cut == Records.Count || Records[cut - 1] != Records[cut]).Append(0).Append(Records.Count).Distinct().Order().ToList();
        for (int i = 1; i < cuts.Count; i++)
            yield return With(Records.Skip(cuts[i - 1]).Take(cuts[i] - cuts[i - 1]));
    }

    public string Shuffled(Random random)
    {
        string[] records = [.. Records];
        random.Shuffle(records);
        return With(records);
    }

    /// <summary>The same cells under columns in another order, with two columns nobody knows.</summary>
    public string WithOtherColumns(Random random)
    {
        string[] headers = Cells(Header!);
        int[] order = [.. Enumerable.Range(0, headers.Length)];
        random.Shuffle(order);
        return string.Concat(Records.Prepend(Header!).Select((record, line) =>
        {
            string[] cells = Cells(record);
            return string.Join(',', order.Select(i => i < cells.Length ? cells[i] : "").Prepend(line == 0 ? "Moon Phase" : "new").Append(line == 0 ? "Warehouse Shelf" : "\"a, b\"")) + "\n";
        }));
    }

    /// <summary>Lines, where a quoted cell may hold line ends.</summary>
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        bool quoted = false;
        foreach (char c in text)
        {
            quoted ^= c == '"';
            if (c == '\n' && !quoted)
            {
                lines.Add(line.ToString());
                line.Clear();
            }
            else
            {
                line.Append(c);
            }
        }

        if (line.Length > 0)
            lines.Add(line.ToString());
        return lines;
    }

    /// <summary>Cells as they are written, quotes and all.</summary>
    private static string[] Cells(string record)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        foreach (char c in record.TrimStart('\uFEFF'))
        {
            quoted ^= c == '"';
            if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return [.. cells];
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
