using Insights.Import.Store;

namespace Insights.Analytics.Reports;

/// <summary>The documents of single patterns, which have an address each and so no place on the shelf.</summary>
public interface IPatternDocuments
{
    /// <summary>Null when the last search did not find the pattern, or the scope may not read it.</summary>
    Task<IReportBuilder?> FindAsync(int id, DataScope scope, CancellationToken cancel = default);
}
