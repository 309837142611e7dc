using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Support;

namespace Insights.Web.Pages.Rows;

/// <summary>What tickets are about, as people correct it, and the words that decide where nobody has. The numbers follow by the job that follows every change of facts.</summary>
internal interface IIssueDesk
{
    /// <summary>Null when there is no such ticket, or the scope may not read it.</summary>
    Task<ContactIssue?> OfAsync(int source, string ticket, DataScope scope, CancellationToken cancel);

    /// <returns>Why not, in words; null when it is done.</returns>
    Task<string?> CorrectAsync(int source, string ticket, string issue, string? cause, string note, string by, CancellationToken cancel);

    Task<bool> WithdrawAsync(int source, string ticket, int id, string by, CancellationToken cancel);

    Task<IssueWords> WordsAsync(CancellationToken cancel);

    Task<IReadOnlyList<IssueWordsLine>> VersionsAsync(CancellationToken cancel);

    /// <returns>Why not, in words; null when it is done.</returns>
    Task<string?> SaveWordsAsync(string text, string reason, string by, CancellationToken cancel);
}
