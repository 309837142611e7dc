using Insights.Import.Store;
using Insights.Web.Pages.Shared;

namespace Insights.Web.Hosting.Store;

/// <summary>The workspace's settings as the reporting store keeps them.</summary>
internal sealed class StoreWorkspace(IReportingStore store) : IWorkspaceSettings
{
    public long DataVersion => store.DataVersion;

    public async ValueTask<WorkspaceView> GetAsync(CancellationToken cancel = default)
    {
        var workspace = await store.WorkspaceAsync(cancel);
        return new(workspace.Name, workspace.ReportingZone, workspace.ReportingCurrency);
    }

    public Task SetAsync(WorkspaceView workspace, CancellationToken cancel = default) =>
        store.SetWorkspaceAsync(new Workspace(workspace.Name, workspace.Zone, workspace.Currency), cancel);
}
