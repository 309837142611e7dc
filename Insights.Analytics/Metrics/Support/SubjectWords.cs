using System.Text;

namespace Insights.Analytics.Metrics.Support;

/// <summary>A subject as words: small letters and digits, apostrophes and underscores inside a word kept (gateway_timeout is one word).</summary>
internal static class SubjectWords
{
    public static List<string> Of(string? subject)
    {
        var words = new List<string>(12);
        if (string.IsNullOrEmpty(subject))
            return words;
        var word = new StringBuilder(16);
        for (var i = 0; i <= subject.Length; i++)
        {
            var letter = i < subject.Length ? subject[i] : ' ';
            if (letter == '’')
                letter = '\'';
            var inside = letter is '\'' or '_' or '-' && word.Length > 0 && i + 1 < subject.Length && char.IsLetterOrDigit(subject[i + 1]);
            if (char.IsLetterOrDigit(letter) || inside)
            {
                word.Append(char.ToLowerInvariant(letter));
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
        return words;
    }
}
