using Insights.Import.Store;

namespace Insights.Analytics.Queries;

/// <summary>What the filter bar offers: only values that occur in what the scope may read.</summary>
public interface IOptionQueries
{
    /// <param name="dimension">One of <see cref="ReportFilter.Dimensions"/>.</param>
    Task<IReadOnlyList<FilterOption>> OptionsAsync(string dimension, DataScope scope, CancellationToken cancel = default);
}

/// <summary>One value of a drop-down, most frequent first.</summary>
public sealed record FilterOption(string Value, string Label);
