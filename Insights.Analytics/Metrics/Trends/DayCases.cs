namespace Insights.Analytics.Metrics.Trends;

/// <summary>
/// The rows of one day (or of several taken together), of which some are counted: attempts of which some failed, refunds of which some were refused. Where every row is counted (tickets) the
/// day itself is what they are out of. A row names one member of each dimension as a small number; 0 = it names none.
/// </summary>
internal sealed class DayCases(int dimensions)
{
    private readonly List<int> _codes = [];
    private readonly List<byte> _hours = [];
    private readonly List<bool> _counted = [];

    public int Rows => _hours.Count;

    public int Dimensions => dimensions;

    /// <param name="hour">Of the day in the reporting zone, 0 to 23.</param>
    public void Add(int hour, bool counted, ReadOnlySpan<int> codes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(codes.Length, dimensions);
        foreach (var code in codes)
            _codes.Add(code);
        _hours.Add((byte)hour);
        _counted.Add(counted);
    }

    /// <summary>The rows of another day.</summary>
    public void Add(DayCases other)
    {
        _codes.AddRange(other._codes);
        _hours.AddRange(other._hours);
        _counted.AddRange(other._counted);
    }

    public int Code(int row, int dimension) => _codes[(row * dimensions) + dimension];

    /// <summary>Of a member of a dimension (−1: of all rows): how many are counted, out of how many.</summary>
    public (long Counted, long Rows) Count(int dimension, int member)
    {
        long counted = 0, rows = 0;
        for (var row = 0; row < Rows; row++)
        {
            if (dimension >= 0 && Code(row, dimension) != member)
                continue;
            rows++;
            counted += _counted[row] ? 1 : 0;
        }

        return (counted, rows);
    }

    public int Hour(int row) => _hours[row];

    public bool IsCounted(int row) => _counted[row];
}
