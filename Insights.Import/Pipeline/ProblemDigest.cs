namespace Insights.Import.Pipeline;

/// <summary>
/// A file's first problems, of which no kind takes all places: one column that is empty in every row must not hide the one row that is broken.
/// </summary>
internal sealed class ProblemDigest(int places)
{
    /// <summary>Examples of one kind of problem.</summary>
    public const int OfOneKind = 3;

    private readonly Dictionary<(Severity, string Rule, string? Column), long> _alike = [];
    private readonly List<(int Line, RowProblem Problem)> _first = [];

    /// <summary>How many of this kind there are by now.</summary>
    public long Add(RowProblem problem, int line)
    {
        long alike = _alike.GetValueOrDefault(Kind(problem)) + 1;
        _alike[Kind(problem)] = alike;
        if (alike <= OfOneKind && _first.Count < places)
            _first.Add((line, problem));
        return alike;
    }

    /// <summary>In the order they were met, each with how many of its kind the file has.</summary>
    public IReadOnlyList<ImportProblem> First() =>
    [
        .. _first.Select(first => new ImportProblem(
            first.Line, RowProblem.Name(first.Problem.Severity), first.Problem.Column, first.Problem.Value, first.Problem.Rule, first.Problem.Reason) { Alike = _alike[Kind(first.Problem)] }),
    ];

    private static (Severity, string, string?) Kind(RowProblem problem) => (problem.Severity, problem.Rule, problem.Column);
}
