using System.Text.RegularExpressions;

namespace Insights.Web.Hosting.Imports;

/// <summary>A sender's file name made safe: for a path, for a page, for a log.</summary>
internal static partial class FileName
{
    private const int Longest = 120;

    /// <summary>A browser may send a whole path, and a hostile sender anything: only the last part's plain characters stay, and nothing that could be a card number.</summary>
    public static string Clean(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var plain = string.Concat(last.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' or '(' or ')' ? c : '_')).Trim('.', ' ');
        plain = CardLike().Replace(plain, match => Luhn(match.Value) ? Truncated(match.Value) : match.Value);
        return plain.Length switch { 0 => "file", > Longest => plain[^Longest..], _ => plain };
    }

    private static string Truncated(string run)
    {
        var digits = run.Where(char.IsAsciiDigit).ToArray();
        return new string(digits[..6]) + new string('x', digits.Length - 10) + new string(digits[^4..]);
    }

    private static bool Luhn(string run)
    {
        var sum = 0;
        var twice = false;
        foreach (var c in run.Reverse().Where(char.IsAsciiDigit))
        {
            var digit = (c - '0') * (twice ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
            twice = !twice;
        }
        return sum % 10 == 0;
    }

    [GeneratedRegex(@"(?<!\d)\d(?:[ ._-]?\d){12,18}(?!\d)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CardLike();
}
