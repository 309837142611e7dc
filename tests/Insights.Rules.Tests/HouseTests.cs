using System.Text.RegularExpressions;
using Xunit;

namespace Insights.Rules.Tests;

/// <summary>What a newcomer relies on: READMEs, the two commands, nothing of one machine in the repository.</summary>
public sealed partial class HouseTests
{
    [Fact]
    public void Readme_ShowsTheTwoCommands()
    {
        var readme = Repository.Read("README.md");

        Assert.Contains("dotnet run --project Insights.Web", readme, StringComparison.Ordinal);
        Assert.Contains("./tests/run.sh", readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Readme_LinksLeadToFiles()
    {
        var broken = LinkPattern().Matches(Repository.Read("README.md"))
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'))
            .Where(target => !Path.Exists(Path.Combine(Repository.Root, target.Split('#')[0])));

        Assert.Empty(broken);
    }

    [Fact]
    public void Ci_RunsTheTestCommand() => Assert.Contains("tests/run.sh", Repository.Read(".ci/run"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Insights.Import")]
    [InlineData("Insights.Analytics")]
    [InlineData("Insights.Web")]
    [InlineData("sample-data")]
    [InlineData("tests/Insights.Benchmarks")]
    public void Project_HasItsReadme(string folder)
    {
        var readme = Repository.Read($"{folder}/README.md");

        Assert.True(readme.Length > 400, $"{folder}/README.md says too little.");
    }

    [Fact]
    public void Repository_NamesNoMachine()
    {
        var found = new[] { "Insights.Import", "Insights.Analytics", "Insights.Web", "tests", "sample-data", "tools" }
            .Where(folder => Directory.Exists(Path.Combine(Repository.Root, folder)))
            .SelectMany(folder => Repository.Sources(folder, ".cs", ".cshtml", ".js", ".mjs", ".json", ".css", ".sh", ".md", ".props", ".targets", ".csproj"))
            .Where(source => !source.Path.EndsWith("HouseTests.cs", StringComparison.Ordinal))
            .SelectMany(source => MachinePattern().Matches(source.Text).Select(match => $"{source.Path}: {match.Value}"));

        Assert.Empty(found);
    }

    [Fact]
    public void Packages_HaveExactVersions()
    {
        var floating = VersionPattern().Matches(Repository.Read("Directory.Packages.props"))
            .Select(match => match.Groups["version"].Value)
            .ToList();

        Assert.NotEmpty(floating);
        Assert.DoesNotContain(floating, version => version.Contains('*', StringComparison.Ordinal) || version.Contains('[', StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex LinkPattern();

    // Home folders of one machine, and package registries: the build takes both from whoever builds.
    [GeneratedRegex(@"(?<![\w.])/(?:work|root|home/\w+)/|registry\.npmjs|api\.nuget\.org|cdnjs|unpkg\.com|jsdelivr", RegexOptions.CultureInvariant, 20000)]
    private static partial Regex MachinePattern();

    [GeneratedRegex("Version=\"(?<version>[^\"]+)\"", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex VersionPattern();
}
