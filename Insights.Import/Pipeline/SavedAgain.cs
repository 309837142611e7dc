using Insights.Import.Pipeline.Values;
using Insights.Import.Sources;
using Insights.Import.Store;

namespace Insights.Import.Pipeline;

/// <summary>
/// Exports that a spreadsheet opened and saved again: dates and amounts stand there as its country writes them, and not as the format says. Where
/// the values themselves leave no doubt (13.06.2026 has its day first; 12,5 and 1.234,50 have a decimal comma) the file is read so and says it.
/// </summary>
internal static class SavedAgain
{
    private const int SampledRows = 200;
    private const int SearchedRows = 20_000;

    /// <param name="datesAreSet">A person has said how the source writes dates; the file has no word in it then.</param>
    public static (FormatProfile Profile, SettingQuestion? Question) Of(FileInspection file, FormatProfile profile, bool datesAreSet, bool amountsAreSet)
    {
        if (profile is not { Shape: RecordShape.Delimited, RowMarks.Count: 0 })
            return (profile, null);
        bool mayDates = !datesAreSet && profile.Dates == DateConvention.Iso;
        bool mayAmounts = !amountsAreSet && profile.Amounts is AmountConvention.Major or AmountConvention.Localised;
        char other = profile is { Amounts: AmountConvention.Localised, DecimalMark: ',' } ? '.' : ',';
        if (!mayDates && !mayAmounts)
            return (profile, null);
        var sample = Sample.Of(file, profile, SampledRows);
        SettingQuestion? question = null;
        if (mayDates && sample.Dates.Count > 0)
            (profile, question) = Dates(file, profile, sample);
        if (mayAmounts && sample.Amounts.FirstOrDefault(a => Proves(a.Text, other)) is { Text: { } proof } found
            && Sample.Of(file, profile with { Amounts = AmountConvention.Localised, DecimalMark = other }, SampledRows).Amounts.Count == 0)
        {
            profile = profile with { Amounts = AmountConvention.Localised, DecimalMark = other, AmountsProof = $"{proof} (line {found.Line})" };
        }

        return (profile, question);
    }

    private static (FormatProfile Profile, SettingQuestion? Question) Dates(FileInspection file, FormatProfile profile, Sample sample)
    {
        var order = DateOrder.Of(sample.Dates);
        if (order is { Order: null, IsContradictory: false })
            order = DateOrder.Of(Sample.Of(file, profile, SearchedRows).Dates);
        if (order.Order is { } proven)
            return (profile with { Dates = proven, DatesProof = $"{order.Example} (line {order.Line})" }, null);
        // Single rows of this kind are rejected with their line; a file of nothing else is asked about as a whole.
        return order is { IsNeeded: true, IsContradictory: false } && sample.RowsWithoutOrder == sample.Rows
            ? (profile, new SettingQuestion("dates",
                $"Is {order.Example} (line {order.Line}) written with the day or the month first? {profile.Title} writes the year first, so a spreadsheet has probably saved this file again, and no date of it proves the order. Export it again and import it without opening it, or set \"dates\" of the source to day-first or month-first."))
            : (profile, null);
    }

    /// <summary>A mark that cannot separate thousands: it stands once, behind all that do, and has not exactly three digits after it where it stands alone.</summary>
    private static bool Proves(string text, char mark)
    {
        char separator = mark == ',' ? '.' : ',';
        int at = text.LastIndexOf(mark);
        int digits = 0;
        while (at + 1 + digits < text.Length && char.IsAsciiDigit(text[at + 1 + digits]))
            digits++;
        return at > 0 && at == text.IndexOf(mark, StringComparison.Ordinal) && text.LastIndexOf(separator) < at
            && digits > 0 && (text.Contains(separator, StringComparison.Ordinal) || digits is 1 or 2);
    }

    /// <summary>What is said against dates and amounts of the first rows, when they are mapped as the import would map them.</summary>
    private sealed record Sample(int Rows, int RowsWithoutOrder, List<(string Text, int Line)> Dates, List<(string Text, int Line)> Amounts)
    {
        public static Sample Of(FileInspection file, FormatProfile profile, int rows)
        {
            var dates = new List<(string, int)>();
            var amounts = new List<(string, int)>();
            int read = 0, without = 0;
            var own = ImportLimits.Default with { ChunkRows = 1 };
            // A table further down is looked for by the import itself, and not twice.
            var reading = new FileReading(file with { Next = null }, profile, new ChunkBuilder(0, 0, profile, own), own);
            try
            {
                reading.Run(
                    chunk =>
                    {
                        if (chunk.RowsRead == 0)
                            return;
                        bool isOpen = false;
                        foreach (var problem in chunk.Problems)
                        {
                            if (problem.Value is null)
                                continue;
                            if (problem.Rule == InstantText.DayOrMonthFirst.Rule)
                            {
                                dates.Add((problem.Value, problem.Line));
                                isOpen = true;
                            }
                            else if (problem.Rule == AmountText.LocalFormat.Rule || problem.Rule == AmountText.AgainstConvention.Rule)
                            {
                                amounts.Add((problem.Value, problem.Line));
                            }
                        }

                        if (chunk.Skipped == 0)
                        {
                            read++;
                            without += isOpen ? 1 : 0;
                        }

                        if (read >= rows)
                            throw new EnoughException();
                    },
                    CancellationToken.None);
            }
            catch (Exception problem) when (problem is EnoughException or ImportRefusedException or IOException)
            {
                // What keeps the file from being read is told when it is imported.
            }

            return new Sample(read, without, dates, amounts);
        }
    }

    private sealed class EnoughException : Exception;
}
