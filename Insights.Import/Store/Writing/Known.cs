using System.Diagnostics.CodeAnalysis;

namespace Insights.Import.Store.Writing;

/// <summary>What a partial row says, or else what is known: one place for what counts as "not said".</summary>
internal static class Known
{
    [return: NotNullIfNotNull(nameof(known))]
    public static string? Text(string? said, string? known) => string.IsNullOrEmpty(said) ? known ?? said : said;

    public static DateTime Instant(DateTime said, DateTime known) => said == default ? known : said;

    /// <summary>The earlier of two instants that are known.</summary>
    public static DateTime Earlier(DateTime said, DateTime known) => said == default || (known != default && known < said) ? known : said;

    /// <summary>A fee of 0 is what a file without a fee column says too.</summary>
    public static long Fee(long said, long known) => said == 0 ? known : said;

    /// <summary>An amount means nothing without its currency, so the two are said together.</summary>
    public static (long Minor, string Currency) Money(long said, string currency, long known, string knownCurrency) =>
        currency.Length == 0 ? (known, knownCurrency) : (said, currency);
}
