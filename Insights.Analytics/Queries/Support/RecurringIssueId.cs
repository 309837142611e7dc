using System.Globalization;

namespace Insights.Analytics.Queries.Support;

/// <summary>How recurring issues and customers are named in addresses: sixteen hexadecimal digits that say nothing about either.</summary>
internal static class RecurringIssueId
{
    public static string Of(long hash) => hash.ToString("x16", CultureInfo.InvariantCulture);

    public static long? Parse(string text) => text.Length == 16 && long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash) ? hash : null;
}
