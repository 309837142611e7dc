namespace Insights.Analytics.Metrics.Support;

/// <summary>What a complete request holds: with these five a payment case can be worked on without asking back. One bit each, as the import stores them.</summary>
internal static class IntakeParts
{
    private static readonly string[] s_keys = ["account", "error", "began", "environment", "screenshot"];

    public static IReadOnlyList<string> Keys => s_keys;

    /// <summary>All five.</summary>
    public const int Complete = 0b11111;

    /// <summary>All five together, where a part is named.</summary>
    public const string All = "complete";

    /// <summary>The part's bit, or those of all five; null for a word that names none.</summary>
    public static int? Bit(string key) => key == All ? Complete : Array.IndexOf(s_keys, key) is >= 0 and var index ? 1 << index : null;

    public static string Label(string key) => key switch
    {
        "account" => "Account or payment number",
        "error" => "Exact error text",
        "began" => "Time it began",
        "environment" => "Environment",
        "screenshot" => "Screenshot",
        All => "All five",
        _ => key,
    };
}
