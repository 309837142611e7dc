using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Charts;

/// <summary>Points over their volume between the limits of chance. What lies outside carries its name; the others say theirs in tips and in the table.</summary>
internal sealed class FunnelLayout(ChartSpec spec, double width, double height, ChartStyle style)
{
    private readonly List<Mark> marks = [];
    private double left, right, top, bottom;
    private ValueScale scale = null!;
    private PositionScale positions = null!;

    /// <summary>What the vertical axis must hold: the points and the middle line. Limits of the smallest volumes run out at the top.</summary>
    public static ChartSpec Judged(ChartSpec spec) => spec.Kind == ChartKind.Funnel ? spec with { Series = [spec.Series[0]] } : spec;

    public ChartDrawing Draw()
    {
        scale = ValueScale.Of(Judged(spec), (int)Math.Clamp(height / (style.Text * 3.2), 3, 7));
        positions = PositionScale.Of(spec);
        left = scale.Ticks.Max(tick => ChartText.Width(tick.Text, style.Text)) + style.Text * 0.7;
        right = width - style.Text * 0.8;
        top = style.Row * 1.9;
        bottom = height - style.Row * 2.4;
        marks.Add(new Mark.Label(0, style.Text, spec.ValueTitle, style.Text, Ink.Muted));

        Axes();
        foreach (var curve in spec.Curves)
            Curve(curve with { Points = [.. curve.Points.Where(point => point.Position >= positions.Min && point.Position <= positions.Max)] });
        var taken = new List<(double X, double Y, double Width)>();
        foreach (var line in spec.Lines)
            Line(line, taken);
        CurveNames(taken);
        Points(taken);
        return new(width, height, marks);
    }

    private double X(double position) => left + Math.Clamp(positions.Position(position), 0, 1) * (right - left);

    private double Y(double value) => bottom - scale.Position(value) * (bottom - top);

    private void Axes()
    {
        foreach (var tick in scale.Ticks)
        {
            marks.Add(new Mark.Stroke([new(left, Y(tick.Value)), new(right, Y(tick.Value))], Ink.Grid, 0.75));
            marks.Add(new Mark.Label(left - style.Text * 0.5, Y(tick.Value) + style.Baseline, tick.Text, style.Text, Ink.Muted, Anchor.End));
        }

        marks.Add(new Mark.Stroke([new(left, bottom), new(right, bottom)], Ink.Axis, 0.9));
        var end = double.NegativeInfinity;
        foreach (var tick in positions.Ticks)
        {
            var half = ChartText.Width(tick.Text, style.Text) / 2;
            var x = Math.Min(X(tick.Value), width - half);
            if (x - half < end + style.Text * 0.6)
                continue;
            marks.Add(new Mark.Stroke([new(X(tick.Value), bottom), new(X(tick.Value), bottom + style.Text * 0.3)], Ink.Axis, 0.75));
            marks.Add(new Mark.Label(x, bottom + style.Text * 0.3 + style.Row * 0.8, tick.Text, style.Text, Ink.Muted, Anchor.Middle));
            end = x + half;
        }

        if (spec.PositionTitle is { } title)
            marks.Add(new Mark.Label((left + right) / 2, bottom + style.Text * 0.3 + style.Row * 1.8, title, style.Text, Ink.Muted, Anchor.Middle));
    }

    /// <summary>A limit is cut where it leaves the plot; it never runs along its edge.</summary>
    private void Curve(ChartCurve curve)
    {
        var run = new List<Spot>();
        for (var i = 0; i < curve.Points.Count; i++)
        {
            var point = curve.Points[i];
            if (point.Value <= scale.Max)
            {
                if (run.Count == 0 && i > 0 && curve.Points[i - 1] is var before && before.Value > scale.Max)
                    run.Add(AtTop(before, point));
                run.Add(new(X(point.Position), Y(point.Value)));
                continue;
            }

            if (run.Count > 0)
                run.Add(AtTop(point, curve.Points[i - 1]));
            Flush();
        }

        Flush();

        void Flush()
        {
            if (run.Count > 1)
                marks.Add(new Mark.Stroke([.. run], Ink.Annotation, curve.Kind switch { CurveKind.Inner => 0.7, CurveKind.Outer => 1, _ => 1.6 }, Dashed: curve.Kind != CurveKind.Outer));
            run.Clear();
        }

        Spot AtTop(CurvePoint outside, CurvePoint inside)
        {
            var share = (scale.Max - inside.Value) / (outside.Value - inside.Value);
            var (x1, x2) = (X(inside.Position), X(outside.Position));
            return new(x1 + (x2 - x1) * share, top);
        }
    }

