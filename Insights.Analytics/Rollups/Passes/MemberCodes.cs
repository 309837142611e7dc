using System.Globalization;
using Insights.Analytics.Queries;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store.Reading;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>
/// Dense codes of a fact reader as members of a margin. No text, empty text and the word "unknown" are one member,
/// because a filter names all three alike.
/// </summary>
internal sealed class MemberCodes(FactCursor cursor)
{
    private readonly Dictionary<int, bool> _unknown = [];

    public int Of(int column)
    {
        var code = cursor.Code(column);
        if (code == 0)
            return 0;
        if (!_unknown.TryGetValue(code, out var unknown))
            _unknown[code] = unknown = cursor.TextOf(code) is null or "" or ReportFilter.Unknown;
        return unknown ? 0 : code;
    }
}

/// <summary>Member texts as the tables hold them.</summary>
internal static class MemberText
{
    public static string Of(MarginKey key, Func<int, string?> textOf) => key.Dimension switch
    {
        RollupDimension.None => "",
        RollupDimension.Vendor => key.Member.ToString(CultureInfo.InvariantCulture),
        _ => key.Member == 0 ? ReportFilter.Unknown : textOf(key.Member) ?? ReportFilter.Unknown,
    };
}
