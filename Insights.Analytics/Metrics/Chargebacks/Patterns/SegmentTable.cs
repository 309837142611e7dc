namespace Insights.Analytics.Metrics.Chargebacks.Patterns;

/// <summary>Payments by (vendor, member, four weeks): dense arrays behind a small index, so that adding a payment is three array accesses.</summary>
internal sealed class SegmentTable
{
    /// <summary>Beyond this many (vendor, member) a table takes no new ones: their payments count for the vendor, under no member.</summary>
    private const int Most = 60_000;

    private readonly List<int[]> _slots = [];
    private readonly List<(int Vendor, int Code)> _keys = [];
    private int[] _payments = new int[256 * PatternWindow.Periods];
    private float[] _developed = new float[256 * PatternWindow.Periods];

    public IReadOnlyList<(int Vendor, int Code)> Keys => _keys;

    public bool IsFull => _keys.Count == Most;

    /// <param name="developed">Which part of its disputes a charge of this day has had.</param>
    public void Add(int vendor, int code, int period, float developed)
    {
        while (vendor >= _slots.Count)
            _slots.Add(new int[16]);
        var ofVendor = _slots[vendor];
        if (code >= ofVendor.Length)
        {
            Array.Resize(ref ofVendor, Math.Max(code + 1, ofVendor.Length * 2));
            _slots[vendor] = ofVendor;
        }
        var slot = ofVendor[code];
        if (slot == 0)
        {
            if (IsFull)
                return;
            _keys.Add((vendor, code));
            slot = ofVendor[code] = _keys.Count;
            if (slot * PatternWindow.Periods > _payments.Length)
            {
                Array.Resize(ref _payments, _payments.Length * 2);
                Array.Resize(ref _developed, _developed.Length * 2);
            }
        }
        var at = ((slot - 1) * PatternWindow.Periods) + period;
        _payments[at]++;
        _developed[at] += developed;
    }

    /// <summary>Index into <see cref="Keys"/>; −1 for what never was paid.</summary>
    public int Find(int vendor, int code) => vendor < _slots.Count && code < _slots[vendor].Length ? _slots[vendor][code] - 1 : -1;

    public int Payments(int slot, int period) => _payments[(slot * PatternWindow.Periods) + period];

    public double Developed(int slot, int period) => _developed[(slot * PatternWindow.Periods) + period];
}
