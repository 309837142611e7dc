using Insights.Analytics.Reports;

namespace Insights.Web.Exports;

/// <summary>What a file says when its document has nothing to show, and the one thing that helps.</summary>
internal static class EmptyText
{
    public static string Of(EmptyReason reason) => reason switch
    {
        EmptyReason.NoDataYet => "No data yet: import a first file on the Data health page.",
        EmptyReason.FilteredOut => "Nothing matches these filters: remove one, or choose a longer period.",
        EmptyReason.NotPermitted => "You have no access to this data: ask an administrator for a membership.",
        EmptyReason.ImportLate => "The data for this period has not arrived yet: see its source on the Data health page.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Unknown reason."),
    };
}
