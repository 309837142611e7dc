using Insights.Analytics.Metrics.Support;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries.Support;

/// <summary>What contacts are about: how it was found, what people say of it, and by which words. Whoever calls it to change something has been let in by its page, and keeps the audit.</summary>
public interface IContactIssues
{
    /// <summary>Null when there is no such ticket, or the scope may not read it.</summary>
    Task<ContactIssue?> OfAsync(int sourceId, string ticketRef, DataScope scope, CancellationToken cancel = default);

    /// <summary>A person says what a ticket is about. It holds at once and over fields and words, until it is taken back.</summary>
    /// <returns>Why not, in words; null when it is done.</returns>
    Task<string?> CorrectAsync(int sourceId, string ticketRef, string issue, string? cause, string note, string by, CancellationToken cancel = default);

    /// <returns>False when there is none of this number that holds.</returns>
    Task<bool> WithdrawAsync(int sourceId, string ticketRef, int id, string by, CancellationToken cancel = default);

    /// <summary>The words in force.</summary>
    Task<IssueWords> WordsAsync(CancellationToken cancel = default);

    /// <summary>Every version saved here, the newest first; what the program came with is no version.</summary>
    Task<IReadOnlyList<IssueWordsLine>> VersionsAsync(CancellationToken cancel = default);

    /// <summary>Saves words that hold from now on; an empty text goes back to what the program came with. Tickets are told apart anew by the next refresh.</summary>
    /// <returns>Why not, in words; null when it is done.</returns>
    Task<string?> SaveWordsAsync(string text, string reason, string by, CancellationToken cancel = default);
}

/// <param name="Issue">As the numbers count it now.</param>
/// <param name="Reading">What the words of the subject say, with the rules that matched.</param>
/// <param name="Corrections">The newest first, also those taken back.</param>
public sealed record ContactIssue(string Issue, string? Cause, IssueSource By, string? Subject, IssueReading Reading, IReadOnlyList<IssueCorrectionLine> Corrections, bool IsWaiting);

public sealed record IssueCorrectionLine(int Id, string Issue, string? Cause, string Note, string By, Instant At, string? WithdrawnBy, Instant? WithdrawnAt);

public sealed record IssueWordsLine(int Id, string Text, string SavedBy, Instant SavedAt, string Reason);
