using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Support;
using Insights.Import.Store;
using Insights.Web.Pages.Rows;
using NodaTime;

namespace Insights.Web.Tests.Portal;

/// <summary>Every ticket is a refund, said by somebody; whatever is saved is refused.</summary>
internal sealed class SampleIssues : IIssueDesk
{
    public Task<ContactIssue?> OfAsync(int source, string ticket, DataScope scope, CancellationToken cancel) => Task.FromResult<ContactIssue?>(new(
        "refund", "late", IssueSource.Person, "Still no refund", IssueWords.Delivered.Read("Still no refund"), [new(1, "refund", "late", "read it", "lead", Instant.FromUtc(2026, 10, 1, 9, 0), null, null)], false));

    public Task<string?> CorrectAsync(int source, string ticket, string issue, string? cause, string note, string by, CancellationToken cancel) => Task.FromResult<string?>("Not in a sample.");

    public Task<bool> WithdrawAsync(int source, string ticket, int id, string by, CancellationToken cancel) => Task.FromResult(false);

    public Task<IssueWords> WordsAsync(CancellationToken cancel) => Task.FromResult(IssueWords.Delivered);

    public Task<IReadOnlyList<IssueWordsLine>> VersionsAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<IssueWordsLine>>([new(1, IssueWords.Delivered.Text, "lead", Instant.FromUtc(2026, 10, 1, 9, 0), "The first")]);

    public Task<string?> SaveWordsAsync(string text, string reason, string by, CancellationToken cancel) => Task.FromResult<string?>("Not in a sample.");
}
