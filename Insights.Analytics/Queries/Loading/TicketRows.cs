using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>The tickets of every row set. Numbers and lists both ask here, so that they cannot part.</summary>
internal static class TicketRows
{
    /// <summary>Those of them that the filter leaves.</summary>
    public static IQueryable<TicketOutcome> Of(AnalyticsDbContext analytics, string rowSet, RowPeriod period, AppliedFilter filter)
    {
        var rows = Of(analytics, rowSet, period);
        if (filter.Values.FirstOrDefault(pair => pair.Key == "cluster").Value is { } named)
        {
            var clusters = named.Select(RecurringIssueId.Parse).ToArray();
            rows = rows.Where(row => analytics.SubjectKeys.Any(key => key.SubjectKey == row.SubjectKey && clusters.Contains(key.Cluster)));
        }
        return rows.WhereFilter(FactKind.Outcomes, filter);
    }

    private static IQueryable<TicketOutcome> Of(AnalyticsDbContext analytics, string rowSet, RowPeriod period)
    {
        var (from, to, _, end) = period;
        var rows = analytics.TicketOutcomes.AsNoTracking().Where(row => !row.Merged);
        var created = rows.Where(row => row.CreatedDay >= from && row.CreatedDay <= to);
        var solved = rows.Where(row => row.SolvedDay >= from && row.SolvedDay <= to);
        return rowSet switch
        {
            RowSets.TicketsCreated => created,
            RowSets.TicketsPassed => created.Where(row => row.Passes > 0),
            RowSets.TicketsFollowUps => created.Where(row => row.FollowUpHash != null),
            RowSets.TicketsSeveralIssues => created.Where(row => row.Issues > 1),
            RowSets.TicketsIntakeKnown => created.Where(row => row.Intake != null),
            RowSets.TicketsIntakeSolved => created.Where(row => row.Intake != null && analytics.StoredClocks.Any(clock =>
                clock.TicketKey == row.TicketKey && clock.Metric == ClockMetric.FullResolutionTime && clock.Instance == 1 && clock.EntersPercentiles && clock.BusinessSeconds != null)),
            RowSets.TicketsClassified => created.Where(row => row.IssueBy != IssueSource.Nothing),
            RowSets.TicketsWordsKnown => created.Where(row => row.WordsSay != WordsVerdict.NotAsked),
            RowSets.TicketsWordsAgree => created.Where(row => row.WordsSay == WordsVerdict.Same),
            RowSets.TicketsIntakeComplete => created.Where(row => row.Intake == IntakeParts.Complete),
            RowSets.TicketsSolved => solved,
            RowSets.TicketsReopened => solved.Where(row => row.Reopens > 0),
            RowSets.TicketsRecontacted => solved.Where(row => analytics.TicketOutcomes.Any(later =>
                later.FollowUpHash == row.TicketHash && later.FollowUpRef == row.TicketRef && later.SourceId == row.SourceId && !later.Merged
                && later.CreatedAt >= row.SolvedAt && later.CreatedAt <= row.RecontactUntil)),
            RowSets.TicketsSolvedKnown => solved.Where(row => row.Replies != null),
            RowSets.TicketsFirstContact => solved.Where(row => row.Replies == 1 && row.Reopens == 0),
            RowSets.TicketsAsked => solved.Where(row => row.Satisfaction != null),
            RowSets.TicketsRated => solved.Where(row => row.Satisfaction == "good" || row.Satisfaction == "bad"),
            RowSets.TicketsRatedBad => solved.Where(row => row.Satisfaction == "bad"),
            RowSets.TicketsSolvedPassed => solved.Where(row => row.Passes > 0),
            RowSets.TicketsRatedGood => solved.Where(row => row.Satisfaction == "good"),
            RowSets.TicketsClosedReplies => rows.Where(row => row.ClosedReplyDay >= from && row.ClosedReplyDay <= to),
            // A ticket has at most one stretch around an instant, so tickets and stretches are the same number.
            RowSets.TicketsBacklog => rows.Where(row => analytics.TicketSpans.Any(span => span.TicketKey == row.TicketKey && span.BeganAt < end && (span.EndedAt == null || span.EndedAt >= end))),
            _ => throw new ArgumentException($"The row set '{rowSet}' has no conditions."),
        };
    }

    /// <summary>By which column's day the rows of the set are counted.</summary>
    public static string DayOf(string rowSet) => rowSet switch
    {
        RowSets.TicketsCreated or RowSets.TicketsPassed or RowSets.TicketsFollowUps or RowSets.TicketsSeveralIssues or RowSets.TicketsIntakeKnown or RowSets.TicketsIntakeSolved
            or RowSets.TicketsIntakeComplete or RowSets.TicketsClassified or RowSets.TicketsWordsKnown or RowSets.TicketsWordsAgree
            => nameof(TicketOutcome.CreatedDay),
        RowSets.TicketsClosedReplies => nameof(TicketOutcome.ClosedReplyDay),
        _ => nameof(TicketOutcome.SolvedDay),
    };
}
