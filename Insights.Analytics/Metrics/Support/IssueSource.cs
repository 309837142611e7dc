namespace Insights.Analytics.Metrics.Support;

/// <summary>Who or what named the issue of a contact. Stored as a number.</summary>
public enum IssueSource
{
    Nothing = 0,

    /// <summary>The help desk's own field or tag.</summary>
    Field = 1,

    /// <summary>The words of the subject.</summary>
    Words = 2,

    /// <summary>Somebody who read the ticket.</summary>
    Person = 3,
}

/// <summary>What the words would have said where a field says it. Stored as a number.</summary>
internal enum WordsVerdict
{
    /// <summary>No field to compare with, or no subject.</summary>
    NotAsked = 0,
    Same = 1,
    Other = 2,
    Unclear = 3,
}
