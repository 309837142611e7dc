using Insights.Analytics.Jobs;
using Insights.Analytics.Rollups;
using Insights.Import;
using Insights.Import.Store;
using Insights.Web.Portal;
using NodaTime;

namespace Insights.Web.Hosting.FirstStart;

/// <summary>Brings every schema up to date, gives a new store its workspace, and clears up after a process that was killed. Safe at every start.</summary>
internal sealed class StartUp(IServiceProvider services, IReportingStore store, IImportRunner imports, InsightsOptions options)
{
    public async Task PrepareAsync(CancellationToken cancel)
    {
        await store.MigrateAsync(cancel);
        await services.GetRequiredService<AnalyticsStore>().MigrateAsync(cancel);
        Directory.CreateDirectory(options.DataDirectory);
        using (await new FileTurn(services.GetRequiredService<PortalStoreOptions>().MigrationTurnPath).TakeAsync(cancel))
            await services.GetRequiredService<PortalStore>().MigrateAsync(cancel);

        await using var context = store.Open(DataScope.Staff);
        if (!context.WorkspaceSettings.Any())
            await store.SetWorkspaceAsync(new Workspace(options.WorkspaceName, DateTimeZoneProviders.Tzdb[options.ReportingZone], options.ReportingCurrency), cancel);
    }

    /// <summary>Only for the process that owns the store: a second one (a verb beside the portal) must not call the first one's work interrupted.</summary>
    public async Task RecoverAsync(CancellationToken cancel)
    {
        await imports.MarkInterruptedAsync(cancel);
        await services.GetRequiredService<IJobRunner>().MarkInterruptedAsync(cancel);
    }
}
