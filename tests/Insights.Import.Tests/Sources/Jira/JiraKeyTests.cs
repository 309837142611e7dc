using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.Jira;

/// <summary>Lists copied from a filter carry the key and no id.</summary>
public sealed class JiraKeyTests
{
    [Theory]
    [InlineData("Issue Type,Key,Summary,Priority,Status,Created,Updated", "en", "18/Jul/26 9:10 AM")]
    [InlineData("Vorgangstyp,Schlüssel,Zusammenfassung,Priorität,Status,Erstellt,Aktualisiert", "de", "18/Jul/26 9:10 AM")]
    public async Task Map_ListWithoutIds_IsKnownByItsKeys_AndSaysSo(string header, string language, string created)
    {
        using var import = new ImportFixture();
        import.Settings("jira", """{ "zone": "UTC" }""");

        var file = await import.ImportAsync("list.csv", $"{header}\nService Request,SUP-12,Printer broken,High,Open,{created},{created}\n");

        Assert.Equal(($"jira-issues-csv-{language}", 1L), (file.Format, file.Inserted));
        Assert.Equal(new DateTime(2026, 7, 18, 9, 10, 0), import.Store.Tickets["1:SUP-12"].Row.CreatedAt);
        Assert.Contains(file.FirstProblems, p => p.Rule == "known-by-key");
    }

    [Fact]
    public async Task Recognise_KeyAmongOrdinaryColumns_IsNoListOfJira()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("other.csv", "Key,Status,Created\nA-1,Open,2026-07-18\n");

        Assert.Equal("failed", file.State);
        Assert.Contains("was not recognised", file.Error, StringComparison.Ordinal);
    }
}
