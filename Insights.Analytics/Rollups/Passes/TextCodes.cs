using Insights.Analytics.Queries;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>Dense codes for texts that do not come from a fact reader. 0 stands for no text, empty text and the word "unknown".</summary>
internal sealed class TextCodes
{
    private readonly Dictionary<string, int> _codes = [];
    private readonly Dictionary<int, string?> _texts = [];

    public Dictionary<int, string?> Texts => _texts;

    public int Of(string? text)
    {
        if (text is null or "" or ReportFilter.Unknown)
            return 0;
        if (_codes.TryGetValue(text, out var code))
            return code;
        code = _codes.Count + 1;
        _codes[text] = code;
        _texts[code] = text;
        return code;
    }
}
