using System.Security.Cryptography;
using System.Text;
using Insights.Analytics.Metrics.Support;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>What each ticket is about: what a person said of it, else what its fields name, else what its words say, else unclear.</summary>
internal sealed class TicketIssues(IssueWords words, IReadOnlyDictionary<TicketName, (string Issue, string? Cause)> corrections)
{
    /// <summary>Grows when the same words and fields give other issues than before.</summary>
    private const string Derivation = "1\n";

    public static TicketIssues Delivered { get; } = new(IssueWords.Delivered, new Dictionary<TicketName, (string, string?)>());

    /// <summary>Equal fingerprints give equal issues, but for tickets that were corrected: those are marked one by one.</summary>
    public string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Derivation + words.Text)));

    public static async Task<TicketIssues> LoadAsync(AnalyticsDbContext analytics, CancellationToken cancel)
    {
        var corrected = await analytics.IssueCorrections.AsNoTracking().Where(row => row.WithdrawnAt == null).OrderBy(row => row.Id).ToListAsync(cancel);
        return new(await WordsAsync(analytics, cancel), corrected.GroupBy(row => new TicketName(row.SourceId, row.TicketRef)).ToDictionary(group => group.Key, group => (group.Last().Issue, group.Last().Cause)));
    }

    /// <summary>The words in force: the newest version saved here, or those delivered.</summary>
    public static async Task<IssueWords> WordsAsync(AnalyticsDbContext analytics, CancellationToken cancel) =>
        await analytics.IssueWordsVersions.AsNoTracking().OrderByDescending(row => row.Id).Select(row => row.Text).FirstOrDefaultAsync(cancel) is { Length: > 0 } text ? IssueWords.Parse(text) : IssueWords.Delivered;

    public IssueVerdict Of(TicketFact ticket)
    {
        var field = OfFields(ticket);
        var read = field is null || ticket.Subject is { Length: > 0 } ? words.Read(ticket.Subject) : null;
        var say = field is null || read is null ? WordsVerdict.NotAsked
            : read.Issue == field.Value.Issue ? WordsVerdict.Same
            : read.Issue == IssueTypes.Unclear ? WordsVerdict.Unclear : WordsVerdict.Other;
        if (corrections.TryGetValue(new(ticket.SourceId, ticket.Ref), out var said))
            return new(said.Issue, said.Cause, said.Issue == IssueTypes.Unclear ? IssueSource.Nothing : IssueSource.Person, say);
        if (field is { } known)
            return new(known.Issue, known.Cause ?? words.CauseOf(known.Issue, ticket.Subject), IssueSource.Field, say);
        return read is null || read.Issue == IssueTypes.Unclear ? IssueVerdict.Unclear : new(read.Issue, read.Cause, IssueSource.Words, say);
    }

    /// <summary>The category's issue with the cause a tag names of it; without a category the first tag that names one.</summary>
    private (string Issue, string? Cause)? OfFields(TicketFact ticket)
    {
        var issue = IssueTypes.Find(ticket.Category);
        (string Issue, string? Cause)? named = issue is null ? null : (issue, null);
        if (string.IsNullOrEmpty(ticket.Tags))
            return named;
        foreach (var tag in ticket.Tags.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (words.OfTag(tag) is not { } meant)
                continue;
            if (named is null || (meant.Issue == named.Value.Issue && named.Value.Cause is null && meant.Cause is not null))
                named = meant;
        }
        return named;
    }
}
