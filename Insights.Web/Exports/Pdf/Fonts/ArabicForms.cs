using System.Text;

namespace Insights.Web.Exports.Pdf.Fonts;

/// <summary>
/// Arabic letters change with their neighbours. Unicode has a code for each letter's four forms (kept for old systems), and the font draws those:
/// choosing them is the joining that Arabic, Persian and Urdu cannot do without. Finer shaping, as of vowel marks, is not done.
/// </summary>
internal static class ArabicForms
{
    private const char Lam = '\u0644', Tatweel = '\u0640';

    /// <summary>How many forms the letters from U+0621 on have in the block that starts at U+FE80: 1 alone, 2 joins to the right only, 4 to both sides. 0: no letter.</summary>
    private const string FormsFrom0621 = "1222242424444422224444444400000" + "04444444224";

    /// <summary>Letters of Persian and Urdu, the first of their forms, and how many.</summary>
    private static readonly (char Letter, char First, int Forms)[] Others =
    [
        ('\u0679', '\uFB66', 4), ('\u067E', '\uFB56', 4), ('\u0686', '\uFB7A', 4), ('\u0688', '\uFB88', 2), ('\u0691', '\uFB8C', 2), ('\u0698', '\uFB8A', 2), ('\u06A9', '\uFB8E', 4),
        ('\u06AF', '\uFB92', 4), ('\u06BA', '\uFB9E', 2), ('\u06BE', '\uFBAA', 4), ('\u06C1', '\uFBA6', 4), ('\u06CC', '\uFBFC', 4), ('\u06D2', '\uFBAE', 2),
    ];

    private static readonly Dictionary<char, (char First, int Forms)> Letters = Table();

    public static string Joined(string text)
    {
        var joined = new StringBuilder(text.Length);
        var before = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (!Letters.TryGetValue(text[i], out var letter))
            {
                joined.Append(text[i]);
                // Marks above and below stand between letters without parting them.
                before = text[i] == Tatweel || (before && IsMark(text[i]));
                continue;
            }

            if (text[i] == Lam && i + 1 < text.Length && LamAlef(text[i + 1]) is { } ligature)
            {
                joined.Append((char)(ligature + (before ? 1 : 0)));
                before = false;
                i++;
                continue;
            }

            var after = letter.Forms == 4 && JoinsFromTheRight(text, i + 1);
            // In Unicode's order: alone, end of a word, beginning, middle.
            joined.Append((char)(letter.First + (after ? 2 : 0) + (before && letter.Forms > 1 ? 1 : 0)));
            before = letter.Forms == 4;
        }

        return joined.ToString();
    }

    private static bool JoinsFromTheRight(string text, int at)
    {
        while (at < text.Length && IsMark(text[at]))
            at++;
        return at < text.Length && (text[at] == Tatweel || (Letters.TryGetValue(text[at], out var next) && next.Forms > 1));
    }

    private static char? LamAlef(char alef) => alef switch { '\u0622' => '\uFEF5', '\u0623' => '\uFEF7', '\u0625' => '\uFEF9', '\u0627' => '\uFEFB', _ => null };

    private static bool IsMark(char c) => c is (>= '\u064B' and <= '\u065F') or '\u0670';

    private static Dictionary<char, (char First, int Forms)> Table()
    {
        var table = Others.ToDictionary(other => other.Letter, other => (other.First, other.Forms));
        var form = '\uFE80';
        for (var i = 0; i < FormsFrom0621.Length; i++)
        {
            var forms = FormsFrom0621[i] - '0';
            if (forms > 0)
                table[(char)('\u0621' + i)] = (form, forms);
            form = (char)(form + forms);
        }

        return table;
    }
}
