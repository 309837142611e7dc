using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Alerts;
using Insights.Analytics.Reports.Trends;
using Insights.Web.Portal;

namespace Insights.Web.Pages.Alerts;

/// <summary>What goes on now, as one person wants to hear of it.</summary>
internal sealed class MyAlerts(IAlertQueries alerts, IAlertLimits limits, AlertMutes mutes)
{
    public const string Watch = "watch:";
    public const string Limit = "limit:";

    public async Task<IReadOnlyList<MyAlert>> OfAsync(int userId, ReportFilter filter, DataScope scope, CancellationToken cancel)
    {
        var muted = await mutes.OfAsync(userId, cancel);
        var going = (await alerts.ListAsync(filter, scope, cancel)).Where(alert => alert.RecoveredDay is null)
            .Select(alert => new MyAlert(Watch + alert.Metric, alert.Name, FormattableString.Invariant($"/alerts/{alert.Id}"), muted.Contains(Watch + alert.Metric)));
        var crossed = (await limits.ListAsync(scope, cancel)).Where(limit => limit.Last is { Recovered: null })
            .Select(limit => Of(limit, muted));
        return [.. going, .. crossed];
    }

    public static bool IsSubject(string? subject) => subject is { Length: > 6 and <= 80 } && (subject.StartsWith(Watch, StringComparison.Ordinal) || subject.StartsWith(Limit, StringComparison.Ordinal));

    private static MyAlert Of(AlertLimit limit, IReadOnlySet<string> muted)
    {
        var subject = FormattableString.Invariant($"{Limit}{limit.Id}");
        return new(subject, AlertLimitText.Name(limit) + (limit.VendorCode is null ? "" : " of " + limit.Vendor), "/alerts#limits", muted.Contains(subject));
    }
}

/// <param name="Subject">What muting it mutes: the watched number, or the limit.</param>
internal sealed record MyAlert(string Subject, string Name, string Href, bool IsMuted);
