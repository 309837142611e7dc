using Insights.Analytics.Reports;
using Insights.Web.Exports.Charts;
using Insights.Web.Exports.Pdf.FileFormat;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>The headline numbers: label, value, change with arrow and word, what it is compared to, how many rows, target, trend.</summary>
internal sealed class TileGrid(Press press, double width)
{
    private const double Gap = 12, Pad = 9, TrendWidth = 52, TrendHeight = 16;
    private const int SmallSample = 30;
    private static readonly TextStyle Label = new(8, 11, Bold: true, Tone: Tone.Muted);
    private static readonly TextStyle Change = new(8, 11.5, Bold: true);
    private static readonly TextStyle Detail = new(7.5, 10.5, Tone: Tone.Muted);

    public IEnumerable<Piece> Pieces(StructureElement parent, IReadOnlyList<Tile> tiles)
    {
        if (tiles.Count == 0)
            yield break;
        var list = parent.Add("L");
        var perRow = PerRow(tiles.Count);
        var tileWidth = (width - Gap * (perRow - 1)) / perRow;
        for (var start = 0; start < tiles.Count; start += perRow)
        {
            var row = tiles.Skip(start).Take(perRow).Select(tile => new Plan(press, tile, tileWidth - 2 * Pad)).ToList();
            var bodies = row.Select(_ => list.Add("LI").Add("LBody")).ToList();
            // Values of one row stand on one line, whatever their labels need.
            var labels = row.Max(plan => plan.Label.Count) * Label.Leading;
            var height = labels + row.Max(plan => plan.Height) + 2 * Pad;
            yield return new Piece(height, (page, x, top) =>
            {
                for (var i = 0; i < row.Count; i++)
                    Draw(page, row[i], bodies[i], x + i * (tileWidth + Gap), top, tileWidth, height, labels);
            })
            { Before = start == 0 ? 10 : Gap };
        }
    }

    private int PerRow(int count)
    {
        // About 150 points let most values stand beside their trend; four short tiles fit one row.
        var fitting = Math.Max(1, (int)((width + Gap) / (150 + Gap)));
        if (count <= fitting + 1 && (width + Gap) / count - Gap >= 112)
            return count;
        return count % fitting == 1 && fitting > 2 && count % (fitting - 1) != 1 ? fitting - 1 : fitting;
    }

    private void Draw(PageCanvas page, Plan plan, StructureElement body, double x, double top, double tileWidth, double height, double labels)
    {
        page.BeginArtifact();
        page.Box(x, top, tileWidth, height, PdfColour.Of("#f6f7f9"));
        page.Box(x, top, tileWidth, 1.5, press.Colour(plan.Tone == Tone.Text ? Tone.Muted : plan.Tone));
        page.End();

        var target = press.Target(plan.Tile.Link);
        var content = target is null ? body : body.Add("Link");
        var (left, y) = (x + Pad, top + Pad);
        page.Begin(content);
        foreach (var line in plan.Label)
        {
            press.Draw(page, left, y, line, Label);
            y += Label.Leading;
        }

        y = top + Pad + labels + 2;
        press.Draw(page, left, y, plan.Value + " ", plan.ValueStyle);
        var valueTop = y;
        y += plan.ValueStyle.Leading + 2;
        foreach (var line in plan.Change)
        {
            var inset = 0d;
            if (line == plan.Change[0] && plan.Direction != 0)
            {
                Arrow(page, left, y + Change.Leading / 2, plan.Direction, press.Colour(plan.Tone));
                inset = 9;
            }

            press.Draw(page, left + inset, y, line, Change, plan.Tone);
            y += Change.Leading;
        }

        foreach (var line in plan.Details)
        {
            press.Draw(page, left, y, line, Detail);
            y += Detail.Leading;
        }

        page.End();
        if (target is not null)
            page.LinkTo(target, $"Show the rows: {plan.Tile.Label}", content, x, top, tileWidth, height);
        if (plan.HasTrend)
        {
            var figure = body.Add("Figure", alt: $"Trend of {plan.Tile.Label}. {SparklineLayout.Words(plan.Tile.Sparkline, press.Document.Zone)}");
            page.Begin(figure);
            ChartSurface.Draw(press, page, SparklineLayout.Of(plan.Tile.Sparkline, TrendWidth, TrendHeight, 1), x + tileWidth - Pad - TrendWidth, valueTop + (plan.ValueStyle.Leading - TrendHeight) / 2, figure);
            page.End();
        }
    }

