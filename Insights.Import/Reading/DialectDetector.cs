namespace Insights.Import.Reading;

/// <summary>Chooses the dialect over many records, never by the first line alone: a header without quotes says little about the rows.</summary>
internal static class DialectDetector
{
    private const int RecordsLookedAt = 100;

    /// <summary>An unusual dialect must explain the records clearly better than the usual one: an apostrophe is more often text than a quote.</summary>
    private const double Margin = 1.02;

    private static readonly byte[] Delimiters = [(byte)',', (byte)';', (byte)'\t', (byte)'|'];

    /// <summary>The dialect whose records agree best on a width above one; comma when nothing speaks for another.</summary>
    /// <param name="sample">UTF-8 from the start of the file; its last record may be cut.</param>
    public static CsvDialect Detect(byte[] sample, int length)
    {
        var best = CsvDialect.Comma;
        double bestScore = 0;
        foreach (byte delimiter in Delimiters)
            Consider(new CsvDialect(delimiter, (byte)'"'), 1);
        var text = sample.AsSpan(0, length);
        foreach (byte delimiter in Delimiters)
        {
            if (text.IndexOf([(byte)'\\', (byte)'"']) >= 0)
                Consider(new CsvDialect(delimiter, (byte)'"') { Escape = (byte)'\\' }, Margin);
            if (text.IndexOf([delimiter, (byte)'\'']) >= 0)
                Consider(new CsvDialect(delimiter, (byte)'\''), Margin);
        }

        // Two records agree on a width in any dialect: where every cell stands in apostrophes, they are quotes all the same.
        if (best.Quote == (byte)'"' && best.Escape == best.Quote && text.Length > 0 && text[0] == (byte)'\'' && EveryCellIsIn((byte)'\'', sample, length, best))
            best = new CsvDialect(best.Delimiter, (byte)'\'');

        // "a, b, c": where every delimiter has its blank, the blank belongs to it, and the quote behind it opens a cell.
        var spaced = best with { DelimiterRest = " " };
        if (bestScore > 0 && best.Delimiter != (byte)'\t' && EveryDelimiterIs(sample, length, best))
            best = spaced;
        return best;

        void Consider(CsvDialect dialect, double margin)
        {
            double score = Score(sample, length, dialect);
            if (score <= bestScore * margin)
                return;
            bestScore = score;
            best = dialect;
        }
    }

    private static bool EveryCellIsIn(byte quote, byte[] sample, int length, CsvDialect dialect)
    {
        using var reader = new CsvReader(new MemoryStream(sample, 0, length, writable: false), dialect);
        int records = 0;
        while (records < RecordsLookedAt && reader.Read() && !(reader.EndsWithoutLineEnd && records > 0))
        {
            records++;
            if (reader.FieldCount < 2)
                return false;
            for (int i = 0; i < reader.FieldCount; i++)
            {
                var cell = reader.Field(i);
                if (cell.Length < 2 || cell[0] != quote || cell[^1] != quote)
                    return false;
            }
        }

        return records > 0;
    }

    private static bool EveryDelimiterIs(byte[] sample, int length, CsvDialect dialect)
    {
        using var reader = new CsvReader(new MemoryStream(sample, 0, length, writable: false), dialect);
        int records = 0;
        int cells = 0;
        while (records < RecordsLookedAt && reader.Read() && !(reader.EndsWithoutLineEnd && records > 0))
        {
            records++;
            for (int i = 1; i < reader.FieldCount; i++)
            {
                var cell = reader.Field(i);
                if (cell.IsEmpty || cell[0] != ' ')
                    return false;
                cells++;
            }
        }

        return records > 1 && cells > records;
    }

    /// <summary>Share of records with the commonest width, weighted by the width's growth: 15 cells in every record is better proof than 2.</summary>
    private static double Score(byte[] sample, int length, CsvDialect dialect)
    {
        using var reader = new CsvReader(new MemoryStream(sample, 0, length, writable: false), dialect);
        var widths = new Dictionary<int, int>();
        int records = 0;
        int broken = 0;
        while (records < RecordsLookedAt && reader.Read())
        {
            // The sample's last record is cut wherever the sample ends.
            if (reader.EndsWithoutLineEnd && records > 0)
                break;
            records++;
            if (reader.HasStrayQuote || reader.Fault != RecordFault.None)
                broken++;
            widths[reader.FieldCount] = widths.GetValueOrDefault(reader.FieldCount) + 1;
        }

        double best = 0;
        foreach (var (width, count) in widths)
        {
            if (width > 1)
                best = Math.Max(best, (double)count / records * (1 - (1.0 / width)) * count / records);
        }

        // Quotes that do not fit speak against the dialect, but less than widths that do not.
        return best * (1 - (0.5 * broken / Math.Max(1, records)));
    }
}
