using System.Globalization;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>
/// Breaks text into lines: at spaces, after hyphens, slashes and dashes, between Chinese and Japanese characters; never before a unit ("12.3 %"), never with a hyphen of our own.
/// A word longer than the line is broken between letters, because cutting it off would lose it. A line that ends at a space keeps it:
/// read aloud or copied, the lines are one text again.
/// </summary>
internal static class LineBreaker
{
    /// <param name="text">Already printable.</param>
    /// <param name="width">Of the line.</param>
    /// <param name="measure">Width of a piece of text.</param>
    public static List<string> Lines(string text, double width, Measure measure)
    {
        var lines = new List<string>();
        if (measure(text) <= width)
        {
            lines.Add(text.Trim(' '));
            return lines;
        }

        var (start, end) = (0, 0);
        foreach (var next in Opportunities(text))
        {
            if (measure(text.AsSpan(start, next - start).TrimEnd(' ')) <= width)
            {
                end = next;
                continue;
            }

            if (end > start)
            {
                Take(end);
                if (measure(text.AsSpan(start, next - start).TrimEnd(' ')) <= width)
                {
                    end = next;
                    continue;
                }
            }

            // One unbreakable word is longer than a line.
            while (measure(text.AsSpan(start, next - start).TrimEnd(' ')) > width)
                Take(Fitting(text, start, next, width, measure));
            end = next;
        }

        if (start < text.Length)
            Take(text.Length);
        return lines;

        void Take(int upTo)
        {
            lines.Add(upTo < text.Length && (text[upTo - 1] == ' ' || text[upTo] == ' ') ? text[start..upTo].Trim(' ') + ' ' : text[start..upTo].Trim(' '));
            start = upTo;
            end = upTo;
        }
    }

    /// <summary>Width of the longest part that cannot be broken at an opportunity.</summary>
    public static double LongestWord(string text, Measure measure)
    {
        var (start, longest) = (0, 0d);
        foreach (var end in Opportunities(text))
        {
            longest = Math.Max(longest, measure(text.AsSpan(start, end - start).TrimEnd(' ')));
            start = end;
        }

        return longest;
    }

    private static IEnumerable<int> Opportunities(string text)
    {
        for (var i = 0; i < text.Length - 1; i++)
        {
            var breaks = text[i] switch
            {
                ' ' => text[i + 1] != ' ' && !StartsUnit(text, i + 1),
                '-' or '/' or '–' or '—' => i > 0 && char.IsLetterOrDigit(text[i - 1]) && char.IsLetter(text[i + 1]),
                _ => IsHan(text[i]) && (IsHan(text[i + 1]) || char.IsLetterOrDigit(text[i + 1])) && !StaysWithTheOneBefore(text[i + 1]),
            };
            if (breaks)
                yield return i + 1;
        }

        yield return text.Length;
    }

    private static bool IsHan(char c) => c is >= '\u3000' and <= '\u9FFF' or >= '\uFF01' and <= '\uFFEF';

    // Closing marks, small kana and the sign that lengthens a vowel never begin a line.
    private static bool StaysWithTheOneBefore(char c) => "、。〉》」』】〕〗ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々！），．：；？］｝".Contains(c, StringComparison.Ordinal);

    // "12.3 %", "2 pp": a number and its unit are one word.
    private static bool StartsUnit(string text, int at) =>
        text[at] == '%' || (at >= 2 && char.IsDigit(text[at - 2]) && string.CompareOrdinal(text, at, "pp", 0, 2) == 0 && (at + 2 == text.Length || !char.IsLetter(text[at + 2])));

    private static int Fitting(string text, int start, int end, double width, Measure measure)
    {
        // At least one letter a line, or a narrow column would never end.
        var fit = Next(text, start);
        for (var i = Next(text, fit); i <= end && measure(text.AsSpan(start, i - start)) <= width; i = Next(text, i))
        {
            fit = i;
            if (i == end)
                break;
        }

        return Math.Min(fit, end);
    }

    private static int Next(string text, int at) => at >= text.Length ? at + 1 : at + StringInfo.GetNextTextElementLength(text.AsSpan(at));
}

internal delegate double Measure(ReadOnlySpan<char> text);
