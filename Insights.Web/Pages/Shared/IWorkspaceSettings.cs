using NodaTime;

namespace Insights.Web.Pages.Shared;

/// <summary>What every number of this installation is read in. The host knows.</summary>
internal interface IWorkspaceSettings
{
    ValueTask<WorkspaceView> GetAsync(CancellationToken cancel = default);

    /// <summary>A new zone or currency touches every stored day; the recompute that follows is a job.</summary>
    Task SetAsync(WorkspaceView workspace, CancellationToken cancel = default);

    /// <summary>Grows with every change to facts or metrics: part of every cache key and of every ETag.</summary>
    long DataVersion { get; }
}

internal sealed record WorkspaceView(string Name, DateTimeZone Zone, string Currency)
{
    /// <summary>Whole days after the end of a month until its figures are stamped.</summary>
    public int DaysUntilClosed { get; init; } = 5;
}
