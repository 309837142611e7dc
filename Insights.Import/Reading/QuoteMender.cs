namespace Insights.Import.Reading;

/// <summary>
/// Finds the cheapest reading of one row that has the expected number of cells, where quotes stand that the rules do not allow: each doubt has
/// a price, and the reading with the lowest sum wins. The same row always gives the same reading.
/// </summary>
internal static class QuoteMender
{
    // Prices in halves. A lone quote inside a cell is common ("5" pipe"), a delimiter left out less so, an opening quote without its end least.
    private const int LoneQuote = 2;
    private const int MissingDelimiter = 3;
    private const int LiteralOpening = 4;

    /// <summary>Readings with more doubts than one are guesses.</summary>
    private const int MostDoubt = 5;

    /// <summary>The cells by the rules, and where the rules end, as they stand.</summary>
    public static List<SplitCell> Split(ReadOnlySpan<byte> row, CsvDialect dialect)
    {
        byte[] delimiter = System.Text.Encoding.UTF8.GetBytes(dialect.DelimiterText);
        var cells = new List<SplitCell>();
        int start = 0;
        while (true)
        {
            int end;
            bool quoted = false;
            if (dialect.Quote != 0 && start < row.Length && row[start] == dialect.Quote && Closing(row, start, delimiter, dialect) is var closing and > 0)
            {
                quoted = true;
                end = closing + 1;
                cells.Add(new SplitCell(Unescape(row[(start + 1)..closing], dialect), quoted));
            }
            else
            {
                int found = row[start..].IndexOf(delimiter);
                end = found < 0 ? row.Length : start + found;
                cells.Add(new SplitCell(row[start..end].ToArray(), quoted));
            }

            if (end >= row.Length)
                return cells;
            start = end + delimiter.Length;
        }
    }

    /// <summary>Null when no reading of little doubt has that many cells.</summary>
    public static List<byte[]>? Read(ReadOnlySpan<byte> row, CsvDialect dialect, int width)
    {
        if (dialect.Quote == 0)
            return null;
        byte[] delimiter = System.Text.Encoding.UTF8.GetBytes(dialect.DelimiterText);
        // Steps by (place in the row, cells so far); a place is only ever reached from places before it.
        var steps = new SortedDictionary<int, Step?[]> { [0] = new Step?[width + 1] };
        steps[0][0] = new Step(0, -1, -1, 0, false);
        Step?[] ends = new Step?[width + 1];
        while (steps.Count > 0)
        {
            var (place, reached) = steps.First();
            steps.Remove(place);
            for (int cells = 0; cells < width; cells++)
            {
                if (reached[cells] is { } step)
                    Continue(row, dialect, delimiter, place, cells, step, steps, ends);
            }
        }

        return ends[width] is { } best ? Cells(row, dialect, best) : null;
    }

    private static void Continue(ReadOnlySpan<byte> row, CsvDialect dialect, byte[] delimiter, int place, int cells, Step step, SortedDictionary<int, Step?[]> steps, Step?[] ends)
    {
        byte quote = dialect.Quote;
        int toDelimiter = row[place..].IndexOf(delimiter);
        int plainEnd = toDelimiter < 0 ? row.Length : place + toDelimiter;
        var plain = row[place..plainEnd];
        bool opens = !plain.IsEmpty && plain[0] == quote;
        int price = opens ? LiteralOpening + ((plain.Count(quote) - 1) * LoneQuote) : plain.Count(quote) * LoneQuote;
        Reach(row, delimiter, plainEnd, isDelimited: true, cells, new Step(step.Price + price, place, plainEnd, cells, false, step), steps, ends);

        // Text that runs into a quoted cell: the delimiter between them is missing.
        int inner = plain.Length > 1 ? plain[1..].IndexOf(quote) : -1;
        if (!opens && inner >= 0)
            Reach(row, delimiter, place + 1 + inner, isDelimited: false, cells, new Step(step.Price + MissingDelimiter, place, place + 1 + inner, cells, false, step), steps, ends);
        if (!opens)
            return;

        int lone = 0;
        int unpaired = -1;
        int passed = 0;
        for (int at = place + 1; at < row.Length; at++)
        {
            if (row[at] != quote || (dialect.Escape != quote && dialect.Escape != 0 && IsEscaped(row, at, place, dialect.Escape)))
                continue;
            if (step.Price + (lone * LoneQuote) + passed > MostDoubt + LoneQuote)
                return;
            bool atEnd = at + 1 == row.Length || row[(at + 1)..].StartsWith(delimiter);
            var closed = new Step(step.Price + (lone * LoneQuote) + passed + (atEnd ? 0 : MissingDelimiter), place, at + 1, cells, true, step);
            Reach(row, delimiter, at + 1, atEnd, cells, closed, steps, ends);

            // And not closed here: a quote inside the cell, doubled with the one before it or alone.
            if (unpaired == at - 1)
            {
                lone--;
                unpaired = -1;
            }
            else
            {
                lone++;
                unpaired = at;
                // It could have closed the cell: that it did not is doubtful once more.
                passed += atEnd ? LoneQuote : 0;
            }
        }
    }

