using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Charts;

/// <summary>A line without axes for a tile: its shape and its last value. Gaps stay gaps.</summary>
internal static class SparklineLayout
{
    public static ChartDrawing Of(IReadOnlyList<Cell> cells, double width, double height, double thickness)
    {
        var values = cells.Select(CellText.Number).ToList();
        var known = values.OfType<double>().ToList();
        var marks = new List<Mark>();
        if (known.Count == 0)
            return new(width, height, marks);
        var (low, high) = (known.Min(), known.Max());
        var rim = thickness * 1.8;
        double X(int i) => values.Count == 1 ? width - rim : rim + (width - 2 * rim) * i / (values.Count - 1);
        // A level line runs through the middle: nothing rose or fell.
        double Y(double value) => high == low ? height / 2 : height - rim - (value - low) / (high - low) * (height - 2 * rim);

        var run = new List<Spot>();
        for (var i = 0; i <= values.Count; i++)
        {
            if (i < values.Count && values[i] is { } value)
            {
                run.Add(new(X(i), Y(value)));
                continue;
            }

            if (run.Count > 1)
                marks.Add(new Mark.Stroke([.. run], Ink.Previous, thickness));
            else if (run.Count == 1)
                marks.Add(new Mark.Dot(run[0].X, run[0].Y, thickness * 0.8, Ink.Previous));
            run.Clear();
        }

        var last = values.FindLastIndex(value => value is not null);
        marks.Add(new Mark.Dot(X(last), Y(values[last]!.Value), thickness * 1.7, Ink.Primary));
        return new(width, height, marks);
    }

    /// <summary>What the line shows, in words: "From 120 to 98; lowest 91, highest 140."</summary>
    public static string Words(IReadOnlyList<Cell> cells, NodaTime.DateTimeZone zone)
    {
        var known = cells.Where(cell => CellText.Number(cell) is not null).ToList();
        if (known.Count == 0)
            return "No values.";
        string Text(Cell cell) => CellText.Of(cell, zone);
        return $"From {Text(known[0])} to {Text(known[^1])}; lowest {Text(known.MinBy(CellText.Number)!)}, highest {Text(known.MaxBy(CellText.Number)!)}.";
    }
}
