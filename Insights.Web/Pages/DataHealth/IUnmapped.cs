namespace Insights.Web.Pages.DataHealth;

/// <summary>Values that files use and nobody has explained yet. Explained once, they are for all past and future rows.</summary>
internal interface IUnmapped
{
    /// <summary>Most rows first.</summary>
    Task<IReadOnlyList<UnmappedLine>> ListAsync(CancellationToken cancel = default);

    Task<IReadOnlyList<ResolvedLine>> ResolvedAsync(CancellationToken cancel = default);

    /// <summary>The words a value of this kind may mean.</summary>
    Task<IReadOnlyList<string>> MeaningsAsync(string source, string kind, CancellationToken cancel = default);

    /// <summary>Begins to apply it, in turn with the imports; afterwards the rejected rows that it explains are run again.</summary>
    void Resolve(string source, string kind, string value, string meaning, string by);

    /// <summary>What is being applied or was applied lately by this process, newest first.</summary>
    IReadOnlyList<ResolvingLine> Resolving();
}

internal sealed record UnmappedLine(string Source, string Kind, string Value, long Rows, long RejectedRows);

internal sealed record ResolvedLine(string Source, string Kind, string Value, string Meaning, string By, DateTime At, long RowsChanged);

/// <param name="Error">Why it could not be applied.</param>
/// <param name="Again">Files whose rejected rows it explains: they are run again by themselves.</param>
internal sealed record ResolvingLine(string Source, string Kind, string Value, string Meaning, bool IsRunning, long Rows, string? Error, IReadOnlyList<AgainLine> Again);

internal sealed record AgainLine(int FileId, string Name);
