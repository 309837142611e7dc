using System.Globalization;

namespace Insights.Web.Exports.Pdf.Fonts;

/// <summary>
/// One line of text in the order it is drawn from left to right. Hebrew and Arabic are written from right to left; numbers within them are not, and
/// a line of ours always starts at the left. These are the rules of Unicode's annex 9 for such lines without embedded directions, which printable text has none of.
/// </summary>
internal static class VisualOrder
{
    private const char FirstRightToLeft = '\u0590';

    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> line) => line.IndexOfAnyExceptInRange('\0', (char)(FirstRightToLeft - 1)) < 0 || !HasRightToLeft(line) ? line : Ordered(line.ToString());

    private static bool HasRightToLeft(ReadOnlySpan<char> line)
    {
        foreach (var c in line)
        {
            if (IsRightToLeft(c))
                return true;
        }

        return false;
    }

    private static string Ordered(string line)
    {
        var elements = StringInfo.ParseCombiningCharacters(line).Append(line.Length).ToList();
        var texts = elements.Zip(elements.Skip(1), (from, to) => line[from..to]).ToList();
        var levels = Levels(texts);
        // From the deepest level up, every stretch of at least that level is turned round.
        for (var level = 2; level >= 1; level--)
        {
            for (var from = 0; from < texts.Count; from++)
            {
                var to = from;
                while (to < texts.Count && levels[to] >= level)
                    to++;
                if (to == from)
                    continue;
                texts.Reverse(from, to - from);
                levels.AsSpan(from, to - from).Reverse();
                from = to;
            }
        }

        return string.Concat(texts.Select((text, i) => levels[i] == 1 ? Mirrored(text) : text));
    }

    /// <summary>0: left to right; 1: right to left; 2: a number among what is read from right to left.</summary>
    private static int[] Levels(List<string> texts)
    {
        var levels = new int[texts.Count];
        var afterRightToLeft = false;
        for (var i = 0; i < texts.Count; i++)
        {
            var c = texts[i][0];
            if (IsRightToLeft(c))
                (levels[i], afterRightToLeft) = (1, true);
            else if (char.IsLetter(texts[i], 0))
                afterRightToLeft = false;
            else if (afterRightToLeft && IsNumberPart(texts, i))
                levels[i] = 2;
            else
                levels[i] = -1;
        }

        // What has no direction of its own takes that of its neighbours, where they agree; else that of the line.
        for (var i = 0; i < texts.Count; i++)
        {
            var to = i;
            while (to < texts.Count && levels[to] < 0)
                to++;
            if (to == i)
                continue;
            var between = i > 0 && levels[i - 1] > 0 && to < texts.Count && levels[to] > 0 ? 1 : 0;
            levels.AsSpan(i, to - i).Fill(between);
            i = to;
        }

        return levels;
    }

    private static bool IsNumberPart(List<string> texts, int at) =>
        char.IsDigit(texts[at], 0) || (texts[at] is "." or "," or ":" or "/" && at > 0 && at + 1 < texts.Count && char.IsDigit(texts[at - 1], 0) && char.IsDigit(texts[at + 1], 0));

    private static bool IsRightToLeft(char c) =>
        c is (>= FirstRightToLeft and <= '\u08FF' and not (>= '\u0660' and <= '\u0669') and not (>= '\u06F0' and <= '\u06F9')) or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');

    private static string Mirrored(string text) => text switch
    {
        "(" => ")",
        ")" => "(",
        "[" => "]",
        "]" => "[",
        "<" => ">",
        ">" => "<",
        "«" => "»",
        "»" => "«",
        _ => text,
    };
}
