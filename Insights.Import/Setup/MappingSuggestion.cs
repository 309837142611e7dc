using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources;
using Insights.Import.Sources.Canonical;

namespace Insights.Import;

/// <summary>
/// A first mapping of an unknown table: each field takes the column whose header is most like its name or what other systems call it, and whose
/// samples do not speak against it. Nothing is settled that the samples leave open.
/// </summary>
internal static class MappingSuggestion
{
    private const double Enough = 0.6;

    /// <summary>More than a header that is merely like another's, less than the field's own name.</summary>
    private const double ByValues = 0.9;

    public static MappedFormat Of(FilePreview preview, string kind)
    {
        if (!CanonicalKinds.All.TryGetValue(kind, out var profile))
            throw new InvalidSettingsException("kind", $"Write one of: {string.Join(", ", CanonicalKinds.All.Keys)}.");
        var fields = new Dictionary<string, MappedField>(StringComparer.Ordinal);
        if (kind == "fx-rates")
        {
            foreach (var column in preview.Columns.Where(c => Currencies.Iso.Find(c.Header.Trim()) is not null))
                fields[Currencies.Iso.Find(column.Header.Trim())!.Code] = MappedField.Of(column.Header);
        }

        var pairs = from field in CanonicalFields.Of(kind)
                    from column in preview.Columns
                    let score = Score(field, column)
                    where score >= Enough
                    orderby score descending
                    select (field, column);
        var taken = fields.Values.Select(f => f.Column!).ToHashSet(StringComparer.Ordinal);
        foreach (var (field, column) in pairs)
        {
            if (fields.ContainsKey(field.Name) || !taken.Add(column.Header))
                continue;
            fields[field.Name] = new MappedField { Column = column.Header, Words = Words(field, column) };
        }

        Constants(kind, fields);
        string name = Path.GetFileNameWithoutExtension(preview.File);
        return new MappedFormat { Id = MappedFormat.IdOf(name), Name = name.Length == 0 ? "Own table" : name, Kind = kind, Fields = fields, Settings = Conventions(kind, fields, preview) };
    }

    /// <summary>What a table of one kind need not say: that all its rows are charges that succeeded.</summary>
    private static void Constants(string kind, Dictionary<string, MappedField> fields)
    {
        if (kind == "transactions")
        {
            fields.TryAdd("kind", new MappedField { Constant = "charge" });
            fields.TryAdd("status", new MappedField { Constant = "succeeded" });
            fields.TryAdd("transaction_id", new MappedField { WholeRow = true });
        }

        if (kind is "ticket-events" or "chargeback-events")
            fields.TryAdd("event_id", new MappedField { WholeRow = true });
    }

    private static double Score(CanonicalField field, PreviewColumn column)
    {
        double likeness = Names(field).Max(n => Likeness(n, column.Header));
        // What a currency's column is called in the shop's language nobody can list; what stands in it gives it away.
        if (field.Type == "currency" && column.Samples.Count > 0 && column.Samples.All(sample => Fits(field, sample)))
            likeness = Math.Max(likeness, ByValues);
        if (likeness < Enough || column.Samples.Count == 0)
            return likeness;
        double fitting = column.Samples.Average(s => Fits(field, s) ? 1.0 : 0.0);
        // Samples cannot make a header right, but they can make it wrong.
        return fitting == 0 ? likeness / 2 : likeness * (0.8 + (0.2 * fitting));
    }

    private static IEnumerable<string> Names(CanonicalField field) => field.Also.Prepend(field.Name);

    private static bool Fits(CanonicalField field, string sample) => field.Type switch
    {
        "instant" => MayBeDate(sample),
        "amount" => sample.Any(char.IsAsciiDigit) && sample.All(c => char.IsAsciiDigit(c) || char.IsPunctuation(c) || char.IsSymbol(c) || char.IsWhiteSpace(c)),
        "currency" => Currencies.Iso.Find(sample) is not null,
        "country" => sample.Length == 2 && sample.All(char.IsAsciiLetter),
        "digits" => sample.Length <= 6 && sample.All(char.IsAsciiDigit),
        // A foreign word is no contradiction: it is what the mapping of words is for.
        "word" => sample.Length <= 40 && !sample.All(c => char.IsAsciiDigit(c) || c is '.' or ',' or ':'),
        "id" => sample.Length <= 80 && !MayBeDate(sample),
        _ => true,
    };

