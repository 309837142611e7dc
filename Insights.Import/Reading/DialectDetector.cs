namespace Insights.Import.Reading;

/// <summary>Chooses the delimiter over many records, never by the first line alone: a header without quotes says little about the rows.</summary>
internal static class DialectDetector
{
    private const int RecordsLookedAt = 100;
    private static readonly byte[] Candidates = [(byte)',', (byte)';', (byte)'\t', (byte)'|'];

    /// <summary>The dialect whose records agree best on a width above one; comma when nothing speaks for another.</summary>
    /// <param name="sample">UTF-8 from the start of the file; its last record may be cut.</param>
    public static CsvDialect Detect(byte[] sample, int length)
    {
        var best = CsvDialect.Comma;
        double bestScore = 0;
        foreach (byte delimiter in Candidates)
        {
            var dialect = new CsvDialect(delimiter, (byte)'"');
            double score = Score(sample, length, dialect);
            if (score > bestScore)
            {
                bestScore = score;
                best = dialect;
            }
        }

        return best;
    }

    /// <summary>Share of records with the commonest width, weighted by the width's growth: 15 cells in every record is better proof than 2.</summary>
    private static double Score(byte[] sample, int length, CsvDialect dialect)
    {
        using var reader = new CsvReader(new MemoryStream(sample, 0, length, writable: false), dialect);
        var widths = new Dictionary<int, int>();
        int records = 0;
        while (records < RecordsLookedAt && reader.Read())
        {
            // The sample's last record is cut wherever the sample ends.
            if (reader.EndsWithoutLineEnd && records > 0)
                break;
            records++;
            widths[reader.FieldCount] = widths.GetValueOrDefault(reader.FieldCount) + 1;
        }

        double best = 0;
        foreach (var (width, count) in widths)
        {
            if (width > 1)
                best = Math.Max(best, (double)count / records * (1 - (1.0 / width)) * count / records);
        }

        return best;
    }
}
