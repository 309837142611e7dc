namespace Insights.Web.Pages.DataHealth;

/// <summary>Runs a file's rejected rows again, without the file, once a mapping or a source's settings have changed. In the background, in turn with the imports.</summary>
internal interface IReplay
{
    void Start(int fileId);

    /// <summary>The run of this process, running or ended; null: none.</summary>
    ReplayRun? Run(int fileId);
}

/// <param name="Counts">Once it has ended: what became of the rows.</param>
/// <param name="Error">Why they could not be run again.</param>
internal sealed record ReplayRun(bool IsRunning, long Rows, IReadOnlyList<CountLine> Counts, string? Error);
