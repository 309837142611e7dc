using Insights.Analytics.Reports;
using Insights.Import.Store;

namespace Insights.Analytics.Queries;

/// <summary>Which of a ticket's verdicts lie in closed months, and what has become of them.</summary>
public interface ITicketStampQueries
{
    /// <summary>One line a stamped or restated clock; null when no closed month holds any the reader may see.</summary>
    Task<Table?> OfAsync(int sourceId, string ticketRef, DataScope scope, CancellationToken cancel = default);
}
