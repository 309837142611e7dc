using Insights.Import.Pipeline;

namespace Insights.Import.Sources;

/// <summary>One column: our name for it, and the headers it goes by (compared without case, with blanks collapsed).</summary>
internal sealed record FieldRule(string Name, bool IsRequired, params string[] Headers)
{
    private Names _folded = new([], []);

    /// <summary>The headers as they are compared; worked out once, because every file is held against every format.</summary>
    public IReadOnlyList<string> Folded
    {
        get
        {
            var known = _folded;
            // A copy of the rule with further names has the names of the first beside it.
            if (!ReferenceEquals(known.Of, Headers))
                _folded = known = new Names(Headers, [.. Headers.Select(HeaderText.Fold)]);
            return known.Folded;
        }
    }

    private sealed record Names(string[] Of, string[] Folded);

    public bool IsAmong(HashSet<string> folded)
    {
        foreach (string name in Folded)
        {
            if (folded.Contains(name))
                return true;
        }

        return false;
    }

    /// <summary>What else a user's mapping says about the field; null in our own profiles.</summary>
    public FieldSource? Own { get; init; }

    /// <summary>The file has to have a column for it; a required field of a mapping may be a constant.</summary>
    public bool NeedsColumn => IsRequired && Own is not { NeedsNoColumn: true };

    public static FieldRule Required(string name, params string[] headers) => new(name, true, headers.Length == 0 ? [name] : headers);

    public static FieldRule Optional(string name, params string[] headers) => new(name, false, headers.Length == 0 ? [name] : headers);

    /// <summary>A column the format is known by, of which single cells may be empty.</summary>
    public bool MayBeEmpty { get; init; }

    public static FieldRule Present(string name, params string[] headers) => Required(name, headers) with { MayBeEmpty = true };

    /// <summary>The layout writes the header once for each value: columns of this name are a list and need not agree.</summary>
    public static FieldRule Several(string name, params string[] headers) => Optional(name, headers) with { IsList = true };

    public bool IsList { get; init; }
}
