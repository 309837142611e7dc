using Insights.Analytics.Reports;
using Insights.Import.Store;

namespace Insights.Analytics.Queries;

/// <summary>Why the clocks of one ticket show what they show.</summary>
public interface IClockQueries
{
    /// <summary>Derived anew from the ticket's events, so that it checks the stored verdicts instead of repeating them.</summary>
    /// <returns>Promises first, then durations; empty when there is no such ticket in what the scope may read, or no history to measure.</returns>
    Task<IReadOnlyList<ClockStory>> ExplainAsync(int sourceId, string ticketRef, DataScope scope, CancellationToken cancel = default);
}

/// <summary>One clock, told so that a person can add it up by hand.</summary>
/// <param name="Title">"First reply time".</param>
/// <param name="Verdict">Id of the verdict: met, breached, open, excluded …</param>
/// <param name="Summary">One sentence: elapsed, target, verdict, and for a breach when and whose time it was.</param>
/// <param name="Stretches">From its start to its end without gaps; the total is what was compared with the target.</param>
public sealed record ClockStory(string Title, string Verdict, string Summary, Table Stretches);
