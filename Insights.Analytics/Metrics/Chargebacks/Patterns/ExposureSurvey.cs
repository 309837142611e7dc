namespace Insights.Analytics.Metrics.Chargebacks.Patterns;

/// <summary>All successful charges of the window, counted by every dimension and pair of dimensions, within each vendor and four weeks.</summary>
internal sealed class ExposureSurvey(Development development)
{
    private readonly float[] _developed = [.. Enumerable.Range(0, PatternWindow.Days).Select(day => (float)development.At(PatternWindow.Days - 1 - day))];
    private readonly PairCodes[] _pairs = [.. PatternDimensions.Pairs.Select(_ => new PairCodes())];

    public long Payments { get; private set; }

    /// <summary>By vendor alone; the one member has code 1.</summary>
    public SegmentTable Vendors { get; } = new();

    public SegmentTable[] Dimensions { get; } = [.. PatternDimensions.OfPayments.Select(_ => new SegmentTable())];

    public SegmentTable[] Pairs { get; } = [.. PatternDimensions.Pairs.Select(_ => new SegmentTable())];

    /// <summary>Which part of its disputes a charge of the day has had.</summary>
    public double DevelopedOn(int day) => _developed[day];

    public void Add(int vendor, int day, ReadOnlySpan<int> codes)
    {
        var (period, developed) = (day / PatternWindow.PeriodDays, _developed[day]);
        Payments++;
        Vendors.Add(vendor, 1, period, developed);
        for (var i = 0; i < Dimensions.Length; i++)
            Dimensions[i].Add(vendor, codes[i], period, developed);
        for (var i = 0; i < Pairs.Length; i++)
        {
            var (one, other) = PatternDimensions.Pairs[i];
            Pairs[i].Add(vendor, _pairs[i].Of(codes[one], codes[other]), period, developed);
        }
    }

    public int PairCode(int pair, ReadOnlySpan<int> codes) => _pairs[pair].Of(codes[PatternDimensions.Pairs[pair].One], codes[PatternDimensions.Pairs[pair].Other]);

    public (int One, int Other) PairMembers(int pair, int code) => _pairs[pair].Members(code);

    /// <summary>A dense number for each two members that occur together; 0 where one of them is unknown.</summary>
    private sealed class PairCodes
    {
        private readonly List<int[]> _codes = [];
        private readonly List<(int, int)> _members = [(0, 0)];

        public (int One, int Other) Members(int code) => _members[code];

        public int Of(int one, int other)
        {
            if (one == 0 || other == 0)
                return 0;
            while (one >= _codes.Count)
                _codes.Add(new int[8]);
            var row = _codes[one];
            if (other >= row.Length)
            {
                Array.Resize(ref row, Math.Max(other + 1, row.Length * 2));
                _codes[one] = row;
            }
            if (row[other] == 0)
            {
                row[other] = _members.Count;
                _members.Add((one, other));
            }
            return row[other];
        }
    }
}
