namespace Insights.Analytics.Metrics.Chargebacks.Patterns;

/// <summary>
/// The payments once more, by which of the found segments they belong to, within each vendor and week: what tells whether one pattern is left when another is allowed for.
/// </summary>
internal sealed class JointExposure
{
    /// <summary>More discoveries than this are not told apart; the weakest are left out.</summary>
    public const int MostSegments = 60;

    private readonly ExposureSurvey _survey;
    private readonly Segment[] _segments;
    private readonly Dictionary<int, int[]> _ofVendor = [];
    private readonly int[] _ofAll;
    private readonly Dictionary<(int Vendor, ulong Mask), Cell> _cells = [];

    public JointExposure(ExposureSurvey survey, IReadOnlyList<Segment> segments)
    {
        _survey = survey;
        _segments = [.. segments];
        _ofAll = [.. Enumerable.Range(0, _segments.Length).Where(i => _segments[i].Vendor < 0)];
        foreach (var group in Enumerable.Range(0, _segments.Length).Where(i => _segments[i].Vendor >= 0).GroupBy(i => _segments[i].Vendor))
            _ofVendor[group.Key] = [.. _ofAll, .. group];
    }

    public IReadOnlyDictionary<(int Vendor, ulong Mask), Cell> Cells => _cells;

    public void Add(int vendor, int day, ReadOnlySpan<int> codes)
    {
        var key = (vendor, MaskOf(vendor, codes));
        if (!_cells.TryGetValue(key, out var cell))
            _cells[key] = cell = new();
        cell.Payments[day / 7]++;
        cell.Developed[day / 7] += _survey.DevelopedOn(day);
    }

    public ulong MaskOf(int vendor, ReadOnlySpan<int> codes)
    {
        ulong mask = 0;
        foreach (var i in _ofVendor.GetValueOrDefault(vendor, _ofAll))
        {
            if (_segments[i].Holds(vendor, codes))
                mask |= 1UL << i;
        }
        return mask;
    }

    internal sealed class Cell
    {
        public long[] Payments { get; } = new long[PatternWindow.Weeks];
        public double[] Developed { get; } = new double[PatternWindow.Weeks];
    }
}
