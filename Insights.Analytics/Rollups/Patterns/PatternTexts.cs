using Insights.Analytics.Metrics.Chargebacks.Patterns;
using Insights.Analytics.Queries;
using Insights.Import.Store.Reading;

namespace Insights.Analytics.Rollups.Patterns;

/// <summary>Members of dimensions and vendors as small dense numbers, and back. 0 is unknown, and whatever comes after the most that are kept.</summary>
internal sealed class PatternTexts
{
    /// <summary>Members of one dimension that are told apart. Statement texts with an order number in them would be millions.</summary>
    private const int Most = 4_000;

    private readonly List<string>[] _members = [.. Enumerable.Range(0, PatternDimensions.OfPayments.Count).Select(_ => new List<string> { "" })];
    private readonly Dictionary<string, int>[] _byText = [.. Enumerable.Range(0, PatternDimensions.OfPayments.Count).Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];
    private readonly int[][] _byCode = [.. Enumerable.Range(0, PatternDimensions.OfPayments.Count).Select(_ => Array.Empty<int>())];
    private readonly List<string> _reasons = [""];
    private readonly Dictionary<int, int> _byVendor = [];
    private readonly List<int> _vendors = [];

    public int VendorOf(int id)
    {
        if (!_byVendor.TryGetValue(id, out var vendor))
        {
            _byVendor[id] = vendor = _vendors.Count;
            _vendors.Add(id);
        }
        return vendor;
    }

    public int VendorId(int vendor) => _vendors[vendor];

    public string MemberText(int dimension, int code) => PatternBands.OfPayments(dimension) is { } fixedOnes ? fixedOnes[code - 1] : _members[dimension][code];

    public string OutcomeText(int dimension, int code) => PatternBands.OfDisputes(dimension) is { } fixedOnes ? fixedOnes[code - 1] : _reasons[code];

    public int ReasonOf(string? reason)
    {
        if (reason is null or "" or ReportFilter.Unknown)
            return 0;
        var code = _reasons.IndexOf(reason);
        if (code < 0)
        {
            code = _reasons.Count;
            _reasons.Add(reason);
        }
        return code;
    }

    /// <summary>By the reader's own code of the text, so that no text is made.</summary>
    public int CodeOf(int dimension, FactCursor cursor, int column)
    {
        var code = cursor.Code(column);
        if (code == 0)
            return 0;
        ref var known = ref _byCode[dimension];
        if (code >= known.Length)
            Array.Resize(ref known, Math.Max(code + 1, known.Length * 2));
        // Shifted by one: 0 says that the code has not been met.
        if (known[code] == 0)
            known[code] = CodeOf(dimension, cursor.TextOf(code)) + 1;
        return known[code] - 1;
    }

    public int CodeOf(int dimension, string? text)
    {
        if (text is null or "" or ReportFilter.Unknown)
            return 0;
        if (_byText[dimension].TryGetValue(text, out var code))
            return code;
        if (_members[dimension].Count > Most)
            return 0;
        code = _byText[dimension][text] = _members[dimension].Count;
        _members[dimension].Add(text);
        return code;
    }
}
