using Insights.Import.Pipeline.Values;
using Insights.Import.Sources.Vocabularies;

namespace Insights.Import.Sources.Tickets;

/// <summary>
/// What a help desk's words mean in ours: its own table <c>&lt;origin&gt;-words.csv</c> first, then ticket-words.csv, which holds what all of them say
/// and its translations. A word with an empty meaning is known and stands for nothing (a satisfaction that was never asked for).
/// </summary>
internal sealed class TicketVocabulary
{
    private const string Nothing = "";
    private readonly Dictionary<string, Vocabulary> _words;

    private TicketVocabulary(string origin)
    {
        var rows = EmbeddedTable.Read("ticket-words.csv").Concat(EmbeddedTable.Read($"{origin}-words.csv")).ToLookup(row => row["kind"]);
        _words = rows.ToDictionary(kind => kind.Key, kind => new Vocabulary(kind.Select(row => KeyValuePair.Create(row["word"], row["means"]))));
    }

    public static TicketVocabulary Of(string origin) => new(origin);

    /// <summary>One of the six, or null: an unknown status is shown to be mapped, never taken for open.</summary>
    public string? Status(string? raw) => Find("status", raw);

    /// <param name="isKnown">False for a word nobody has mapped, as opposed to one that stands for nothing.</param>
    public string? Priority(string? raw, out bool isKnown)
    {
        string? found = raw is null ? Nothing : Lookup("priority", raw) ?? Numbered(raw);
        isKnown = found is not null;
        return string.IsNullOrEmpty(found) ? null : found;
    }

    /// <summary>An unknown channel is kept under its own name.</summary>
    public string? Channel(string? raw)
    {
        if (raw is null)
            return null;
        string? known = Lookup("channel", raw);
        return known is null ? raw.ToLowerInvariant() : known.Length == 0 ? null : known;
    }

    public string? Satisfaction(string? raw) => Find("satisfaction", raw);

    /// <summary>The payment issue a type, topic or tag speaks of; null where it speaks of something else.</summary>
    public string? Category(string? raw) => raw is null ? null : Words.TicketCategory.Find(raw) ?? Find("category", raw);

    /// <summary>Any other kind of word the origin's table lists.</summary>
    public string? Find(string kind, string? raw)
    {
        string? found = raw is null ? null : Lookup(kind, raw);
        return string.IsNullOrEmpty(found) ? null : found;
    }

    /// <summary><c>1 - Critical</c>: by its word, or by its number where the word is of a language we do not know.</summary>
    private string? Numbered(string raw)
    {
        int dash = raw.AsSpan().IndexOfAny('-', '–', ':');
        return dash > 0 && char.IsAsciiDigit(raw[0]) ? Lookup("priority", raw[(dash + 1)..]) ?? Lookup("priority", raw[..dash]) : null;
    }

    private string? Lookup(string kind, string raw) => _words.TryGetValue(kind, out var words) ? words.Find(raw) : null;
}
