using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Charts;

/// <summary>Lines: of the period, and of the one before behind it.</summary>
internal sealed partial class TimeLayout
{
    private void Previous()
    {
        foreach (var series in spec.Series.Where(series => series.Role == SeriesRole.Previous))
        {
            if (spec.Kind == ChartKind.Line || spec.CategoryKeys.Count > 0)
            {
                // A rim of the surface's colour, or the grey line is lost on the columns it crosses.
                if (spec.Kind != ChartKind.Line)
                    Line(series, Ink.Surface, style.Line * 1.5);
                Line(series, Ink.Previous, style.Line * 0.6);
                continue;
            }

            // Between named categories nothing runs on: a short mark at each column's old height.
            for (var i = 0; i < spec.Categories.Count; i++)
            {
                if (ValueScale.NumberAt(series, i) is not { } value)
                    continue;
                IReadOnlyList<Spot> mark = [new(X(i) - Band * 0.42, Y(value)), new(X(i) + Band * 0.42, Y(value))];
                marks.Add(new Mark.Stroke(mark, Ink.Surface, style.Line * 1.7));
                marks.Add(new Mark.Stroke(mark, Ink.Previous, style.Line * 0.8));
            }
        }
    }

    private void Line(ChartSeries series, Ink ink, double thickness)
    {
        var run = new List<Spot>();
        var last = -1;
        for (var i = 0; i < spec.Categories.Count; i++)
        {
            if (ValueScale.NumberAt(series, i) is not { } value)
            {
                Flush(dashed: false);
                run.Clear();
                continue;
            }

            var spot = new Spot(X(i), Y(value));
            if (Incomplete(i) && run.Count > 0)
            {
                var from = run[^1];
                Flush(dashed: false);
                run.Clear();
                marks.Add(new Mark.Stroke([from, spot], ink, thickness, Dashed: true));
            }

            run.Add(spot);
            last = i;
        }

        Flush(dashed: false);
        var own = ink is not (Ink.Previous or Ink.Surface);
        if (last >= 0 && own)
            marks.Add(new Mark.Dot(X(last), Y(ValueScale.NumberAt(series, last)!.Value), thickness * 1.5, ink));
        // Without script, the points' own tips are the only way to read a value off the picture.
        if (own && spec.Categories.Count <= 120)
            Points(series, ink, thickness);

        void Flush(bool dashed)
        {
            if (run.Count > 1)
                marks.Add(new Mark.Stroke([.. run], ink, thickness, dashed));
            else if (run.Count == 1 && !AlreadyDrawn(run[0]))
                marks.Add(new Mark.Dot(run[0].X, run[0].Y, thickness * 1.1, ink));
        }

        bool AlreadyDrawn(Spot spot) => marks.Count > 0 && marks[^1] is Mark.Stroke stroke && stroke.Ink == ink && stroke.Points[^1] == spot;
    }

    private void Points(ChartSeries series, Ink ink, double thickness)
    {
        for (var i = 0; i < spec.Categories.Count; i++)
        {
            if (ValueScale.NumberAt(series, i) is { } value)
                marks.Add(new Mark.Dot(X(i), Y(value), spec.Categories.Count <= 16 ? thickness * 1.1 : thickness * 0.5, ink, Tip(series, i)));
        }
    }
}
