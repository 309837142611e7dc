using Insights.Analytics.Reports;
using Insights.Web.Access;

namespace Insights.Web.Components;

/// <summary>Why there is nothing to show, and the one action that helps this person.</summary>
internal sealed record EmptyView(string Heading, string Text, string? Action = null, string? Href = null)
{
    public static EmptyView Of(EmptyReason reason, string? role, string path)
    {
        var operates = role is Roles.Administrator or Roles.SupportLead;
        return reason switch
        {
            EmptyReason.NoDataYet when operates => new("No data yet", "This page fills as soon as the first files are imported and their numbers are computed.", "How to begin", "/guide"),
            EmptyReason.NoDataYet => new("No data yet", "Nothing has been imported so far. An administrator or support lead brings the first files in."),
            EmptyReason.FilteredOut => new("Nothing matches this filter", "There is data, but none of it in these days with these filters.", "Show the last 12 months, unfiltered", path + "?period=last-12-months"),
            EmptyReason.NotPermitted => new("Nothing here is open to you", "Your account belongs to no vendor whose data is here. An administrator can set this.", "See your account", "/account"),
            EmptyReason.ImportLate when operates => new("The data for these days has not arrived", "A source is late, so these days are still empty.", "See which source is late", "/data-health"),
            EmptyReason.ImportLate => new("The data for these days has not arrived", "A source is late, so these days are still empty. The badge at the top says which.", "Show the last 30 days", path + "?period=last-30-days"),
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Unknown reason."),
        };
    }
}
