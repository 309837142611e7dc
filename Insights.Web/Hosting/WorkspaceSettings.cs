using Insights.Analytics.Jobs;
using Insights.Import.Store;
using Insights.Web.Pages.Shared;

namespace Insights.Web.Hosting;

/// <summary>The workspace as the portal shows and changes it.</summary>
internal sealed class WorkspaceSettings(IReportingStore store, IServiceProvider services) : IWorkspaceSettings
{
    private readonly Lock _gate = new();
    private (long Version, WorkspaceView View)? _known;

    public long DataVersion => store.DataVersion;

    public async ValueTask<WorkspaceView> GetAsync(CancellationToken cancel = default)
    {
        // On every page: read again only when the store has changed.
        var version = store.DataVersion;
        lock (_gate)
            if (_known is { } known && known.Version == version)
                return known.View;
        var workspace = await store.WorkspaceAsync(cancel);
        var view = new WorkspaceView(workspace.Name, workspace.ReportingZone, workspace.ReportingCurrency) { DaysUntilClosed = workspace.DaysUntilMonthIsClosed };
        lock (_gate)
            _known = (version, view);
        return view;
    }

    public async Task SetAsync(WorkspaceView workspace, CancellationToken cancel = default)
    {
        var before = await store.WorkspaceAsync(cancel);
        await store.SetWorkspaceAsync(new Workspace(workspace.Name, workspace.Zone, workspace.Currency) { DaysUntilMonthIsClosed = workspace.DaysUntilClosed }, cancel);
        store.Changed();
        // Day boundaries and converted totals rest on these two: everything is computed again, as a job that a person can watch.
        if ((before.ReportingZone.Id != workspace.Zone.Id || before.ReportingCurrency != workspace.Currency) && services.GetService<Scheduling.QuartzJobControl>() is { } jobs)
            await jobs.RequestAsync(JobIds.RebuildMetrics, "workspace", cancel);
    }
}
