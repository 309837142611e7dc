namespace Insights.Analytics.Rollups.History;

/// <summary>Why clocks of a closed month differ from their stamp.</summary>
/// <param name="Kind">One of the constants.</param>
/// <param name="Batch">For an import or its undo.</param>
/// <param name="By">Who did it; null where nobody is known.</param>
/// <param name="Detail">What exactly: the file's name, the policy and its version, the zones, the reason.</param>
internal sealed record RestatementCause(string Kind, int? Batch = null, string? By = null, string? Detail = null)
{
    /// <summary>An import brought rows of the ticket after the month was closed.</summary>
    public const string Import = "import";

    /// <summary>An import was undone.</summary>
    public const string Undo = "undo";

    /// <summary>Policies or calendars changed and clocks were derived anew.</summary>
    public const string Policy = "policy";

    /// <summary>The ticket was exempted, or is no longer.</summary>
    public const string Exemption = "exemption";

    /// <summary>The reporting zone changed: what falls into a month changed with it.</summary>
    public const string Zone = "zone";

    /// <summary>Somebody said what a word of a source means.</summary>
    public const string Mapping = "mapping";

    /// <summary>A new version of the program derives clocks by other rules.</summary>
    public const string Program = "program";

    /// <summary>Derived anew, and nothing of the above is known to have happened.</summary>
    public const string Recompute = "recompute";
}