    /// <summary>The upper limits say what they are at their right ends, where the funnel is narrow and its lines lie under each other.</summary>
    private void CurveNames(List<(double X, double Y, double Width)> taken)
    {
        var ends = spec.Curves.Where(curve => curve.Points.Any(point => point.Position <= positions.Max)).GroupBy(curve => curve.Name)
            .Select(group => (Name: group.Key, Y: group.Min(curve => Y(Math.Min(scale.Max, curve.Points.Last(point => point.Position <= positions.Max).Value))))).OrderByDescending(end => end.Y).ToList();
        var placed = SideLabels.Apart([.. ends.Select(end => end.Y - style.Text * 0.5)], style.Row, top, bottom);
        for (var i = 0; i < ends.Count; i++)
        {
            var length = ChartText.Width(ends[i].Name, style.Text);
            marks.Add(new Mark.Label(right, placed[i], ends[i].Name, style.Text, Ink.Muted, Anchor.End, Halo: true));
            taken.Add((right - length, placed[i], length));
        }
    }

    private void Line(ChartLine line, List<(double X, double Y, double Width)> taken)
    {
        if (CellText.Number(line.Value) is not { } value)
            return;
        marks.Add(new Mark.Stroke([new(left, Y(value)), new(right, Y(value))], Ink.Target, 0.9));
        var y = Y(value) + style.Text * 1.15;
        var length = ChartText.Width(line.Label, style.Text);
        marks.Add(new Mark.Label(left + style.Text * 0.4, y, line.Label, style.Text, Ink.Target, Halo: true));
        taken.Add((left + style.Text * 0.4, y, length));
    }

    private void Points(List<(double X, double Y, double Width)> taken)
    {
        var marked = spec.Marked.ToDictionary(mark => mark.Category, mark => mark.Role);
        var limits = spec.Series.Skip(1).Where(series => series.Role == SeriesRole.Limit).ToList();
        var spots = new Dictionary<int, Spot>();
        for (var i = 0; i < spec.Categories.Count; i++)
        {
            if (ValueScale.NumberAt(spec.Series[0], i) is { } value && CellText.Number(spec.Positions[i]) is { } position)
                spots[i] = new(X(position), Y(value));
        }

        var radius = style.Text * 0.32;
        foreach (var (i, spot) in spots.OrderBy(pair => marked.ContainsKey(pair.Key)))
        {
            var said = string.Join(", ", limits.Select(limit => $"{limit.Name} {style.TextOf(limit.Values[i])}"));
            var tip = $"{spec.Categories[i]}: {style.TextOf(spec.Series[0].Values[i])} of {style.TextOf(spec.Positions[i])}{(said.Length > 0 ? $" ({said})" : "")}";
            var isMarked = marked.TryGetValue(i, out var role);
            marks.Add(new Mark.Dot(spot.X, spot.Y, radius * (isMarked ? 1.45 : 1.2), Ink.Surface));
            marks.Add(new Mark.Dot(spot.X, spot.Y, radius * (isMarked ? 1.15 : 0.9), isMarked ? ChartPalette.Of(role) : Ink.Primary, tip));
        }

        foreach (var mark in spec.Marked.Where(mark => spots.ContainsKey(mark.Category)))
        {
            var spot = spots[mark.Category];
            var name = ChartText.Shortened(spec.Categories[mark.Category], style.Text, (right - left) * 0.5, bold: true);
            var length = ChartText.Width(name, style.Text, bold: true);
            var gap = style.Text * 0.7;
            (double X, double Y)[] free = [(spot.X + gap, spot.Y + style.Baseline), (spot.X - gap - length, spot.Y + style.Baseline), (spot.X - length / 2, spot.Y - gap), (spot.X - length / 2, spot.Y + gap + style.Text * 0.7)];
            var at = free.MinBy(place => Cost(place.X, place.Y, length, taken, spots.Where(pair => pair.Key != mark.Category).Select(pair => pair.Value)));
            marks.Add(new Mark.Label(at.X, at.Y, name, style.Text, ChartPalette.Of(mark.Role), Bold: true, Halo: true));
            taken.Add((at.X, at.Y, length));
        }
    }

    /// <summary>How much a name would hide or lose: other names most, then the edge, then points.</summary>
    private double Cost(double x, double y, double length, List<(double X, double Y, double Width)> taken, IEnumerable<Spot> points) =>
        (x < left || x + length > width || y - style.Text < 0 || y > bottom ? 20 : 0)
        + 10 * taken.Count(other => Math.Abs(other.Y - y) < style.Row && x < other.X + other.Width && other.X < x + length)
        + points.Count(point => point.X > x - style.Text * 0.4 && point.X < x + length + style.Text * 0.4 && Math.Abs(point.Y - (y - style.Baseline)) < style.Text * 0.8);
}