    private static void Reach(ReadOnlySpan<byte> row, byte[] delimiter, int end, bool isDelimited, int cells, Step step, SortedDictionary<int, Step?[]> steps, Step?[] ends)
    {
        if (step.Price > MostDoubt)
            return;
        if (end >= row.Length)
        {
            Keep(ends, cells + 1, step);
            return;
        }

        int next = isDelimited ? end + delimiter.Length : end;
        if (!steps.TryGetValue(next, out var reached))
            steps[next] = reached = new Step?[ends.Length];
        Keep(reached, cells + 1, step);
    }

    private static void Keep(Step?[] reached, int cells, Step step)
    {
        if (reached[cells] is null || reached[cells]!.Price > step.Price)
            reached[cells] = step;
    }

    private static List<byte[]> Cells(ReadOnlySpan<byte> row, CsvDialect dialect, Step last)
    {
        var cells = new List<byte[]>();
        for (var step = last; step is { Start: >= 0 }; step = step.Before!)
            cells.Add(step.WasQuoted ? Unescape(row[(step.Start + 1)..(step.End - 1)], dialect) : row[step.Start..step.End].ToArray());
        cells.Reverse();
        return cells;
    }

    /// <summary>The quote that closes the one at <paramref name="start"/> by the rules, or -1.</summary>
    private static int Closing(ReadOnlySpan<byte> row, int start, byte[] delimiter, CsvDialect dialect)
    {
        for (int at = start + 1; at < row.Length; at++)
        {
            if (row[at] != dialect.Quote || (dialect.Escape != dialect.Quote && dialect.Escape != 0 && IsEscaped(row, at, start, dialect.Escape)))
                continue;
            if (dialect.Escape != 0 && at + 1 < row.Length && row[at + 1] == dialect.Quote)
                at++;
            else if (at + 1 == row.Length || row[(at + 1)..].StartsWith(delimiter))
                return at;
        }

        return -1;
    }

    private static bool IsEscaped(ReadOnlySpan<byte> row, int at, int start, byte escape)
    {
        int escapes = 0;
        while (at - 1 - escapes > start && row[at - 1 - escapes] == escape)
            escapes++;
        return (escapes & 1) == 1;
    }

    private static byte[] Unescape(ReadOnlySpan<byte> cell, CsvDialect dialect)
    {
        byte[] text = new byte[cell.Length];
        int written = 0;
        bool distinct = dialect.Escape != dialect.Quote && dialect.Escape != 0;
        for (int read = 0; read < cell.Length; read++)
        {
            byte b = cell[read];
            if (read + 1 < cell.Length)
            {
                byte next = cell[read + 1];
                bool isPair = (b == dialect.Quote && next == dialect.Quote) || (distinct && b == dialect.Escape && (next == dialect.Quote || next == dialect.Escape));
                if (isPair)
                    b = cell[++read];
            }

            text[written++] = b;
        }

        return text[..written];
    }

    private sealed record Step(int Price, int Start, int End, int Cells, bool WasQuoted, Step? Before = null);
}
