using System.Globalization;
using Insights.Import.Pipeline.Values;

namespace Insights.Import.Pipeline;

/// <summary>
/// What a file says about itself — a footer's count, a payout's sum, net = gross − fee — against what its rows add up to. Maps report both sides;
/// a file that does not add up is cut off, doubled or edited, and is refused before its first row is written.
/// </summary>
internal sealed class ControlTotals
{
    private const int KeptMismatches = 20;
    private readonly Dictionary<string, Total> _totals = new(StringComparer.Ordinal);
    private readonly List<TotalMismatch> _rowMismatches = [];
    private long _mismatchedRows;

    /// <summary>Adds what a row brings to a total: 1 for a count, minor units for a sum.</summary>
    public void Found(string total, long amount = 1) => Of(total).Found += amount;

    /// <summary>What the file says the total is; said several times (a footer a section), it adds up.</summary>
    /// <param name="currency">For sums: how the total is shown to people.</param>
    public void Expect(string total, long amount, int line, Currency? currency = null)
    {
        var known = Of(total);
        known.Expected = (known.Expected ?? 0) + amount;
        known.Line = line;
        known.Currency = currency ?? known.Currency;
    }

    /// <summary>A total that is complete within one row, such as net = gross − fee.</summary>
    public void Check(string total, long expected, long found, int line, Currency? currency = null)
    {
        if (expected == found)
            return;
        _mismatchedRows++;
        if (_rowMismatches.Count < KeptMismatches)
            _rowMismatches.Add(new TotalMismatch(total, Show(expected, currency), Show(found, currency), line));
    }

    /// <summary>Also those beyond the ones listed.</summary>
    public long MismatchCount => Mismatches.Count - _rowMismatches.Count + _mismatchedRows;

    /// <summary>Totals the file names and misses, then the first rows that contradict themselves. A total nobody expects is no total.</summary>
    public IReadOnlyList<TotalMismatch> Mismatches =>
    [
        .. _totals.Where(t => t.Value.Expected is { } expected && expected != t.Value.Found)
            .Select(t => new TotalMismatch(t.Key, Show(t.Value.Expected!.Value, t.Value.Currency), Show(t.Value.Found, t.Value.Currency), t.Value.Line)),
        .. _rowMismatches,
    ];

    private Total Of(string name) => _totals.TryGetValue(name, out var known) ? known : _totals[name] = new Total();

    private static string Show(long amount, Currency? currency)
    {
        if (currency is null)
            return amount.ToString(CultureInfo.InvariantCulture);
        decimal major = amount;
        for (int i = 0; i < currency.StoredDecimals; i++)
            major /= 10;
        return major.ToString("F" + currency.StoredDecimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + " " + currency.Code;
    }

    private sealed class Total
    {
        public long Found { get; set; }
        public long? Expected { get; set; }
        public int Line { get; set; }
        public Currency? Currency { get; set; }
    }
}

/// <param name="Line">Where the file says what it expects.</param>
internal sealed record TotalMismatch(string Total, string Expected, string Found, int Line);