    private static bool MayBeDate(string sample)
    {
        var rules = new ValueRules { Times = TimeConvention.Utc, Zone = NodaTime.DateTimeZone.Utc, Dates = LocalTime.Proves(sample) ?? DateConvention.DayFirst };
        return LocalTime.TryInstant(Encoding.UTF8.GetBytes(sample), default, default, rules, atNight: true, out _) is null;
    }

    /// <summary>Our own words among the samples need no mapping; others are listed with what they probably mean only where a known spelling says so.</summary>
    private static Dictionary<string, string>? Words(CanonicalField field, PreviewColumn column)
    {
        if (field.Vocabulary is not { } vocabulary)
            return null;
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string sample in column.Samples.Where(s => vocabulary.Find(s) is null))
        {
            if (WordHints.Find(field.Words, sample) is { } meaning && vocabulary.Find(meaning) is { } canonical)
                words[sample] = canonical;
        }

        return words.Count == 0 ? null : words;
    }

    /// <summary>Only what the samples prove: a decimal comma, an order of day and month, a zone in every time.</summary>
    private static SourceSettings? Conventions(string kind, Dictionary<string, MappedField> fields, FilePreview preview)
    {
        var byType = fields.Where(f => f.Value.Column is not null)
            .Select(f => (CanonicalFields.Find(kind, f.Key)?.Type, Samples: preview.Columns.FirstOrDefault(c => c.Header == f.Value.Column)?.Samples ?? [])).ToList();
        string[] amounts = [.. byType.Where(f => f.Type == "amount").SelectMany(f => f.Samples)];
        string[] dates = [.. byType.Where(f => f.Type == "instant").SelectMany(f => f.Samples)];
        string? amountsAre = amounts.Length == 0 || amounts.All(a => Reads(a, null)) ? null
            : amounts.All(a => Reads(a, ',')) && !amounts.All(a => Reads(a, '.')) ? "decimal-comma"
            : amounts.All(a => Reads(a, '.')) && !amounts.All(a => Reads(a, ',')) ? "decimal-point" : null;
        string? datesAre = DateOrder.Of(dates.Select(d => (d, 0))).Order switch
        {
            DateConvention.DayFirst => "day-first",
            DateConvention.MonthFirst => "month-first",
            _ => null,
        };
        return amountsAre is null && datesAre is null ? null : new SourceSettings { Amounts = amountsAre, Dates = datesAre };
    }

    private static bool Reads(string amount, char? mark)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(amount);
        return (mark is { } m ? AmountText.TryLocalised(bytes, m, 3, out _) : AmountText.TryMajor(bytes, 3, out _)) is null;
    }

    /// <summary>1 for equal names; the share of common words and letters for others.</summary>
    internal static double Likeness(string a, string b)
    {
        string[] x = Tokens(a);
        string[] y = Tokens(b);
        if (x.Length == 0 || y.Length == 0)
            return 0;
        if (x.SequenceEqual(y))
            return 1;
        if (string.Concat(x) == string.Concat(y))
            return 0.97;
        int common = x.Intersect(y).Count();
        double words = 2.0 * common / (x.Length + y.Length);
        return Math.Max(words * 0.9, Pairs(string.Concat(x), string.Concat(y)) * 0.85);
    }

    private static string[] Tokens(string text)
    {
        var spaced = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            if (i > 0 && char.IsUpper(text[i]) && char.IsLower(text[i - 1]))
                spaced.Append(' ');
            spaced.Append(char.IsLetterOrDigit(text[i]) ? char.ToLowerInvariant(text[i]) : ' ');
        }

        return [.. spaced.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(t => t is not ("the" or "of" or "utc" or "at" or "on")).Select(t => t == "nr" || t == "no" ? "number" : t)];
    }

    /// <summary>Dice's coefficient of letter pairs.</summary>
    private static double Pairs(string a, string b)
    {
        if (a.Length < 3 || b.Length < 3)
            return 0;
        var left = Enumerable.Range(0, a.Length - 1).Select(i => a.Substring(i, 2)).ToList();
        var right = Enumerable.Range(0, b.Length - 1).Select(i => b.Substring(i, 2)).ToList();
        int total = left.Count + right.Count;
        int common = left.Count(right.Remove);
        return 2.0 * common / total;
    }
}
