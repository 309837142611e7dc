using Insights.Analytics.Metrics.Statistics;
using Insights.Import.Store;

namespace Insights.Analytics.Queries;

/// <summary>What customers give at the start of a case, and what it is worth.</summary>
public interface IIntakeQueries
{
    /// <summary>One line a detail, and one for all five together, over the tickets created in the range whose text is known.</summary>
    Task<IReadOnlyList<IntakeLine>> CompletenessAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);
}

/// <summary>One detail of a complete request, and the resolution times with and without it.</summary>
/// <param name="Key">As the filter's "given" names it; "complete" for all five.</param>
/// <param name="Given">Tickets created in the range that hold it, of <paramref name="Known"/> whose text could be looked into.</param>
/// <param name="With">Business seconds from creation to the last solve, median, of the tickets of the range that are solved and hold it.</param>
public sealed record IntakeLine(string Key, string Label, long Given, long Known, long SolvedWith, long? With, long SolvedWithout, long? Without)
{
    /// <summary>Median without − median with, and where that difference plausibly lies; null where either side is too small to say.</summary>
    public MedianDifference? Difference { get; init; }
}
