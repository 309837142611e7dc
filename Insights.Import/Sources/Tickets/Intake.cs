using System.Text.RegularExpressions;

namespace Insights.Import.Sources.Tickets;

/// <summary>
/// What a request holds at the start, found in its own words. Only yes or no is stored, never the words: a request may name anything.
/// One bit each, in the order of the words a file may give instead.
/// </summary>
internal static class Intake
{
    private static readonly string[] s_words = ["account", "error", "began", "environment", "screenshot"];

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    /// <summary>A run of five digits or more, or an id such as ch_3Pq7 or order-881.</summary>
    private static readonly Regex s_account = new(@"\d{5,}|\b[a-z]{2,6}_[a-z0-9]*\d[a-z0-9]*\b|\b[a-z]{1,6}-\d{3,}\b", Options);

    /// <summary>Words in quotation marks of two words or more, or "error", "code" or "message" followed by what it says.</summary>
    private static readonly Regex s_error = new("[\"“„«][^\"”“»]{3,}\\s[^\"”“»]*[\"”“»]|\\b(error|code|message|fehler|fehlermeldung|erreur|mensaje)\\b\\s*[:#=]?\\s*[\\w-]*\\d", Options);

    /// <summary>A date, a time of day, or a word that tells since when.</summary>
    private static readonly Regex s_began = new(
        @"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{1,2}:\d{2}\b|\b(since|yesterday|today|this morning|last (night|week|month)|ago|seit|gestern|heute|depuis|hier|desde|ayer)\b", Options);

    /// <summary>A browser, app, device or operating system by its name.</summary>
    private static readonly Regex s_environment = new(
        @"\b(chrome|firefox|safari|edge|opera|android|iphone|ipad|ios|macos|mac|windows|linux|browser|app version|version \d|desktop|mobile app)\b", Options);

    private static readonly Regex s_screenshot = new(@"\b(screenshots?|screen shots?|bildschirmfoto|capture d.écran|captura de pantalla|see attach\w*|attached)\b", Options);

    /// <summary>More of a request says nothing new, and a pasted log must not hold up an import.</summary>
    private const int Longest = 8_000;

    /// <param name="text">The request as it came; null or empty where the source carries none.</param>
    /// <param name="attached">Something is attached to it.</param>
    /// <param name="payment">Its payment stands in a field of its own.</param>
    /// <returns>Null where there is nothing to look into.</returns>
    public static int? Of(string? text, bool attached = false, bool payment = false)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (text.Length > Longest)
            text = text[..Longest];
        return (payment || s_account.IsMatch(text) ? 1 : 0) | (s_error.IsMatch(text) ? 2 : 0) | (s_began.IsMatch(text) ? 4 : 0) | (s_environment.IsMatch(text) ? 8 : 0)
            | (attached || s_screenshot.IsMatch(text) ? 16 : 0);
    }

    /// <summary>From a field that lists what is there: "account error began". "none" is a request without any of it.</summary>
    /// <returns>Null for an empty field.</returns>
    public static int? Named(string? words)
    {
        if (string.IsNullOrWhiteSpace(words))
            return null;
        var bits = 0;
        foreach (string word in words.Split([' ', ',', ';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int bit = Array.FindIndex(s_words, known => known.Equals(word, StringComparison.OrdinalIgnoreCase));
            if (bit >= 0)
                bits |= 1 << bit;
        }

        return bits;
    }
}
