using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Import.Store;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Support;

/// <inheritdoc cref="IContactIssues"/>
internal sealed class ContactIssues(AnalyticsStore store, TimeProvider clock) : IContactIssues
{
    private const int LongestNote = 300;
    private const int LongestText = 60_000;

    public async Task<ContactIssue?> OfAsync(int sourceId, string ticketRef, DataScope scope, CancellationToken cancel = default)
    {
        await using var reporting = store.Reporting.Open(scope);
        if (await reporting.Tickets.ByRef(sourceId, ticketRef).AsNoTracking().FirstOrDefaultAsync(cancel) is not { } ticket)
            return null;
        await using var analytics = store.Open(scope);
        var hash = TimeWindows.HashOf(sourceId, ticketRef);
        var row = await analytics.TicketOutcomes.AsNoTracking().FirstOrDefaultAsync(one => one.TicketHash == hash && one.SourceId == sourceId && one.TicketRef == ticketRef, cancel);
        // Who of the house said what is the house's to read.
        var corrections = scope.IsStaff
            ? await analytics.IssueCorrections.AsNoTracking().Where(one => one.SourceId == sourceId && one.TicketRef == ticketRef).OrderByDescending(one => one.Id).ToListAsync(cancel) : [];
        var words = await WordsAsync(cancel);
        var waiting = await reporting.TouchedTickets.AsNoTracking().AnyAsync(one => one.TicketHash == hash && one.SourceId == sourceId && one.TicketRef == ticketRef, cancel);
        return new(row?.Issue ?? IssueTypes.Unclear, row?.IssueCause, row?.IssueBy ?? IssueSource.Nothing, ticket.Subject, words.Read(ticket.Subject),
            corrections.ConvertAll(one => new IssueCorrectionLine(one.Id, one.Issue, one.Cause, one.Note, one.By, At(one.At), one.WithdrawnBy, one.WithdrawnAt is { } at ? At(at) : null)), waiting);
    }

    public async Task<string?> CorrectAsync(int sourceId, string ticketRef, string issue, string? cause, string note, string by, CancellationToken cancel = default)
    {
        note = note.Trim();
        if (issue != IssueTypes.Unclear && IssueTypes.Find(issue) is null)
            return $"There is no issue “{issue}”.";
        if (note.Length > LongestNote)
            return FormattableString.Invariant($"A note has at most {LongestNote} characters.");
        var words = await WordsAsync(cancel);
        if (cause is { Length: > 0 } && !words.CausesOf(issue).Contains(cause))
            return $"“{cause}” is no cause of {issue}.";
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        if (await transaction.Reporting.Tickets.ByRef(sourceId, ticketRef).AsNoTracking().FirstOrDefaultAsync(cancel) is not { } ticket)
            return "There is no such ticket.";
        await using var analytics = store.Join(transaction);
        var now = Now();
        // What was said before no longer holds; it stays to be read.
        await analytics.IssueCorrections.Where(row => row.SourceId == sourceId && row.TicketRef == ticketRef && row.WithdrawnAt == null)
            .ExecuteUpdateAsync(change => change.SetProperty(row => row.WithdrawnBy, by).SetProperty(row => row.WithdrawnAt, now), cancel);
        analytics.IssueCorrections.Add(new() { SourceId = sourceId, TicketRef = ticketRef, VendorId = ticket.VendorId, Issue = issue, Cause = cause is { Length: > 0 } ? cause : null, Note = note, By = by, At = now });
        await analytics.SaveChangesAsync(cancel);
        await TouchedMarks.MarkTicketAsync(transaction, store.Reporting.DataVersion, new TicketName(sourceId, ticketRef), store.Provider, cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    public async Task<bool> WithdrawAsync(int sourceId, string ticketRef, int id, string by, CancellationToken cancel = default)
    {
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        var now = Now();
        var changed = await analytics.IssueCorrections.Where(row => row.Id == id && row.SourceId == sourceId && row.TicketRef == ticketRef && row.WithdrawnAt == null)
            .ExecuteUpdateAsync(change => change.SetProperty(row => row.WithdrawnBy, by).SetProperty(row => row.WithdrawnAt, now), cancel);
        if (changed == 0)
            return false;
        await TouchedMarks.MarkTicketAsync(transaction, store.Reporting.DataVersion, new TicketName(sourceId, ticketRef), store.Provider, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    public async Task<IssueWords> WordsAsync(CancellationToken cancel = default)
    {
        // By which words is nobody's secret: a vendor may see why its ticket counts as what it does.
        await using var analytics = store.Open(DataScope.Staff);
        return await TicketIssues.WordsAsync(analytics, cancel);
    }

    public async Task<IReadOnlyList<IssueWordsLine>> VersionsAsync(CancellationToken cancel = default)
    {
        await using var analytics = store.Open(DataScope.Staff);
        var rows = await analytics.IssueWordsVersions.AsNoTracking().OrderByDescending(row => row.Id).ToListAsync(cancel);
        return rows.ConvertAll(row => new IssueWordsLine(row.Id, row.Text, row.SavedBy, At(row.SavedAt), row.Reason));
    }

    public async Task<string?> SaveWordsAsync(string text, string reason, string by, CancellationToken cancel = default)
    {
        (text, reason) = (text.ReplaceLineEndings("\n").Trim(), reason.Trim());
        if (reason.Length is 0 or > LongestNote)
            return FormattableString.Invariant($"Say why, in at most {LongestNote} characters: whoever reads a number later wants to know.");
        if (text.Length > LongestText)
            return FormattableString.Invariant($"The words have at most {LongestText} characters.");
        try
        {
            if (text.Length > 0)
                IssueWords.Parse(text);
        }
        catch (FormatException problem)
        {
            return problem.Message;
        }
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        analytics.IssueWordsVersions.Add(new() { Text = text, Reason = reason, SavedBy = by, SavedAt = Now() });
        await analytics.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    private DateTime Now()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
    }

    private static Instant At(DateTime utc) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}
