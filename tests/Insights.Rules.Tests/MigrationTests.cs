using System.Text.RegularExpressions;
using Xunit;

namespace Insights.Rules.Tests;

/// <summary>Migrations as they lie in the repository; whether each model has one is shown in the tests of its project.</summary>
public sealed partial class MigrationTests
{
    public static TheoryData<string> Folders => [.. Places()];

    private static IEnumerable<string> Places() =>
        new[] { "Insights.Import", "Insights.Analytics", "Insights.Web" }
            .SelectMany(project => Directory.EnumerateDirectories(Path.Combine(Repository.Root, project), "Migrations", SearchOption.AllDirectories))
            .Select(folder => Path.GetRelativePath(Repository.Root, folder).Replace('\\', '/'))
            .Where(folder => !folder.Contains("/bin/", StringComparison.Ordinal) && !folder.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>A migration scaffolded without sight of the last snapshot carries the whole schema, and fails on every store that exists.</summary>
    [Theory]
    [MemberData(nameof(Folders))]
    public void Migrations_CreateNoTableTwice(string folder)
    {
        var tables = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, text) in Repository.Sources(folder, ".cs").OrderBy(source => source.Path, StringComparer.Ordinal))
        {
            var end = text.IndexOf("void Down(", StringComparison.Ordinal);
            if (end < 0)
                continue;
            foreach (Match step in TablePattern().Matches(text[..end]))
            {
                var name = step.Groups["name"].Value;
                Assert.True(step.Groups["step"].Value == "Create" ? tables.Add(name) : tables.Remove(name), $"{path}: {step.Groups["step"].Value.ToLowerInvariant()}s {name} out of turn.");
            }
        }

        Assert.NotEmpty(tables);
    }

    /// <summary>Both providers of a context change by the same steps, so that a store of either can be upgraded to the same version.</summary>
    [Fact]
    public void Migrations_HaveTheSameNamesForBothProviders()
    {
        foreach (var sqlite in Places().Where(folder => folder.Contains("/Sqlite/", StringComparison.Ordinal)))
            Assert.Equal(Names(sqlite), Names(sqlite.Replace("/Sqlite/", "/Postgres/", StringComparison.Ordinal)));
    }

    private static List<string> Names(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs").Select(Path.GetFileNameWithoutExtension).OfType<string>()
            .Where(name => char.IsAsciiDigit(name[0]) && !name.EndsWith(".Designer", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name => name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..])];

    [GeneratedRegex("(?<step>Create|Drop)Table\\(\\s*(?:name: )?\"(?<name>[^\"]+)", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex TablePattern();
}
