using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>
/// Fits the columns of a table to its content: numbers and dates never wrap, text gives way, then the type gets smaller; what still does not
/// fit goes into a second part below, with the first column repeated.
/// </summary>
internal sealed record ColumnWidths(TextStyle Style, IReadOnlyList<ColumnGroup> Groups)
{
    // Below 6.75 points print is hard to read; a second part is kinder.
    private static readonly TextStyle[] Sizes = [new(8.5, 11.5), new(7.5, 10.5), new(6.75, 9.5)];

    // A text column is never squeezed below this, whatever its words are: a very long word is broken instead.
    private const double LongestWord = 96;

    // A column of words keeps this much at the first size before the next size is tried.
    private const double Readable = 120;

    // The most a column of numbers grows beyond its widest number.
    private const double Air = 22;

    /// <summary>Between columns. Smaller type needs less, and a dozen columns of numbers then still stand upright.</summary>
    public double Gutter => GutterOf(Style);

    /// <summary>Whether the table stands in this width at one size below the largest, with its text columns wide enough to read.</summary>
    public static bool ReadsWellIn(Press press, Table table, double width) => Needs.Of(press, table) is var needs && Comfortable(needs, Sizes[1]) <= width;

    /// <summary>Whether it fits in this width in the smallest type: with room for its words, or squeezed to the least each column can live with.</summary>
    public static bool FitsIn(Press press, Table table, double width, bool squeezed) => Needs.Of(press, table) is var needs && (squeezed ? Tight(needs, Sizes[^1]) : Comfortable(needs, Sizes[^1])) <= width;

    public static ColumnWidths Of(Press press, Table table, double width)
    {
        var needs = Needs.Of(press, table);
        // The largest size at which texts have room to read; failing that, the largest at which they fit at all.
        var all = Enumerable.Range(0, needs.Least.Length).ToList();
        var chosen = Sizes.FirstOrDefault(size => Comfortable(needs, size) <= width) ?? Sizes.FirstOrDefault(size => Tight(needs, size) <= width);
        if (chosen is not null)
            return new(chosen, [new(all, Fitted(needs, all, chosen, width))]);

        // As many parts as the widths ask for, with about equally many columns in each.
        var smallest = Sizes[^1];
        var parts = Parts(needs, smallest, width, int.MaxValue);
        var even = (int)Math.Ceiling((needs.Least.Length - 1.0) / parts.Count);
        return new(Sizes[^1], [.. Parts(needs, smallest, width, even).Select(columns => new ColumnGroup(columns, Fitted(needs, columns, smallest, width)))]);
    }

    private static double GutterOf(TextStyle size) => size.Size >= Sizes[0].Size ? 12 : size.Size >= Sizes[1].Size ? 8.5 : 7.5;

    private static double Tight(Needs needs, TextStyle size) => needs.Least.Sum() * size.Size / Sizes[0].Size + GutterOf(size) * (needs.Least.Length - 1);

    private static double Comfortable(Needs needs, TextStyle size)
    {
        var columns = needs.Least.Select((least, c) => needs.Wraps[c] ? Math.Max(least, Math.Min(needs.Natural[c], Readable)) : least);
        return columns.Sum() * size.Size / Sizes[0].Size + GutterOf(size) * (needs.Least.Length - 1);
    }

    private static List<List<int>> Parts(Needs needs, TextStyle size, double width, int most)
    {
        var (scale, gutter) = (size.Size / Sizes[0].Size, GutterOf(size));
        var parts = new List<List<int>> { new() { 0 } };
        var used = needs.Least[0] * scale;
        for (var c = 1; c < needs.Least.Length; c++)
        {
            if (parts[^1].Count > 1 && (parts[^1].Count > most || used + gutter + needs.Least[c] * scale > width))
            {
                parts.Add([0]);
                used = needs.Least[0] * scale;
            }

            parts[^1].Add(c);
            used += gutter + needs.Least[c] * scale;
        }

        return parts;
    }

    private static double[] Fitted(Needs needs, List<int> columns, TextStyle size, double width)
    {
        var scale = size.Size / Sizes[0].Size;
        var room = width - GutterOf(size) * (columns.Count - 1);
        var least = columns.Select(c => needs.Least[c] * scale).ToArray();
        var natural = columns.Select(c => needs.Natural[c] * scale).ToArray();
        var extra = room - least.Sum();
        var wish = natural.Sum() - least.Sum();
        if (extra < wish)
            return [.. least.Select((min, i) => min + (wish > 0 ? (natural[i] - min) * Math.Max(0, extra) / wish : 0))];
        // All have what they want. Columns of numbers get a little air, the text columns the rest, so that numbers still stand together.
        var left = room - natural.Sum();
        var texts = columns.Select(c => needs.Wraps[c]).ToArray();
        var (words, numbers) = (texts.Count(text => text), texts.Count(text => !text));
        var air = words == 0 ? left / numbers : numbers == 0 ? 0 : Math.Min(Air, left / (words + numbers));
        var rest = left - air * numbers;
        var wanted = natural.Where((_, i) => texts[i]).Sum();
        return [.. natural.Select((want, i) => texts[i] ? want + rest * want / wanted : want + air)];
    }

    /// <summary>Widths at the first size: the least a column can live with and what it would like.</summary>
    private sealed record Needs(double[] Least, double[] Natural, bool[] Wraps)
    {
        public static Needs Of(Press press, Table table)
        {
            var count = table.Columns.Count;
            var needs = new Needs(new double[count], new double[count], new bool[count]);
            var (plain, bold) = (Sizes[0], Sizes[0] with { Bold = true });
            for (var c = 0; c < count; c++)
            {
                var wraps = needs.Wraps[c] = table.Columns[c].Kind == ColumnKind.Text;
                var title = PrintableText.Of(TableLayout.HeadText(table.Columns[c]));
                var titleWord = Math.Min(LongestWord, LineBreaker.LongestWord(title, part => press.Width(part, bold)));
                var (least, natural) = (titleWord, Math.Max(titleWord, press.Width(title, bold) / 2 + 6));
                foreach (var row in table.Rows)
                    Consider(row[c], plain);
                if (table.Totals is { } totals)
                    Consider(totals[c], bold);
                (needs.Least[c], needs.Natural[c]) = (least, natural);

                void Consider(Cell? cell, TextStyle style)
                {
                    var text = PrintableText.Of(CellText.Of(cell, press.Document.Zone));
                    // Room for the small letter that says why a value is missing.
                    var full = press.Width(text, style) + (cell is Cell.None ? 5 : 0);
                    natural = Math.Max(natural, full);
                    if (!wraps)
                        least = Math.Max(least, cell is Cell.Text ? Math.Min(full, LongestWord) : full);
                    else if (full > least)
                        least = Math.Max(least, Math.Min(LongestWord, LineBreaker.LongestWord(text, part => press.Width(part, style))));
                }
            }

            return needs;
        }
    }
}

/// <summary>Columns that stand side by side, by their index in the table, and their widths.</summary>
internal sealed record ColumnGroup(IReadOnlyList<int> Columns, IReadOnlyList<double> Widths);
