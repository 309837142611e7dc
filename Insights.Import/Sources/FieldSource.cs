using System.Text;

namespace Insights.Import.Sources;

/// <summary>What a user's mapping says about one field beside its column.</summary>
internal sealed record FieldSource
{
    /// <summary>The same value for all rows, as UTF-8.</summary>
    public byte[]? Constant { get; init; }

    /// <summary>For ids that take several columns: the further ones.</summary>
    public IReadOnlyList<string> Join { get; init; } = [];

    /// <summary>The id is the row itself: a hash of its cells and its place among equal rows.</summary>
    public bool IsWholeRow { get; init; }

    public string? TimeColumn { get; init; }
    public string? ZoneColumn { get; init; }

    /// <summary>The table's words in ours; keys as <see cref="Pipeline.Values.Vocabulary"/> compares them.</summary>
    public Pipeline.Values.Vocabulary? Words { get; init; }

    public bool NeedsNoColumn => Constant is not null || IsWholeRow;

    public static FieldSource Always(string value) => new() { Constant = Encoding.UTF8.GetBytes(value) };
}
