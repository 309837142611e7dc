using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace Insights.Import.Tests.Sources;

/// <summary>Each source's README lists its quirks line by line with the tests that show them; here it is held to naming tests that exist.</summary>
public sealed partial class QuirksTests
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "Insights.Import", "Sources");

    /// <summary>Folders with a map of files, thus with quirks; vocabularies are none.</summary>
    public static TheoryData<string> Sources => [.. Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Where(name => name != "Vocabularies").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Readme_EveryQuirk_NamesTestsThatExist(string source)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Folder, source, "README.md"));
        string[] quirks = [.. lines.SkipWhile(line => line != "## Shown by").Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)];

        Assert.NotEmpty(quirks);
        Assert.All(quirks, quirk => Assert.NotEmpty(TestName().Matches(quirk)));
        var unknown = quirks.SelectMany(quirk => TestName().Matches(quirk)).Where(name => !Exists(name.Groups["type"].Value, name.Groups["method"].Value)).Select(name => name.Value);
        Assert.Empty(unknown);
    }

    private static bool Exists(string type, string method) =>
        typeof(QuirksTests).Assembly.GetTypes().FirstOrDefault(known => known.Name == type) is { } found && (method.Length == 0 || found.GetMethod(method) is not null);

    [GeneratedRegex(@"`(?<type>[A-Z]\w+Tests)(?:\.(?<method>\w+))?`", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TestName();

    private static string Here([CallerFilePath] string path = "") => path;
}
