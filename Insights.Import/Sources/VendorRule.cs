using System.Text.RegularExpressions;

namespace Insights.Import.Sources;

/// <summary>
/// Whose a row is. First a text is found: in a column, at a path of a JSON record, or it is the same for all rows. Then the text becomes a
/// vendor: by the first pattern that matches, by a look-up table, or as it stands. What is not found goes to the fallback, if there is one.
/// </summary>
internal sealed record VendorRule
{
    public static VendorRule None { get; } = new();

    /// <summary>The column's name; the first of several that the file has.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    public string? Column => Columns.Count > 0 ? Columns[0] : null;

    /// <summary>A field by the format's own name, such as its descriptor; goes before <see cref="Columns"/>.</summary>
    public string? Field { get; init; }

    /// <summary>For JSON records: property names from the record inwards, such as <c>metadata</c>, <c>vendor</c>.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>For JSON records: the name or id of a custom field.</summary>
    public string? CustomField { get; init; }

    public string? Constant { get; init; }

    /// <summary>Tried in order; the first match decides.</summary>
    public IReadOnlyList<VendorPattern> Patterns { get; init; } = [];

    /// <summary>Text to vendor, without case. A text that is not in it has no vendor.</summary>
    public IReadOnlyDictionary<string, string>? Table { get; init; }

    public string? Fallback { get; init; }

    /// <summary>Set by the installation, so that what it asks for is missed when a file lacks it.</summary>
    public bool IsOwn { get; init; }

    public static VendorRule FromColumn(string header) => new() { Columns = [header] };

    public static VendorRule Always(string vendor) => new() { Constant = vendor };

    /// <summary>The vendor a text stands for; null where the rule does not tell.</summary>
    public string? Resolve(string? text)
    {
        if (Constant is not null)
            return Constant;
        if (string.IsNullOrWhiteSpace(text))
            return Fallback;
        text = text.Trim();
        if (Patterns.Count > 0)
        {
            foreach (var pattern in Patterns)
            {
                if (pattern.Match(text) is { } named)
                    return Looked(named);
            }

            return Fallback;
        }

        return Looked(text);
    }

    private string? Looked(string text) => Table is null ? text : Table.TryGetValue(text, out string? vendor) ? vendor : Fallback;
}

/// <summary>A regular expression over a text such as a statement descriptor.</summary>
/// <param name="Vendor">Whose the matching rows are; null: what the group <c>vendor</c> (or the first group) matched.</param>
internal sealed record VendorPattern(Regex Expression, string? Vendor)
{
    /// <summary>A pattern is a user's own; one that runs away must not stop the import.</summary>
    public static readonly TimeSpan TimeOut = TimeSpan.FromMilliseconds(100);

    /// <exception cref="ArgumentException">The expression is not valid; the message says where.</exception>
    public static VendorPattern Of(string expression, string? vendor) =>
        new(new Regex(expression, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeOut), vendor);

    public string? Match(string text)
    {
        try
        {
            var match = Expression.Match(text);
            if (!match.Success)
                return null;
            if (Vendor is not null)
                return Vendor;
            var group = match.Groups["vendor"].Success ? match.Groups["vendor"] : match.Groups.Count > 1 ? match.Groups[1] : match.Groups[0];
            string named = group.Value.Trim();
            return named.Length == 0 ? null : named;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
