using System.Globalization;
using System.Reflection;
using System.Text;

namespace Insights.Analytics.Metrics.Support;

/// <summary>
/// The words by which contacts are told apart where no field does: a sum of weights anybody can check by hand, from a text anybody can edit
/// (issue-words.txt says how it is written). Nothing is learnt behind anybody's back.
/// </summary>
public sealed class IssueWords
{
    private static readonly Lazy<IssueWords> s_delivered = new(() => Parse(DeliveredText()));

    /// <summary>Rules by the first word of a phrase; phrases that begin with a beginning (refund*) by its first three letters.</summary>
    private readonly Dictionary<string, List<(string[] Words, int Rule)>> _byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string[] Words, int Rule)>> _byStart = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Issue, string? Cause)> _tags;

    private IssueWords(string text, int leastScore, int leastLead, IReadOnlyList<IssueRule> rules, Dictionary<string, (string, string?)> tags)
    {
        (Text, LeastScore, LeastLead, Rules, _tags) = (text, leastScore, leastLead, rules, tags);
        for (var i = 0; i < rules.Count; i++)
        {
            foreach (var phrase in rules[i].Phrases)
            {
                var words = phrase.Split(' ');
                var (index, key) = words[0].EndsWith('*') ? (_byStart, words[0][..3]) : (_byWord, words[0]);
                if (!index.TryGetValue(key, out var list))
                    index[key] = list = [];
                list.Add((words, i));
            }
        }
    }

    /// <summary>What comes with the program.</summary>
    public static IssueWords Delivered => s_delivered.Value;

    /// <summary>As it was written.</summary>
    public string Text { get; }

    public int LeastScore { get; }

    public int LeastLead { get; }

    public IReadOnlyList<IssueRule> Rules { get; }

    /// <summary>The causes an issue can have, in the order of the text.</summary>
    public IReadOnlyList<string> CausesOf(string issue) =>
        [.. Rules.Where(rule => rule.Issue == issue && rule.Cause is not null).Select(rule => rule.Cause!).Concat(_tags.Values.Where(tag => tag.Issue == issue && tag.Cause is not null).Select(tag => tag.Cause!)).Distinct(StringComparer.Ordinal)];

    /// <exception cref="FormatException">A line makes no sense; the message names it and says what would.</exception>
    public static IssueWords Parse(string text)
    {
        var (rules, tags) = (new List<IssueRule>(), new Dictionary<string, (string, string?)>(StringComparer.OrdinalIgnoreCase));
        var (score, lead, number) = (2, 1, 0);
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line.StartsWith("least score ", StringComparison.Ordinal))
                score = Number(line["least score ".Length..], number);
            else if (line.StartsWith("least lead ", StringComparison.Ordinal))
                lead = Number(line["least lead ".Length..], number);
            else if (line.StartsWith("tag ", StringComparison.Ordinal) && line.Split('=', 2) is [var tag, var meant])
                tags[tag["tag ".Length..].Trim()] = Target(meant.Trim(), number);
            else
                rules.Add(Rule(line, number));
        }
        return rules.Count > 0 ? new(text, score, lead, rules, tags) : throw new FormatException("There is no rule in it: write at least one line like “refund 3: money back”.");
    }

    /// <summary>What a tag of the help desk names; null when it names nothing.</summary>
    public (string Issue, string? Cause)? OfTag(string tag) => _tags.TryGetValue(tag, out var meant) ? meant : IssueTypes.Find(tag) is { } issue ? (issue, null) : null;

    /// <summary>Weighs a subject, with everything that spoke for each issue.</summary>
    public IssueReading Read(string? subject)
    {
        var matched = Matched(subject);
        if (matched.Count == 0)
            return new(IssueTypes.Unclear, null, []);
        var scores = matched.GroupBy(match => match.Rule.Issue, StringComparer.Ordinal)
            .Select(group => new IssueScore(group.Key, group.Sum(match => match.Rule.Weight), [.. group.OrderByDescending(match => match.Rule.Weight)]))
            .OrderByDescending(score => score.Score).ThenBy(score => score.Issue, StringComparer.Ordinal).ToList();
        var clear = scores[0].Score >= LeastScore && (scores.Count == 1 || scores[0].Score - scores[1].Score >= LeastLead);
        return new(clear ? scores[0].Issue : IssueTypes.Unclear, clear ? Cause(scores[0].Matches) : null, scores);
    }

    /// <summary>The cause the words name, of an issue that is known.</summary>
    public string? CauseOf(string issue, string? subject) => Cause(Matched(subject).FindAll(match => match.Rule.Issue == issue));

    private static string? Cause(IReadOnlyList<IssueMatch> matches) => matches.Where(match => match.Rule.Cause is not null)
        .GroupBy(match => match.Rule.Cause!, StringComparer.Ordinal).OrderByDescending(group => group.Sum(match => match.Rule.Weight)).ThenBy(group => group.Key, StringComparer.Ordinal)
        .FirstOrDefault()?.Key;

    private List<IssueMatch> Matched(string? subject)
    {
        var words = SubjectWords.Of(subject);
        var found = new List<IssueMatch>();
        var seen = new HashSet<int>();
        for (var at = 0; at < words.Count; at++)
        {
            if (_byWord.TryGetValue(words[at], out var exact))
                Try(exact, at);
            if (words[at].Length >= 3 && _byStart.TryGetValue(words[at][..3], out var starts))
                Try(starts, at);
        }
        return found;

        void Try(List<(string[] Words, int Rule)> phrases, int at)
        {
            foreach (var (phrase, rule) in phrases)
            {
                if (!seen.Contains(rule) && Matches(phrase, at))
                {
                    seen.Add(rule);
                    found.Add(new(Rules[rule], string.Join(' ', words.Skip(at).Take(phrase.Length))));
                }
            }
        }

        bool Matches(string[] phrase, int at)
        {
            if (at + phrase.Length > words.Count)
                return false;
            for (var i = 0; i < phrase.Length; i++)
            {
                var (word, wanted) = (words[at + i], phrase[i]);
                if (wanted.EndsWith('*') ? !word.StartsWith(wanted.AsSpan()[..^1], StringComparison.Ordinal) : word != wanted)
                    return false;
            }
            return true;
        }
    }

    private static IssueRule Rule(string line, int number)
    {
        if (line.Split(':', 2) is not [var head, var tail] || head.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var target, var weight])
            throw new FormatException(FormattableString.Invariant($"Line {number} is no rule: write “issue/cause weight: words, more words”."));
        var (issue, cause) = Target(target, number);
        var phrases = tail.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(phrase => Phrase(phrase, number)).Distinct(StringComparer.Ordinal).ToList();
        return phrases.Count > 0
            ? new(issue, cause, Number(weight, number), phrases)
            : throw new FormatException(FormattableString.Invariant($"Line {number} names no words after the colon."));
    }

    private static string Phrase(string text, int number)
    {
        var words = text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words)
        {
            if (word.EndsWith('*') ? word.Length < 4 : SubjectWords.Of(word) is not [var one] || one != word)
                throw new FormatException(FormattableString.Invariant($"Line {number}: “{word}” is no word to look for. A beginning has three letters and more before the star; signs stand in no word."));
        }
        return string.Join(' ', words);
    }

    private static (string Issue, string? Cause) Target(string text, int number)
    {
        var parts = text.Split('/', 2);
        var issue = IssueTypes.Find(parts[0]) ?? throw new FormatException(FormattableString.Invariant($"Line {number}: there is no issue “{parts[0]}”. Issues: {string.Join(", ", IssueTypes.All)}."));
        if (parts.Length == 1)
            return (issue, null);
        return parts[1].Length is > 0 and <= 40 && parts[1].All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_')
            ? (issue, parts[1])
            : throw new FormatException(FormattableString.Invariant($"Line {number}: the cause “{parts[1]}” needs lower-case letters, digits and underscores, at most 40."));
    }

    private static int Number(string text, int number) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= 20
            ? value
            : throw new FormatException(FormattableString.Invariant($"Line {number}: “{text.Trim()}” is no whole number from 1 to 20."));

    private static string DeliveredText()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("issue-words.txt")
            ?? throw new InvalidOperationException("The words are not part of the program: issue-words.txt is missing from its resources.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
