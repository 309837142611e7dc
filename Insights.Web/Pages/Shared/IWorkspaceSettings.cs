using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Pages.Shared;

/// <summary>What every number of this installation is read in, and how old the data is. The host knows.</summary>
internal interface IWorkspaceSettings
{
    ValueTask<WorkspaceView> GetAsync(CancellationToken cancel = default);

    /// <summary>A new zone or currency touches every stored day; the recompute that follows is a job.</summary>
    Task SetAsync(WorkspaceView workspace, CancellationToken cancel = default);

    /// <summary>Per source: data until, and how late.</summary>
    ValueTask<IReadOnlyList<SourceFreshness>> FreshnessAsync(CancellationToken cancel = default);
}

internal sealed record WorkspaceView(string Name, DateTimeZone Zone, string Currency);
