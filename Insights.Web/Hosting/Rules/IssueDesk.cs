using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Support;
using Insights.Import.Store;
using Insights.Web.Hosting.Imports;
using Insights.Web.Pages.Rows;

namespace Insights.Web.Hosting.Rules;

/// <inheritdoc cref="IIssueDesk"/>
internal sealed class IssueDesk(IContactIssues issues, AfterImport after) : IIssueDesk
{
    public Task<ContactIssue?> OfAsync(int source, string ticket, DataScope scope, CancellationToken cancel) => issues.OfAsync(source, ticket, scope, cancel);

    public async Task<string?> CorrectAsync(int source, string ticket, string issue, string? cause, string note, string by, CancellationToken cancel)
    {
        if (await issues.CorrectAsync(source, ticket, issue, cause, note, by, cancel) is { } problem)
            return problem;
        await after.RunAsync(cancel);
        return null;
    }

    public async Task<bool> WithdrawAsync(int source, string ticket, int id, string by, CancellationToken cancel)
    {
        if (!await issues.WithdrawAsync(source, ticket, id, by, cancel))
            return false;
        await after.RunAsync(cancel);
        return true;
    }

    public Task<IssueWords> WordsAsync(CancellationToken cancel) => issues.WordsAsync(cancel);

    public Task<IReadOnlyList<IssueWordsLine>> VersionsAsync(CancellationToken cancel) => issues.VersionsAsync(cancel);

    public async Task<string?> SaveWordsAsync(string text, string reason, string by, CancellationToken cancel)
    {
        if (await issues.SaveWordsAsync(text, reason, by, cancel) is { } problem)
            return problem;
        await after.RunAsync(cancel);
        return null;
    }
}
