using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Replay;
using Insights.Import.Store;
using Insights.Import.Store.Undoing;
using Insights.Import.Store.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Import;

/// <summary>The only registration surface of stage 1.</summary>
public static class ImportServices
{
    /// <summary>Registers <see cref="IReportingStore"/> and <see cref="IImportRunner"/>. Needs a <see cref="TimeProvider"/> in the container.</summary>
    public static IServiceCollection AddImport(this IServiceCollection services, StoreOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<ReportingStore>();
        services.AddSingleton<IFactWriterFactory, FactWriterFactory>();
        services.AddSingleton<IReportingStore>(provider => provider.GetRequiredService<ReportingStore>());
        services.AddSingleton<ILedger, Ledger>();
        services.AddSingleton(ImportLimits.Of(options));
        services.AddSingleton<IImportRunner, ImportPipeline>();
        services.AddSingleton<IImportSetup, ImportSetup>();
        services.AddSingleton<IImportUndo, BatchUndo>();
        services.AddSingleton<IRejectsReplay, RejectsReplay>();
        services.AddSingleton<IExemptions, Exemptions>();
        services.AddSingleton<IHolidayFile, Reading.ICalendar.HolidayFileReader>();
        services.AddSingleton<IToBeMapped, ToBeMapped>();
        return services;
    }
}
