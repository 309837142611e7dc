using Insights.Analytics.Queries;

namespace Insights.Analytics.Rollups.Trends;

/// <summary>Members of the dimensions of one watched number as small numbers, and back; 0 is a row that names none.</summary>
internal sealed class CaseTexts(IReadOnlyList<string> dimensions)
{
    private readonly List<string>[] _texts = [.. dimensions.Select(_ => new List<string> { ReportFilter.Unknown })];
    private readonly Dictionary<string, int>[] _codes = [.. dimensions.Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];

    public IReadOnlyList<string> Dimensions => dimensions;

    public int Code(int dimension, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return 0;
        if (!_codes[dimension].TryGetValue(text, out var code))
        {
            _codes[dimension][text] = code = _texts[dimension].Count;
            _texts[dimension].Add(text);
        }

        return code;
    }

    public string Text(int dimension, int code) => _texts[dimension][code];
}
