using System.Globalization;
using Insights.Analytics.Metrics;
using NodaTime;

namespace Insights.Analytics.Reports.Wording;

/// <summary>Numbers inside sentences.</summary>
internal static class Words
{
    /// <summary>"1 dispute", "2 disputes", "no disputes".</summary>
    public static string Count(long n, string one, string many) => n switch { 0 => "no " + many, 1 => "1 " + one, _ => n.ToString("N0", CultureInfo.InvariantCulture) + " " + many };

    public static string Value(Cell? cell) => CellText.Of(cell, DateTimeZone.Utc);

    /// <summary>
    /// A change inside a sentence: "+0.4 points", "−12.0 %", "9 min longer". Points are spelled out because "pp" needs explaining.
    /// </summary>
    public static string Change(Cell? delta) => delta switch
    {
        Cell.Points => Value(delta).Replace(" pp", " points", StringComparison.Ordinal),
        Cell.Duration { Seconds: 0 } => "no longer, no shorter",
        Cell.Duration duration => Value(duration with { Seconds = Math.Abs(duration.Seconds) }) + (duration.Seconds > 0 ? " longer" : " shorter"),
        _ => Value(delta),
    };

    public static string Percent(double share, int decimals = 1) =>
        Value(new Cell.Share((long)Math.Round(share * 1_000_000), 1_000_000, decimals));

    /// <summary>"better", "worse", or nothing for what is neither.</summary>
    public static string? Verdict(Polarity polarity, double change) => (polarity, Math.Sign(change)) switch
    {
        (Polarity.HigherIsBetter, 1) or (Polarity.LowerIsBetter, -1) => "better",
        (Polarity.HigherIsBetter, -1) or (Polarity.LowerIsBetter, 1) => "worse",
        _ => null,
    };

    public static string Join(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => string.Join(", ", items.Take(items.Count - 1)) + " and " + items[^1],
    };

    /// <summary>The first letter large: the beginning of a sentence.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A name of the code as the store writes it: OnHold → "on_hold".</summary>
    public static string Key<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select((letter, at) => char.IsUpper(letter) ? (at > 0 ? "_" : "") + char.ToLowerInvariant(letter) : letter.ToString()));

    /// <summary>Keys that are no words.</summary>
    private static readonly Dictionary<string, string> Spelled = new(StringComparer.Ordinal) { ["api"] = "API", ["bnpl"] = "Buy now, pay later", ["sms"] = "SMS" };

    /// <summary>A key of the store as a label: "product_not_received" → "Product not received".</summary>
    public static string Label(string key)
    {
        if (key.Length == 0)
            return key;
        if (Spelled.TryGetValue(key, out var spelled))
            return spelled;
        // Providers write American; the product does not.
        var words = key.Replace('_', ' ').Replace("canceled", "cancelled", StringComparison.Ordinal);
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
