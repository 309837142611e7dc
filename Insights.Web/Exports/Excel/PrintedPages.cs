namespace Insights.Web.Exports.Excel;

/// <summary>
/// Where a sheet is broken into printed pages so that a block (a chart with its numbers and words) is not cut by a page's end.
/// Pages are as wide as the sheet: the wider it is, the smaller it is printed and the more rows one page holds.
/// </summary>
internal static class PrintedPages
{
    /// <summary>Inches.</summary>
    public const double SideMargin = 0.5;
    public const double EndMargin = 0.75;

    private const double PointsPerInch = 72;

    /// <summary>A4.</summary>
    private const double ShortSide = 595.3;
    private const double LongSide = 841.9;

    /// <summary>Programs set a row a little higher or lower than it asks, by their own fonts.</summary>
    private const double Filled = 0.94;

    /// <summary>A column of the usual width, and a character and the rim of one that says how many it holds.</summary>
    private const double UsualColumn = 48;
    private const double Character = 5.25;
    private const double Rim = 3.75;

    /// <param name="columns">In all, of which the first have a width of their own.</param>
    /// <returns>Points.</returns>
    public static double Width(IReadOnlyList<double> widths, int columns) =>
        widths.Sum(characters => characters * Character + Rim) + Math.Max(0, columns - widths.Count) * UsualColumn;

    /// <param name="heights">Of every row, in points.</param>
    /// <param name="starts">The rows (from 0) where blocks begin; what stands above the first belongs to it.</param>
    /// <param name="width">Of the whole sheet, in points.</param>
    /// <returns>The rows, from 0, that begin a page. A block higher than a page has one to begin with, and the next begins another.</returns>
    public static IReadOnlyList<int> Breaks(IReadOnlyList<double> heights, IReadOnlyList<int> starts, double width, bool landscape)
    {
        var (across, down) = landscape ? (LongSide, ShortSide) : (ShortSide, LongSide);
        var scale = Math.Min(1, (across - 2 * SideMargin * PointsPerInch) / width);
        var page = (down - 2 * EndMargin * PointsPerInch) / scale * Filled;
        var breaks = new List<int>();
        var top = 0;
        for (var i = 1; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1] : heights.Count;
            if (heights.Skip(top).Take(end - top).Sum() <= page)
                continue;
            breaks.Add(starts[i]);
            top = starts[i];
        }
        return breaks;
    }
}
