using Insights.Import.Store;

namespace Insights.Analytics.Reports;

/// <summary>Documents of single alerts: one of many of a kind, so none of them stands on the shelf.</summary>
public interface IAlertDocuments
{
    /// <summary>Null when there is none of this number, or the scope may not read it.</summary>
    Task<IReportBuilder?> FindAsync(int id, DataScope scope, CancellationToken cancel = default);
}
