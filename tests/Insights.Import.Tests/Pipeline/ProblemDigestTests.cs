using Insights.Import.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Pipeline;

public sealed class ProblemDigestTests
{
    private static RowProblem Of(string rule, string column) => new(Severity.Rejected, column, null, rule, "Why.");

    /// <summary>Fifty rows with the same empty cell, then one with a broken date: both kinds are shown, and how many there are.</summary>
    [Fact]
    public void First_OneKindTakesNoMoreThanItsPlaces()
    {
        var digest = new ProblemDigest(places: 20);
        for (int line = 2; line < 52; line++)
            digest.Add(Of("required-value-missing", "Amount"), line);
        Assert.Equal(1, digest.Add(Of("not-an-instant", "Created"), 52));

        var first = digest.First();

        Assert.Equal([(2, 50L), (3, 50L), (4, 50L), (52, 1L)], first.Select(problem => (problem.Line, problem.Alike)));
    }

    [Fact]
    public void First_ManyKinds_FillThePlacesAndNoMore()
    {
        var digest = new ProblemDigest(places: 20);
        for (int line = 2; line < 32; line++)
            digest.Add(Of("rule", "Column " + line), line);

        Assert.Equal(Enumerable.Range(2, 20), digest.First().Select(problem => problem.Line));
    }
}
