namespace Insights.Web.Exports.Charts;

/// <summary>Places the names of series beside the end of what they name, moved apart so that none covers another.</summary>
internal static class SideLabels
{
    public static IReadOnlyList<double> Apart(IReadOnlyList<double> wanted, double gap, double top, double bottom)
    {
        var order = Enumerable.Range(0, wanted.Count).OrderBy(i => wanted[i]).ThenBy(i => i).ToArray();
        var placed = new double[wanted.Count];
        var previous = double.NegativeInfinity;
        foreach (var i in order)
            previous = placed[i] = Math.Max(Math.Max(wanted[i], top), previous + gap);
        // What was pushed out at the bottom goes back up, taking its neighbours along.
        var next = bottom + gap;
        foreach (var i in order.Reverse())
            next = placed[i] = Math.Min(placed[i], next - gap);
        return placed;
    }
}
