namespace Insights.Web.Pages.DataHealth;

/// <summary>Problems of rows under a caption.</summary>
internal sealed record ProblemTable(string Label, string Caption, IReadOnlyList<RowProblem> Rows);
