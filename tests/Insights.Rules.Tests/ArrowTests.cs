using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Insights.Rules.Tests;

/// <summary>Import → Analytics → Web, and each room uses only what it may.</summary>
public sealed class ArrowTests
{
    [Theory]
    [InlineData("Insights.Import", new string[0])]
    [InlineData("Insights.Analytics", new[] { "Insights.Import" })]
    [InlineData("Insights.Web", new[] { "Insights.Analytics", "Insights.Import", "Insights.SampleData" })]
    public void Project_ReferencesOnlyTheStageBefore(string project, string[] allowed)
    {
        var references = XDocument.Parse(Repository.Read($"{project}/{project}.csproj"))
            .Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))
            .Order();

        Assert.Equal(allowed.Order(), references);
    }

    [Fact]
    public void SampleData_ReferencesNoneOfOurs() =>
        Assert.Empty(XDocument.Parse(Repository.Read("sample-data/generator/Insights.SampleData.csproj")).Descendants("ProjectReference"));

    [Fact]
    public void TransitiveProjectReferences_AreOff() =>
        Assert.Contains("<DisableTransitiveProjectReferences>true</DisableTransitiveProjectReferences>", Repository.Read("Directory.Build.props"), StringComparison.Ordinal);

    [Fact]
    public void Web_NamesImportOnlyUnderHosting() =>
        AssertNowhere("Insights.Web", @"\bInsights\.Import\b", path => path.StartsWith("Insights.Web/Hosting/", StringComparison.Ordinal), ".cs", ".cshtml");

    [Fact]
    public void Web_NamesSampleDataOnlyUnderHosting() =>
        AssertNowhere("Insights.Web", @"\bInsights\.SampleData\b", path => path.StartsWith("Insights.Web/Hosting/", StringComparison.Ordinal), ".cs", ".cshtml");

    [Fact]
    public void Analytics_SeesOnlyTheStoreOfImport() =>
        AssertNowhere("Insights.Analytics", @"\bInsights\.Import\.(?!Store\b)\w+", _ => false, ".cs");

    [Fact]
    public void Metrics_ArePure() =>
        AssertNowhere("Insights.Analytics/Metrics", @"EntityFrameworkCore|\bInsights\.Import\b|TimeProvider|SystemClock|\bSystem\.IO\b|\bFile\.|HttpClient|Microsoft\.Data|Npgsql", _ => false, ".cs");

    [Fact]
    public void Pages_KnowNoDatabase() =>
        AssertNowhere("Insights.Web/Pages", @"EntityFrameworkCore|DbContext|Microsoft\.Data|Npgsql", _ => false, ".cs", ".cshtml");

    [Fact]
    public void Jobs_KnowNoScheduler()
    {
        AssertNowhere("Insights.Analytics", @"\bQuartz\b", path => path.EndsWith("IInsightsJob.cs", StringComparison.Ordinal), ".cs");
        AssertNowhere("Insights.Web", @"\bQuartz\b", path => path.StartsWith("Insights.Web/Hosting/Scheduling/", StringComparison.Ordinal), ".cs", ".cshtml");
    }

    [Fact]
    public void QueryFilters_AreSidesteppedOnlyByTheBulkPaths() =>
        AssertNowhere(".", @"\bIgnoreQueryFilters\b|\bFromSql|\bSqlQuery(Raw)?\b|\bExecuteSql", MaySidestep, ".cs");

    [Fact]
    public void Views_HoldNoQueries() =>
        AssertNowhere("Insights.Web", @"\.(Where|Select|OrderBy|OrderByDescending|GroupBy|Sum|Aggregate|SelectMany)\s*\(", path => false, ".cshtml");

    [Fact]
    public void ImportsPublicTypes_AreTheStoreAndTheRunner()
    {
        var leaked = typeof(Import.ImportServices).Assembly.GetExportedTypes()
            .Where(type => type.Namespace is { } space && space != "Insights.Import" && !space.StartsWith("Insights.Import.Store", StringComparison.Ordinal))
            .Select(type => type.FullName);

        Assert.Empty(leaked);
    }

    [Theory]
    [InlineData("namespace X; using Insights.Import.Sources;", true)]
    [InlineData("// Insights.Important is another word", false)]
    public void Pattern_CanFail(string text, bool found) => Assert.Equal(found, Regex.IsMatch(text, @"\bInsights\.Import\b", RegexOptions.None, TimeSpan.FromSeconds(1)));

    private static bool MaySidestep(string path) =>
        path.StartsWith("tests/", StringComparison.Ordinal)
        || path.StartsWith("tools/", StringComparison.Ordinal)
        || path.StartsWith("Insights.Analytics/Rollups/", StringComparison.Ordinal)
        || path.StartsWith("Insights.Import/Store/", StringComparison.Ordinal);

    private static void AssertNowhere(string folder, string pattern, Func<string, bool> allowed, params string[] extensions)
    {
        var regex = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
        var sources = Repository.Sources(folder, extensions).ToList();
        Assert.NotEmpty(sources);
        var found = sources
            .Where(source => !allowed(source.Path))
            .SelectMany(source => source.Text.Split('\n').Select((line, number) => (source.Path, Number: number + 1, Line: line.Trim())))
            .Where(line => !line.Line.StartsWith("//", StringComparison.Ordinal) && regex.IsMatch(line.Line))
            .Select(line => $"{line.Path}:{line.Number}: {line.Line}");

        Assert.Empty(found);
    }
}
