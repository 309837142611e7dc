namespace Insights.Analytics.Metrics.Support;

/// <summary>Words that speak for an issue.</summary>
/// <param name="Phrases">Any of them makes the rule count, once.</param>
public sealed record IssueRule(string Issue, string? Cause, int Weight, IReadOnlyList<string> Phrases);

/// <summary>A rule that matched, with the words of the subject that made it match.</summary>
public sealed record IssueMatch(IssueRule Rule, string Phrase);

/// <summary>How the words of one subject were weighed: every issue with a score, the highest first, and the rules behind it.</summary>
public sealed record IssueReading(string Issue, string? Cause, IReadOnlyList<IssueScore> Scores);

public sealed record IssueScore(string Issue, int Score, IReadOnlyList<IssueMatch> Matches);
