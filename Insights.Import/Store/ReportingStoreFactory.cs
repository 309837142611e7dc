namespace Insights.Import.Store;

/// <summary>Opens a store without a service container: for tools and tests.</summary>
public static class ReportingStoreFactory
{
    public static IReportingStore Create(StoreOptions options) => new ReportingStore(options);
}
