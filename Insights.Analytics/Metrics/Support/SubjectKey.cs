namespace Insights.Analytics.Metrics.Support;

/// <summary>
/// What is left of a subject when everything that names one case is taken out: numbers, ids, amounts, and the little words. Tickets of one key say the same;
/// keys that share most of their words belong to one recurring issue. A pure function of the text, so that a ticket finds its issue whenever it comes.
/// </summary>
/// <param name="Words">In alphabetical order, separated by spaces.</param>
internal sealed record SubjectKey(string Words)
{
    /// <summary>Tickets of a key before it counts as recurring: two may be one person writing twice.</summary>
    public const int LeastTickets = 3;

    /// <summary>Common words, of all words of both, for two keys to belong together.</summary>
    public const double LeastSimilarity = 0.5;

    /// <summary>More words than these tell cases apart and not issues.</summary>
    private const int Most = 8;

    private static readonly HashSet<string> s_little = new(StringComparer.Ordinal)
    {
        "a", "an", "the", "and", "or", "of", "for", "to", "in", "on", "at", "by", "with", "from", "as", "is", "are", "was", "were", "be", "been", "has", "have", "had", "it", "its", "this", "that",
        "these", "those", "i", "i'm", "i've", "me", "my", "mine", "we", "our", "you", "your", "he", "she", "they", "their", "so", "but", "if", "then", "than", "there", "here", "do", "does", "did", "am", "re", "fw", "fwd", "hi", "hello", "please", "pls", "again", "help", "urgent", "order", "orders",
        "when", "what", "which", "how", "why", "where", "who", "will", "would", "can", "could", "should", "out", "up", "about", "any", "some", "just", "still", "also", "very", "ticket", "case",
    };

    public static SubjectKey? Of(string? subject)
    {
        var kept = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var word in SubjectWords.Of(subject))
        {
            // What is said about an error (gateway_timeout, e-51) is kept with its sign; numbers and ids belong to one case.
            if (s_little.Contains(word) || word.Length < 2 || (word.Any(char.IsDigit) && !word.Contains('_')))
                continue;
            kept.Add(Stem(word));
            if (kept.Count == Most)
                break;
        }
        return kept.Count == 0 ? null : new(string.Join(' ', kept));
    }

    /// <summary>Which part of all their words two keys have in common (Jaccard).</summary>
    public static double Similarity(IReadOnlySet<string> one, IReadOnlySet<string> other)
    {
        if (one.Count == 0 || other.Count == 0)
            return 0;
        var both = one.Count(other.Contains);
        return (double)both / (one.Count + other.Count - both);
    }

    public IReadOnlySet<string> ToSet() => Words.Split(' ').ToHashSet(StringComparer.Ordinal);

    /// <summary>An error code of its own, where the subject names one: it tells the issue whatever stands around it.</summary>
    public string? ErrorCode => Words.Split(' ').FirstOrDefault(word => word.Contains('_'));

    // The commonest endings only: enough that "refunds" meets "refund" and "declined" meets "declines".
    private static string Stem(string word)
    {
        if (word.Contains('_') || word.Length < 5)
            return word;
        foreach (var ending in (string[])["ing", "ed", "es", "s"])
        {
            if (word.EndsWith(ending, StringComparison.Ordinal) && !word.EndsWith("ss", StringComparison.Ordinal) && word.Length - ending.Length >= 4)
                return word[..^ending.Length];
        }
        return word.Length > 5 && word[^1] == 'e' ? word[..^1] : word;
    }
}
