namespace Insights.Web.Exports.Charts;

/// <summary>A rectangle that is not complete: pale, outlined with dashes, ruled with slanted lines. Drawn as plain strokes, so no surface needs patterns.</summary>
internal static class Hatch
{
    public static void Add(List<Mark> marks, double x, double y, double width, double height, Ink ink, string? tip)
    {
        marks.Add(new Mark.Box(x, y, width, height, ink, 0.16, tip));
        if (width < 1 || height < 1)
            return;
        var gap = Math.Clamp(width / 3, 3, 6);
        for (var offset = gap; offset < width + height; offset += gap)
        {
            // The line x − y = offset, from the left or lower edge to the right or upper edge, cut at the rectangle.
            var (x1, y1) = offset <= height ? (0d, offset) : (offset - height, height);
            var (x2, y2) = offset <= width ? (offset, 0d) : (width, offset - width);
            marks.Add(new Mark.Stroke([new(x + x1, y + y1), new(x + x2, y + y2)], ink, 0.5));
        }

        marks.Add(new Mark.Stroke([new(x, y + height), new(x, y), new(x + width, y), new(x + width, y + height)], ink, 0.6, Dashed: true));
    }
}
