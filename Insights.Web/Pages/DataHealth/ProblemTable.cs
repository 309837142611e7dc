namespace Insights.Web.Pages.DataHealth;

/// <summary>Problems of rows under a caption.</summary>
internal sealed record ProblemTable(string Label, string Caption, IReadOnlyList<RowProblem> Rows)
{
    /// <summary>How many there are of a kind is said once, where not all of them are listed.</summary>
    public bool IsFirstOfMore(RowProblem problem)
    {
        var alike = Rows.Where(row => (row.Severity, row.Column, row.Rule) == (problem.Severity, problem.Column, problem.Rule)).ToList();
        return alike.Count < problem.Alike && ReferenceEquals(alike[0], problem);
    }
}
