namespace Insights.Analytics.Metrics.Support;

/// <summary>What a contact is about, and who or what says so.</summary>
/// <param name="Issue">One of <see cref="IssueTypes.All"/>, or <see cref="IssueTypes.Unclear"/>.</param>
internal sealed record IssueVerdict(string Issue, string? Cause, IssueSource By, WordsVerdict WordsSay)
{
    public static IssueVerdict Unclear { get; } = new(IssueTypes.Unclear, null, IssueSource.Nothing, WordsVerdict.NotAsked);
}
