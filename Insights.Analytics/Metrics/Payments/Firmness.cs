namespace Insights.Analytics.Metrics.Payments;

/// <summary>
/// Whether the same details may pass later (soft) or will fail again (hard): by the provider's own code where it says more than the cause, else by the cause
/// (decline-firmness.csv). A cause that is not mapped has none: it is counted as not mapped and never guessed.
/// </summary>
internal static class Firmness
{
    public const string Soft = "soft";
    public const string Hard = "hard";
    public const string NotMapped = "not_mapped";

    private static readonly Dictionary<string, string> s_byCause = Words("cause");
    private static readonly Dictionary<string, string> s_byCode = Words("code");

    public static string Of(string? code, string? cause) =>
        code is not null && s_byCode.TryGetValue(code, out var known) ? known
        : cause is not null && s_byCause.TryGetValue(cause, out var firmness) ? firmness
        : NotMapped;

    private static Dictionary<string, string> Words(string kind) =>
        PaymentTable.Read("decline-firmness.csv").Where(row => row[0] == kind).ToDictionary(row => row[1], row => row[2], StringComparer.Ordinal);
}
