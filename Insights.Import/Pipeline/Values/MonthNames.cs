namespace Insights.Import.Pipeline.Values;

/// <summary>Months as words, short and long, in the languages our sources export in. A word says which number is the month, so the order needs no proof.</summary>
internal static class MonthNames
{
    private static readonly string[][] Languages =
    [
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"],
        ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
        ["januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember"],
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
        ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"],
        ["janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"],
        ["stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"],
        ["styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień"],
        ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
    ];

    private static readonly Dictionary<string, int> Numbers = Build();

    /// <summary>1 to 12, or 0.</summary>
    public static int Find(ReadOnlySpan<char> word)
    {
        string name = word.TrimEnd('.').ToString().ToLowerInvariant();
        return Numbers.GetValueOrDefault(name);
    }

    private static Dictionary<string, int> Build()
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal) { ["sept"] = 9, ["mrz"] = 3, ["mrt"] = 3, ["janv"] = 1, ["févr"] = 2, ["avr"] = 4, ["juil"] = 7, ["déc"] = 12, ["ene"] = 1 };
        var taken = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        foreach (string[] months in Languages)
        {
            for (int i = 0; i < 12; i++)
            {
                numbers[months[i]] = i + 1;
                string brief = months[i][..Math.Min(3, months[i].Length)];
                if (!taken.TryGetValue(brief, out var meanings))
                    taken[brief] = meanings = [];
                meanings.Add(i + 1);
            }
        }

        // "jui" is June or July in French: a shortening that means two months is none.
        foreach (var (brief, meanings) in taken.Where(t => t.Value.Count == 1))
            numbers[brief] = meanings.First();
        return numbers;
    }
}
