using Insights.Web.Access;
using Insights.Web.Delivery;
using Insights.Web.Hosting.FirstStart;
using Insights.Web.Hosting.Imports;
using Insights.Web.Hosting.Inbox;
using Insights.Web.Hosting.Rules;
using Insights.Web.Pages.DataHealth;
using Insights.Web.Pages.Rows;
using Insights.Web.Pages.Rules;
using Insights.Web.Pages.Shared;

namespace Insights.Web.Hosting;

/// <summary>What the portal asks of the host: it knows the stores, the importer and the scheduler, the portal knows none of them.</summary>
internal static class PortalSeams
{
    public static IServiceCollection AddPortalSeams(this IServiceCollection services)
    {
        services.AddSingleton<IVendorDirectory, VendorDirectory>();
        services.AddSingleton<IWorkspaceSettings, WorkspaceSettings>();
        services.AddHostedService<DataVersionWatch>();
        services.AddSingleton<DemoData>();
        services.AddSingleton<IDemoMode>(provider => provider.GetRequiredService<DemoData>());
        services.AddSingleton<IDemoData>(provider => provider.GetRequiredService<DemoData>());
        services.AddSingleton<UploadSpool>();
        services.AddSingleton<ImportRecords>();
        services.AddSingleton<AfterImport>();
        services.AddSingleton<ImportQueue>();
        services.AddSingleton<ImportDesk>();
        services.AddSingleton<IImports>(provider => provider.GetRequiredService<ImportDesk>());
        services.AddSingleton<IImportGuide, ImportGuide>();
        services.AddSingleton<IUndo, UndoDesk>();
        services.AddSingleton<IReplay, ReplayDesk>();
        services.AddSingleton<IUnmapped, UnmappedDesk>();
        services.AddSingleton<IRuleDesk, RuleDesk>();
        services.AddSingleton<IExemptionDesk, ExemptionDesk>();
        services.AddSingleton<IIssueDesk, IssueDesk>();

        services.AddDeliveryJobs();

        services.AddHostedService<ImportHousekeeping>();
        services.AddHostedService(provider => provider.GetRequiredService<ImportQueue>());
        services.AddSingleton<InboxWatch>();
        services.AddSingleton<IInbox>(provider => provider.GetRequiredService<InboxWatch>());
        services.AddHostedService(provider => provider.GetRequiredService<InboxWatch>());
        return services;
    }
}
