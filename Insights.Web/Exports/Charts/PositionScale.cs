using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Exports.Charts;

/// <summary>
/// The horizontal axis of a funnel: volumes. Between vendors they differ by hundreds, so beyond a factor of twenty the axis is logarithmic;
/// otherwise it starts at zero.
/// </summary>
internal sealed record PositionScale
{
    private const double WideSpread = 20;

    private PositionScale(double min, double max, bool isLog, IReadOnlyList<Tick> ticks) => (Min, Max, IsLog, Ticks) = (min, max, isLog, ticks);

    public double Min { get; }
    public double Max { get; }
    public bool IsLog { get; }
    public IReadOnlyList<Tick> Ticks { get; }

    /// <summary>0 at the left, 1 at the right.</summary>
    public double Position(double value) => IsLog
        ? Math.Log(Math.Max(value, Min) / Min) / Math.Log(Max / Min)
        : (value - Min) / (Max - Min);

    public static PositionScale Of(ChartSpec spec)
    {
        var numbers = spec.Positions.Select(CellText.Number).OfType<double>().Where(number => number > 0).ToList();
        var (low, high) = (numbers.DefaultIfEmpty(1).Min(), numbers.DefaultIfEmpty(10).Max());
        return high / low > WideSpread ? Logarithmic(low, high) : Linear(high);
    }

    private static PositionScale Logarithmic(double low, double high)
    {
        var steps = new List<double>();
        for (var power = Math.Pow(10, Math.Floor(Math.Log10(low))); power <= high * 10; power *= 10)
            steps.AddRange([power, 2 * power, 5 * power]);
        // One step beyond the data on either side, so that no point lies on the frame.
        var first = steps.FindLastIndex(step => step < low);
        var last = steps.FindIndex(step => step > high);
        return new(steps[first], steps[last], true, [.. steps.Skip(first).Take(last - first + 1).Select(Tick)]);
    }

    private static PositionScale Linear(double high)
    {
        var rough = high / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var digit = rough / power;
        var step = Math.Max(1, (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * power);
        var count = (int)Math.Floor(high / step) + 1;
        return new(0, count * step, false, [.. Enumerable.Range(0, count + 1).Select(i => Tick(i * step))]);
    }

    private static Tick Tick(double value) => new(value, CellText.Of(new Cell.Count((long)Math.Round(value)), DateTimeZone.Utc));
}
