using System.Text.Json;

namespace Insights.Import.Sources.Tickets;

/// <summary>A ticket's tags, and what they say of it: <c>vendor:acme</c> or <c>vendor_acme</c> whose it is, <c>payment:x</c> which payment, <c>refund</c> what about.</summary>
internal readonly record struct TicketTags(IReadOnlyList<string> Items)
{
    private const int MaxLength = 1000;
    private static readonly char[] Separators = [',', ';', '|'];

    public static TicketTags None { get; } = new([]);

    /// <summary>Separated by spaces, as stored; null without tags.</summary>
    public string? Text
    {
        get
        {
            if (Items.Count == 0)
                return null;
            string all = string.Join(' ', Items);
            if (all.Length <= MaxLength)
                return all;
            int end = all.LastIndexOf(' ', MaxLength);
            return end > 0 ? all[..end] : null;
        }
    }

    /// <summary>Tags that know no blanks, one beside the other.</summary>
    public static TicketTags Spaced(string? text) =>
        text is null ? None : new([.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(t => t.Trim(Separators)).Where(t => t.Length > 0)]);

    /// <summary>Tags of several words, separated by commas; the blanks inside one become <c>_</c>, because ours are separated by blanks.</summary>
    public static TicketTags Listed(string? text) => text is null ? None : Of(text.Split(Separators));

    public static TicketTags Of(IEnumerable<string> tags) =>
        new([.. tags.Select(t => string.Join('_', t.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(t => t.Length > 0)]);

    /// <param name="list">A JSON list of texts, or of objects with a name.</param>
    public static TicketTags Of(JsonElement list) => Of(JsonFields.Items(list)
        .Select(t => t.ValueKind == JsonValueKind.String ? t.GetString() : JsonFields.Text(t, "name", 200))
        .OfType<string>());

    /// <summary>What a tag of this name says: <c>acme</c> of <c>vendor:acme</c>.</summary>
    public string? Value(string name)
    {
        foreach (string tag in Items)
        {
            if (tag.Length > name.Length + 1 && tag.StartsWith(name, StringComparison.OrdinalIgnoreCase) && tag[name.Length] is ':' or '_')
                return tag[(name.Length + 1)..];
        }

        return null;
    }

    public bool Contains(string tag) => Items.Contains(tag, StringComparer.OrdinalIgnoreCase);

    /// <summary>The first tag that names a payment issue.</summary>
    public string? Category(TicketVocabulary words)
    {
        foreach (string tag in Items)
        {
            if (words.Category(tag) is { } category)
                return category;
        }

        return null;
    }
}