    private static void Arrow(PageCanvas page, double x, double middle, int direction, PdfColour colour)
    {
        var (tip, foot) = direction > 0 ? (middle - 2.6, middle + 2.4) : (middle + 2.6, middle - 2.4);
        page.Triangle((x, foot), (x + 6, foot), (x + 3, tip), colour);
    }

    /// <summary>A tile's texts broken into lines, before its row's height is known.</summary>
    private sealed class Plan
    {
        public Plan(Press press, Tile tile, double width)
        {
            Tile = tile;
            var zone = press.Document.Zone;
            Label = press.LinesBeforeMore(tile.Label, TileGrid.Label, width);
            Value = PrintableText.Of(CellText.Of(tile.Value, zone));
            // A long amount gets smaller before it gives up its trend line, and never leaves its tile.
            ValueStyle = new TextStyle(17, 22, Bold: true);
            var wanted = tile.Sparkline.Count > 1 ? width - TrendWidth - 6 : width;
            if (press.Width(Value, ValueStyle) > wanted)
                ValueStyle = ValueStyle with { Size = Math.Max(Math.Min(13, 17 * width / press.Width(Value, ValueStyle)), Math.Min(17, 17 * wanted / press.Width(Value, ValueStyle))) };
            if (press.Width(Value, ValueStyle) > width)
                ValueStyle = ValueStyle with { Size = ValueStyle.Size * width / press.Width(Value, ValueStyle) };
            HasTrend = tile.Sparkline.Count > 1 && press.Width(Value, ValueStyle) <= wanted + 0.1;

            Direction = tile.Delta is null ? 0 : Math.Sign(CellText.Number(tile.Delta) ?? 0);
            Tone = tile.Judgement switch { Judgement.Good => Tone.Good, Judgement.Bad => Tone.Bad, _ => Tone.Text };
            var word = tile.Judgement switch { Judgement.Good => "better", Judgement.Bad => "worse", _ => Direction switch { > 0 => "higher", < 0 => "lower", _ => "" } };
            Change = tile.Delta is null ? [] : press.LinesBeforeMore($"{CellText.Of(tile.Delta, zone)} {word}".TrimEnd(), TileGrid.Change, width - 9);

            var details = new List<string>();
            if (tile.ComparedTo is { } compared)
                details.AddRange(press.LinesBeforeMore(compared, Detail, width));
            if (tile.Value is Cell.None missing)
                details.AddRange(press.LinesBeforeMore(missing.Why, Detail, width));
            var facts = new List<string>();
            if (tile.Target is { } target)
                facts.Add("target " + CellText.Of(target, zone));
            if (tile.N is { } n)
                facts.Add("n = " + CellText.Of(new Cell.Count(n), zone) + (n < SmallSample && tile.Note?.Contains("small sample", StringComparison.OrdinalIgnoreCase) != true ? " (small sample)" : ""));
            if (facts.Count > 0)
                details.AddRange(press.LinesBeforeMore(string.Join(" · ", facts), Detail, width));
            if (tile.Note is { } note)
                details.AddRange(press.Lines(note, Detail, width));
            Details = details;
        }

        public Tile Tile { get; }
        public List<string> Label { get; }
        public string Value { get; }
        public TextStyle ValueStyle { get; }
        public bool HasTrend { get; }
        public int Direction { get; }
        public Tone Tone { get; }
        public List<string> Change { get; }
        public List<string> Details { get; }

        /// <summary>Below the label.</summary>
        public double Height => 2 + ValueStyle.Leading + 2 + Change.Count * TileGrid.Change.Leading + Details.Count * Detail.Leading;
    }
}
