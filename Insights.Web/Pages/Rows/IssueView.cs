using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Pages.Rows;

/// <summary>What a ticket is about as its page shows it: what decided, the words that were weighed, and what people said.</summary>
/// <param name="MayChange">The reader's role may correct it.</param>
internal sealed record IssueView(
    int Source, string Ticket, bool MayChange, string Now, string Because, IReadOnlyList<IssueScoreLine> Scores, IReadOnlyList<IssueCorrectionRow> Corrections, IReadOnlyList<IssueChoice> Choices, bool IsWaiting, string? Problem)
{
    public static IssueView Of(int source, string ticket, bool mayChange, ContactIssue issue, IssueWords words, DateTimeZone zone, string? problem) => new(
        source, ticket, mayChange, Name(issue.Issue, issue.Cause),
        issue.By switch
        {
            IssueSource.Field => "named by the help desk’s category or tags",
            IssueSource.Words => "told by the words of the subject",
            IssueSource.Person => "said by somebody who read it",
            _ => "neither a field nor the words say, and nobody has read it for this",
        },
        [.. issue.Reading.Scores.Select(score => new IssueScoreLine(Label(score.Issue), score.Score, string.Join(", ", score.Matches.Select(match => FormattableString.Invariant($"“{match.Phrase}” {match.Rule.Weight}")))))],
        [.. issue.Corrections.Select(line => new IssueCorrectionRow(
            line.Id, Name(line.Issue, line.Cause), line.Note, $"{line.By}, {At(line.At, zone)}", line.WithdrawnAt is { } at ? $"no longer holds since {At(at, zone)} ({line.WithdrawnBy})" : "holds", line.WithdrawnAt is null))],
        [
            .. IssueTypes.All.SelectMany(one => new[] { new IssueChoice(one, Label(one)) }.Concat(words.CausesOf(one).Select(cause => new IssueChoice(one + "/" + cause, Name(one, cause))))),
            new IssueChoice(IssueTypes.Unclear, "Unclear, also to a reader"),
        ],
        issue.IsWaiting, problem);

    private static string Name(string issue, string? cause) => cause is null ? Label(issue) : $"{Label(issue)}: {Label(cause).ToLowerInvariant()}";

    private static string Label(string key) => char.ToUpperInvariant(key[0]) + key[1..].Replace('_', ' ');

    private static string At(Instant instant, DateTimeZone zone) => CellText.Of(new Cell.Moment(instant), zone);
}

internal sealed record IssueScoreLine(string Issue, int Score, string Words);

internal sealed record IssueCorrectionRow(int Id, string What, string Note, string By, string State, bool Holds);

internal sealed record IssueChoice(string Value, string Label);
